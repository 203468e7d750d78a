"""The office's tables: which columns each has, in English and Chinese. The one place that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from gongping.text import Text

Kind: TypeAlias = Literal["code", "label", "text", "number", "count", "date"]
"""code: an id whose leading zeros matter; label: a name or number that is only compared; text: free
words; number: an exact decimal; count: a whole number; date: a day, month or year."""

KIND_WORDS: Mapping[Kind, Text] = {
    "code": Text("编码", "a code"),
    "label": Text("名称或编号", "a name"),
    "text": Text("文字", "text"),
    "number": Text("数", "a number"),
    "count": Text("数目", "a count"),
    "date": Text("日期", "a date"),
}


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: its id (the English header), its Chinese header, and further Chinese headers."""

    id: str
    zh: str
    kind: Kind
    required: bool = True
    also: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.id, self.zh, *self.also)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: the name of its file, its words, its columns in canonical order."""

    id: str
    title: Text
    columns: tuple[ColumnSpec, ...]

    def column(self, name: str) -> ColumnSpec:
        return next(c for c in self.columns if c.id == name)

    def needed(self) -> str:
        """The required columns in words: ``unit 单位编码、…``."""
        return ", ".join(f"{c.id} {c.zh}" for c in self.columns if c.required)


def _need(id: str, zh: str, kind: Kind, *also: str) -> ColumnSpec:
    return ColumnSpec(id, zh, kind, True, also)


def _may(id: str, zh: str, kind: Kind, *also: str) -> ColumnSpec:
    return ColumnSpec(id, zh, kind, False, also)


_UNIT = _need("unit", "单位编码", "code")
_FORM = _need("form", "表", "label", "评价表", "测评表")
_GROUP = _need("group", "评价主体", "label")
_FROM, _TO = _may("from", "起", "date", "起始", "开始"), _may("to", "止", "date", "截止", "结束")
_REASON = _may("reason", "理由", "text", "原因")
_PERIOD = _may("period", "时段", "label", "期间", "周期")

_SPECS = (
    TableSpec("units", Text("单位名册", "units"), (
        _UNIT, _need("name", "名称", "text", "单位名称", "全称"), _need("category", "类别", "label"),
        _may("short", "简称", "text"), _may("order", "排序", "count"), _may("group", "分组", "label"),
        _may("parent", "上级", "code"), _may("post", "职务", "text"), _FROM, _TO)),
    TableSpec("ballots", Text("测评票", "ballots"), (
        _FORM, _UNIT, _GROUP, _need("ballot", "票号", "label"), _need("question", "指标", "label"),
        _need("option", "选项", "label"))),
    TableSpec("tally", Text("计票结果", "tally"), (
        _FORM, _UNIT, _GROUP, _need("question", "指标", "label"), _need("option", "选项", "label"),
        _need("count", "票数", "count"))),
    TableSpec("ballot_scores", Text("单票得分分布", "ballot scores"), (
        _FORM, _UNIT, _GROUP, _need("score", "得分", "number", "单票得分"), _need("ballots", "票数", "count"),
        _need("values", "分值指纹", "label"))),
    TableSpec("ratings", Text("评分", "ratings"), (
        _FORM, _UNIT, _GROUP, _need("rater", "评价人", "label", "评分人"),
        _need("value", "分值", "number", "评分", "得分"))),
    TableSpec("turnout", Text("到会与票数", "turnout"), (
        _FORM, _UNIT, _GROUP, _may("entitled", "应到", "count"), _may("present", "实到", "count"),
        _may("issued", "发出", "count"), _need("returned", "收回", "count"), _may("valid", "有效", "count"),
        _may("invalid", "无效", "count"))),
    TableSpec("items", Text("考核项目", "items"), (
        _need("item", "项目编码", "code"), _need("kind", "类型", "label"), _need("title", "名称", "text", "项目名称"),
        _need("body", "考核主体", "label"), _may("categories", "适用类别", "label", "类别"))),
    TableSpec("applies", Text("项目适用情况", "applies"), (
        _need("item", "项目编码", "code"), _UNIT, _need("status", "状态", "label"), _REASON)),
    TableSpec("marks", Text("考核打分", "marks"), (
        _need("item", "项目编码", "code"), _UNIT, _need("body", "考核主体", "label"),
        _need("mark", "得分", "number"), _REASON)),
    TableSpec("lookups", Text("外部结果", "lookups"), (
        _UNIT, _need("name", "名目", "label"), _need("value", "取值", "label"), _PERIOD)),
    TableSpec("numbers", Text("外部数值", "numbers"), (
        _UNIT, _need("name", "名目", "label"), _need("value", "数值", "number", "取值"), _PERIOD)),
    TableSpec("events", Text("加减分事项", "events"), (
        _UNIT, _need("kind", "类型", "label"), _need("matter", "事项", "text"), _may("level", "级别", "label"),
        _may("points", "分值", "number"), _may("date", "日期", "date"), _may("status", "状态", "label"),
        _may("persons", "人数", "count"))),
    TableSpec("unit_status", Text("单位参评状态", "unit status"), (
        _UNIT, _need("status", "状态", "label"), _FROM, _TO,
        _may("successor", "承接单位", "code", "承接单位编码"), _REASON)),
    TableSpec("decisions", Text("集体研究决定", "decisions"), (
        _need("kind", "类型", "label"), _may("node", "节点", "label"), _need("units", "单位", "code", "单位编码"),
        _may("value", "取值", "label"), _need("body", "决定机构", "text", "研究机构"), _need("date", "日期", "date"),
        _need("minutes", "会议纪要编号", "label", "纪要编号"), _REASON, _may("clause", "条款", "label"))),
)  # fmt: skip

TABLES: Mapping[str, TableSpec] = {spec.id: spec for spec in _SPECS}
"""Every table a facts folder may hold, by file name."""
