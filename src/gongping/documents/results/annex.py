"""What stands beside every result, as rows of words: identity, assumptions, procedure, findings."""

from __future__ import annotations

from gongping.assessment import Assessment
from gongping.text import Text

Rows = list[tuple[Text, ...]]

ASSUMPTIONS = Text("方案未明确事项及处理", "Where the plan is silent, and what was done")
ASSUMPTION_HEADS = (
    Text("条款", "Clause"), Text("方案未明确之处及理由", "Where the plan is silent, and the reason"),
    Text("采用的读法", "Reading taken"), Text("其他读法", "Other readings"), Text("编号", "Id"),
)  # fmt: skip
PROCEDURE = Text("程序性规定的核对", "Procedure: checked and not checked here")
PROCEDURE_HEADS = (
    Text("条款", "Clause"),
    Text("事项", "Matter"),
    Text("核对结果", "Result"),
    Text("在方案中的位置", "In the plan at"),
)
FINDINGS = Text("本次计算发现的事项", "Found in this run")
FINDING_HEADS = (Text("性质", "Kind"), Text("事项", "What was found"), Text("代码", "Code"), Text("处理", "What to do"))

SEVERITIES = {
    "fault": Text("错误", "fault"),
    "refusal": Text("不能出结果", "refusal"),
    "warning": Text("提醒", "warning"),
    "note": Text("说明", "note"),
}
RESULTS = {
    True: Text("已核对，符合", "checked: met"),
    False: Text("已核对，不符合", "checked: not met"),
    None: Text("只能部分核对", "checked in part"),
}
NOT_CHECKED = Text("本表未核对", "not checked here")


def same(text: str) -> Text:
    return Text(text, text)


def identity(assessment: Assessment) -> list[tuple[Text, Text]]:
    """Which plan, which version, which state of the result."""
    scheme = assessment.scheme
    units = [len(c.units) for c in assessment.categories.values()]
    titles = [scheme.title_of(c).text for c in assessment.categories]
    counted = Text("，".join(f"{t.zh}{n}个" for t, n in zip(titles, units, strict=True)),
                   ", ".join(f"{t.en}: {n}" for t, n in zip(titles, units, strict=True)))  # fmt: skip
    state = Text("齐全", "complete") if assessment.complete else Text("未完成：有待定的数据，不排名、不定等次",
                                                                     "incomplete: data pending, no ranks or grades")  # fmt: skip
    rows = [
        (Text("方案版本", "Version of the plan"), same(f"{scheme.header.id} {scheme.header.version}")),
        (Text("方案指纹", "Fingerprint of the plan"), same(scheme.fingerprint)),
        (Text("依据", "Basis"), Text("；".join(b.text.zh for b in scheme.header.basis) or "—",
                                   "; ".join(b.text.en for b in scheme.header.basis) or "—")),
        (Text("考核对象", "Units"), counted),
        (Text("结果状态", "State"), state),
    ]  # fmt: skip
    if assessment.readings:
        said = ", ".join(f"{name}={reading}" for name, reading in assessment.readings.items())
        rows.append(
            (Text("模拟测算", "What-if"), Text(f"按其他读法计算：{said}", f"computed under other readings: {said}"))
        )
    return rows


def assumption_rows(assessment: Assessment) -> Rows:
    """One row per assumption: clause, reason, reading taken, the others, id."""
    rows: Rows = []
    for one in assessment.scheme.assumptions:
        stated = one.assumption
        taken = assessment.readings.get(one.id, stated.reading)
        others = [r for r in (stated.reading, *stated.alternatives) if r != taken]
        other = Text("、".join(others), ", ".join(others))
        rows.append((same(one.clause), stated.reason.text, same(taken), other, same(one.id)))
    return rows


def procedure_rows(assessment: Assessment) -> Rows:
    """One row per declared matter of procedure."""
    return [
        (same(check.clause), check.says, RESULTS[check.passed] if check.checked else NOT_CHECKED, same(check.path))
        for check in assessment.procedure
    ]


def finding_rows(assessment: Assessment) -> Rows:
    """One row per finding, without the place in the office's files."""
    return [
        (SEVERITIES[f.severity], Text(f.what("zh"), f.what("en")), same(f.code), Text(f.do("zh"), f.do("en")))
        for f in assessment.findings
    ]
