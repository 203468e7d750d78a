"""report.html: whole in itself, every unit and every derivation there, nothing from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from gongping.assessment import Assessment, assess_anyway
from gongping.cases.running import case_files
from gongping.disclosure.release import office_release
from gongping.documents.results.report import report_bytes, write_report
from tests.documents.city import SCHEMES, city
from tests.documents.test_all_schemes_recalculate import assessed

SCHEME_CASES = [
    (folder, case_files(folder)[0]) for folder in sorted(SCHEMES.iterdir()) if (folder / "scheme.yaml").is_file()
]


def page(assessment: Assessment, language: str = "zh") -> str:
    return report_bytes(office_release(assessment), language).decode()  # type: ignore[arg-type]


def test_nothing_is_asked_from_outside() -> None:
    html = page(city(4, 4))
    assert re.findall(r"https?:|//\w+\.|url\(|@import|<script|<link|<img|<iframe|\son\w+=|\sstyle=", html) == []


def test_every_unit_opens_every_score() -> None:
    assessment = city(4, 33)
    html = page(assessment)
    for result in assessment.categories.values():
        for row, unit in enumerate(result.units):
            own = html.split(f'id="u-{unit.code}"')[1].split('<details class="of"')[0]
            assert f'<p class="path">{result.final}</p>' in own
            for path, column in result.columns.items():
                if result.node(path) is not None:
                    assert f'<p class="path">{path}</p>' in own, (unit.code, path)
                    assert column.show(row) in own


def test_assumptions_procedure_and_fingerprint_are_there() -> None:
    assessment = city(4, 4)
    html = unescape(page(assessment))
    assert assessment.scheme.fingerprint in html
    assert "方案未明确事项及处理" in html
    assert all(one.assumption.reason.zh in html for one in assessment.scheme.assumptions)
    assert all(check.says.zh in html for check in assessment.procedure)
    assert "初步结果·内部资料" in html


def test_a_pending_fact_is_said_and_nobody_is_ranked() -> None:
    html = page(city(4, 4, pending=True))
    assert "未完成" in html
    assert "年度工作考评" in html.split('id="findings"')[1].split("<h3")[0]
    board = html.split('id="c-department"')[1].split("</section>")[0]
    assert set(re.findall(r'<td class="rank num">(.*?)</td>', board)) == {"—"}


def test_names_are_text_and_not_markup() -> None:
    assessment = city(3, 3)
    units = tuple(replace(u, name="<b>&x</b>") for u in assessment.facts.units)
    html = page(assess_anyway(assessment.scheme, replace(assessment.facts, units=units), assessment.tally))
    assert "<b>&x</b>" not in html
    assert "&lt;b&gt;&amp;x&lt;/b&gt;" in html


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    write_report(office_release(city(3, 4)), tmp_path / "a.html")
    write_report(office_release(city(3, 4)), tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_english_page_is_english() -> None:
    html = page(city(3, 3), "en")
    assert '<html lang="en">' in html
    words = re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    assert "Where each score comes from" in words
    assert "Preliminary result · internal" in words


def test_a_demo_city_stays_small() -> None:
    assert len(report_bytes(office_release(city()))) < 3_000_000


@pytest.mark.parametrize(("folder", "file"), SCHEME_CASES, ids=lambda p: p.name)
def test_every_scheme_has_a_page(folder: Path, file: Path) -> None:
    assessment = assessed(folder, file)
    for language in ("zh", "en"):
        html = page(assessment, language)
        assert all(f'id="u-{u.code}"' in html for u in assessment.facts.units)
