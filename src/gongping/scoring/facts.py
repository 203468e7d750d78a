"""The facts of one category, indexed by unit row, read the way operators ask for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from gongping.facts.model import Amount, Code, Decision, Event, Facts, Item, Mark, Rating, Turnout, Unit


class FactIndex:
    """Facts of one category. Every answer has one entry per row."""

    def __init__(self, facts: Facts, units: tuple[Unit, ...], category: str) -> None:
        self.facts, self.units, self.category = facts, units, category

    @cached_property
    def rows(self) -> dict[str, int]:
        """Unit code → row."""
        return {unit.code: i for i, unit in enumerate(self.units)}

    @cached_property
    def _lookups(self) -> dict[tuple[str, str], dict[int, Code]]:
        found: dict[tuple[str, str], dict[int, Code]] = defaultdict(dict)
        for one in self.facts.lookups:
            if one.unit in self.rows:
                found[one.name, one.period][self.rows[one.unit]] = one.value
        return found

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], dict[int, Amount]]:
        found: dict[tuple[str, str], dict[int, Amount]] = defaultdict(dict)
        for one in self.facts.numbers:
            if one.unit in self.rows:
                found[one.name, one.period][self.rows[one.unit]] = one.value
        return found

    @cached_property
    def _events(self) -> dict[tuple[str, str], dict[int, list[Event]]]:
        found: dict[tuple[str, str], dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
        for one in self.facts.events:
            if one.unit in self.rows:
                found[one.kind, one.status][self.rows[one.unit]].append(one)
        return found

    def lookup(self, name: str, period: str = "") -> list[Code | None]:
        values = self._lookups.get((name, period), {})
        return [values.get(i) for i in range(len(self.units))]

    def number(self, name: str, period: str = "") -> list[Amount | None]:
        values = self._numbers.get((name, period), {})
        return [values.get(i) for i in range(len(self.units))]

    def number_periods(self, name: str) -> list[str]:
        return [period for known, period in self._numbers if known == name]

    def events(self, kind: str, status: str = "verified") -> list[list[Event]]:
        """Verified events only; those still open or refused where a rule asks for them."""
        events = self._events.get((kind, status), {})
        return [events.get(i, []) for i in range(len(self.units))]

    def items(self, kinds: Sequence[str]) -> list[Item]:
        """Items of these kinds that concern the category, in the order of the table."""
        return [
            item
            for item in self.facts.items
            if item.kind in kinds and (not item.categories or self.category in item.categories)
        ]

    @cached_property
    def marks(self) -> dict[str, dict[int, dict[str, Mark]]]:
        """item → row → body → mark, without the marks withdrawn by a collective decision."""
        withdrawn = {
            (d.node.rpartition("/")[2], unit, d.value)
            for d in self.facts.decisions
            if d.kind == "withdraw"
            for unit in d.units
        }
        found: dict[str, dict[int, dict[str, Mark]]] = defaultdict(lambda: defaultdict(dict))
        for one in self.facts.marks:
            gone = {(one.item, one.unit, one.body), (one.item, one.unit, "")} & withdrawn
            if one.unit in self.rows and not gone:
                found[one.item][self.rows[one.unit]][one.body] = one
        return found

    @cached_property
    def not_applicable(self) -> set[tuple[str, int]]:
        """(item, row) pairs that do not apply or were cancelled, by table or by decision."""
        pairs = {
            (one.item, self.rows[one.unit])
            for one in self.facts.applies
            if one.status != "applies" and one.unit in self.rows
        }
        for decision in self.decisions("not_applicable"):
            item = decision.node.rpartition("/")[2]
            pairs.update((item, self.rows[unit]) for unit in decision.units if unit in self.rows)
        return pairs

    def decisions(self, kind: str, node: str | None = None) -> list[Decision]:
        found = [d for d in self.facts.decisions if d.kind == kind]
        return found if node is None else [d for d in found if d.node == node]

    @cached_property
    def turnout(self) -> dict[tuple[str, str], dict[int, Turnout]]:
        """(form, group) → row → turnout."""
        found: dict[tuple[str, str], dict[int, Turnout]] = defaultdict(dict)
        for one in self.facts.turnout:
            if one.unit in self.rows:
                found[one.form, one.group][self.rows[one.unit]] = one
        return found

    @cached_property
    def ratings(self) -> dict[tuple[str, str], dict[int, list[Rating]]]:
        """(form, group) → row → ratings, in the order of the table."""
        found: dict[tuple[str, str], dict[int, list[Rating]]] = defaultdict(lambda: defaultdict(list))
        for one in self.facts.ratings:
            if one.unit in self.rows:
                found[one.form, one.group][self.rows[one.unit]].append(one)
        return found

    @cached_property
    def members(self) -> dict[str, list[int]]:
        """Group name → rows (units column ``group``)."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, unit in enumerate(self.units):
            found[unit.group].append(i)
        return found
