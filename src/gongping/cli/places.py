"""Where a scheme is: a file, a folder, or the id of one that comes with the program."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import resources
from pathlib import Path

from gongping.text import Finding, Message, Place, Refused, Text

NO_SCHEME = Message(
    "cli.no-scheme",
    Text("找不到方案“{name}”{hint}", "there is no scheme '{name}'{hint}"),
    Text(
        "给出方案文件、文件夹，或随附方案的编号：{known}",
        "give a file, a folder, or the id of a shipped scheme: {known}",
    ),
)


def shipped() -> Mapping[str, Path]:
    """The schemes that come with the program, by id: inside the package, or beside the checkout."""
    package = Path(str(resources.files("gongping")))
    homes = (package / "schemes", package.parents[1] / "schemes")
    home = next((h for h in homes if h.is_dir()), None)
    found = sorted(home.glob("*/scheme.yaml")) if home else []
    return {file.parent.name: file.parent for file in found}


def scheme_at(name: str) -> Path:
    """The path of a scheme named on the command line. Raises Refused."""
    path = Path(name)
    if path.exists():
        return path
    known = shipped()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = Text(f"，是不是“{near[0]}”？", f"; did you mean '{near[0]}'?") if near else Text("", "")
    raise Refused([Finding(NO_SCHEME, Place(name), values={"name": name, "hint": hint, "known": list(known)})])
