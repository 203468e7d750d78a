"""The words beside scores: why there is none, and what was done where a fact was missing."""

from __future__ import annotations

from gongping.documents.results.titles import title_of
from gongping.documents.results.workbook_cells import lifted_cap
from gongping.scoring.column import State
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Text

WORDS = {
    State.LEFT_OUT: Text("不计", "left out"),
    State.NOT_APPLICABLE: Text("不适用", "n/a"),
    State.EXEMPT: Text("不计分", "not scored"),
    State.PENDING: Text("待定", "pending"),
    State.MISSING: Text("缺数据", "no data"),
    State.FAILED: Text("缺数据", "no data"),
}
"""What stands in a score's cell in place of a value."""


def notes_of(result: CategoryScores, path: str, row: int) -> list[Text]:
    """What a reader of this score must know: filled in, reweighted, left out, a lifted cap."""
    state, title = State(int(result.columns[path].state[row])), title_of(result, path)
    node, found = result.node(path), []
    if state == State.FILLED:
        found.append(Text(f"{title.zh}：没有数据，按方案取值", f"{title.en}: no data, filled as the scheme says"))
    elif state == State.REWEIGHTED and node is not None:
        found.append(Text(f"{title.zh}：按现有部分折算", f"{title.en}: over the parts that are there"))
    elif state in (State.LEFT_OUT, State.NOT_APPLICABLE, State.PENDING):
        word = WORDS[state]
        found.append(Text(f"{title.zh}：{word.zh}", f"{title.en}: {word.en}"))
    cap = lifted_cap(result, node, row) if node is not None else None
    if cap is not None:
        text = Text(cap or "不设上限", cap or "none")
        found.append(Text(f"{title.zh}：上限经集体研究调整为{text.zh}", f"{title.en}: cap lifted to {text.en}"))
    return found
