"""``gongping new --from-workbook``: workbooks in, a facts folder and a remembered mapping out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gongping.cli.asking import confirm
from gongping.cli.inputs import load
from gongping.cli.session import Session
from gongping.mapping.applying import Mapped, apply_mapping
from gongping.mapping.files import NAME, read_mapping, write_mapping, write_tables
from gongping.mapping.guessing import guess_mapping
from gongping.mapping.model import Mapping
from gongping.mapping.sheets import as_seen
from gongping.scheme.model import Scheme
from gongping.tables.reading import read_grids
from gongping.text import Finding, Message, Place, Refused, Text, stop_on

NO_WORKBOOK = Message("cli.no-workbook", Text("找不到工作簿“{file}”", "there is no workbook '{file}'"),
                      Text("检查路径；可读 .xlsx 和 .csv", "check the path; .xlsx and .csv are read"))  # fmt: skip
NO_HEADERS = Message("cli.no-headers", Text("在这些工作簿里看不出表头", "no header was found in these workbooks"),
                     Text("用 --mapping 给出对照表，写明表头行", "give a mapping with --mapping that says where the header is"))  # fmt: skip
NOT_OURS = Message(
    "cli.facts-not-ours",
    Text("{folder} 里已有别的文件，不写进去", "{folder} holds other files; nothing is written there"),
    Text("换一个新文件夹", "name a new folder"),
)
MARK = ".mapped"
"""Stands in a facts folder that was written here and may be written again."""


def import_workbooks(
    session: Session, folder: Path, named: Sequence[Path], scheme: str, mapping: Path | None, yes: bool
) -> int:
    """Map the workbooks and write ``DIR/facts``. Raises Refused."""
    facts = folder / "facts"
    if (folder.exists() and not folder.is_dir()) or (
        facts.is_dir() and any(facts.iterdir()) and not (facts / MARK).is_file()
    ):
        raise Refused([Finding(NOT_OURS, Place(str(facts)), values={"folder": str(facts)})])
    loaded, files = load(session, scheme, {}), _files(named)
    found = mapping or next((f for f in (files[0].parent / NAME, folder / NAME) if f.is_file()), None)
    if found is not None:
        plan, place = _read(found), found
    else:
        plan = _guess(session, files, loaded, yes)
        place = _remember(plan, files[0].parent, folder)
    session.say(Text(f"对照表：{place}", f"mapping: {place}"))
    mapped = apply_mapping(plan, files, place.name)
    stop_on(mapped.findings)
    session.findings(mapped.findings)
    _write(session, mapped, facts)
    session.say(Text(f"接着：gongping lint {scheme} {facts}", f"next: gongping lint {scheme} {facts}"))
    return 0


def _files(named: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in named:
        inside = sorted(p for p in path.iterdir() if p.suffix.lower() in (".xlsx", ".csv")) if path.is_dir() else [path]
        files += [p for p in inside if not p.name.startswith(("~$", "."))]
    missing = [path for path in files if not path.is_file()]
    if missing or not files:
        raise Refused([Finding(NO_WORKBOOK, Place(str(p)), values={"file": str(p)}) for p in missing or named])
    return files


def _read(file: Path) -> Mapping:
    plan, findings = read_mapping(file)
    if plan is None:
        raise Refused(findings)
    return plan


def _guess(session: Session, files: Sequence[Path], scheme: Scheme, yes: bool) -> Mapping:
    grids = {file: read_grids(file) for file in files}
    stop_on([f for _, found in grids.values() for f in found])
    plan, drafts = guess_mapping({file: [as_seen(g) for g in found] for file, (found, _) in grids.items()}, scheme)
    if not yes and drafts:
        plan = confirm(session, drafts, scheme)
    if plan is None:
        raise Refused([Finding(NO_HEADERS, Place(files[0].name))])
    return plan


def _remember(plan: Mapping, beside: Path, folder: Path) -> Path:
    """Keep the mapping beside the workbooks; where that folder cannot be written, in the new one."""
    try:
        write_mapping(plan, beside / NAME)
        return beside / NAME
    except OSError:
        folder.mkdir(parents=True, exist_ok=True)
        write_mapping(plan, folder / NAME)
        return folder / NAME


def _write(session: Session, mapped: Mapped, facts: Path) -> None:
    facts.mkdir(parents=True, exist_ok=True)
    for old in facts.glob("*.csv"):
        old.unlink()
    (facts / MARK).write_text("", encoding="utf-8")
    files = write_tables(mapped.tables, facts)
    session.say(Text(f"已写出 {facts}", f"wrote {facts}"), "bold")
    for file in files:
        count = len(mapped.tables[file.stem])
        session.say(Text(f"  {file.name}  {count}行", f"  {file.name}  {count} rows"))
