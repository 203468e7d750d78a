"""Which actions need a collective decision, and the one lock in front of them.

An action that changes a result or a rule is written as::

    @needs_decision(Effect("items.amended", Text("调整考核项目", …), Text(…), choices), subject=lambda item, **_: f"item/{item.pk}")
    def amend(*, actor, decision, item, …): …

It runs only with a confirmed decision about this very effect and subject, once (or as often as needed where ``once`` is
False), and the decision's page then shows what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import transaction

from gongping.text import Text
from gongping.web.accounts.models import Person
from gongping.web.decisions import messages as m
from gongping.web.decisions.messages import refuse
from gongping.web.decisions.models import RECORD_ONLY, Decision, Use
from gongping.web.journal.actions import record


@dataclass(frozen=True)
class Effect:
    """A kind of change that a decision allows."""

    code: str
    title: Text
    changes: Text
    """In a sentence: what is different once it is done."""
    choices: Callable[[], Iterable[tuple[str, str]]]
    """What can be decided on now: subject and its name."""
    once: bool = True


NOTHING = Effect(
    RECORD_ONLY,
    Text("仅作记录", "A record only"),
    Text("只登记备查，不改变系统中的规则和结果", "kept for reference; no rule and no result changes in the program"),
    lambda: [("", "")],
)
EFFECTS: dict[str, Effect] = {NOTHING.code: NOTHING}


def needs_decision(
    effect: Effect, *, subject: Callable[..., str]
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Lock an action: without the decision it needs, its body never runs."""
    if effect.code in EFFECTS:
        raise LookupError(f"the effect {effect.code!r} is locked twice")
    EFFECTS[effect.code] = effect

    def around(action: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(action)
        @transaction.atomic
        def guarded(*, actor: Person, decision: Decision | None, **given: Any) -> Any:
            about = subject(**given)
            found = _demand(effect, about, decision)
            use = Use.objects.create(decision=found, effect=effect.code, subject=about, by=actor)
            done = action(actor=actor, decision=found, **given)
            _note(actor, found, effect, use)
            return done

        guarded.effect = effect  # type: ignore[attr-defined]
        return guarded

    return around


def _demand(effect: Effect, subject: str, decision: Decision | None) -> Decision:
    """The decision as it stands in the database, when it allows this; Refused when not."""
    found = None if decision is None else Decision.objects.select_for_update().filter(pk=decision.pk).first()
    if found is None or found.state != "confirmed":
        raise refuse(m.NEEDED, action=effect.title)
    if (found.effect, found.subject) != (effect.code, subject):
        raise refuse(m.OTHER, action=effect.title)
    if effect.once and found.uses.exists():
        raise refuse(m.USED)
    return found


def _note(actor: Person, decision: Decision, effect: Effect, use: Use) -> None:
    title = effect.title
    record(
        actor=actor,
        action="decisions.used",
        subject=decision.name,
        what=Text(f"按研究意见办理：{title.zh}", f"Acted on a decision: {title.en}"),
        details={"effect": effect.code, "subject": use.subject, "minutes": decision.minutes_number},
    )


def titled(code: str) -> Text:
    """An effect in words; one that is no longer known by its code."""
    return EFFECTS[code].title if code in EFFECTS else Text(code, code)


def subject_title(effect: str, subject: str) -> str:
    """The subject's name; Refused when this effect has no such subject now."""
    names = dict(EFFECTS[effect].choices()) if effect in EFFECTS else {}
    if subject not in names:
        raise refuse(m.UNKNOWN_SUBJECT)
    return names[subject]
