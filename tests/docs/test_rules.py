"""Every kind of rule is proved by a case of a shipped scheme; the commonest by two schemes."""

from tools.documentation.rules import proved_once, unproved


def test_every_kind_of_rule_has_a_proving_case() -> None:
    assert unproved() == [], "kinds of rule (docs/data/kinds.yaml) that no case under schemes/ names"


def test_the_commonest_kinds_are_proved_by_two_schemes() -> None:
    assert proved_once() == []
