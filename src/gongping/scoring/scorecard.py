"""The scorecard: columns, ranks, grades, outcomes and lists of every category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from operator import attrgetter

from gongping.facts.model import Decision, Facts, Unit
from gongping.scheme.grades import Listing
from gongping.scheme.model import Node, Scheme
from gongping.scoring import messages as say
from gongping.scoring.column import WORDS, Column, State
from gongping.scoring.conditions import holds
from gongping.scoring.context import Context
from gongping.scoring.effects import unused_decisions
from gongping.scoring.engine import compute_node, set_standings
from gongping.scoring.grading import Graded, circles_of, grade_units
from gongping.scoring.ranking import Ranking, pending_rows, rank_units
from gongping.scoring.selecting import choose_places, tied_at
from gongping.tally.model import Tally
from gongping.text import Finding, Text


@dataclass
class CategoryScores:
    """One category's result. ``context`` holds the trace: every column by path."""

    category: str
    context: Context
    rankings: dict[str, Ranking]
    graded: list[Graded]
    lists: dict[str, list[int]]
    complete: bool

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.context.units

    @property
    def columns(self) -> Mapping[str, Column]:
        return self.context.columns

    @property
    def final(self) -> str:
        """The path of the node units are ranked by; else the last top-level node computed."""
        rank = self.context.scheme.ranks.get(self.category)
        if rank:
            return rank.by.node
        tops = [path for path in self.context.scheme.nodes[self.category] if "/" not in path]
        return "final" if "final" in tops else tops[-1]

    def node(self, path: str) -> Node | None:
        """The scheme's node of a path; an inner column of an operator has none."""
        known = self.context.scheme.nodes.get(self.category, {})
        return known.get(path) or self.context.scheme.outcomes.get(self.category, {}).get(path)

    def clause_of(self, path: str) -> str:
        while path:
            node = self.node(path)
            if node:
                return node.clause
            path = path.rpartition("/")[0]
        return ""

    def state(self, path: str, row: int) -> str:
        return WORDS[State(int(self.columns[path].state[row]))]

    def order(self) -> list[int]:
        """Rows by rank, unranked ones last in protocol order."""
        ranks = self.context.ranks
        return sorted(
            range(len(self.units)),
            key=lambda i: (ranks[i] == 0, self.units[i].group if self._grouped else "", ranks[i], i),
        )

    @property
    def _grouped(self) -> bool:
        return len(self.rankings) > 1

    def adjusted(self, row: int) -> Decision | None:
        """A grade ordered by the deliberating meeting (审议调整); it stands beside the computed one."""
        code = self.units[row].code
        return next((d for d in self.context.facts.decisions("grade") if code in d.units), None)


@dataclass
class Scorecard:
    """The whole result of one run, with every finding of the way."""

    scheme: Scheme
    categories: dict[str, CategoryScores]
    findings: list[Finding]


def score(scheme: Scheme, facts: Facts, tally: Tally) -> Scorecard:
    """Score all categories, in an order in which what one reads of another is already there.

    Findings of severity ``fault`` mean that the result is not to be used.
    """
    done: dict[str, Context] = {}
    categories: dict[str, CategoryScores] = {}
    findings: list[Finding] = []
    own = list(map(attrgetter("category"), facts.units))
    for category in scheme.order:
        alone = own.count(category) == len(own)
        units = facts.units if alone else tuple(compress(facts.units, map(category.__eq__, own)))
        context = Context(scheme, category, units, facts, tally, done)
        set_standings(context, facts)
        categories[category] = _category(context)
        done[category] = context
        findings += context.findings
    findings += unused_decisions(done.values())
    return Scorecard(scheme, {c: categories[c] for c in scheme.categories if c in categories}, findings)


def _category(context: Context) -> CategoryScores:
    scheme, category = context.scheme, context.category
    for node in scheme.nodes.get(category, {}).values():
        compute_node(node, context)
    # One empty Graded for all: without a grade pipeline nothing is ever written into it.
    result = CategoryScores(category, context, {}, [Graded()] * context.count, {}, True)
    rank = scheme.ranks.get(category)
    if rank is not None and context.count:
        waiting = pending_rows(context, rank)
        if waiting:
            result.complete = False
            context.findings.append(_pending(context, waiting))
            return result
        result.rankings = rank_units(context, rank)
        if category in scheme.grades:
            _places_fit(context, result.rankings)
            result.graded = grade_units(context, scheme.grades[category], result.rankings)
    for node in scheme.outcomes.get(category, {}).values():
        compute_node(node, context)
    for name, listing in scheme.lists.get(category, {}).items():
        result.lists[name] = _listed(context, listing, result.rankings)
    return result


def _pending(context: Context, rows: list[int]) -> Finding:
    nodes = [
        node.title.text
        for path, node in context.scheme.nodes[context.category].items()
        if not node.refs and not node.parts and (context.columns[path].state[rows] == State.PENDING).any()
    ]
    values = {"category": context.scheme.title_of(context.category).text, "n": len(rows), "nodes": nodes}
    return Finding(say.PENDING_PARTS, severity="warning", values=values)


def _places_fit(context: Context, rankings: dict[str, Ranking]) -> None:
    """Fixed places at the top and the bottom must not meet, among the units a step is for."""
    grades = context.scheme.grades[context.category]
    for ranking, _ in circles_of(context, grades, rankings):
        for groups in dict.fromkeys(step.groups for step in grades.steps):
            steps = [step for step in grades.steps if step.groups == groups]
            tops, bottoms = sum(s.top or 0 for s in steps), sum(s.bottom or 0 for s in steps)
            ranked = [row for row in ranking.rows if not groups or context.units[row].group in groups]
            if tops and bottoms and ranked and tops + bottoms > len(ranked):
                values = {
                    "category": context.scheme.title_of(context.category).text,
                    "places": tops + bottoms,
                    "units": len(ranked),
                }
                place = context.scheme.place_of("grades", context.category)
                context.findings.append(Finding(say.TOO_MANY_PLACES, place, "fault", values))


def _listed(context: Context, listing: Listing, rankings: Mapping[str, Ranking]) -> list[int]:
    if listing.when is not None:
        rows = [row for ranking in rankings.values() for row in ranking.rows]
        return [row for row in rows if holds(listing.when, context, row)]
    found: list[int] = []
    for ranking in rankings.values():
        from_top = listing.top is not None
        tiers = ranking.tiers if from_top else ranking.tiers[::-1]
        chosen = choose_places(
            tiers, listing.top or listing.bottom or 0, lambda _: True, False, tied_at(listing.at_cut, from_top)
        )
        found += sorted(chosen.rows, key=lambda row: context.ranks[row])
    return found


def notes(result: CategoryScores, row: int) -> list[Text]:
    """What stands beside a unit in the standing: ties, vetoes, statuses, adjustments."""
    context = result.context
    lines = list(result.graded[row].notes)
    if not result.complete:
        lines.insert(0, Text("未完成", "incomplete"))
    standing = context.standing[row]
    if standing != "assessed":
        lines.append(STANDING_WORDS.get(standing, Text(standing, standing)))
    tied = [i for i in range(context.count) if context.ranks[row] and context.ranks[i] == context.ranks[row]]
    same_group = [i for i in tied if not result._grouped or context.units[i].group == context.units[row].group]
    if len(same_group) > 1:
        lines.append(Text("并列", "tied"))
    decision = result.adjusted(row)
    if decision is not None:
        titles = context.scheme.grades[result.category].titles if result.category in context.scheme.grades else {}
        word = titles[decision.value].text if decision.value in titles else Text(decision.value, decision.value)
        lines.append(Text(f"审议调整为{word.zh}（{decision.body}{decision.date}，{decision.minutes}）",
                          f"adjusted to {word.en} in deliberation ({decision.body} {decision.date}, {decision.minutes})"))  # fmt: skip
    return lines


STANDING_WORDS = {
    "unranked": Text("只评不排", "scored, not ranked"),
    "exempt": Text("免考", "exempt"),
    "ungraded": Text("不定等次", "no grade determined"),
    "new": Text("新组建", "newly formed"),
    "merged": Text("撤并", "merged"),
}
