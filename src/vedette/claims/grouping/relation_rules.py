"""The table of rules by which relations between claims are found. Read it from top to bottom; `relations.py` applies it.

A rule is a function that takes two passages and returns the sentence that says why, or None. `scope` says which pairs it is asked
about: two claims of one report, of two reports, or any two. Where it is symmetric the earlier claim comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.relation_conflicts import (
    say_absent,
    say_denied,
    say_denied_possibility,
    say_fact_and_condition,
    say_has_and_needs,
)
from vedette.claims.grouping.relation_content import say_less, say_part, say_same, say_support
from vedette.claims.grouping.relation_counts import say_other_count
from vedette.claims.grouping.relation_repeats import say_firmer_copy, say_forecast, say_old_event, say_old_text
from vedette.claims.grouping.relation_structure import (
    say_alternative,
    say_condition,
    say_goal,
    say_headline,
    say_lacking,
    say_premise,
)
from vedette.claims.grouping.relation_voyages import (
    say_left_already,
    say_other_date,
    say_other_end,
    say_other_plan,
    say_two_places,
)
from vedette.claims.grouping.texts import Texts

ONE_REPORT, TWO_REPORTS, ANY = "one report", "two reports", "any"
_FACTS = ("asserted",)
_TOLD = ("asserted", "hedged")
_OPEN = ("hedged", "unconfirmed", "unresolved")
_HYPOTHETICAL = ("conditional", "hedged", "planned")


@dataclass(frozen=True)
class Side:
    """Which claims a rule is asked about on one side; an empty list means all."""

    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def takes(self, passage: Passage) -> bool:
        """Is the rule asked about this claim?"""
        return (not self.statuses or passage.status in self.statuses) and (not self.kinds or passage.content.kind in self.kinds)


@dataclass(frozen=True)
class RelationRule:
    """A rule: its id, the relation that it finds, its function, which pairs it is asked about, and why it stands."""

    id: str
    relation: str
    say: Callable[[Passage, Passage, Texts], str | None]
    scope: str
    why: str
    first: Side = field(default_factory=Side)
    second: Side = field(default_factory=Side)
    is_symmetric: bool = False


def _rule(
    names: tuple[str, str],
    say: Callable[[Passage, Passage, Texts], str | None],
    scope: str,
    why: str,
    first: Side | None = None,
    second: Side | None = None,
) -> RelationRule:
    return RelationRule(*names, say, scope, why, first or Side(), second or Side())


def _both(
    names: tuple[str, str], say: Callable[[Passage, Passage, Texts], str | None], scope: str, why: str, side: Side | None = None
) -> RelationRule:
    """A symmetric rule: the same claims on either side."""
    return RelationRule(*names, say, scope, why, side or Side(), side or Side(), is_symmetric=True)


RULES: tuple[RelationRule, ...] = (
    _rule(
        ("denied", "contradicts"), say_denied, ANY, "who denies the wider statement denies the narrower one", Side(_FACTS)
    ),
    _rule(
        ("present_absent", "contradicts"), say_absent, ANY, "nothing of a class there excludes one of it there",
        Side(_FACTS, ("present",)), Side(_FACTS, ("absent",)),
    ),
    _both(
        ("two_places", "contradicts"), say_two_places, ANY, "no hull is faster than the fastest of its class",
        Side(_FACTS, ("present", "arrive", "depart")),
    ),
    _both(
        ("two_destinations", "contradicts"), say_other_end, ANY, "one voyage ends in one place",
        Side(_FACTS, ("move", "depart", "arrive")),
    ),
    _both(("other_count", "contradicts"), say_other_count, TWO_REPORTS, "two counts that no number satisfies", Side(_FACTS)),
    _rule(
        ("denied_possibility", "in_tension_with"), say_denied_possibility, ANY, "what is held possible is not yet stated",
        Side(("hedged",)),
    ),
    _both(
        ("two_plans", "in_tension_with"), say_other_plan, ANY, "plans change; two of one voyage do not both come true",
        Side((*_TOLD, "planned"), ("move", "depart", "arrive")),
    ),
    _both(
        ("other_date", "in_tension_with"), say_other_date, ANY, "a ship can arrive twice within days, but seldom does",
        Side(_FACTS, ("arrive", "depart")),
    ),
    _rule(
        ("left_already", "in_tension_with"), say_left_already, ANY, "it may have come back, which neither says",
        Side(_FACTS, ("present",)), Side(_FACTS, ("depart",)),
    ),
    _rule(
        ("fact_and_condition", "in_tension_with"), say_fact_and_condition, ONE_REPORT, "presupposed here, left open there",
        Side(_FACTS), Side(("conditional", "unresolved")),
    ),
    _rule(
        ("has_and_needs", "in_tension_with"), say_has_and_needs, ONE_REPORT, "what is there already does not depend on a condition",
        Side(_FACTS, ("present", "build_up")), Side((), ("condition",)),
    ),
    _rule(
        ("evidence_lacking", "undercuts"), say_lacking, ANY, "a statement about evidence, not about the movement",
        Side(("unconfirmed",)), Side(_TOLD),
    ),
    _rule(
        ("forecast_as_fact", "forecast_became_fact"), say_forecast, TWO_REPORTS,
        "a date that was announced passes into later texts as a date that was kept", Side(_FACTS), Side(("planned",)),
    ),
    _rule(
        ("firmer_copy", "status_escalated"), say_firmer_copy, TWO_REPORTS, "hedges are the first thing that copies lose",
        Side(_FACTS), Side(_OPEN),
    ),
    _rule(
        ("firmer_headline", "status_escalated"), say_headline, ONE_REPORT, "headlines are read alone", Side(_FACTS),
        Side((*_OPEN, "conditional", "planned")),
    ),
    _rule(("old_text", "resurfaced"), say_old_text, TWO_REPORTS, "a text of long before is no news, whoever prints it"),
    _rule(("old_event", "resurfaced"), say_old_event, ONE_REPORT, "what a text dates long ago is not happening now", Side(_FACTS)),
    _both(("same_content", "same_proposition_as"), say_same, ANY, "content as ids, so that languages meet"),
    _rule(("fewer_slots", "weaker_than"), say_less, ANY, "what follows from another statement is not another statement"),
    _rule(
        ("part_of_movement", "part_of"), say_part, ANY, "who moves from A to B leaves A and arrives at B",
        Side((), ("depart", "arrive")), Side((), ("move",)),
    ),
    _rule(
        ("flow_and_stock", "supports"), say_support, ONE_REPORT, "what goes to a place adds up there", Side(_FACTS),
        Side((), ("build_up", "draw_down")),
    ),
    _rule(
        ("if_then", "condition_of"), say_condition, ONE_REPORT, "the word of a condition opens one of the two",
        Side(("conditional",)), Side(_HYPOTHETICAL),
    ),
    _rule(
        ("premise", "condition_of"), say_premise, ONE_REPORT, "what would bring something must happen first",
        Side(("hedged", "conditional")), Side(("conditional", "hedged"), ("consequence",)),
    ),
    _both(("either_or", "exclusive_with"), say_alternative, ONE_REPORT, "two open questions joined by 'or'", Side(("unresolved",))),
    _rule(
        ("talks_for", "goal_of"), say_goal, ONE_REPORT, "one negotiates for what one does not have",
        Side(("planned",), ("basing",)), Side((), ("negotiate",)),
    ),
)  # fmt: skip
