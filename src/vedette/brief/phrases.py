"""The fixed phrases of a brief and the words that it must not use, as tables to be read and reviewed.

In: a code of a closed vocabulary. Out: the words that a reader sees. Sentences that vary are built in `parts`;
whatever is said the same way every time stands here.
"""

from __future__ import annotations

from typing import Final

from vedette.schema.probability import LIKELIHOODS

# What the writer commits to: never mixed up with the verdict (what the data say).
STATUS: Final[dict[str, tuple[str, str]]] = {
    "asserted": ("asserted", "The text states it as a fact."),
    "hedged": ("hedged", "The text holds back: it says that this appears, may or is believed to be so."),
    "planned": ("planned", "The text speaks of a plan or a forecast, not of something that has happened."),
    "conditional": ("conditional", "The text makes it depend on something else."),
    "unconfirmed": ("said to be unconfirmed", "The text itself says that evidence is lacking. That is not a denial."),
    "unresolved": ("left open", "The text leaves it as an open question."),
    "denied": ("denied", "The text says that it is not so."),
}

KIND: Final[dict[str, str]] = {
    "move": "movement from one place to another",
    "depart": "departure",
    "arrive": "arrival",
    "present": "presence",
    "absent": "absence",
    "flight_rate": "number of flights",
    "build_up": "build-up",
    "draw_down": "draw-down",
    "distance": "distance",
    "negotiate": "negotiation",
    "basing": "right to a base",
    "condition": "condition",
    "motive": "motive",
    "consequence": "consequence",
    "evidence_state": "statement about evidence",
}

UNCHECKABLE: Final[dict[str, str]] = {
    "negotiate": "Talks leave no trace in movement data.",
    "basing": "Movement shows who uses a base, not who has a right to it.",
    "condition": "It depends on something that has not happened.",
    "motive": "Movement shows what was done, not why.",
    "consequence": "It speaks of an effect, not of a movement.",
    "evidence_state": "It speaks of what others could prove, not of a movement.",
    "": "Something in it (who, what, where or when) could not be resolved.",
}

# claims that are not judged: are they understood? -> the title and the words above them
UNJUDGED: Final[tuple[tuple[bool, str, str], ...]] = (
    (True, "What movement data cannot answer", ""),
    (
        False,
        "Not understood",
        "Read in the texts, but who, what, where or when is missing or unknown. They can be completed in claims.toml.",
    ),
)

# decision of a person on a reading -> how it is said
REVIEWED: Final[dict[str, str]] = {
    "accept": "Reading accepted",
    "edit": "Reading edited",
    "reject": "Reading rejected",
    "add": "Added from the text",
}

BETWEEN_TEXTS_TITLE: Final = "Where the texts disagree or copy each other"
BETWEEN_TEXTS: Final = (
    "Found by rules on what was read, not by the evidence above. A contradiction may be one of reading: compare the quotes. "
    "Publications of one origin count as one witness."
)
# code of a group -> its title
TEXT_GROUPS: Final[dict[str, str]] = {
    "contradicts": "Cannot both hold",
    "forecast_became_fact": "Forecasts told as facts",
    "status_escalated": "Firmer than the source",
    "resurfaced": "Old stories",
    "undercuts": "Evidence said to be lacking",
    "in_tension_with": "Hard to hold together",
    "one_origin": "One origin",
}

KIND_OF_ASSET: Final[dict[str, str]] = {"ship": "ships", "aircraft": "aircraft"}
FITS_TITLE: Final = "What the movements fit"
FITS: Final = (
    "Judged from the same observations as the claims, for ships and aircraft apart; the explanations of each add up to 100 %. "
    "A second observation of a kind counts half, a third a quarter. Movements can fit an explanation; they do not show why "
    "anybody moved."
)
FITS_CAPTION: Final = (
    "Dot: probability. Band: nine in ten, if every ratio and the odds before the evidence may be off three times."
)
MISFIT: Final = " does not fit "  # in the sentence of a measured distance that is not the claimed one
MEASURED: Final = "Measured on the globe"
GEOMETRY: Final = "A distance is measured, so it has no probability."
HANGS_ON: Final = "What the verdict hangs on"
MATRIX_TITLE: Final = "The explanations and the matrix"
MATRIX_HEADS: Final = ("As claimed", "Elsewhere", "Stayed", "Another")
MATRIX: Final = (
    "How probable each observation is under each explanation, the most probable as 1; only the proportions within a row count. "
    "The most telling rows stand first. The last column is the probability of the claim without that row."
)

STANCE: Final[dict[str, str]] = {"for": "Evidence for", "against": "Evidence against", "neutral": "Bears on it, decides nothing"}

HOW: Final[dict[str, str]] = {
    "imagery": "satellite image",
    "photo": "photograph",
    "observed": "seen by an observer",
    "tracking": "ship tracking",
    "flight_data": "flight tracking",
    "official_statement": "official statement",
    "reported": "reported",
}

EVENT: Final[dict[str, str]] = {
    "present": "present",
    "absent": "not there",
    "departed": "left",
    "arrived": "arrived",
    "transit": "passed",
    "flights": "flights",
    "loading": "loading",
    "anchored": "at anchor",
    "distress": "in distress",
    "sunk": "sunk",
}

NO_CLAIMS: Final = "No claim was found in the texts of this case."
NOTHING_SETTLED: Final = "Nothing that is claimed here can be answered by movement data."
ALL_OBSERVABLE: Final = "For every claim these data had a fair chance of showing the movement."
NOTHING_OPEN: Final = "No open claim names a further observation that would settle it."
NO_VERDICTS: Final = "No claim has been judged yet."

# Sentences that say that something is absent have no row to cite.
UNCITED: Final = frozenset({NO_CLAIMS, ALL_OBSERVABLE, NOTHING_OPEN, NO_VERDICTS})

REJECTED_TITLE: Final = "Read and rejected"
REJECTED: Final = "The software read these as claims; a person looked at the text and left them out. They were not judged."

SYNTHETIC: Final = "Synthetic data: made by a simulation or invented for a test. Nothing here happened."

_METHOD_EVIDENCE: Final = (
    "Each claim is read from its text with who says it and how far they commit to it. Observations, logged sightings and "
    "reports that bear on it become rows of evidence; each row has a ratio: how much more probable it is if the claim holds "
    "than under its best rival explanation. Reports that go back to one origin count once. The chance that these data would "
    "have shown the movement had it happened is computed from what was received from everybody else there and then, never "
    "from the silence itself."
)
_METHOD_TWO_FIELDS: Final = (
    "A probability says how far the evidence carries; its interval shows how it moves with the ratios and with what "
    "is taken before any evidence. That is a low figure, so a claim of which little was seen stands at the lower end of its "
    "interval, which is then written “10 % (up to 50 %)”: up to so much if it was as likely as not to begin with. "
    "Confidence is another thing: it says how much that figure rests on several kinds of evidence and several origins. The two "
    "are kept apart (after Intelligence Community Directive 203)."
)
_METHOD_AS_OF: Final = "A verdict holds as of a date. Later data make a new verdict beside the old one; nothing is deleted."
METHOD: Final = (_METHOD_EVIDENCE, _METHOD_TWO_FIELDS, _METHOD_AS_OF)

LIMITS: Final = (
    "Receivers hear what is sent. Naval vessels and military aircraft often send nothing, and what they send can be false.",
    "A position says where a transmitter was. It does not say what was on board, who ordered it, or why.",
    "The ratios are judgement until they have been fitted; the table of them, with a reason for each row, is in the software.",
    "Straight or curved arrows join the two ends of a movement. They are not the path that was taken.",
)

# Words that speak of intent. A brief says what moved; why is for others to say.
INTENT_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (r"\bintend(s|ed|ing)?\b", "intent cannot be seen in movement"),
    (r"\bintent(ion|ions|ional|ionally)?\b", "intent cannot be seen in movement"),
    (r"\bin order to\b", "gives a purpose"),
    (r"\bso as to\b", "gives a purpose"),
    (r"\baim(s|ed|ing)? (to|at)\b", "gives a purpose"),
    (r"\bwants? to\b", "gives a wish"),
    (r"\bhop(es|ed|ing) to\b", "gives a wish"),
    (r"\bdeliberate(ly)?\b", "gives a purpose"),
    (r"\bpurposely\b", "gives a purpose"),
    (r"\bcovert(ly)?\b", "gives a purpose"),
    (r"\bsecretly\b", "gives a purpose"),
    (r"\bhostile\b", "judges a purpose"),
    (r"\baggressive(ly)?\b", "judges a purpose"),
    (r"\bthreat(s|en|ens|ened|ening)?\b", "judges a purpose"),
    (r"\bprovo(cation|cative|ke|kes|ked)\b", "judges a purpose"),
    (r"\bflee(s|ing)?\b|\bfled\b", "gives a motive"),
    (r"\bevad(e|es|ed|ing)\b", "gives a purpose"),
    (r"\bto hide\b|\bhiding\b", "gives a purpose"),
)

LIKELIHOOD_WORDS: Final = tuple(word for _, _, word in LIKELIHOODS)

# what the map holds -> how to read it; only sentences about what is there are printed
MAP_CAPTION: Final = (
    ("measured", "Solid lines were measured by receivers."),
    ("logged", "Dashed arrows were logged by a person from a named source."),
    ("arrows", "Arrows join the two ends of a movement, ships' along the shortest way by sea, and are not its path."),
    ("measures", "Lines with a stroke at each end are distances to the nearest point of a coast."),
    ("misfits", "A dotted one is not as long as the text says."),
    ("sightings", "Diamonds are sightings at a position of their own."),
    ("hidden", "Hatched grey: nothing could have been seen there in the time that is claimed."),
    ("circles", "A dashed circle is how widely a place is meant, or how uncertain a position is."),
)
# reason of a row of `unobserved` -> its words in a brief, in the order in which they are told
HIDDEN: Final = {
    "feed_down": "the {sensor} feeds were down",
    "no_receiver": "no {sensor} receiver heard anybody",
    "weak_reception": "weak {sensor} reception",
    "seldom_sends": "{sensor} was received, but such an asset seldom sends",
    "no_image": "no image",
    "cloud": "cloud in the image",
    "not_yet": "not over yet",
    "way": "{n} one-degree cells of the way without a receiver",
    "span": "nothing could be heard here ({numbers})",
}
HIDDEN_PART: Final = {"departure": "Departure", "transit": "On the way", "arrival": "Arrival"}
HIDDEN_TITLE: Final = "What could not have been seen"
NO_MAP: Final = "No map: nothing in this case has a position."
NO_EVIDENCE: Final = "No row of these data bears on this claim."
RATES_CAPTION: Final = (
    "Line: counted. Dashed: to be expected at this effort; band: no alarm. Triangles: alarms. Bar: a change of the rate, with the days "
    "in which it may lie and the ratio. Grey ground: the time that the claim speaks of. A dotted line: the feeds became others, and "
    "nothing before it is compared. What could not be seen is left open. Below, the effort."
)
TIMELINE_CAPTION: Final = (
    "Bars are visits measured by receivers; one that had not ended reaches to when the asset "
    "was last heard. Diamonds are logged sightings, hollow where they are "
    "disputed or report an absence; the line through one is the interval in which it can have happened. "
    "A hatched bar is a claimed time in which no receiver heard anybody there."
)
FOOT: Final = "Times are UTC. Not for navigation; not for targeting."
