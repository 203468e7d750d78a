"""The results as one page that opens offline: ranking, distributions, derivations, what was assumed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from gongping.disclosure.release import Release
from gongping.documents.results import annex
from gongping.documents.results.report_charts import distributions
from gongping.documents.results.report_views import category_views
from gongping.text import Language, Text


def write_report(release: Release, path: Path, language: Language = "zh") -> None:
    """Write report.html. Same input, same bytes."""
    path.write_bytes(report_bytes(release, language))


def report_bytes(release: Release, language: Language = "zh") -> bytes:
    """The page in memory: UTF-8, nothing outside it is asked for."""
    assessment = release.assessment
    page = (
        _environment()
        .get_template("report.html")
        .render(
            language=language,
            t=lambda text: text.say(language),
            w=_words(language),
            title=assessment.scheme.header.title.text,
            version=assessment.scheme.header.version,
            complete=assessment.complete,
            readings=assessment.readings,
            identity=annex.identity(assessment),
            categories=category_views(assessment, language),
            distributions=distributions(assessment),
            assumptions=(annex.ASSUMPTIONS, annex.ASSUMPTION_HEADS, annex.assumption_rows(assessment)),
            procedure=(annex.PROCEDURE, annex.PROCEDURE_HEADS, annex.procedure_rows(assessment)),
            findings=(annex.FINDINGS, annex.FINDING_HEADS, annex.finding_rows(assessment)),
        )
    )
    return page.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("gongping.documents.results"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


WORDS = {
    "internal": Text("初步结果·内部资料", "Preliminary result · internal"),
    "incomplete": Text("未完成：有待定的数据，不排名、不定等次", "Incomplete: data pending, no ranks or grades"),
    "what_if": Text("模拟测算，不是正式结果", "What-if, not the real result"),
    "rank": Text("名次", "Rank"),
    "unit": Text("单位", "Unit"),
    "group": Text("组别", "Group"),
    "made_of": Text("构成", "Made of"),
    "grade": Text("等次", "Grade"),
    "note": Text("备注", "Note"),
    "clause": Text("条款", "clause"),
    "derivation": Text("得分怎样来", "Where each score comes from"),
    "derivation_how": Text("点开单位，再逐级点开得分：输入、算式、舍入和条款。",
                           "Open a unit, then a score: inputs, arithmetic, rounding and clause."),
    "distribution": Text("各题评价分布", "Distribution of answers"),
    "question": Text("评价内容", "Question"),
    "votes": Text("票数", "Votes"),
    "share": Text("分布", "Distribution"),
    "annex": Text("附：依据与核对", "Annex: basis and checks"),
    "none": Text("无", "none"),
    "not_ranked": Text("不排名", "not ranked"),
    "place": Text("第{n}名", "rank {n}"),
    "top": Text("回到排名", "back to the ranking"),
    "contents": Text("目录", "Contents"),
    "about": Text("本次结果", "This result"),
}  # fmt: skip


def _words(language: Language) -> dict[str, Any]:
    return {name: text.say(language) for name, text in WORDS.items()}
