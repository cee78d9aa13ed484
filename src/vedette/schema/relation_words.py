"""How two claims can stand to each other: the closed vocabulary of the table of relations.

`claim_id` is the claim that the relation is said of, `other_claim_id` the one that it points to: the headline is stronger
(`status_escalated`) than the sentence below it, the fact goes back (`forecast_became_fact`) to the forecast.
"""

from __future__ import annotations

from vedette.schema.words import Word

RELATIONS = {
    w.code: w
    for w in (
        Word("contradicts", "contradicts", "They cannot both hold."),
        Word("in_tension_with", "is in tension with", "They can both hold only under a condition that neither states."),
        Word("undercuts", "undercuts", "It says that evidence for the other one is lacking, which does not deny it."),
        Word("forecast_became_fact", "tells a forecast as a fact", "It states as done what the other one expected."),
        Word("status_escalated", "is firmer than its source", "It states as a fact what its source or its own text holds open."),
        Word("resurfaced", "is an old story", "It repeats what was published, or happened, long before."),
        Word("same_proposition_as", "says the same as", "Same kind, assets and places at a time that fits."),
        Word("weaker_than", "says less than", "It follows from the other one and leaves something out."),
        Word("part_of", "is a part of", "It is the departure or the arrival of the other one's movement."),
        Word("supports", "supports", "If it holds, the other one becomes more probable."),
        Word("condition_of", "is the condition of", "The other one is said to hold if this one does."),
        Word("exclusive_with", "excludes", "The text leaves open which of the two holds."),
        Word("goal_of", "is the goal of", "The other one is done for it, the text says."),
    )
}

# what a reader must know before he believes a text, in order of weight; the others say how claims hang together
TELLING = (
    "contradicts", "forecast_became_fact", "status_escalated", "resurfaced", "undercuts", "in_tension_with", "exclusive_with",
    "condition_of",
)  # fmt: skip
