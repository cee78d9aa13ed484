"""The table of verdicts as the terminal shows it: the word leads, the likelihood beside it, and what the verb is about last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from vedette.cli.output import print_table

if TYPE_CHECKING:
    from vedette.verbs.judging import Judgement

Last = Literal["first reason", "id"]


def print_verdicts(judged: Judgement, last: Last, *, is_main_only: bool = False, caption: str | None = None) -> None:
    """Print each claim with its verdict.

    Args:
        judged: the answer.
        last: what the last column tells: why, or the id by which `explain` and `why-not` know the claim.
        is_main_only: only the claims under test, where a case names some.
        caption: a line below the table.
    """
    from vedette.clock import format_day
    from vedette.schema.words import VERDICTS

    rows = [
        (
            VERDICTS[verdict["verdict"]].shown,
            " ".join(claim["quote"].split()) + (" (reviewed)" if judged.review(claim["claim_id"]) else ""),
            say_probability(verdict) + _of_what(claim, verdict),
            verdict["confidence"] or "",
            claim["claim_id"] if last == "id" else (verdict["reasons"] or ("",))[0],
        )
        for claim, verdict, _ in (judged.main_claims() if is_main_only else judged.rows())
    ]
    title = f"{judged.title}, as of {format_day(judged.as_of)}" if judged.folder else f"As of {format_day(judged.as_of)}"
    print_table(title, ("verdict", "claim", "likelihood", "confidence", last), rows, caption=caption)


def print_ids(judged: Judgement, verb: str) -> None:
    """Print the claims of a case with their ids, for a verb that was called without one."""
    print_verdicts(judged, "id", caption=f"give {verb} one of these ids")


def say_probability(verdict: Mapping[str, Any]) -> str:
    """Word, figure and interval of a verdict: ``very likely: 87 % (63 % to 96 %)``; empty where it has none."""
    from vedette.schema.probability import say_probability as say

    if verdict["probability"] is None:
        return ""
    return say(verdict["probability"], verdict["likelihood"], verdict["interval_low"], verdict["interval_high"])


def _of_what(claim: Mapping[str, Any], verdict: Mapping[str, Any]) -> str:
    """Whose likelihood it is, where the text denies what is judged: "has not left" stands beside the odds that it has."""
    return ", that it did" if claim["status"] == "denied" and verdict["probability"] is not None else ""


def verdict_objects(judged: Judgement) -> list[dict[str, Any]]:
    """The claims of a case, their ids and verdicts, as plain values."""
    return [
        {"claim_id": claim["claim_id"], "quote": claim["quote"], "verdict": v["verdict"], "probability": v["probability"]}
        for claim, v, _ in judged.rows()
    ]
