"""What a brief holds, before it takes any form: frozen, plain, without drawing or layout.

Comes from `compose`; goes to `validate`, then to `html`, `markdown` and `json`. Positions are WGS-84 degrees, times are UTC.
A *key* is a citation as the tables write it, ``source_id#source_row``; `Document.citations` says where each key leads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

Point = tuple[float, float]  # lat_deg, lon_deg


@dataclass(frozen=True)
class Sentence:
    """One sentence of ours and the rows that it rests on; `lead` is a word or two set in bold before it."""

    text: str
    keys: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True)
class Publication:
    """Who published what a cited row rests on."""

    outlet: str
    url: str | None = None
    published: datetime | None = None
    grade: str | None = None


@dataclass(frozen=True)
class Citation:
    """Where a key leads: the file and the row in it, and the publications behind the row."""

    key: str
    number: int
    source_id: str
    label: str
    publications: tuple[Publication, ...] = ()


@dataclass(frozen=True)
class Quote:
    """The exact words of a text, with who says them. `speaker` runs from the outlet inwards.

    `review` says what a person decided on the reading of them; empty where nobody did.
    """

    text: str
    outlet: str
    url: str | None
    published: datetime | None
    speaker: tuple[str, ...]
    status: str
    key: str
    language: str | None = None
    review: str = ""


@dataclass(frozen=True)
class VerdictState:
    """A verdict as of a time. Numbers are null where the claim cannot be checked."""

    code: str
    as_of: datetime
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    likelihood: str | None = None
    confidence: str | None = None
    observability: float | None = None


@dataclass(frozen=True)
class HypothesisBar:
    """One of several exclusive explanations, before and after the evidence; the interval is null where none is given."""

    says: str
    prior: float
    posterior: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class ClaimPart:
    """A part of a claim (the departure, the arrival, one of several assets) with a verdict of its own."""

    name: str
    code: str
    probability: float


@dataclass(frozen=True)
class CaseFit:
    """What all that was seen of a case's ships, or of its aircraft, fits: the sentence, the explanations, what it rests on."""

    asset_kind: str
    lead: Sentence
    bars: tuple[HypothesisBar, ...]
    signals: tuple[Sentence, ...]


@dataclass(frozen=True)
class EvidenceRow:
    """One row that bears on a claim.

    `ratio` is P(row | claim holds) over P(row | best rival); `item_text` the facts in the row. `cells` are P(row | hypothesis)
    as claimed, elsewhere, stayed, another, the largest of them 1; `without` and `without_code` are the probability and the
    verdict of the claim if the row were not there, null where it says nothing.
    """

    evidence_id: str
    stance: str
    sentence: Sentence
    kind: str
    item_text: str
    ratio: float | None
    is_sensor: bool
    known: datetime
    cells: tuple[float, ...] = ()
    without: float | None = None
    without_code: str | None = None

    @property
    def diagnosticity(self) -> float:
        """Largest over smallest cell: 1 tells nothing apart."""
        return max(self.cells) / min(self.cells) if self.cells else 1.0


@dataclass(frozen=True)
class HiddenLine:
    """What of one part of a claim could not have been seen: where, and why with the days."""

    part: str
    where: str
    text: str


@dataclass(frozen=True)
class ClaimSection:
    """Everything about one claim: what was said, what the data say, why, what was hidden, what would settle it.

    `subject` is what it speaks of: ships, aircraft, distances, or else what is not told apart. Central claims are those that
    somebody wrote into the case; where nobody did, all are.
    """

    claim_id: str
    number: int
    heading: str
    kind: str
    quote: Quote
    also_said: tuple[Quote, ...]
    origins: str
    time: tuple[datetime | None, datetime | None]
    verdict: VerdictState
    history: tuple[VerdictState, ...]
    reasons: tuple[Sentence, ...]
    evidence: tuple[EvidenceRow, ...]
    observability: Sentence | None
    would_settle: tuple[str, ...]
    is_central: bool = True
    subject: str = ""
    hypotheses: tuple[HypothesisBar, ...] = ()
    hangs_on: tuple[Sentence, ...] = ()
    parts: tuple[ClaimPart, ...] = ()
    hidden: tuple[HiddenLine, ...] = ()

    @property
    def matrix(self) -> tuple[EvidenceRow, ...]:
        """The rows that tell hypotheses apart, the most telling first."""
        telling = [e for e in self.evidence if e.diagnosticity > 1.001]
        return tuple(sorted(telling, key=lambda e: (-e.diagnosticity, e.evidence_id)))

    @property
    def own_reasons(self) -> tuple[Sentence, ...]:
        """The reasons that the list of evidence does not repeat word for word."""
        told = {e.sentence.text for e in self.evidence}
        return tuple(r for r in self.reasons if r.text not in told)

    @property
    def turns(self) -> tuple[VerdictState, ...]:
        """The history without repetitions: of verdicts that say the same in a row, the latest."""
        pairs = zip(self.history, (*self.history[1:], None), strict=True)
        return tuple(state for state, after in pairs if after is None or after.code != state.code)


@dataclass(frozen=True)
class UncheckableClaim:
    """A claim that is not judged, and why: movement data cannot answer it, or it was not understood."""

    claim_id: str
    number: int
    quote: Quote
    kind: str
    why: str
    is_understood: bool = True


@dataclass(frozen=True)
class RejectedClaim:
    """A claim that was read and that a person rejected: it is not judged. `decided` says who, when and why."""

    claim_id: str
    text: str
    kind: str
    outlet: str
    url: str | None
    published: datetime | None
    decided: str
    key: str


@dataclass(frozen=True)
class TextGroup:
    """What several texts have to do with each other, of one sort: contradictions, echoes, old stories, one origin.

    `more` counts the sentences that were left out; they stand in the tables `relations` and `roots`.
    """

    code: str
    sentences: tuple[Sentence, ...]
    more: int = 0


@dataclass(frozen=True)
class MapPlace:
    """A named place; `note` is the rest of its label, line by line, `radius_km` how widely it is meant (null = a point).

    `rank` orders labels, 0 first. An area (a country, a region) has a name and no mark, for nobody said where in it.
    """

    place_id: str
    name: str
    lat_deg: float
    lon_deg: float
    note: str = ""
    radius_km: float | None = None
    rank: int = 0
    is_area: bool = False


@dataclass(frozen=True)
class MapSighting:
    """A sighting with a position of its own; `radius_km` is how uncertain that is."""

    label: str
    detail: str
    lat_deg: float
    lon_deg: float
    radius_km: float | None
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class MapTrack:
    """A simplified path of one asset, measured by a sensor."""

    label: str
    asset_kind: str
    points: tuple[Point, ...]
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class MapArc:
    """Movement between two places: ``measured`` (legs from positions) or ``logged`` (by a person).

    `via` are points of the sea route between the ends; none means the great circle.
    """

    label: str
    basis: str
    asset_kind: str
    start: Point
    end: Point
    source_ids: tuple[str, ...]
    via: tuple[Point, ...] = ()
    end_names: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class MapMeasure:
    """A distance that a claim speaks of: from a base to the nearest point of a coast, with its length."""

    label: str
    start: Point
    end: Point
    fits: bool


@dataclass(frozen=True)
class MapHidden:
    """Where nothing could have been seen in a claimed time: a circle about a place, or a one-degree cell (null radius)."""

    name: str
    lat_deg: float
    lon_deg: float
    radius_km: float | None
    is_cell: bool


@dataclass(frozen=True)
class MapSheet:
    """What the map shows. `box` is west, south, east, north; west > east crosses the antimeridian; null = by its content."""

    places: tuple[MapPlace, ...] = ()
    sightings: tuple[MapSighting, ...] = ()
    tracks: tuple[MapTrack, ...] = ()
    arcs: tuple[MapArc, ...] = ()
    measures: tuple[MapMeasure, ...] = ()
    hidden: tuple[MapHidden, ...] = ()
    box: tuple[float, float, float, float] | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing to draw."""
        return not (self.places or self.sightings or self.tracks or self.arcs or self.measures)


@dataclass(frozen=True)
class VisitBar:
    """A stay at a place; `end` null while it is open."""

    label: str
    asset_kind: str
    start: datetime
    end: datetime | None
    keys: tuple[str, ...]


@dataclass(frozen=True)
class SightingMark:
    """A sighting on a time axis: at some moment between start and end."""

    label: str
    how: str
    certainty: str
    event: str
    start: datetime
    end: datetime
    keys: tuple[str, ...]


@dataclass(frozen=True)
class HiddenSpan:
    """A stretch of a claimed time in which nothing could be received at a place."""

    label: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class CoverageDay:
    """In how many hours of a day anything at all was received around a place."""

    day: datetime
    hours: int


@dataclass(frozen=True)
class ClaimTick:
    """When a numbered claim was made."""

    number: int
    moment: datetime


@dataclass(frozen=True)
class BaseTimeline:
    """One place over the period. `coverage` is empty where no receiver covers it."""

    place_id: str
    name: str
    visits: tuple[VisitBar, ...]
    sightings: tuple[SightingMark, ...]
    coverage: tuple[CoverageDay, ...]
    claims: tuple[ClaimTick, ...]
    hidden: tuple[HiddenSpan, ...] = ()


@dataclass(frozen=True)
class RateChange:
    """A dated change of a rate: first day of the new rate with the interval of that day, and the ratio with its own (null = none)."""

    day: datetime
    first_day: datetime
    last_day: datetime
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None


@dataclass(frozen=True)
class RateChart:
    """Counts by day or week with their effort and what was to be expected; null = not known, or not tested.

    `up` and `down` are places in the lists at which it alarms, `breaks` the days on which the feeds became others, with the new
    ones; `claimed` the time that the claim speaks of.
    """

    claim_id: str | None
    title: str
    effort_note: str
    starts: tuple[datetime, ...]
    counts: tuple[float | None, ...]
    effort: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    up: tuple[int, ...]
    down: tuple[int, ...]
    changes: tuple[RateChange, ...]
    breaks: tuple[tuple[datetime, str], ...]
    claimed: tuple[datetime | None, datetime | None] = (None, None)


@dataclass(frozen=True)
class SourceNote:
    """A file or feed that went in, with its terms and what became of its rows."""

    source_id: str
    path: str
    format: str
    sha256: str
    n_rows: int
    n_issues: int
    start: datetime | None
    end: datetime | None
    licence: str | None
    attribution: str | None
    url: str | None
    is_redistributable: bool | None
    is_synthetic: bool


@dataclass(frozen=True)
class Document:
    """A brief, complete and without form."""

    title: str
    question: str
    period: tuple[datetime, datetime]
    as_of: datetime
    language: str
    answer: tuple[Sentence, ...]
    claims: tuple[ClaimSection, ...]
    uncheckable: tuple[UncheckableClaim, ...]
    map: MapSheet
    timelines: tuple[BaseTimeline, ...]
    citations: tuple[Citation, ...]
    sources: tuple[SourceNote, ...]
    caveats: tuple[str, ...]
    asset_names: tuple[str, ...] = ()
    table_versions: tuple[tuple[str, int], ...] = ()
    input_hashes: tuple[tuple[str, str], ...] = ()
    likelihood_overrides: tuple[tuple[str, str], ...] = ()
    is_synthetic: bool = False
    is_publishable: bool = False
    software: str = "vedette"
    withheld: tuple[str, ...] = field(default=())
    rejected: tuple[RejectedClaim, ...] = ()
    between_texts: tuple[TextGroup, ...] = ()
    case_fits: tuple[CaseFit, ...] = ()
    claim_rates: tuple[RateChart, ...] = ()
    base_rates: tuple[RateChart, ...] = ()

    def citation(self, key: str) -> Citation | None:
        """Where a key leads; null if it is not in the list."""
        return next((c for c in self.citations if c.key == key), None)
