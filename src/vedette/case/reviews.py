"""The entries of claims.toml that a review leaves: a person's decision on a claim that the reader found.

An entry keeps what the person saw: the report, the quote, the sentence around it, and the slots as they were read. With these
a later reading finds the claim again, and sees when the text under the decision has changed. An entry with nothing but claim
and decision is found by the claim's id alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field, model_validator

from vedette.case.misfit import MisfitError, check_counts, check_times
from vedette.case.settings import AsOf, Frozen, Start
from vedette.errors import CaseError
from vedette.schema.words import CLAIM_KINDS, EXPLICITNESS, REVIEW_DECISIONS, SLOTS, STATUSES

Texts = tuple[str, ...]


class ReadAsset(Frozen):
    """An asset as it was read: a row of the claims table's `assets`."""

    text: str = Field(description="as written")
    asset_class: str | None = Field(None, alias="class", description="class of the register")
    count_min: int | None = Field(None, ge=0, description="at least")
    count_max: int | None = Field(None, ge=0, description="at most")
    asset_id: str | None = Field(None, description="registered asset")


class ReadPlace(Frozen):
    """A place as it was read: a row of the claims table's `origin`, `destination` or `place`."""

    text: str = Field(description="as written")
    place_id: str | None = Field(None, description="place of the register")


class ReadSlots(Frozen):
    """What the reader had read when the person decided: the columns of the claims table."""

    kind: Literal[CLAIM_KINDS] = Field(description="kind of claim")  # type: ignore[valid-type]
    status: Literal[STATUSES] = Field(description="what the writer commits to")  # type: ignore[valid-type]
    direction: Literal["up", "down"] | None = Field(None, description="for rates")
    trigger: str = Field(description="the word that carries the statement")
    actor: str | None = Field(None, description="whose assets")
    assets: tuple[ReadAsset, ...] = Field((), description="what moves")
    origin: tuple[ReadPlace, ...] = Field((), description="from where")
    destination: tuple[ReadPlace, ...] = Field((), description="to where")
    place: tuple[ReadPlace, ...] = Field((), description="where")
    distance_km: float | None = Field(None, gt=0, description="claimed distance, km")
    time_text: str | None = Field(None, description="the words that give the time")
    time_start: Start | None = Field(None, description="start of the time that it speaks of")
    time_end: AsOf | None = Field(None, description="end of it")
    speaker: Texts = Field((), description="chain from the outlet inwards")
    explicitness: Literal[EXPLICITNESS] = Field("explicit", description="how it is said")  # type: ignore[valid-type]
    reader: str = Field(description="which reader")


class SetSlots(Frozen):
    """What the person put in place of what was read; the values are written as in a claim written by hand."""

    kind: Literal[CLAIM_KINDS] | None = Field(None, description="kind of claim")  # type: ignore[valid-type]
    status: Literal[STATUSES] | None = Field(None, description="what the writer commits to")  # type: ignore[valid-type]
    direction: Literal["up", "down"] | None = Field(None, description="for rates")
    actor: str | None = Field(None, min_length=1, description="whose assets")
    assets: Texts | None = Field(None, description="asset names or classes")
    count_min: int | None = Field(None, ge=0, description="at least so many of each")
    count_max: int | None = Field(None, ge=0, description="at most so many of each")
    origin: Texts | None = Field(None, description="from where: place ids or names")
    destination: Texts | None = Field(None, description="to where")
    place: Texts | None = Field(None, description="where")
    distance_km: float | None = Field(None, gt=0, description="claimed distance, km")
    start: Start | None = Field(None, description="start of the time that it speaks of")
    end: AsOf | None = Field(None, description="end of it")
    speaker: Texts | None = Field(None, description="chain from the outlet inwards")
    clear: tuple[Literal[SLOTS], ...] = Field((), description="slots to leave empty")  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _says_something(self) -> SetSlots:
        if not any(value not in (None, ()) or name != "clear" for name, value in self if name in self.model_fields_set):
            raise ValueError(f"must give a slot: {', '.join(SLOTS)}")
        if both := [name for name in self.clear if getattr(self, name) is not None]:
            raise ValueError(f"both gives and clears {both[0]!r}")
        if wanted := [name for name in self.clear if name in ("kind", "status")]:
            raise ValueError(f"cannot clear {wanted[0]!r}: every claim has one")
        check_times(self.start, self.end)
        check_counts(self.count_min, self.count_max)
        return self


class ClaimReview(Frozen):
    """A person's decision on a claim that the reader found."""

    claim: str = Field(min_length=1, description="id of the claim")
    decision: Literal[REVIEW_DECISIONS] = Field(  # type: ignore[valid-type]
        description="keep it as read, keep it with other slots, leave it out, or take back every earlier review of it"
    )
    by: str | None = Field(None, description="who decided")
    on: AsOf | None = Field(None, description="when; of several reviews of one claim the latest counts")
    note: str | None = Field(None, description="why")
    report: str | None = Field(None, description="the report: its id in sources.csv, its url, or its file")
    report_sha256: str | None = Field(None, pattern="^[0-9a-f]{64}$", description="hash of the report's text at the time")
    quote: str | None = Field(None, min_length=1, description="the claim's words at the time")
    sentence: str | None = Field(None, min_length=1, description="the sentence that held them; another one re-opens the review")
    nth: int = Field(1, ge=1, description="which one, if the same words stand in the same sentence more than once")
    read: ReadSlots | None = Field(None, description="what the reader had read; `read.kind` and so on")
    changes: SetSlots | None = Field(None, alias="set", description="with `edit`: what counts instead; `set.actor` and so on")

    @model_validator(mode="after")
    def _is_whole(self) -> ClaimReview:
        if (self.decision == "edit") != (self.changes is not None):
            raise MisfitError("decision", "must be 'edit' where set is given, and only there")
        anchor = {"report": self.report, "quote": self.quote, "sentence": self.sentence, "read": self.read}
        absent = [name for name, value in anchor.items() if value is None]
        if absent and len(absent) < len(anchor):
            raise ValueError(f"report, quote, sentence and read go together; {absent[0]} is missing")
        return self


def check_one_answer(reviews: Sequence[ClaimReview], lines: Sequence[int], file: str) -> None:
    """See that no claim has two reviews of which neither is the later one.

    Raises:
        CaseError: one has; names both lines.
    """
    seen: dict[tuple[str, str], int] = {}
    for i, review in enumerate(reviews):
        key = (review.claim, "" if review.on is None else review.on.isoformat())
        first = seen.setdefault(key, i)
        if reviews[first] != review:
            when = f"both on {review.on:%Y-%m-%d}" if review.on else "neither says when"
            problem = f"claim {review.claim!r} is reviewed here and in line {lines[first]}, {when}; keep one, or give each its time as `on`"
            raise CaseError(file, lines[i], problem)
