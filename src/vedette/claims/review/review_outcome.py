"""What becomes of one review: does it stand, and which row counts in place of what is read.

An entry of claims.toml, its place in the texts and the claim that the reader reads there now flow in; an outcome flows out.
Accepting keeps the slots that the person saw, an edit lays the person's slots over them. Rejecting is a judgement on one
reading: where the reader now reads something else in the same words, the question is open again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.claims.review.review_places import Standing
from vedette.claims.review.review_slots import claim_of, differences, edit_slots, list_changes, says_alike, slots_of
from vedette.errors import CaseError, NotFound, UsageError
from vedette.registry.names import resemble
from vedette.registry.register import Register

Row = Mapping[str, Any]
FILE = "claims.toml"
_NO_LONGER_READ = "the reader no longer reads a claim here"
_READ_AS_ANOTHER = "the reader no longer reads a claim of this kind here; it reads {}"


@dataclass(frozen=True)
class Outcome:
    """What has become of one review.

    `reading` is the row that the reader reads there now, `claim` the row that counts instead; null where there is none.
    """

    review: Row
    state: str
    standing: Standing | None = None
    reading: Row | None = None
    claim: Row | None = None
    changes: Sequence[str] = ()
    differences: Sequence[str] = ()
    problem: str | None = None

    @property
    def is_in_force(self) -> bool:
        """Does the decision count?"""
        return self.state == "in_force"


def decide(
    review: Row,
    standing: Standing | None,
    reading: Row | None,
    register: Register,
    *,
    known_ids: Sequence[str] = (),
    others: Sequence[Row] = (),
) -> Outcome:
    """The outcome of a review that no other one supersedes.

    Args:
        review: an entry of [[reviews]] with decision accept, edit or reject, and `line`.
        standing: where it stands; None for one that names the claim by its id alone.
        reading: the claim that it is about, as it is read now; None if it is not read.
        register: for the places and assets of an edit.
        known_ids: ids of claims, to say what an unknown one resembles.
        others: claims that are read in the same report and that no review is about, to say what is read there instead.
    Raises:
        CaseError: an edit names a place or an asset that does not exist, or edits a claim written by hand; names the line.
    """
    if standing is None:
        return _by_id(review, reading, register, known_ids)
    read = {name: value for name, value in review["read"].items() if value not in (None, [], "")}
    if standing.problem:
        changes = list_changes(read, _slots(review, read, register))
        return Outcome(review, "reopened", standing, changes=changes, problem=standing.problem)
    now = slots_of(reading) if reading is not None else {}
    otherwise = differences(read, now) if reading is not None else [_read_instead(standing, others)]
    if review["decision"] == "reject":
        return _reject(review, standing, reading, (read, now), otherwise)
    slots = _slots(review, read, register)
    claim = _row(review, standing, reading, slots)
    return Outcome(review, "in_force", standing, reading, claim, list_changes(read, slots), otherwise)


def _read_instead(standing: Standing, others: Sequence[Row]) -> str:
    there = [o for o in others if o["start"] is not None and o["start"] < standing.end and o["end"] > standing.start]
    return _READ_AS_ANOTHER.format(", ".join(f"{o['kind']} ({o['claim_id']})" for o in there)) if there else _NO_LONGER_READ


def _by_id(review: Row, reading: Row | None, register: Register, known_ids: Sequence[str]) -> Outcome:
    """A review without quote: it holds as long as a claim bears the id."""
    if reading is None:
        close = resemble(review["claim"], list(known_ids))
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        return Outcome(review, "unknown_claim", problem=f"no claim is called {review['claim']!r}{hint}")
    if review["decision"] != "edit":
        return Outcome(review, "in_force", reading=reading, claim=None if review["decision"] == "reject" else reading)
    if reading["start"] is None or reading["reader"] == "hand":
        raise CaseError(FILE, review["line"], f"{review['claim']!r} is written by hand; edit it where it stands")
    read = slots_of(reading)
    slots = _slots(review, read, register)
    claim = {**reading, **claim_of(slots)}
    return Outcome(review, "in_force", None, reading, claim, list_changes(read, slots))


def _reject(review: Row, standing: Standing, reading: Row | None, slots: tuple[Row, Row], otherwise: Sequence[str]) -> Outcome:
    if reading is None:
        return Outcome(review, "not_read", standing)
    then, now = slots
    if says_alike(then, now) and then["status"] == now["status"]:
        return Outcome(review, "in_force", standing, reading, differences=otherwise)
    problem = f"what was rejected is now read otherwise: {'; '.join(otherwise)}"
    return Outcome(review, "reopened", standing, reading, differences=otherwise, problem=problem)


def _slots(review: Row, read: Row, register: Register) -> dict[str, Any]:
    if review["decision"] != "edit":
        return dict(read)
    try:
        return edit_slots(read, review["set"], register)
    except (NotFound, UsageError) as error:
        raise CaseError(FILE, review["line"], f"review of {review['claim']}: {error}") from error


def _row(review: Row, standing: Standing, reading: Row | None, slots: Row) -> dict[str, Any]:
    """The row that counts: the person's slots, in the place where the quote stands now."""
    report = standing.report or {}
    row = {**(reading or {}), **claim_of(slots)}
    if reading is not None and says_alike(slots_of(reading), slots):
        row["proposition_id"] = reading["proposition_id"]
    return row | {
        "claim_id": review["claim"],
        "report_id": report["report_id"],
        "quote": report["text"][standing.start : standing.end],
        "start": standing.start,
        "end": standing.end,
        "made": report["published"],
        "source_id": report["source_id"],
        "source_row": report["source_row"],
    }
