"""What people decided on the reading: a line beside each reviewed claim, the rejected ones, and decisions that no longer count.

In: the case's rows. Out: sentences that say who decided what and when. What a person rejected is shown, with the reason given,
so that a reader of the brief can see what was left out.
"""

from __future__ import annotations

from vedette.brief.document import RejectedClaim
from vedette.brief.parts.citations import key_of
from vedette.brief.parts.rows import CaseRows, Row
from vedette.brief.phrases import KIND, REVIEWED
from vedette.clock import format_day

_IN_FORCE, _REOPENED = "in_force", "reopened"


def review_line(claim_id: str, rows: CaseRows) -> str:
    """``Reading accepted by A. Person on 30 Dec 2024.``; empty where nobody reviewed the claim."""
    for review in rows.rows("reviews"):
        if review["claim_id"] == claim_id and review["state"] == _IN_FORCE and review["decision"] in REVIEWED:
            return _decided(review)
    return ""


def list_rejected(rows: CaseRows) -> tuple[RejectedClaim, ...]:
    """Claims that were read and that a person rejected, in the order of the file."""
    found = []
    for review in rows.rows("reviews"):
        if review["state"] == _IN_FORCE and review["decision"] == "reject":
            report = rows.reports.get(review["report_id"] or "")
            found.append(
                RejectedClaim(
                    claim_id=review["claim_id"],
                    text=review["quote"] or review["claim_id"],
                    kind=KIND.get(review["kind"]) or "claim",
                    outlet=(report["outlet"] if report else None) or "outlet not stated",
                    url=report["url"] if report else None,
                    published=report["published"] if report else None,
                    decided=_decided(review),
                    key=key_of(review),
                )
            )
    return tuple(found)


def review_caveats(rows: CaseRows) -> tuple[str, ...]:
    """How many claims people reviewed, if any, and how many of their decisions no longer count."""
    states = [review["state"] for review in rows.rows("reviews") if review["decision"] != "withdraw"]
    if not states:
        return ()
    reopened = states.count(_REOPENED)
    reviewed = sum(bool(review_line(claim["claim_id"], rows)) for claim in rows.rows("claims"))
    said = [
        f"{reviewed} of {len(rows.rows('claims'))} claims stand as a person decided; the others stand as the software read them."
    ]
    if reopened:
        what = "decision of a person does" if reopened == 1 else "decisions of people do"
        said.append(f"{reopened} {what} not count any more, because the text under {'it' if reopened == 1 else 'them'} changed.")
    return tuple(said)


def _decided(review: Row) -> str:
    who = f" by {review['by']}" if review["by"] else " by a person"
    when = f" on {format_day(review['on'])}" if review["on"] else ""
    changes = f"; {'; '.join(review['changes'])}" if review["changes"] else ""
    note = f" “{review['note']}”" if review["note"] else ""
    return f"{REVIEWED[review['decision']]}{who}{when}{changes}.{note}"
