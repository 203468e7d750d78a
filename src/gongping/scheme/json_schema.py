"""The JSON Schema of a scheme file, so that editors complete and check it while it is written.

Made from the same models that load a scheme. It judges the file as an editor reads it: numbers as
numbers, ``yes`` as a word. What depends on other parts of the file (names, weights, bands) is left
to ``gongping lint``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from gongping.scheme.forms import Form
from gongping.scheme.grades import Grades, Listing, Rank, Status
from gongping.scheme.loader import REQUIRED, SECTIONS
from gongping.scheme.model import Category, Declared, Disclosure, Header, NodeKeys
from gongping.scheme.nodes import Vocabulary
from gongping.scheme.observed import Observed

DIALECT = "https://json-schema.org/draft/2020-12/schema"

WHOLE: Mapping[str, type[BaseModel]] = {"scheme": Header, "facts": Observed, "disclosure": Disclosure}
"""Sections that are one mapping of keys."""
NAMED: Mapping[str, type[BaseModel]] = {
    "categories": Category, "forms": Form, "statuses": Status, "rank": Rank, "grades": Grades, "procedure": Declared,
}  # fmt: skip
"""Sections that hold named entries (rank and grades: by category)."""
LISTED: Mapping[str, type[BaseModel]] = {"lists": Listing}
"""Sections that hold named entries per category."""
NODES = ("score", "outcomes")
SCALAR: JsonSchemaValue = {"type": ["string", "number"]}
_READ_AS: Mapping[object, object] = {"1": 1, "true": True, "false": False}
"""Words that an editor takes for something else."""

Describe = Callable[[str, str], str]
"""(model or operator name, key) → a sentence about the key, or an empty text."""


class _AsWritten(GenerateJsonSchema):
    """A schema of what stands in the file, where a scalar may be written in several ways."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": ["string", "number"]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"enum": ["yes", "no", True, False]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        words = list(schema["expected"])
        return {"enum": [*words, *(_READ_AS[w] for w in words if w in _READ_AS)]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def union_schema(self, schema: core_schema.UnionSchema) -> JsonSchemaValue:
        """A number or a name is one scalar to an editor."""
        found = super().union_schema(schema)
        types = [one.get("type") for one in found.get("anyOf", ())]
        return SCALAR if types and all(t in (["number", "string"], ["string", "number"]) for t in types) else found

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A list may be written as its one entry, a mapping of words as one word."""
        inner = self.generate_inner(schema["schema"])
        if inner.get("type") == "array":
            return {"anyOf": [inner["items"], inner]} if "items" in inner else inner
        if "$ref" in inner or inner.get("type") == "object":
            return {"anyOf": [SCALAR, inner]}
        return inner


def json_schema(vocabulary: Vocabulary, describe: Describe = lambda owner, key: "") -> dict[str, Any]:
    """The schema of a whole scheme file with the given operators."""
    return _Schema(vocabulary, describe).whole()


class _Schema:
    def __init__(self, vocabulary: Vocabulary, describe: Describe) -> None:
        self.vocabulary, self.describe = vocabulary, describe
        self.definitions: dict[str, Any] = {}

    def whole(self) -> dict[str, Any]:
        sections: dict[str, Any] = {name: self._model(model) for name, model in WHOLE.items()}
        sections |= {name: _map(self._model(model)) for name, model in NAMED.items()}
        sections |= {name: _map(_map(self._model(model))) for name, model in LISTED.items()}
        sections |= {name: _map(_ref("nodes")) for name in NODES}
        self._nodes()
        return {
            "$schema": DIALECT,
            "title": "Gongping scheme / 公评方案",
            "description": self.describe("Scheme", ""),
            "type": "object",
            "properties": {name: {**sections[name], **self._said("Scheme", name)} for name in SECTIONS},
            "required": list(REQUIRED),
            "additionalProperties": False,
            "$defs": dict(sorted(self.definitions.items())),
        }

    def _nodes(self) -> None:
        """A node: the common keys and its parts, and the keys of exactly one operator.

        The common keys are judged once, beside the choice of the operator; judged in every branch, a node
        within a node within a node would cost the number of operators to the third power.
        """
        common = self._properties(NodeKeys, "NodeKeys")[0]
        common["parts"] = {**_ref("nodes"), **self._said("NodeKeys", "parts")}
        allowed = dict.fromkeys(common, True)
        for key, operator in self.vocabulary.items():
            own, required = self._properties(operator, key)
            self.definitions[f"node.{key}"] = {
                "title": f"{operator.TITLE.en} / {operator.TITLE.zh}",
                "description": f"{operator.SAYS.en} / {operator.SAYS.zh}",
                "properties": {**own, **allowed},
                "required": required,
                "additionalProperties": False,
            }
        self.definitions["node"] = {
            "type": "object",
            "properties": common,
            "anyOf": [_ref(f"node.{key}") for key in self.vocabulary],
        }
        clause = {**SCALAR, **self._said("NodeKeys", "clause")}
        self.definitions["nodes"] = {
            "type": "object",
            "properties": {"clause": clause},
            "additionalProperties": _ref("node"),
        }

    def _properties(self, model: type[BaseModel], owner: str) -> tuple[dict[str, Any], list[str]]:
        """The keys of a model that is no definition of its own, and which of them are required."""
        schema = self._generated(model)
        return self._tidy(owner, schema)["properties"], schema.get("required", [])

    def _model(self, model: type[BaseModel]) -> dict[str, Any]:
        """The reference to a model; it and the models inside it become definitions."""
        schema = self._generated(model)
        if "$ref" not in schema:
            self._define(model.__name__, schema)
        return _ref(model.__name__)

    def _generated(self, model: type[BaseModel]) -> dict[str, Any]:
        schema = model.model_json_schema(schema_generator=_AsWritten)
        for name, one in schema.pop("$defs", {}).items():
            self._define(name, one)
        return schema

    def _define(self, name: str, schema: dict[str, Any]) -> None:
        tidied = self._tidy(name, schema)
        if self.definitions.setdefault(name, tidied) != tidied:
            raise ValueError(f"two models are called {name}")

    def _tidy(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        """Without the titles and docstrings of the code, with the words written for readers."""
        plain = {k: v for k, v in schema.items() if k not in ("title", "description")}
        if "anyOf" in plain and plain.pop("additionalProperties", None) is False:
            text, mapping = plain["anyOf"]
            return {"anyOf": [text, self._tidy(name, {**mapping, "additionalProperties": False})]}
        if "properties" in plain:
            plain["properties"] = {
                key: _with({k: v for k, v in value.items() if k != "title"}, self._said(name, key))
                for key, value in plain["properties"].items()
            }
        return plain

    def _said(self, owner: str, key: str) -> dict[str, str]:
        words = self.describe(owner, key)
        return {"description": words} if words else {}


def _with(schema: dict[str, Any], said: dict[str, str]) -> dict[str, Any]:
    return {**schema, **said}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _map(inner: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": inner}
