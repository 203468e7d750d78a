"""The words for a node's path, inner nodes included."""

from __future__ import annotations

from gongping.scoring.operators.ballots import Ballots
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Text

KNOWN = {
    "group_mean": Text("本组平均", "group mean"),
    "overall_mean": Text("总平均", "overall mean"),
    "coefficient": Text("系数", "coefficient"),
}


def title_of(result: CategoryScores, path: str) -> Text:
    """The node's title; of an inner node the item's or question's words, else the end of its path."""
    node = result.node(path)
    if node is not None:
        return node.title.text
    above, _, name = path.rpartition("/")
    owner = result.node(above)
    if owner is not None and isinstance(owner.operator, Ballots):
        question = result.context.scheme.forms[owner.operator.ballots].questions.get(name)
        if question is not None:
            return Text(question.zh or name, question.en or name)
    item = next((i for i in result.context.facts.facts.items if i.code == name), None)
    if item is not None:
        words = f"{name} {item.title}" if item.title != name else name
        return Text(words, words)
    return KNOWN.get(name, Text(name, name))
