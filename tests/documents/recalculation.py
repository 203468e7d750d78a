"""LibreOffice as the second opinion: workbooks with wrong cached values, recalculated and read back."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from gongping.assessment import Assessment
from gongping.documents.results.workbook_values import CachedValues

WRONG = "-7777"
ALWAYS, NEVER = 0, 1
_CACHED = re.compile(r"(<c [^>]*?)( t=\"str\")?(><f>.*?</f>)<v>[^<]*</v>", re.S)
_LOOK = re.compile(
    r" s=\"\d+\"| style=\"\d+\"|<(pageSetup|pageMargins|printOptions|pageSetUpPr)[^>]*/>"
    r"|<headerFooter>.*?</headerFooter>|<conditionalFormatting.*?</conditionalFormatting>|<extLst>.*?</extLst>",
    re.S,
)
_SETTING = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
</oor:items>
"""


def spoil(source: Path, target: Path, bare: bool = False) -> int:
    """A copy in which every formula's cached value is wrong; how many there were.

    ``bare``: without its look as well, on which LibreOffice spends most of the time it takes to open a file.
    """
    count = 0
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                text, n = _CACHED.subn(rf"\1\3<v>{WRONG}</v>", data.decode())
                data, count = (_LOOK.sub("", text) if bare else text).encode(), count + n
            new.writestr(entry, data)
    return count


def recalculate(soffice: str, files: Sequence[Path], folder: Path, mode: int = ALWAYS) -> dict[Path, Path]:
    """Every workbook as LibreOffice saves it from a fresh profile: file → saved file."""
    profile = folder / f"profile-{mode}"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTING.format(mode=mode), encoding="utf-8")
    out = folder / f"recalculated-{mode}"
    out.mkdir()
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
               "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, files)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    saved = {file: out / file.name for file in files}
    assert all(path.is_file() for path in saved.values()), done.stdout + done.stderr
    return saved


def engine_values(assessment: Assessment) -> CachedValues:
    """Every score and rank as the engine has it."""
    found = CachedValues()
    for category, result in assessment.categories.items():
        for row, unit in enumerate(result.units):
            for path, column in result.columns.items():
                found.scores[unit.code, path] = column.show(row)
            if category in assessment.scheme.ranks:
                found.ranks[category, unit.code] = str(result.context.ranks[row] or "")
    return found


def disagreements(expected: CachedValues, found: CachedValues) -> list[str]:
    """Scores and ranks that differ, each as a line."""
    lines = [f"{key}: {value} ≠ {found.scores.get(key)}" for key, value in expected.scores.items()
             if found.scores.get(key) != value]  # fmt: skip
    return lines + [f"rank {key}: {value} ≠ {found.ranks.get(key)}" for key, value in expected.ranks.items()
                    if found.ranks.get(key) != value]  # fmt: skip
