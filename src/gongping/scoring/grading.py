"""Grades: the ordered pipeline of a category, every step explaining itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongping.scheme.grades import Grades, Quota, Step
from gongping.scoring import messages as say
from gongping.scoring.conditions import column_of, holds
from gongping.scoring.context import Context
from gongping.scoring.ranking import Ranking, may_grade, rank_rows
from gongping.scoring.selecting import (
    Chosen,
    base_of,
    by_parent,
    choose_places,
    on_line,
    places_of,
    quota_share,
    tied_at,
)
from gongping.text import Finding, Text

OUTCOMES = {
    "ungraded": Text("不定等次", "no grade determined"),
    "suspended": Text("挂起，待结案后处理", "suspended until the case is closed"),
    "later": Text("待补定", "to be filled in later"),
}


@dataclass
class Graded:
    """What the pipeline gave one unit: a grade id or none, another outcome, and why."""

    grade: str = ""
    outcome: str = ""
    ceiling: int = 0
    """Index of the best grade still open."""
    by_rule: bool = False
    undecided: bool = False
    notes: list[Text] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return not (self.grade or self.outcome or self.undecided)


def grade_units(context: Context, grades: Grades, rankings: dict[str, Ranking]) -> list[Graded]:
    """One Graded per row; also fills ``context.grades``."""
    graded = [Graded() for _ in range(context.count)]
    pipeline = _Pipeline(context, grades, graded)
    for ranking, scope in circles_of(context, grades, rankings):
        for step in grades.steps:
            pipeline.step(step, ranking, scope)
    pipeline.finish()
    return graded


def circles_of(context: Context, grades: Grades, rankings: dict[str, Ranking]) -> list[tuple[Ranking, list[int]]]:
    """The ranking and all units of each circle in which the steps run: the category, or each group."""
    rank, rows = context.scheme.ranks[context.category], range(context.count)
    if (grades.within or rank.within) == "category":
        ranked = [row for ranking in rankings.values() for row in ranking.rows]
        whole = rankings.get("", Ranking()) if rank.within == "category" else rank_rows(context, rank, ranked)
        return [(whole, list(rows))]
    groups: dict[str, list[int]] = {}
    for row in rows:
        groups.setdefault(context.units[row].group, []).append(row)
    if rank.within == "group":
        return [(rankings.get(name, Ranking()), members) for name, members in groups.items()]
    tiers = rankings.get("", Ranking()).tiers
    return [(Ranking([[r for r in t if context.units[r].group == n] for t in tiers]), m) for n, m in groups.items()]


class _Pipeline:
    def __init__(self, context: Context, grades: Grades, graded: list[Graded]) -> None:
        self.context, self.grades, self.graded = context, grades, graded
        self.order = list(grades.titles)

    def step(self, step: Step, ranking: Ranking, scope: Sequence[int]) -> None:
        """Run one step over the units of a ranking; ``scope`` includes exempt and ungraded ones."""
        if step.groups:
            scope = [row for row in scope if self.context.units[row].group in step.groups]
        members = [row for row in scope if self.context.scored[row] and may_grade(self.context, row)]
        if step.when is not None:
            for row in members:
                self._rule(step, row)
            return
        assert step.grade is not None
        kept = set(members)
        narrowed = Ranking([[r for r in tier if r in kept] for tier in ranking.tiers])
        chosen = self._select(step, narrowed, members, scope)
        for row in chosen.rows:
            self._give(row, step.grade, step)
        if chosen.undecided:
            self._undecided(step, chosen.undecided)

    def _rule(self, step: Step, row: int) -> None:
        unit = self.graded[row]
        assert step.when is not None
        if not holds(step.when, self.context, row):
            return
        if step.grade is not None and unit.open:
            self._give(row, step.grade, step)
            unit.by_rule = True
        elif step.not_above is not None:
            unit.ceiling = max(unit.ceiling, self.order.index(step.not_above))
            unit.notes.append(
                self._why(step, Text(f"最高{self._zh(step.not_above)}", f"at most {self._en(step.not_above)}"))
            )
        elif step.outcome is not None and not unit.outcome:
            unit.outcome, unit.grade = step.outcome, ""
            self.context.grades[row] = ""
            unit.notes.append(self._why(step, OUTCOMES[step.outcome]))
        elif (step.down or step.up) and unit.grade:
            self._move(step, row)

    def _move(self, step: Step, row: int) -> None:
        unit = self.graded[row]
        to = self.order.index(unit.grade) + (step.down or 0) - (step.up or 0)
        grade = self.order[min(max(to, 0), len(self.order) - 1)]
        if grade != unit.grade:
            unit.grade = self.context.grades[row] = grade
            unit.notes.append(self._why(step, Text(f"调整为{self._zh(grade)}", f"moved to {self._en(grade)}")))

    def _give(self, row: int, grade: str, step: Step) -> None:
        unit = self.graded[row]
        index = max(self.order.index(grade), unit.ceiling)
        unit.grade = self.context.grades[row] = self.order[index]
        if step.when is not None:
            unit.notes.append(self._why(step, Text(self._zh(unit.grade), self._en(unit.grade))))

    def _able(self, step: Step, row: int) -> bool:
        unit = self.graded[row]
        assert step.grade is not None
        if not unit.open or unit.ceiling > self.order.index(step.grade):
            return False
        return all(holds(condition, self.context, row) for condition in step.requires)

    def _select(self, step: Step, ranking: Ranking, members: Sequence[int], scope: Sequence[int]) -> Chosen:
        open_rows = [row for row in members if self.graded[row].open]
        if step.rest:
            # What is left: no bar of a better grade matters here, so the ceiling only lowers it.
            return Chosen([row for row in open_rows if all(holds(c, self.context, row) for c in step.requires)])
        if step.line is not None:
            able = [row for row in open_rows if self._able(step, row)]
            node = step.of or self.context.scheme.ranks[self.context.category].by.node
            return Chosen(on_line(step, column_of(node, self.context), able))
        if isinstance(step.share, Quota):
            return self._by_parent(step, step.share, ranking, scope)
        return self._places(step, ranking, self._wanted(step, ranking, scope, open_rows))

    def _barred(self, row: int) -> bool:
        return self.graded[row].by_rule or bool(self.graded[row].outcome)

    def _wanted(self, step: Step, ranking: Ranking, scope: Sequence[int], open_rows: Sequence[int]) -> int:
        if step.top is not None or step.bottom is not None:
            return step.top if step.top is not None else step.bottom or 0
        share = step.share if step.share is not None else step.bottom_share
        assert share is not None and not isinstance(share, Quota)
        return places_of(
            share, base_of(step, self.context, ranking, scope, open_rows, self._barred), step.rounding or "floor"
        )

    def _places(self, step: Step, ranking: Ranking, places: int) -> Chosen:
        from_top = step.bottom is None and step.bottom_share is None
        tiers = ranking.tiers if from_top else ranking.tiers[::-1]
        # Units chosen by an earlier selection are out of the count; units a rule barred hold or leave
        # their place as the scheme says.
        tiers = [
            [r for r in tier if self.graded[r].open or self.graded[r].by_rule or self.graded[r].outcome]
            for tier in tiers
        ]
        holds_place = step.blocked == "holds_place"
        tied = tied_at(step.at_cut, from_top)
        return choose_places(tiers, places, lambda row: self._able(step, row), holds_place, tied)

    def _by_parent(self, step: Step, quota: Quota, ranking: Ranking, scope: Sequence[int]) -> Chosen:
        together = Chosen()
        for rows in by_parent(self.context, scope).values():
            own = set(rows)
            part = Ranking([[r for r in tier if r in own] for tier in ranking.tiers])
            able = (r for r in rows if self.context.scored[r] and may_grade(self.context, r))
            open_rows = [r for r in able if self.graded[r].open]
            share = quota_share(quota, self.context, rows[0])
            places = places_of(
                share, base_of(step, self.context, part, rows, open_rows, self._barred), step.rounding or "floor"
            )
            chosen = self._places(step, part, places)
            together.rows += chosen.rows
            together.undecided += chosen.undecided
        return together

    def _undecided(self, step: Step, rows: list[int]) -> None:
        assert step.grade is not None
        context = self.context
        column = column_of(context.scheme.ranks[context.category].by.node, context)
        names = [context.units[row].name for row in rows]
        for row in rows:
            self.graded[row].undecided = True
            self.graded[row].notes.append(
                Text(
                    f"“{self._zh(step.grade)}”名额线上同分，待集体研究",
                    f"tied at the cut of {self._en(step.grade)}, waits for a collective decision",
                )
            )
        values = {
            "category": context.scheme.title_of(context.category).text,
            "grade": self.grades.titles[step.grade].text,
            "units": names,
            "score": column.show(rows[0]),
        }
        place = context.scheme.place_of("grades", context.category, "steps", self.grades.steps.index(step))
        context.findings.append(Finding(say.TIE_UNDECIDED, place, "warning", values))

    def finish(self) -> None:
        """Units that no step reached are a finding: a grade pipeline must end somewhere."""
        context = self.context
        left = [
            context.units[i].name
            for i, unit in enumerate(self.graded)
            if unit.open and context.scored[i] and may_grade(context, i) and context.ranks[i]
        ]
        if left:
            values = {"category": context.scheme.title_of(context.category).text, "units": left}
            place = context.scheme.place_of("grades", context.category, "steps")
            context.findings.append(Finding(say.UNGRADED_LEFT, place, "warning", values))

    def _why(self, step: Step, effect: Text) -> Text:
        clause = step.clause or self.grades.clause
        note = step.note.text if step.note else Text("", "")
        zh = f"{effect.zh}（{note.zh + '，' if note.zh else ''}条款{clause}）"
        return Text(zh, f"{effect.en} ({note.en + ', ' if note.en else ''}clause {clause})")

    def _zh(self, grade: str) -> str:
        return self.grades.titles[grade].zh

    def _en(self, grade: str) -> str:
        return self.grades.titles[grade].en or grade
