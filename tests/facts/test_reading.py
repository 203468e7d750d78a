"""Facts folders: what is accepted, and every fault with its code and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongping.assessment import load_scheme
from gongping.facts.model import NOT_APPLICABLE, PENDING, Facts
from gongping.facts.reading import read_facts
from gongping.text import Finding, blocking
from tests.facts.plan import folder_of, plan, points, told, workbook_of

ROOT = Path(__file__).resolve().parents[2]
ITEMS = "item,kind,title,body,categories\nB1,basic,组织建设,组织部;宣传部,\nK1,重点工作,引领治理,政法委,镇街\n"


def read(path: Path, **tables: str) -> tuple[Facts, list[Finding]]:
    return read_facts(folder_of(path, **tables), plan())


def faults(path: Path, **tables: str) -> list[tuple[str, str]]:
    return told(read(path, **tables)[1])


def test_ids_and_titles_in_both_languages_mean_the_same(tmp_path: Path) -> None:
    facts, findings = read(
        tmp_path,
        items=ITEMS,
        applies="项目编码,单位编码,状态,理由\nB1,D1,不适用,无党组织\nK1,T02,取消,\n",
        marks="item,unit,body,mark\nB1,T01,组织部,92.50\nB1,甲,宣传部,待定\nK1,T01,政法委,/\n",
        lookups="单位编码,名目,取值,时段\nT01,年度工作考评,一等奖,\nT02,annual_award,First prize,上半年\nD1,annual_award,未知,\n",
        numbers="unit,name,value,period\nT01,增长率,-3.50,First half\nT02,growth,不适用,\n",
        events="unit,kind,matter,level,points,date,status,人数\nT01,表彰,先进,市级,2.5,2024年3月5日,已核实,3\nT01,自选创新工作,甲,,,,不予认定,\n",
        unit_status="unit,status,from,to,successor,reason\nT02,撤并,2024-01-01,2024-06-30,T01,区划调整\nD1,免考,,,,\n",
        turnout="表,单位编码,评价主体,应到,实到,发出,收回,有效,无效\n民主测评,T01,班子成员,10,9,9,9,8,1\n",
        ratings="form,unit,group,rater,value\n评委打分,T01,评委,1,9.55\n",
        decisions="类型,单位,节点,取值,决定机构,日期,会议纪要编号\n审议调整,T01,,优秀,市委,2024/12/30,纪要〔2024〕3号\n并列排序,T02；T01,总分,,市委,2024-12-30,3\n",
    )
    assert [f.say("en") for f in findings] == []
    assert [u.code for u in facts.units] == ["T01", "T02", "D1"]
    assert [(i.kind, i.bodies, i.categories) for i in facts.items] == [
        ("basic", ("组织部", "宣传部"), ()),
        ("key", ("政法委",), ("town",)),
    ]
    assert [a.status for a in facts.applies] == ["not_applicable", "cancelled"]
    assert [(m.unit, m.mark) for m in facts.marks] == [
        ("T01", points("92.50")), ("T01", PENDING), ("T01", NOT_APPLICABLE),
    ]  # fmt: skip
    assert [(one.value, one.period) for one in facts.lookups] == [("first", ""), ("first", "h1"), (PENDING, "")]
    assert [(one.value, one.period) for one in facts.numbers] == [(points("-3.50"), "h1"), (NOT_APPLICABLE, "")]
    first, second = facts.events
    assert (first.kind, first.level, first.points, first.date, first.status, first.persons) == (
        "award", "city", points("2.5"), "2024-03-05", "verified", 3,
    )  # fmt: skip
    assert (second.kind, second.status, second.persons) == ("innovation", "refused", 1)
    assert [(s.status, s.successor) for s in facts.statuses] == [("merged", "T01"), ("exempt", "")]
    assert (facts.turnout[0].form, facts.turnout[0].group, facts.turnout[0].valid) == ("democratic", "leaders", 8)
    assert facts.ratings[0].value == points("9.55")
    assert [(d.kind, d.units, d.value, d.node) for d in facts.decisions] == [
        ("grade", ("T01",), "excellent", ""),
        ("tie", ("T02", "T01"), "", "final"),
    ]
    assert facts.sources["marks"] == "marks.csv"


def test_units_stand_by_category_and_protocol_order(tmp_path: Path) -> None:
    units = "unit,name,category,order\nD1,丙,department,1\nT3,丁,town,\nT2,乙,town,2\nT1,甲,town,10\nT4,戊,town,0\n"
    facts, findings = read(tmp_path, units=units)
    assert [u.code for u in facts.units] == ["T2", "T1", "T3", "T4", "D1"]
    assert [(f.code, f.severity) for f in findings] == [("facts.order-partly", "warning")]


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("T01,甲,town,,,\nT01,乙,town,,,\n", [("facts.duplicate-unit", "units.csv:3:unit")]),
        ("T01,甲,town,,,\nT02,甲,town,,,\n", [("facts.same-name", "units.csv:3:name")]),
        ("T01,甲,镇街办,,,\n", [("facts.unknown-category", "units.csv:2:category")]),
        ("T01,,town,,,\n", [("tables.empty-cell", "units.csv:2:name")]),
        ("T01,甲,town,,2024-05,2024-04\n", [("facts.from-after-to", "units.csv:2:to")]),
        ("T01,甲,town,,昨天,\n", [("tables.not-a-date", "units.csv:2:from")]),
        ("T;1,甲,town,,,\n", [("facts.code-separator", "units.csv:2:unit")]),
        ("7,甲,town,,,\n012,乙,town,,,\n", [("facts.code-lengths", "units.csv:2:unit")]),
        ("T1,甲,town,,,\nP1,某,head,,,\n", [("facts.no-parent", "units.csv:3:parent")]),
        ("T1,甲,town,,,\nP1,某,head,T9,,\n", [("facts.unknown-parent", "units.csv:3:parent")]),
        ("D1,甲,department,,,\nP1,某,head,D1,,\n", [("facts.parent-category", "units.csv:3:parent")]),
    ],
)
def test_faults_of_units(tmp_path: Path, units: str, expected: list[tuple[str, str]]) -> None:
    assert faults(tmp_path, units="unit,name,category,parent,from,to\n" + units) == expected


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("marks", "B1,T09,组织部,1", ["tables.unknown-unit:unit"]),
        ("marks", "B9,T01,组织部,1", ["facts.unknown-item:item"]),
        ("marks", "B1,T01,政法委,1", ["facts.body-not-listed:body"]),
        ("marks", "B1,T01,组织部,100.01", ["facts.mark-out-of-range:mark"]),
        ("marks", "B1,T01,组织部,-1", ["facts.mark-out-of-range:mark"]),
        ("marks", "B1,T01,组织部,缺考", ["tables.text-in-number:mark"]),
        ("marks", "B1,T01,组织部,", ["tables.empty-cell:mark"]),
        ("marks", "B1,T01,组织部,1\nB1,甲镇,组织部,2", ["facts.duplicate-mark:mark"]),
        ("marks", "K1,D1,政法委,1", ["facts.mark-not-applying:mark"]),
        ("items", "B1,basic,甲,组织部,\nB1,key,乙,组织部,", ["facts.duplicate-item:item"]),
        ("items", "B1,日常工作,甲,组织部,", ["facts.unknown-item-kind:kind"]),
        ("items", "B1,basic,甲,；,", ["facts.no-body:body"]),
        ("items", "B1,basic,甲,组织部;组织部,", ["facts.body-twice:body"]),
        ("items", "B1,basic,甲,组织部,街道", ["facts.unknown-category:categories"]),
        ("applies", "B1,T01,暂停", ["facts.unknown-applies-status:status"]),
        ("applies", "B1,T01,不适用\nB1,T01,适用", ["facts.duplicate-applies:item"]),
        ("applies", "K1,D1,适用", ["facts.not-concerned:item"]),
        ("lookups", "T01,年终奖,一等奖,", ["facts.unknown-lookup:name"]),
        ("lookups", "T01,annual_award,特等奖,", ["facts.unknown-value:value"]),
        ("lookups", "T01,annual_award,first,三季度", ["facts.unknown-period:period"]),
        ("lookups", "T01,annual_award,first,\nT01,annual_award,other,\nT01,annual_award,first,h1", ["facts.duplicate-lookup:value"]),
        ("numbers", "T01,growth,3%,", ["tables.text-in-number:value"]),
        ("numbers", "T01,gdp,3,", ["facts.unknown-number:name"]),
        ("numbers", "T01,growth,3,h1\nT01,growth,3,上半年", ["facts.duplicate-number:value"]),
        ("events", "T01,处分,甲,,,,,", ["facts.unknown-event-kind:kind"]),
        ("events", "T01,award,甲,县级,,,,", ["facts.unknown-level:level"]),
        ("events", "T01,award,甲,,,,,", ["facts.no-level:level"]),
        ("events", "T01,innovation,甲,市级,,,,", ["facts.level-unused:level"]),
        ("events", "T01,innovation,甲,,,,待核实,", ["facts.event-open:status"]),
        ("events", "T01,innovation,甲,,,,也许,", ["facts.unknown-event-status:status"]),
        ("events", "T01,innovation,甲,,,,,0", ["facts.no-persons:persons"]),
        ("events", "T01,innovation,甲,,,,,\nT01,innovation,甲,,,,,", ["facts.repeated-event:matter"]),
        ("unit_status", "T01,停考,,,", ["facts.unknown-unit-status:status"]),
        ("unit_status", "T01,撤并,,,", ["facts.no-successor:unit"]),
        ("unit_status", "T01,撤并,,,T77", ["facts.unknown-successor:successor"]),
        ("unit_status", "T01,撤并,,,T01", ["facts.own-successor:successor"]),
        ("unit_status", "T01,免考,2024-06,2024-05,", ["facts.from-after-to:to"]),
        ("unit_status", "T01,免考,,2024-05,\nT01,参评,2024-05-31,,", ["facts.status-overlap:unit"]),
        ("unit_status", "T01,免考,,2024-05,\nT01,参评,2024-06-01,,", []),
        ("turnout", "democratic,T01,leaders,,,,9,8,2", ["facts.turnout-sum:returned"]),
        ("turnout", "democratic,T01,leaders,,,8,9,,", ["facts.turnout-more:returned"]),
        ("turnout", "democratic,T01,leaders,,,,9,10,", ["facts.turnout-more:valid"]),
        ("turnout", "democratic,T01,leaders,8,9,,,,", ["facts.turnout-more:present", "tables.empty-cell:returned"]),
        ("turnout", "democratic,T01,leaders,,,,-9,,", ["tables.negative-count:returned"]),
        ("turnout", "democratic,T01,panel,,,,9,,", ["tables.unknown-group:group"]),
        ("turnout", "投票,T01,leaders,,,,9,,", ["tables.unknown-form:form"]),
        ("turnout", "debrief,T01,panel,,,,9,,\n述职评议,T01,panel,,,,9,,", ["facts.duplicate-turnout:form"]),
        ("ratings", "jury,T01,panel,1,10.5", ["facts.rating-out-of-range:value"]),
        ("ratings", "debrief,T01,panel,1,9", ["tables.takes-options:form"]),
        ("ratings", "jury,T01,panel,1,9\njury,T01,panel,1,9", ["facts.duplicate-rating:rater"]),
        ("decisions", "tie,T01;T02,final,,市委,,", ["facts.decision-without-record:"]),
        ("decisions", "tie,T01,final,,市委,2024,3", ["facts.tie-units:units"]),
        ("decisions", "exempt,T01;T01,,,市委,2024,3", ["facts.unit-twice:units"]),
        ("decisions", "exempt,T05,,,市委,2024,3", ["tables.unknown-unit:units"]),
        ("decisions", "grade,T01,,,市委,2024,3", ["facts.no-grade:value"]),
        ("decisions", "grade,T01,,中等,市委,2024,3", ["facts.unknown-grade:value"]),
        ("decisions", "投票,T01,,,市委,2024,3", ["facts.unknown-decision-kind:kind"]),
        ("decisions", "withdraw,T01,achievement/B1,组织部,市委,2024,3", ["facts.unknown-node:node"]),
        ("decisions", "withdraw,T01,achievements/B1,组织部,市委,2024,3", []),
    ],
)  # fmt: skip
def test_faults_of_rows(tmp_path: Path, table: str, text: str, expected: list[str]) -> None:
    headers = {
        "marks": "item,unit,body,mark", "items": "item,kind,title,body,categories", "applies": "item,unit,status",
        "lookups": "unit,name,value,period", "numbers": "unit,name,value,period",
        "events": "unit,kind,matter,level,points,date,status,persons", "unit_status": "unit,status,from,to,successor",
        "turnout": "form,unit,group,entitled,present,issued,returned,valid,invalid",
        "ratings": "form,unit,group,rater,value", "decisions": "kind,units,node,value,body,date,minutes",
    }  # fmt: skip
    found = faults(tmp_path, **{"items": ITEMS, table: f"{headers[table]}\n{text}\n"})
    line = text.count("\n") + 2 if "duplicate" in str(expected) or "overlap" in str(expected) else 0
    assert sorted(
        f"{code}:{place.split(':', 2)[2] if place.count(':') > 1 else ''}" for code, place in found
    ) == sorted(expected)
    assert all(place.startswith(f"{table}.csv:") for _, place in found)
    if line and "lookup" not in table:
        assert f"{table}.csv:{line}" in found[0][1]


def test_many_faults_come_at_once_and_do_not_breed_others(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        units="unit,name,category\nT01,甲,乡村\nT02,乙,town\n",
        items=ITEMS.replace("basic", "日常"),
        marks="item,unit,body,mark\nB1,T01,组织部,x\nB1,T02,组织部,120\n",
        lookups="unit,name,value\nT01,annual_award,frist\n",
    )
    assert found == [
        ("facts.unknown-category", "units.csv:2:category"),
        ("facts.unknown-item-kind", "items.csv:2:kind"),
        ("tables.text-in-number", "marks.csv:2:mark"),
        ("facts.mark-out-of-range", "marks.csv:3:mark"),
        ("facts.unknown-value", "lookups.csv:2:value"),
    ]


def test_without_units_nothing_else_is_blamed(tmp_path: Path) -> None:
    found = faults(tmp_path, units="单位,姓名\n1,2\n", lookups="unit,name,value\nT01,annual_award,first\n")
    assert found == [("tables.no-header", "units.csv:1")]
    (tmp_path / "units.csv").unlink()
    _, findings = read_facts(tmp_path, plan())
    assert told(findings) == [("tables.missing-table", tmp_path.name)]


def test_marks_without_items(tmp_path: Path) -> None:
    assert faults(tmp_path, marks="item,unit,body,mark\nB1,T01,组织部,1\n") == [("tables.missing-table", tmp_path.name)]


def test_a_lost_leading_zero_is_suggested(tmp_path: Path) -> None:
    units = "unit,name,category\n007,甲,town\n012,乙,town\n"
    folder = folder_of(tmp_path, units=units)
    workbook_of(tmp_path / "lookups.xlsx", [["unit", "name", "value"], [7, "annual_award", "first"]])
    _, findings = read_facts(folder, plan())
    assert [f.code for f in findings] == ["tables.numeric-code", "tables.unknown-unit"]
    assert "did you mean '007（甲）'" in blocking(findings)[0].say("en")
    assert "是不是“007（甲）”" in blocking(findings)[0].say("zh")


def test_a_formula_keeps_its_row_out_and_is_told_once(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, items=ITEMS)
    rows = [["item", "unit", "body", "mark"], ["B1", "T01", "组织部", "=90+2"]]
    workbook_of(tmp_path / "marks.xlsx", rows)
    facts, findings = read_facts(folder, plan())
    assert told(findings) == [("tables.formula", "marks.xlsx[Sheet1]:D2")]
    assert facts.marks == ()


def test_the_founding_plan_reads_with_its_own_words(tmp_path: Path) -> None:
    scheme = load_scheme(ROOT / "schemes" / "jiceng-dangjian")
    folder = folder_of(
        tmp_path,
        units="单位编码,名称,类别\nT01,甲镇,镇街\nD01,乙局,市直单位\n",
        lookups="单位编码,名目,取值\nT01,年度工作考评,一等奖\nD01,annual_award,other\n",
        events="单位编码,类型,事项\nT01,自选创新工作,甲\n",
        turnout="表,单位编码,评价主体,收回\n民主测评,D01,班子成员,9\n",
    )
    facts, findings = read_facts(folder, scheme)
    assert findings == []
    assert [u.category for u in facts.units] == ["town", "department"]
    assert [one.value for one in facts.lookups] == ["first", "other"]
    assert facts.events[0].kind == "innovation"


def test_a_kind_of_raters_is_counted_beside_its_group(tmp_path: Path) -> None:
    rows = "表,单位编码,评价主体,收回\n述职评议,T01,评议人员,30\n述职评议,T01,基层代表,6\n"
    facts, findings = read(tmp_path, turnout=rows)
    assert findings == []
    assert [(t.group, t.returned) for t in facts.turnout] == [("panel", 30), ("grassroots", 6)]
    assert faults(tmp_path, ratings="form,unit,group,rater,value\njury,T01,基层代表,1,9\n") != []
