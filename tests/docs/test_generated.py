"""The pages made from the code are current, and have words for everything they name."""

from __future__ import annotations

from pydantic import BaseModel

from gongping.scheme.keys import Cited
from gongping.scoring.operators import vocabulary
from gongping.tables.spec import TABLES
from tools.documentation.reference import SHARED, nested_models, section_models
from tools.documentation.rules import operators_of
from tools.documentation.types import key_of
from tools.documentation.words import ROOT, key_words, kinds, table_words, words_of
from tools.generate_docs import stale

MODELS: list[type[BaseModel]] = [m for models in section_models().values() for m in models] + [
    *SHARED,
    *nested_models(),
]


def test_generated_files_are_current() -> None:
    assert sorted(str(path.relative_to(ROOT)) for path in stale()) == [], "run: make docs"


def test_every_key_of_the_language_has_words() -> None:
    keys = [(model.__name__, key_of(name, field)) for model in MODELS for name, field in model.model_fields.items()]
    silent = [f"{model}.{key}" for model, key in keys if words_of(model, key) is None]
    assert silent == [], "describe them in docs/data/keys.yaml"


def test_no_words_stand_for_a_key_that_is_gone() -> None:
    known = {model.__name__: {key_of(n, f) for n, f in model.model_fields.items()} for model in MODELS}
    known["NodeKeys"].add("parts")
    known["Scheme"] = set(section_models())
    known["Cited"] = set(Cited.model_fields)
    gone = [f"{m}.{k}" for m, keys in key_words().items() for k in keys if k not in known.get(m, set())]
    assert gone == []


def test_every_key_of_an_operator_says_what_it_is_in_both_languages() -> None:
    silent = [
        f"{operator.KEY}.{name}"
        for operator in vocabulary().values()
        for name, field in operator.model_fields.items()
        if " / " not in (field.description or "")
    ]
    assert silent == []


def test_every_table_and_column_has_words_and_an_example() -> None:
    assert set(table_words()) == set(TABLES)
    for name, spec in TABLES.items():
        assert list(table_words()[name].example) == [c.id for c in spec.columns], name


def test_every_kind_of_rule_says_how_it_is_written() -> None:
    assert [kind.number for kind in kinds()] == list(range(1, 46))
    assert [k.number for k in kinds() if not operators_of(k.number) and not k.how.en] == []


def test_operators_name_known_kinds() -> None:
    known = {kind.number for kind in kinds()}
    assert {key: o.KINDS for key, o in vocabulary().items() if not set(o.KINDS) <= known} == {}
