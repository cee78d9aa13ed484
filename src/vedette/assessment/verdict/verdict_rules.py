"""The verdict table of METHODS section 2, in the order in which it is read: the first row that holds gives the verdict.

`Facts` about a claim flow in, one row of `RULES` flows out. A rule is a list of needs; each reads one fact, names its
threshold and can say whether and by how much a claim falls short of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from vedette.assessment.evidence import distances
from vedette.schema.probability import percent


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
    is_some_confirmed: bool = False  # of several that it names it holds of some
    is_number_short: bool = False  # fewer hulls were seen than it claims
    is_due: bool = True
    is_resolved: bool = True  # every end that it names was found in the register
    distance: str | None = None


_PROBABILITIES = frozenset({"p", "o"})
# fact -> its name in a sentence
FACT_NAMES = {
    "p": "the probability",
    "o": "the observability",
    "k": "the kinds of evidence in favour",
    "r": "the independent origins that tell it",
    "is_checkable": "movement data can answer it",
    "has_sensor": "a sensor or a logged sighting speaks for it",
    "has_sensor_at_end": "a sensor or a logged sighting speaks for its last part",
    "has_identity_at_end": "an observation of its last part bears identity, other than by a warship's own signal alone",
    "has_against": "an observation stands against it",
    "has_incompatible": "an observation cannot hold together with it",
    "has_anything": "something bears on it",
    "is_departure_confirmed": "the departure is confirmed",
    "is_some_confirmed": "it is confirmed for some of those that it names",
    "is_number_short": "fewer were seen than it claims",
    "is_due": "the claimed time is over",
    "is_resolved": "every place that it names as an end was found in the register",
    "distance": "the distance",
}


@dataclass(frozen=True)
class Need:
    """One condition of a rule: a fact, how it is compared, and with what."""

    fact: str
    sign: str  # ">=", "<" or "is"
    bound: float | str | bool

    def is_met(self, facts: Facts) -> bool:
        """Does a claim meet it?"""
        value = getattr(facts, self.fact)
        if self.sign == "is":
            return bool(value == self.bound)
        return bool(value >= self.bound if self.sign == ">=" else value < self.bound)

    def shortfall(self, facts: Facts) -> float | None:
        """How far a number is from its bound, 0 where it is met; null for a fact that is no number."""
        if self.sign == "is" or isinstance(self.bound, str):
            return None
        return 0.0 if self.is_met(facts) else abs(float(getattr(facts, self.fact)) - float(self.bound))

    def say(self, facts: Facts) -> str:
        """How the claim stands to the need, and the need: ``the probability: 7 % (needed: at least 95 %)``."""
        bound = "at least " if self.sign == ">=" else "below " if self.sign == "<" else ""
        value = getattr(facts, self.fact)
        if self.fact in _PROBABILITIES and not isinstance(self.bound, str):
            return f"{FACT_NAMES[self.fact]}: {_beside(value, self.bound)} (needed: {bound}{percent(self.bound)})"
        return f"{FACT_NAMES[self.fact]}: {_shown(value)} (needed: {bound}{_shown(self.bound)})"


def _beside(value: float, bound: float) -> str:
    """A probability beside the one that is needed: where both round to one figure, on which side it lies."""
    if percent(value) != percent(bound) or value == bound:
        return percent(value)
    return f"just {'under' if value < bound else 'over'} {percent(bound)}"


def _shown(value: float | str | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.replace("_", " ")
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def at_least(fact: str, bound: float) -> Need:
    """The fact is this number or more."""
    return Need(fact, ">=", bound)


def below(fact: str, bound: float) -> Need:
    """The fact is less than this number."""
    return Need(fact, "<", bound)


def is_so(fact: str) -> Need:
    """The fact is true."""
    return Need(fact, "is", True)


def is_not(fact: str) -> Need:
    """The fact is false."""
    return Need(fact, "is", False)


@dataclass(frozen=True)
class Rule:
    """One row: a verdict, what it needs, and the sentence that says so. A rule that needs nothing always holds."""

    verdict: str
    needs: tuple[Need, ...]
    says: str
    why: str

    def holds(self, facts: Facts) -> bool:
        """Are all of its needs met?"""
        return all(need.is_met(facts) for need in self.needs)


RULES = (
    Rule("not_checkable", (is_not("is_checkable"),),
         "Movement data cannot answer this.",
         "motive, negotiation, consequence, an unresolved reference"),
    Rule("not_checkable", (Need("distance", "is", distances.FIGURE),),
         "No distance is stated that could be measured.",
         "a figure of speech, or no place to measure from"),
    Rule("inconclusive", (Need("distance", "is", distances.UNNAMED),),
         "The claim does not name the coast that it measures to; which coast would make it true stands below.",
         "the reference coast must be explicit"),
    Rule("corroborated", (Need("distance", "is", distances.FITS),),
         "Measured to what the claim names, the distance fits.",
         "within a tenth of a stated reference; geometry never says confirmed"),
    Rule("inconclusive", (Need("distance", "is", distances.NEAR),),
         "Measured to what the claim names, the distance is near the claimed one and does not fit it.",
         "round numbers and the choice of a point on a coast explain a tenth, and may explain a fifth"),
    Rule("contradicted", (Need("distance", "is", distances.OFF),),
         "Measured to what the claim names, the distance does not fit.",
         "a geodesic is positive evidence that cannot hold together with it"),
    Rule("partly_confirmed", (is_not("is_resolved"), at_least("p", 0.95), is_so("has_identity_at_end"), at_least("k", 2),
                              is_not("has_against")),
         "What of it could be looked for is confirmed; a place that it names is not in the register.",
         "a movement between two places is not confirmed by one of them"),
    Rule("inconclusive", (is_not("is_resolved"), at_least("p", 0.80)),
         "What of it could be looked for is probable; a place that it names is not in the register.",
         "likewise"),
    Rule("confirmed", (at_least("p", 0.95), is_so("has_identity_at_end"), at_least("k", 2), is_not("has_against")),
         "Several kinds of evidence show it, one of them with identity, and nothing stands against it.",
         "p >= .95 with the prior at .1, an observation at B that bears identity, k >= 2, nothing unexplained against it"),
    Rule("corroborated", (at_least("p", 0.80), at_least("k", 2), is_so("has_sensor")),
         "A sensor or a logged observation and other evidence support it.",
         "p >= .80, k >= 2, at least one of them a sensor or a sighting"),
    Rule("contradicted", (is_so("has_incompatible"), below("p", 0.05), is_not("has_identity_at_end")),
         "What was observed cannot hold together with it.",
         "positive evidence that cannot hold together with it, p < .05; who was seen by name as claimed is not where it cannot be"),
    Rule("partly_confirmed", (is_so("is_some_confirmed"),),
         "It is confirmed for some of those that it names, not for all.",
         "what names several holds only if it holds of each"),
    Rule("partly_confirmed", (is_so("is_departure_confirmed"), at_least("p", 0.10)),
         "The departure is confirmed, the rest is not.",
         "a necessary part is confirmed, the whole is not, and what is known leaves it as probable as the prior of .1 did"),
    Rule("inconclusive", (is_so("is_departure_confirmed"),),
         "The departure is confirmed, but what was observed makes the rest less probable than it was at first.",
         "a part is no half of a truth where the rest is spoken against"),
    Rule("inconclusive", (is_not("is_due"),),
         "The claimed time is not over, so it cannot be judged by what has not been seen.",
         "a plan is not refuted before its day"),
    Rule("not_seen_where_expected", (at_least("o", 0.8), is_not("has_sensor"), below("p", 0.2)),
         "Had it happened, these data should have shown it, and they do not.",
         "O >= .8, nothing seen, p < .2: evidence of absence"),
    Rule("not_observable", (below("o", 0.3), is_not("has_anything"), below("r", 1)),
         "These data could not have shown it, and nothing else speaks to it.",
         "O < .3 and nothing at all: absence of evidence"),
    Rule("reported_only", (below("o", 0.5), is_so("has_sensor"), is_not("has_sensor_at_end"), at_least("r", 1)),
         "What was observed shows its beginning; the rest is reported, and nothing shows it.",
         "the same, where a departure was seen: half of it is shown"),
    Rule("reported_only", (below("o", 0.5), is_not("has_sensor_at_end"), at_least("r", 1)),
         "It is reported; no sensor and no logged observation shows it.",
         "O < .5, no sensor positive, r >= 1"),
    Rule("inconclusive", (at_least("p", 0.80), is_so("is_number_short")),
         "Some were seen, but fewer than it claims.",
         "one of four shows no four"),
    Rule("inconclusive", (at_least("p", 0.80),),
         "What is known makes it probable, but two kinds of evidence of different origins, one of them an observation, are missing.",
         "p >= .80 with k < 2, or with nothing seen or heard, is not corroborated"),
    Rule("inconclusive", (at_least("p", 0.50), below("k", 2), is_so("has_sensor"), is_not("has_against")),
         "What was observed fits it; no evidence of another origin corroborates it.",
         "more likely than not on one kind of evidence, and nothing against it: neither mixed nor nothing"),
    Rule("inconclusive", (),
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
