"""A small plan and small folders for the tests of reading."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import xlsxwriter

from gongping.facts.model import Unit
from gongping.points import Points
from gongping.scheme.forms import Form
from gongping.scheme.grades import Grades
from gongping.scheme.keys import Title
from gongping.scheme.model import Category, Header, Node, NodeKeys, Scheme
from gongping.scheme.observed import Observed
from gongping.text import Finding, Place

_FORMS: dict[str, dict[str, Any]] = {
    "democratic": {
        "title": {"zh": "民主测评", "en": "Democratic appraisal"},
        "raters": {"leaders": {"zh": "班子成员", "en": "Leaders"}, "staff": {"zh": "干部职工", "en": "Staff"}},
        "questions": {"politics": {"zh": "思想政治建设", "en": "Politics"}, "team": {"zh": "队伍建设", "en": "Team"}},
        "options": {"good": {"value": "100", "zh": "好"}, "average": {"value": "60.5", "zh": "一般"}},
    },
    "debrief": {
        "title": {"zh": "述职评议", "en": "Debrief"},
        "raters": {
            "panel": {
                "zh": "评议人员",
                "en": "Panel",
                "composition": {"grassroots": {"at_least": "20", "zh": "基层代表"}},
            }
        },
        "questions": {"overall": {"zh": "总体", "en": "Overall"}},
        "options": {"good": {"value": "100", "zh": "好"}, "poor": {"value": "40", "zh": "差"}},
        "unknown": "offered",
    },
    "jury": {
        "title": {"zh": "评委打分", "en": "Jury"},
        "raters": {"panel": {"zh": "评委", "en": "Jury"}},
        "ratings": "true",
        "scale": ("0", "10"),
    },
}

_OBSERVED: dict[str, Any] = {
    "items": {"basic": {"zh": "基础工作", "en": "Basic work"}, "key": {"zh": "重点工作", "en": "Key work"}},
    "lookups": {
        "annual_award": {
            "zh": "年度工作考评",
            "en": "Annual evaluation",
            "values": {"first": {"zh": "一等奖", "en": "First prize"}, "other": {"zh": "其他", "en": "Other"}},
        }
    },
    "numbers": {"growth": {"zh": "增长率", "en": "Growth", "unit": "%"}},
    "events": {
        "innovation": {"zh": "自选创新工作", "en": "Innovation"},
        "award": {"zh": "表彰", "levels": {"city": {"zh": "市级"}, "province": {"zh": "省级"}}},
    },
    "periods": {"h1": {"zh": "上半年", "en": "First half"}, "h2": {"zh": "下半年", "en": "Second half"}},
}


def plan() -> Scheme:
    """Two categories and one of persons; the parts of a scheme that facts are read with."""
    categories: dict[str, dict[str, Any]] = {
        "town": {"title": {"zh": "镇街", "en": "Towns"}},
        "department": {"title": {"zh": "市直单位", "en": "Departments"}},
        "head": {"title": {"zh": "负责人", "en": "Heads"}, "persons": True, "parent": "town"},
    }
    final, achievements = (
        Node(path, "town", NodeKeys(title=Title(zh=title)), "sum", None, "五", {}, (), Place())
        for path, title in (("final", "总分"), ("achievements", "党建实绩"))
    )
    step = {"grade": "good", "rest": True}
    grades = Grades.model_validate({"titles": {"excellent": {"zh": "优秀"}, "good": {"zh": "良好"}}, "steps": [step]})
    return Scheme(
        header=Header(id="plan", version="1", title=Title(zh="办法")),
        categories={id: Category.model_validate(keys) for id, keys in categories.items()},
        forms={id: Form.model_validate(keys) for id, keys in _FORMS.items()},
        observed=Observed.model_validate(_OBSERVED),
        statuses={},
        nodes={"town": {"final": final}, "department": {"achievements": achievements}},
        ranks={},
        grades={"town": grades},
        outcomes={},
        lists={},
        procedure={},
        disclosure=None,
        assumptions=(),
        source={},
        fingerprint="",
    )


UNITS = (Unit("T01", "甲镇", "town", "甲"), Unit("T02", "乙镇", "town"), Unit("D1", "丙局", "department"))
UNIT_ROWS = "unit,name,category,short\nT01,甲镇,town,甲\nT02,乙镇,镇街,\nD1,丙局,Departments,\n"


def folder_of(path: Path, **tables: str) -> Path:
    """A folder with these tables as CSV text; ``units`` are those of UNITS unless given."""
    for name, text in {"units": UNIT_ROWS, **tables}.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def workbook_of(path: Path, rows: list[list[Any]], sheet: str = "Sheet1") -> Path:
    """An .xlsx file with one sheet of plain values."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for n, row in enumerate(rows):
            page.write_row(n, 0, row)
    return path


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    """Code and place of each finding; both languages must be sayable and say something to do."""
    for finding in findings:
        for language in ("zh", "en"):
            assert finding.what(language), finding.code  # type: ignore[arg-type]
            assert finding.do(language), finding.code  # type: ignore[arg-type]
            said = finding.say(language)  # type: ignore[arg-type]
            assert finding.values or not re.search(r"\{[a-z_]+\}", said), said
            assert "Text(" not in said, said
    return [(finding.code, finding.place.say()) for finding in findings]


def points(text: str) -> Points:
    return Points.parse(text)
