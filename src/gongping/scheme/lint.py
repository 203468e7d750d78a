"""What a well-formed scheme still leaves open or gets wrong: nothing may be silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongping.points import Points
from gongping.scheme import choices
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.conditions import Condition
from gongping.scheme.forms import Form
from gongping.scheme.grades import Grades, Listing, Rank, Step
from gongping.scheme.keys import Range, Wrong
from gongping.scheme.model import Scheme
from gongping.scheme.nodes import resolve
from gongping.scheme.source import Source
from gongping.text import Finding, Place, Text

FIELDS = ("score", "rank", "grade", "components", "counts", "comments", "statistics", "nearness")
"""What ``disclosure`` may show to an audience."""
STANDINGS = ("assessed", "unranked", "exempt", "ungraded", "new", "merged")


def lint(scheme: Scheme, source: Source) -> list[Finding]:
    """All findings about a scheme that loaded, those of its operators included."""
    return list(_Lint(scheme, source).all())


def undeclared(path: str, place: Place, key: str, options: str | Text, choice: Text) -> Finding:
    """The finding for a choice that the scheme needs and does not make."""
    values = {"path": path, "key": key, "options": options, "choice": choice}
    return Finding(say.UNDECLARED, place, values=values)


class _Lint:
    def __init__(self, scheme: Scheme, source: Source) -> None:
        self.scheme, self.source = scheme, source

    def all(self) -> Iterator[Finding]:
        for form_id, form in self.scheme.forms.items():
            yield from self._form(form_id, form)
        for category, nodes in self.scheme.nodes.items():
            for node in (*nodes.values(), *self.scheme.outcomes.get(category, {}).values()):
                yield from node.operator.check(node, self.scheme)
                if node.keys.missing == "category_mean" and node.keys.mean_of is None:
                    choice = Text("均值是否含本单位", "whether a mean includes the unit itself")
                    yield undeclared(node.path, node.place, "mean_of", choices.MEAN_OF, choice)
        for category, rank in self.scheme.ranks.items():
            yield from self._rank(category, rank)
        for category, grades in self.scheme.grades.items():
            yield from self._grades(category, grades)
        for category in self.scheme.categories:
            if not self.scheme.nodes.get(category):
                at = self.source.place(("categories", category))
                yield Finding(say.NO_SECTION, at, values={"section": f"score.{category}"})
        for category, lists in self.scheme.lists.items():
            for name, listing in lists.items():
                yield from self._listing(category, name, listing)
        yield from self._statuses()
        yield from self._disclosure()
        yield from self._clauses()
        yield from self._assumed()

    def _form(self, form_id: str, form: Form) -> Iterator[Finding]:
        place = self.source.place(("forms", form_id))
        if form.small_group is None:
            choice = Text("人数少时怎样保密", "what happens with small groups")
            yield undeclared(form_id, place, "small_group", choices.SMALL_GROUP, choice)
        if not form.ratings and not (form.option_ids and form.questions):
            yield Finding(say.MISSING_KEY, place, values={"key": "questions / options"})
        if form.scale is not None and form.scale[0].fraction >= form.scale[1].fraction:
            low, high = form.scale
            reason = Text(f"下限{low}不小于上限{high}", f"its bottom {low} is not below its top {high}")
            at = self.source.place(("forms", form_id, "scale"))
            yield Finding(say.WRONG_VALUE, at, values={"key": "scale", "reason": reason})
        for group, raters in form.raters.items():
            if raters.any_of == () and raters.pool is None and not (raters.zh or raters.en):
                at = self.source.place(("forms", form_id, "raters", group))
                yield Finding(say.NO_RATER, at, values={"path": form_id, "group": group})
        for quota in form.validity.quotas:
            if any(str(q).endswith("%") for q in (quota.at_most, quota.at_least)) and quota.rounding is None:
                yield undeclared(
                    form_id, place, "rounding", choices.ROUNDING, Text("配额怎样取整", "how a quota is rounded")
                )

    def _rank(self, category: str, rank: Rank) -> Iterator[Finding]:
        place = self.source.place(("rank", category))
        if rank.break_by is None:
            choice = Text("同分怎样排列", "what breaks a tie")
            yield undeclared(f"rank.{category}", place, "break_by", choices.BREAK_BY, choice)
        for key in (rank.by, *(rank.break_by or ())):
            yield from self._node_known(f"rank.{category}", category, key.node, place)

    def _node_known(self, path: str, category: str, name: str, place: Place) -> Iterator[Finding]:
        nodes = self.scheme.nodes.get(category, {})
        if resolve(name, "", nodes) is None:
            yield Finding(say.UNKNOWN_NODE, place, values={"path": path, "name": name, "hint": hint(name, nodes)})

    def _grades(self, category: str, grades: Grades) -> Iterator[Finding]:
        path, here = f"grades.{category}", ("grades", category if category in self._written("grades") else "all")
        blocks = any(step.when or step.requires for step in grades.steps)
        given = {step.grade for step in grades.steps}
        moved = any(step.down or step.up or step.not_above for step in grades.steps)
        for grade in grades.titles if given <= {None, *grades.titles} else ():
            if grade not in given and not moved:
                yield Finding(
                    say.UNREACHABLE, self.source.place((*here, "titles", grade)), values={"path": path, "grade": grade}
                )
        for i, step in enumerate(grades.steps):
            place = self.source.place((*here, "steps", i))
            for named in (step.grade, step.not_above):
                if named is not None and named not in grades.titles:
                    yield self._unknown(path, Text("等次", "grade"), named, grades.titles, place)
            yield from self._step(path, step, place, blocks)
            yield from self._amounts(step, place)
            if step.of:
                yield from self._node_known(path, category, step.of, place)
            for condition in (step.when, *step.requires):
                if condition:
                    yield from self._condition(path, category, condition, place)
        yield from self._covered(path, grades.steps, self.source.place((*here, "steps")))
        if category not in self.scheme.ranks:
            choice = Text("按什么排名", "what units are ranked by")
            yield undeclared(path, self.source.place(here), f"rank.{category}", "{by: node, break_by: […]}", choice)

    @staticmethod
    def _covered(path: str, steps: Sequence[Step], place: Place) -> Iterator[Finding]:
        """Whether a unit may come out of the steps without a grade: said as a warning, for a plan may mean it."""
        everybody = [step for step in steps if step.selection and not (step.requires or step.groups)]
        if any(step.rest is not None for step in everybody):
            return  # «rest: no» is a fault of its own
        lines = sorted(
            (Range.parse(step.line) for step in everybody if step.line is not None and _is_range(step.line)),
            key=lambda line: (line.low is not None, line.low.fraction if line.low else 0),
        )
        if not lines:
            yield Finding(say.NOT_COVERED, place, "warning", {"path": path})
        for below, above in pairwise(lines):
            if below.high is None or above.low is None:
                continue
            ends = below.high.fraction, above.low.fraction
            if ends[0] < ends[1] or (ends[0] == ends[1] and not (below.high_in or above.low_in)):
                values = {"path": path, "first": below, "second": above}
                yield Finding(say.BANDS_GAP, place, "warning", values)

    def _written(self, section: str) -> list[str]:
        return list(self.source.tree.get(section) or {})

    @staticmethod
    def _amounts(step: Step | Listing, place: Place) -> Iterator[Finding]:
        """Numbers of places, shares and lines that no unit could ever be chosen by."""
        for key in ("top", "bottom", "down", "up"):
            if (number := getattr(step, key, None)) is not None and number < 1:
                reason = Text(f"{number}不是正整数", f"{number} is not a positive whole number")
                yield Finding(say.WRONG_VALUE, place, values={"key": key, "reason": reason})
        for key in ("share", "bottom_share"):
            if isinstance(share := getattr(step, key, None), Points) and not 0 < share.fraction <= 100:
                reason = Text(f"{share}不在0到100之间", f"{share} is not a percentage between 0 and 100")
                yield Finding(say.WRONG_VALUE, place, values={"key": key, "reason": reason})
        if isinstance(step, Step) and step.rest is False:
            reason = Text(
                "只能写 yes；不要这一步就整行删去", "only yes may be written; without this step, remove the line"
            )
            yield Finding(say.WRONG_VALUE, place, values={"key": "rest", "reason": reason})
        if isinstance(step, Step) and step.line is not None:
            try:
                Range.parse(step.line)
            except Wrong as wrong:
                yield Finding(say.WRONG_VALUE, place, values={"key": "line", "reason": wrong.text})

    def _listing(self, category: str, name: str, listing: Listing) -> Iterator[Finding]:
        owner = category if name in (self.source.tree["lists"].get(category) or ()) else "all"
        path, place = f"lists.{owner}.{name}", self.source.place(("lists", owner, name))
        chosen = [key for key in ("when", "top", "bottom") if getattr(listing, key) is not None]
        if len(chosen) != 1:
            choice = Text("哪些单位列入（只能选一种）", "which units it lists (exactly one way)")
            ways = Text(
                "when（符合条件的）、top（前几名）、bottom（后几名）",
                "when (a condition), top, bottom (so many places)",
            )
            yield undeclared(path, place, "when", ways, choice)
        elif chosen != ["when"] and listing.at_cut is None:
            choice = Text("名额线上同分怎样处理", "what a tie at the cut does")
            yield undeclared(path, place, "at_cut", choices.AT_CUT_LISTED, choice)
        yield from self._amounts(listing, place)
        if listing.when is not None:
            yield from self._condition(path, category, listing.when, place)
        if chosen not in ([], ["when"]) and category not in self.scheme.ranks:
            choice = Text("按什么排名", "what units are ranked by")
            yield undeclared(path, place, f"rank.{category}", "{by: node, break_by: […]}", choice)

    def _disclosure(self) -> Iterator[Finding]:
        audiences = self.scheme.disclosure.audiences if self.scheme.disclosure else {}
        for audience, fields in audiences.items():
            place = self.source.place(("disclosure", "audiences", audience))
            for name in fields:
                if name not in FIELDS:
                    yield self._unknown(f"disclosure.{audience}", Text("公布内容", "field"), name, FIELDS, place)

    @staticmethod
    def _step(path: str, step: Step, place: Place, blocks: bool) -> Iterator[Finding]:
        if step.selection in ("top", "bottom", "share", "bottom_share") and step.at_cut is None:
            yield undeclared(
                path, place, "at_cut", choices.AT_CUT, Text("名额线上同分怎样处理", "what a tie at the cut does")
            )
        if step.selection in ("share", "bottom_share"):
            if step.rounding is None:
                yield undeclared(
                    path, place, "rounding", choices.ROUNDING, Text("名额怎样取整", "how a quota is rounded")
                )
            if step.base is None:
                yield undeclared(path, place, "base", choices.BASE, Text("比例的分母", "the denominator of a share"))
        if step.selection in ("top", "bottom", "share", "bottom_share") and blocks and step.blocked is None:
            choice = Text("不得评此等次的单位是否占名额", "whether a barred unit holds its place")
            yield undeclared(path, place, "blocked", choices.BLOCKED, choice)

    def _unknown(self, path: str, kind: Text, name: str, known: object, place: Place) -> Finding:
        return Finding(
            say.UNKNOWN_NAME, place, values={"path": path, "kind": kind, "name": name, "hint": hint(name, known)}
        )

    def _condition(self, path: str, category: str, one: Condition, place: Place) -> Iterator[Finding]:
        observed = self.scheme.observed
        for inner in (*(one.all or ()), *(one.any or ()), *(one.none or ())):
            yield from self._condition(path, category, inner, place)
        compared = [limit for limit in one.comparisons.values() if isinstance(limit, str)]
        for name in ([one.node] if one.node else []) + list(one.count or ()) + compared:
            yield from self._node_known(path, category, name, place)
        yield from self._condition_words(path, category, one, place)
        for fact, known, kind in (
            (one.event, observed.events, Text("事项", "event")),
            (one.lookup, observed.lookups, Text("引用结果", "lookup")),
            (one.number, observed.numbers, Text("数据", "number")),
        ):
            if fact is not None and fact not in known:
                yield self._unknown(path, kind, fact, known, place)
        for name in one.is_ if one.node or one.lookup in observed.lookups else ():
            if name not in (codes := self._codes(category, one)):
                yield self._unknown(path, Text("取值", "value"), name, codes, place)
        for level in one.levels if one.event in observed.events else ():
            if level not in (levels := observed.events[one.event or ""].levels):
                yield self._unknown(path, Text("级别", "level"), level, levels, place)

    def _condition_words(self, path: str, category: str, one: Condition, place: Place) -> Iterator[Finding]:
        """Grades, statuses and periods a condition names."""
        above = self.scheme.categories[category].parent if category else ""
        for names, of, kind in (
            (one.grade, category, Text("等次", "grade")),
            (one.parent_grade, above, Text("上级单位的等次", "grade of the parent")),
        ):
            known = self.scheme.grades[of].titles if of in self.scheme.grades else {}
            for name in names or ():
                if name not in known:
                    yield self._unknown(path, kind, name, known, place)
        for name in one.status or ():
            if name not in STANDINGS:
                yield self._unknown(path, Text("单位状态", "status"), name, STANDINGS, place)
        if one.period and one.period not in (periods := self.scheme.observed.periods):
            yield self._unknown(path, Text("时段", "period"), one.period, periods, place)

    def _codes(self, category: str, one: Condition) -> tuple[str, ...]:
        """What ``is`` may say: the codes of a lookup, or the names of a node's values."""
        if one.lookup is not None:
            return tuple(self.scheme.observed.lookups[one.lookup].values)
        nodes = self.scheme.nodes.get(category, {})
        node = nodes.get(resolve(one.node or "", "", nodes) or "")
        return node.operator.named() if node else ()

    def _statuses(self) -> Iterator[Finding]:
        place = self.source.place(("statuses",))
        for name in self.scheme.statuses:
            if name not in STANDINGS:
                at = self.source.place(("statuses", name))
                yield self._unknown("statuses", Text("单位状态", "status"), name, STANDINGS, at)
        for name, status in self.scheme.statuses.items():
            if status.when is not None:
                at = self.source.place(("statuses", name, "when"))
                yield from self._condition(f"statuses.{name}", "", status.when, at)
                if not status.when.facts_only:
                    reason = Text("只能用 number、event、lookup 判断", "it may only test number, event, lookup")
                    yield Finding(say.WRONG_VALUE, at, values={"key": "when", "reason": reason})
        silent = [name for name in STANDINGS[1:] if name not in self.scheme.statuses]
        if silent:
            yield Finding(say.STATUS_SILENT, place, "warning", {"status": silent})

    def _clauses(self) -> Iterator[Finding]:
        for section in ("forms", "rank", "grades"):
            entries = self.source.tree.get(section) or {}
            for name, value in entries.items():
                if isinstance(value, dict) and not value.get("clause") and not self._category_clause(section, name):
                    at = self.source.place((section, name))
                    yield Finding(say.NO_CLAUSE, at, values={"path": f"{section}.{name}"})

    def _category_clause(self, section: str, name: str) -> str:
        category = self.scheme.categories.get(name) if section != "forms" else None
        return category.clause if category else ""

    def _assumed(self) -> Iterator[Finding]:
        for one in self.scheme.assumptions:
            values = {
                "name": one.id,
                "reading": one.assumption.reading,
                "reason": one.assumption.reason.text,
                "alternatives": list(one.assumption.alternatives),
            }
            yield Finding(say.ASSUMED, one.place, "note", values)


def _is_range(text: str) -> bool:
    """Whether a line is one; what is none is a fault of its own."""
    try:
        Range.parse(text)
    except Wrong:
        return False
    return True
