"""The verdict table of METHODS section 2, in the order in which it is read: the first row that holds gives the verdict.

`Facts` about a claim flow in, one row of `RULES` flows out. Every condition reads facts only; thresholds stand in the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vedette.assessment import distances


@dataclass(frozen=True)
class Facts:
    """What the rules read.

    p: posterior with the prior at its default; o: observability of the last part; k: kinds of evidence in favour, never more
    than the groups they come from; r: independent origins that tell it.
    """

    is_checkable: bool
    p: float = 0.0
    o: float = 0.0
    k: int = 0
    r: int = 0
    has_sensor: bool = False  # a sensor or a sighting in favour, for any part
    has_sensor_at_end: bool = False  # ... for the last part
    has_identity_at_end: bool = False  # ... that bears identity and is not a warship's own signal alone
    has_against: bool = False  # something unexplained against it
    has_incompatible: bool = False  # an observation that cannot hold together with it
    has_anything: bool = False  # any observation at all that bears on it
    is_departure_confirmed: bool = False  # a necessary part, the whole is not
    is_due: bool = True
    distance: str | None = None


@dataclass(frozen=True)
class Rule:
    """One row: a verdict, when it holds, and the sentence that says so."""

    verdict: str
    holds: Callable[[Facts], bool]
    says: str
    why: str


RULES = (
    Rule("not_checkable", lambda f: not f.is_checkable,
         "Movement data cannot answer this.",
         "motive, negotiation, consequence, an unresolved reference"),
    Rule("not_checkable", lambda f: f.distance == distances.FIGURE,
         "No distance is stated that could be measured.",
         "a figure of speech, or no place to measure from"),
    Rule("inconclusive", lambda f: f.distance == distances.UNNAMED,
         "The claim does not name the coast that it measures to; which coast would make it true stands below.",
         "the reference coast must be explicit"),
    Rule("corroborated", lambda f: f.distance == distances.FITS,
         "Measured to what the claim names, the distance fits.",
         "within a tenth of a stated reference; geometry never says confirmed"),
    Rule("contradicted", lambda f: f.distance == distances.OFF,
         "Measured to what the claim names, the distance does not fit.",
         "a geodesic is positive evidence that cannot hold together with it"),
    Rule("confirmed", lambda f: f.p >= 0.95 and f.has_identity_at_end and f.k >= 2 and not f.has_against,
         "Several kinds of evidence show it, one of them with identity, and nothing stands against it.",
         "p >= .95 with the prior at .1, an observation at B that bears identity, k >= 2, nothing unexplained against it"),
    Rule("corroborated", lambda f: f.p >= 0.80 and f.k >= 2 and f.has_sensor,
         "A sensor or a logged observation and other evidence support it.",
         "p >= .80, k >= 2, at least one of them a sensor or a sighting"),
    Rule("contradicted", lambda f: f.has_incompatible and f.p < 0.05,
         "What was observed cannot hold together with it.",
         "positive evidence that cannot hold together with it, p < .05"),
    Rule("partly_confirmed", lambda f: f.is_departure_confirmed,
         "The departure is confirmed, the rest is not.",
         "a necessary part is confirmed, the whole is not"),
    Rule("inconclusive", lambda f: not f.is_due,
         "The claimed time is not over, so it cannot be judged by what has not been seen.",
         "a plan is not refuted before its day"),
    Rule("not_seen_where_expected", lambda f: f.o >= 0.8 and not f.has_sensor and f.p < 0.2,
         "Had it happened, these data should have shown it, and they do not.",
         "O >= .8, nothing seen, p < .2: evidence of absence"),
    Rule("not_observable", lambda f: f.o < 0.3 and not f.has_anything and f.r == 0,
         "These data could not have shown it, and nothing else speaks to it.",
         "O < .3 and nothing at all: absence of evidence"),
    Rule("reported_only", lambda f: f.o < 0.5 and not f.has_sensor_at_end and f.r >= 1,
         "It is reported; no sensor and no logged observation shows it.",
         "O < .5, no sensor positive, r >= 1"),
    Rule("inconclusive", lambda f: f.p >= 0.80,
         "What was observed speaks for it, but a second kind of evidence from another origin is wanting.",
         "p >= .80 with k < 2 is not corroborated"),
    Rule("inconclusive", lambda _: True,
         "The data were looked at; what they show is mixed or weak.",
         "looked at, mixed or weak"),
)  # fmt: skip

STATUS_SAYS = {
    # what the text itself commits to, where that is not the movement
    "planned": "The text itself does not assert it: it speaks of a plan or a forecast.",
    "conditional": "The text itself does not assert it: it makes it depend on something else.",
    "unconfirmed": "The text itself does not assert it: it says that evidence is lacking, which is not a denial.",
    "unresolved": "The text itself does not assert it: it leaves it as an open question.",
    "denied": "The text itself denies it; what is judged here is the movement, not the denial.",
}


def choose(facts: Facts) -> Rule:
    """The first rule that holds."""
    return next(rule for rule in RULES if rule.holds(facts))
