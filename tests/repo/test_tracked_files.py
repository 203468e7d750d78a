"""What must not be in a tracked file: an index's address, a path of a machine, an unpinned package."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Put together here, so that this file does not hold what it looks for.
INDEX_OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links", "/simple" + "/"]
# Whatever installs or builds names packages only: there an address of any kind is one too many.
INSTALLING = ("requirements/", "pyproject.toml", "Makefile", ".ci/", "tools/")
MACHINE_PATH = re.compile(r"(?<![\w.$~{}/-])/(?:home|root|Users|work|opt|mnt)" + r"/[\w.-]+")


def tracked() -> list[Path]:
    done = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("needs a git checkout")
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def tracked_lines() -> list[tuple[str, str]]:
    """Place and text of every line of every tracked text file."""
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            found.append((f"{path.relative_to(ROOT)}:{number}", line))
    return found


def test_no_index_address() -> None:
    found = [
        place
        for place, line in tracked_lines()
        if any(option in line.replace("--no-emit-index-url", "") for option in INDEX_OPTIONS)
        or (place.startswith(INSTALLING) and "://" in line)
    ]
    assert found == []


def test_no_path_of_a_machine() -> None:
    found = [f"{place}: {line.strip()[:100]}" for place, line in tracked_lines() if MACHINE_PATH.search(line)]
    assert found == []


def test_the_search_for_machine_paths_finds_one() -> None:
    assert MACHINE_PATH.search("see " + "/home" + "/li/gongping")
    assert not MACHINE_PATH.search("and/or, https://example.cn" + "/home" + "/page")


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_every_locked_package_has_one_version_and_hashes(lock: Path) -> None:
    text = re.sub(r"\\\n\s*", " ", lock.read_text(encoding="utf-8"))
    packages = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert packages
    pinned = re.compile(r"[\w.\[\]-]+==[\w.+!]+(?: ;[^-]*)?(?: --hash=sha256:[0-9a-f]{64})+\s*")
    assert [line[:60] for line in packages if not pinned.fullmatch(re.sub(r"\s+", " ", line))] == []


def test_a_package_has_the_same_version_in_every_lock() -> None:
    versions: dict[str, set[str]] = {}
    for lock in (ROOT / "requirements").glob("*.txt"):
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.M):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_project_and_lock_name_the_same_packages() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[(.*?)^\]", project, re.S | re.M)
    assert block
    declared = {name.lower() for name in re.findall(r'"([A-Za-z][\w.-]*)', block[1])}
    base = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8")
    assert declared == {re.split(r"[><=]", line)[0] for line in base.splitlines() if line[:1].isalpha()}
