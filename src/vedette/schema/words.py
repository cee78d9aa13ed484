"""Closed vocabularies: what may stand in a column, and the words in which a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """One value of a vocabulary: its code, the words shown, and what it means in a sentence."""

    code: str
    shown: str
    meaning: str


VERDICTS = {
    w.code: w
    for w in (
        Word("confirmed", "Confirmed", "Several kinds of evidence, one of them bearing identity, leave little doubt."),
        Word("corroborated", "Corroborated", "A sensor or a logged sighting and other evidence support it."),
        Word("partly_confirmed", "Partly confirmed", "A necessary part is confirmed, the whole is not."),
        Word("inconclusive", "Inconclusive", "The data were looked at; what they show is mixed or weak."),
        Word("reported_only", "Reported only", "It is reported, and no sensor or sighting bears it out."),
        Word("not_observable", "Not observable", "These data could not have shown it, and nothing else speaks to it."),
        Word("not_seen_where_expected", "Not seen where expected", "The data would very probably have shown it; they did not."),
        Word("contradicted", "Contradicted", "Evidence that cannot hold together with it."),
        Word("not_checkable", "Not checkable", "Movement data cannot answer it."),
    )
}

BASIC_READER = "basic-"
BASIC_READING = "basic reading: check the original"


def reading_note(reader: str | None) -> str | None:
    """What must be said of a claim's reading; None for a reading in full, or by hand."""
    return BASIC_READING if reader is not None and reader.startswith(BASIC_READER) else None


CHECKABLE_KINDS = ("move", "depart", "arrive", "present", "absent", "flight_rate", "build_up", "draw_down", "distance")
OTHER_KINDS = ("negotiate", "basing", "condition", "motive", "consequence", "evidence_state")
CLAIM_KINDS = CHECKABLE_KINDS + OTHER_KINDS

STATUSES = ("asserted", "hedged", "planned", "conditional", "unconfirmed", "unresolved", "denied")
EXPLICITNESS = ("explicit", "presupposed", "implied")
# what a person may give a claim by hand, in the order in which it is shown
SLOTS = (
    "kind", "status", "direction", "actor", "assets", "count_min", "count_max", "origin", "destination", "place",
    "distance_km", "start", "end", "speaker",
)  # fmt: skip
REVIEW_DECISIONS = ("accept", "edit", "reject", "withdraw")
SIGHTING_EVENTS = (
    "present", "absent", "departed", "arrived", "transit", "flights", "loading", "anchored", "distress", "sunk",
)  # fmt: skip
SIGHTING_HOW = ("imagery", "photo", "observed", "tracking", "flight_data", "official_statement", "reported")
IMAGE_SENSORS = ("sar", "optical")
CERTAINTIES = ("confirmed", "probable", "possible", "disputed")
PLACE_KINDS = ("naval_base", "port", "airbase", "airport", "anchorage", "strait", "sea", "country", "region", "city")
SEVERITIES = ("info", "warning", "error")
