"""Verifying an output folder: hashes, then everything computed again from the bundle alone."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from gongping import __version__
from gongping.assessment import Assessment, assess_anyway, load_scheme
from gongping.bundle.manifest import MANIFEST, Manifest, digest, files_below, read_manifest
from gongping.bundle.writing import write_results
from gongping.disclosure.release import office_release
from gongping.documents.results.workbook_values import differences as workbook_differences
from gongping.facts.reading import read_facts
from gongping.tally.model import Tally
from gongping.tally.reading import read_tally
from gongping.text import Language, Refused, Text

KEYS = {"standing.csv": ("unit",), "scores.csv": ("unit", "node")}
"""Columns that name a row of a result table."""


@dataclass
class Verification:
    """What verifying found; no difference means that the result is what the bundle computes to."""

    fingerprint: str = ""
    files: int = 0
    scores: int = 0
    """Score values recomputed."""
    differences: list[Text] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not self.differences

    def differs(self, zh: str, en: str) -> None:
        self.differences.append(Text(zh, en))


def verify(folder: Path, fingerprint: str | None = None) -> Verification:
    """Check an output folder. Raises Refused only if the bundle cannot be read as a bundle at all."""
    found = Verification()
    try:
        manifest = read_manifest(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        found.differs(f"{MANIFEST} 读不出：{error}", f"{MANIFEST} cannot be read: {error}")
        return found
    found.fingerprint = digest(folder / MANIFEST)
    if fingerprint is not None and fingerprint.lower() != found.fingerprint:
        found.differs(f"结果指纹是{found.fingerprint}，不是{fingerprint}",
                      f"the result's fingerprint is {found.fingerprint}, not {fingerprint}")  # fmt: skip
    _hashes(folder, manifest, found)
    _recompute(folder, manifest, found)
    return found


def _hashes(folder: Path, manifest: Manifest, found: Verification) -> None:
    there = set(files_below(folder))
    found.files = len(manifest.files)
    for name, expected in manifest.files.items():
        if name not in there:
            found.differs(f"缺少文件{name}", f"file {name} is missing")
        elif digest(folder / name) != expected:
            found.differs(f"文件{name}与清单的校验值不符", f"file {name} does not have the hash of the manifest")
    for name in sorted(there - set(manifest.files)):
        found.differs(f"文件{name}不在清单里", f"file {name} is not in the manifest")


def read_bundle(folder: Path, manifest: Manifest) -> Assessment:
    """The assessment computed from ``bundle/`` alone; raises Refused when it cannot be read."""
    bundle = folder / "bundle"
    scheme = load_scheme(bundle / "scheme.json")
    facts, findings = read_facts(bundle / "facts", scheme)
    tally, more = read_tally(bundle, scheme, facts.units)
    faults = [f for f in (*findings, *more) if f.severity == "fault"]
    if faults:
        raise Refused(faults)
    return assess_anyway(scheme, facts, tally or Tally(), readings=manifest.readings)


def _recompute(folder: Path, manifest: Manifest, found: Verification) -> None:
    try:
        assessment = read_bundle(folder, manifest)
    except Refused as refused:
        for one in refused.findings:
            found.differs(f"bundle：{one.say('zh')}", f"bundle: {one.say('en')}")
        return
    if assessment.scheme.fingerprint != manifest.scheme:
        found.differs(
            "bundle/scheme.json与清单所记方案指纹不符", "bundle/scheme.json is not the scheme of the manifest"
        )
    found.scores = sum(len(r.units) * len(r.columns) for r in assessment.categories.values())
    language: Language = "en" if manifest.language == "en" else "zh"
    with TemporaryDirectory() as temporary:
        again = Path(temporary)
        write_results(office_release(assessment), again, language)
        _compare(folder, again, manifest, found)


def _compare(folder: Path, again: Path, manifest: Manifest, found: Verification) -> None:
    """Every file against its recomputed twin: tables field by field, the workbook cell by cell."""
    for name in files_below(again):
        old, new = folder / name, again / name
        if not old.is_file() or old.read_bytes() == new.read_bytes():
            continue
        if name.endswith(".csv"):
            _table(name, old, new, found)
        elif name.endswith(".xlsx"):
            found.differences += workbook_differences(old, new, name)
            if not any(name in d.en for d in found.differences):
                found.differs(f"{name}与重算的不同", f"{name} differs from the recomputed one")
        elif manifest.engine == __version__:
            found.differs(f"{name}与重算的不同", f"{name} differs from the recomputed one")


def _table(name: str, old: Path, new: Path, found: Verification) -> None:
    keys = KEYS.get(name.rpartition("/")[2], ())
    before, after = _rows(old), _rows(new)
    for line, (was, now) in enumerate(zip(before, after, strict=False), start=2):
        for column in now:
            if was.get(column) == now[column]:
                continue
            row = "、".join(now[k] for k in keys) or f"第{line}行"
            row_en = ", ".join(now[k] for k in keys) or f"line {line}"
            found.differs(f"{name} {row}的{column}是“{was.get(column)}”，重算为“{now[column]}”",
                          f"{name} {row_en}: {column} is '{was.get(column)}', recomputed '{now[column]}'")  # fmt: skip
    if len(before) != len(after):
        found.differs(
            f"{name}有{len(before)}行，重算为{len(after)}行", f"{name} has {len(before)} rows, recomputed {len(after)}"
        )


def _rows(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode("utf-8-sig", "replace")
    return [dict(row) for row in csv.DictReader(text.splitlines())]
