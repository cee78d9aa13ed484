"""Which claim of the present reading a review is about.

Reviews with their places in the texts and the claims read there flow in; for each review the claim it speaks of flows out, or
nothing. A claim is the same if it bears the id, or if it is of the same kind and its words are the quote. A better reader may
cut the quote a little otherwise: then the same trigger or the same content decides. One review never takes a claim that
another has the better title to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from vedette.claims.review.review_places import Standing
from vedette.claims.review.review_slots import says_alike, slots_of

Row = Mapping[str, Any]
BY_ID, BY_WORDS_AND_TRIGGER, BY_WORDS, BY_OVERLAP = 4, 3, 2, 1  # titles to a claim, best first
_SHARED = 0.5  # of the shorter quote that must lie in the other, for the two to be one claim cut otherwise


def match_reviews(reviews: Sequence[Row], standings: Sequence[Standing | None], claims: Sequence[Row]) -> dict[int, int]:
    """The number of each review's claim, by the number of the review; a review without a claim is absent.

    Args:
        reviews: entries of claims.toml, none superseded.
        standings: where each stands; None for one that names the claim by its id alone.
        claims: rows of the claims table.
    Returns:
        Two reviews share a claim only where both have its words and its trigger, or its id: they are then about one thing.
    """
    by_report, by_id = _index(claims)
    titles = []
    for i, (review, standing) in enumerate(zip(reviews, standings, strict=True)):
        report_id = standing.report["report_id"] if standing is not None and standing.report is not None else None
        for j in sorted({*by_id.get(review["claim"], ()), *by_report.get(report_id, ())}):
            title = title_to(review, standing, claims[j])
            titles += [(-title, not _says_alike(review, claims[j]), _order(review), claims[j]["claim_id"], i, j)] if title else []
    found: dict[int, int] = {}
    taken: set[int] = set()
    for title, *_, i, j in sorted(titles, key=lambda t: t[:4]):
        if i in found or (j in taken and -title < BY_WORDS_AND_TRIGGER):
            continue
        found[i] = j
        taken.add(j)
    return found


def title_to(review: Row, standing: Standing | None, claim: Row) -> int:
    """How well a review fits a claim: one of the titles above, 0 if it does not."""
    if standing is None:
        return BY_ID if claim["claim_id"] == review["claim"] else 0
    if standing.report is None or standing.problem or claim["report_id"] != standing.report["report_id"]:
        return 0
    if claim["claim_id"] == review["claim"]:
        return BY_ID
    read = review["read"]
    if claim["kind"] != read["kind"]:
        return 0
    has_trigger = claim["trigger"] == read["trigger"]
    if (claim["start"], claim["end"]) == (standing.start, standing.end):
        return BY_WORDS_AND_TRIGGER if has_trigger and claim["reader"] == read["reader"] else BY_WORDS
    return BY_OVERLAP if _overlap(standing, claim) and (has_trigger or says_alike(read, slots_of(claim))) else 0


def _index(claims: Sequence[Row]) -> tuple[Mapping[str | None, list[int]], Mapping[str, list[int]]]:
    """The numbers of the claims by report and by id."""
    by_report: dict[str | None, list[int]] = defaultdict(list)
    by_id: dict[str, list[int]] = defaultdict(list)
    for j, claim in enumerate(claims):
        by_id[claim["claim_id"]].append(j)
        if claim["report_id"] is not None:
            by_report[claim["report_id"]].append(j)
    return by_report, by_id


def _says_alike(review: Row, claim: Row) -> bool:
    return review["read"] is None or says_alike(review["read"], slots_of(claim))


def _overlap(standing: Standing, claim: Row) -> bool:
    if claim["start"] is None:
        return False
    shared = min(standing.end, claim["end"]) - max(standing.start, claim["start"])
    return bool(shared >= _SHARED * min(standing.end - standing.start, claim["end"] - claim["start"]) and shared > 0)


def _order(review: Row) -> tuple[str, str]:
    return review["claim"], "" if review["on"] is None else review["on"].isoformat()
