"""docs/reference.md: every section, key and operator of the scheme language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from gongping.scheme.conditions import Condition
from gongping.scheme.forms import Form
from gongping.scheme.grades import Grades, Listing, Rank, Status
from gongping.scheme.keys import Assumption, Cited, Title
from gongping.scheme.loader import REQUIRED, SECTIONS
from gongping.scheme.model import Category, Declared, Disclosure, Header, NodeKeys
from gongping.scheme.observed import Observed
from gongping.scoring.operators import vocabulary
from gongping.scoring.operators.base import Operator
from tools.documentation.examples import Example, examples
from tools.documentation.types import default_of, key_of, type_of
from tools.documentation.words import key_words, words_of

ROOTS: Mapping[str, type[BaseModel] | None] = {
    "scheme": Header, "categories": Category, "forms": Form, "facts": Observed, "statuses": Status, "score": NodeKeys,
    "rank": Rank, "grades": Grades, "outcomes": None, "lists": Listing, "procedure": Declared, "disclosure": Disclosure,
}  # fmt: skip
"""Section → the model of its entries."""
SHARED: tuple[type[BaseModel], ...] = (Cited, Condition, Assumption, Title)
SHAPES: Mapping[str, str] = {
    "scheme": "One mapping.",
    "categories": "A mapping: id of the category → `Category`.",
    "forms": "A mapping: id of the form → `Form`.",
    "facts": "One mapping, `Observed`. A name may be written as one word, which then stands for both languages.",
    "statuses": "A mapping: standing → `Status`. The standings are `assessed` 参评, `unranked` 只评不排, `exempt` 免考, "
    "`ungraded` 不定等次, `new` 新组建, `merged` 撤并.",
    "score": "A mapping: category, or `all` → name of the node → node. A node is the keys below, plus the keys of exactly "
    "one operator. A `clause` may stand beside the nodes and holds for all of them.",
    "rank": "A mapping: category, or `all` → `Rank`.",
    "grades": "A mapping: category, or `all` → `Grades`.",
    "outcomes": "Nodes as under `score`, computed after ranks and grades are known.",
    "lists": "A mapping: category, or `all` → name of the list → `Listing`.",
    "procedure": "A mapping: name → `Declared`.",
    "disclosure": "One mapping.",
}
HEAD = """\
# Reference of the scheme language

Made from the code by `make docs`; do not edit. A tutorial: [scheme-language.md](scheme-language.md). Which of the 45 kinds
of rule is written how: [rules.md](rules.md). A JSON Schema for editors: `schemes/scheme.schema.json`.

**Values.** A *number* is a plain decimal, read from its text: `80`, `2.50`, `-0.3`; `30%` is read as 30. A *name* is the id
of something declared in the file. A *node name* is looked up from the inside out: a node's own `parts`, those beside it,
then the nodes of the category. A *range* states its ends: `[80,90)` holds 80 and not 90, `[90,)` has no upper end.
*Yes or no* is written `yes`, `no`. Words may be given once (`title: 镇街`) or in both languages (`{zh: 镇街, en: Towns}`).

A rule without a clause, its own or one above it, does not load. What a key means stands in English and in Chinese, and so
do the operators' own words.
"""


def reference() -> str:
    """The whole page."""
    shown = examples()
    parts = [HEAD, "\n".join(_contents()), *_sections(), *_shared(), *_nested()]
    parts += ["## Operators\n\nIn alphabetical order. Each is one file in `src/gongping/scoring/operators/`.\n"]
    parts += [_operator(key, operator, shown.get(key)) for key, operator in vocabulary().items()]
    return "\n".join(parts)


def _contents() -> Iterator[str]:
    yield "Sections: " + " · ".join(f"[{name}](#{name})" for name in SECTIONS) + "\n"
    yield "Operators: " + " · ".join(f"[{key}](#operator-{key})" for key in vocabulary()) + "\n"


def _sections() -> Iterator[str]:
    for name in SECTIONS:
        words = key_words()["Scheme"][name]
        required = " Required." if name in REQUIRED else ""
        yield f"## {name}\n\n{words.en[:1].upper()}{words.en[1:]}.{required} {SHAPES[name]}\n\n{words.zh}。\n"
        for model in section_models()[name]:
            yield _model(model)


def _shared() -> Iterator[str]:
    yield "## Everywhere\n"
    for model in SHARED:
        yield _model(model)


def _nested() -> Iterator[str]:
    """Models inside operators: a mapping behind one of their keys."""
    found = nested_models()
    if found:
        yield "## Inside operators\n"
    for model in found:
        yield _model(model)


@cache
def section_models() -> Mapping[str, tuple[type[BaseModel], ...]]:
    """Section → its model and the models inside it, each where it is first met."""
    seen: set[type[BaseModel]] = set(SHARED)
    return {name: tuple(_unseen(root, seen)) if root else () for name, root in ROOTS.items()}


def nested_models() -> list[type[BaseModel]]:
    """The models that only operators use, by name."""
    seen = {*SHARED, *(model for models in section_models().values() for model in models)}
    found = [m for operator in vocabulary().values() for m in _unseen(operator, seen) if m is not operator]
    return sorted(found, key=lambda model: model.__name__)


def _unseen(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """A model and those inside it, in the order of their keys."""
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            yield from _unseen(inner, seen)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


def _model(model: type[BaseModel]) -> str:
    name = model.__name__
    title = "The keys of a node" if model is NodeKeys else name
    cited = issubclass(model, Cited) and model is not Cited
    rows = [
        _row(name, key_of(key, field), type_of(field), default_of(field))
        for key, field in model.model_fields.items()
        if not (cited and key in Cited.model_fields)
    ]
    if model is NodeKeys:
        rows.append(_row(name, "parts", "mapping of names to nodes", ""))
    more = ["And `clause`, `note`, `assumed` ([Cited](#cited)).\n"] if cited else []
    return "\n".join([f"### {title}\n", *_table(rows), "", *more])


def _row(owner: str, key: str, takes: str, default: str, said: str | None = None) -> tuple[str, str, str, str]:
    words = words_of(owner, key)
    return key, takes, default, said if said is not None else f"{words.en} / {words.zh}" if words else ""


def _table(rows: list[tuple[str, str, str, str]]) -> Iterator[str]:
    yield "| key | takes | default | meaning |"
    yield "|---|---|---|---|"
    for key, takes, default, said in rows:
        shown = default if default in ("", "required") else f"`{default}`"
        yield f"| `{key}` | {takes} | {shown} | {said.replace('|', '/')} |"


def _operator(key: str, operator: type[Operator], example: Example | None) -> str:
    rows = [
        _row(key, key_of(name, field), type_of(field), default_of(field), field.description or "")
        for name, field in operator.model_fields.items()
    ]
    numbers = ", ".join(str(n) for n in operator.KINDS)
    kinds = f"Kinds of rule: {numbers} ([rules.md](rules.md))." if numbers else ""
    lines = [
        f'<a id="operator-{key}"></a>',
        "",
        f"### `{key}` · {operator.TITLE.zh} · {operator.TITLE.en}\n",
        f"{operator.SAYS.en}\n{operator.SAYS.zh}\n",
        f"**Arithmetic.** {operator.ARITHMETIC.en}\n{operator.ARITHMETIC.zh}\n",
        *_table(rows),
        "",
        kinds,
        "",
    ]
    if example is not None:
        lines += [f"As in `schemes/{example.scheme}`, clause {example.clause}:\n", f"```yaml\n{example.text}```\n"]
    return "\n".join(lines)
