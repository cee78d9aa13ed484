"""`vedette claims DIR`: the claims of a case with what people decided on them, and the ways to decide."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.cli.output import print_json, print_table, progress, say
from vedette.errors import UsageError

if TYPE_CHECKING:
    from vedette.verbs.review_items import Item
    from vedette.verbs.reviewing import Decision, Review


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for; `changes` are texts such as ``destination=tobruk``, for the claim `edit`."""

    is_walk: bool = False
    is_pending: bool = False
    report: str | None = None
    accept: Sequence[str] = ()
    reject: Sequence[str] = ()
    edit: str | None = None
    changes: Sequence[str] = ()
    withdraw: Sequence[str] = ()
    note: str | None = None
    by: str | None = None

    @property
    def is_decision(self) -> bool:
        """Is anything decided on the command line itself?"""
        return bool(self.accept or self.reject or self.edit or self.withdraw)


def review_case(folder: Path, wishes: Wishes, *, as_json: bool) -> None:
    """List the claims of a case, decide on some, or walk through those that wait.

    Raises:
        UsageError: the wishes do not go together, or there is no terminal to walk in.
        NotFound: there is no such claim, report, slot, place or asset.
    """
    from vedette.verbs.reviewing import Review

    _check(wishes)
    with progress(as_json) as show:
        review = Review(folder, report=wishes.report, on_progress=show)
    if wishes.is_walk:
        _walk(review, wishes, folder)
        return
    if wishes.is_decision:
        decisions = _decisions(review, wishes)
        review.decide(decisions, by=wishes.by, note=wishes.note)
        shown = [item for item in review.items if item.claim_id in {d.claim_id for d in decisions}]
        say(f"saved {len(decisions)} in {folder / 'claims.toml'}; {_left(review)}")
    else:
        shown = [item for item in review.items if item.is_pending or not wishes.is_pending]
    if as_json:
        from vedette.cli.shapes import item_object

        print_json("vedette.review/1", {"n_pending": _n_pending(review), "claims": [item_object(item) for item in shown]})
        return
    _print_items(shown)
    if not wishes.is_decision:
        say(_left(review) + (f"; next: vedette claims {folder} --review" if _n_pending(review) else ""))


def _check(wishes: Wishes) -> None:
    if wishes.is_walk and (wishes.is_decision or wishes.is_pending or wishes.note):
        raise UsageError("--review asks for each decision itself; give it alone, or with --by and --report")
    if bool(wishes.edit) != bool(wishes.changes):
        raise UsageError("--edit ID and --set SLOT=VALUE go together: which claim, and what counts instead")
    if wishes.note and not wishes.is_decision:
        raise UsageError("--note goes with --accept, --reject, --edit or --withdraw")
    if wishes.is_walk and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "--review needs a terminal; without one: --pending, then --accept ID, --reject ID, --edit ID --set SLOT=VALUE"
        )


def _decisions(review: Review, wishes: Wishes) -> list[Decision]:
    from vedette.verbs.review_values import merge_changes, read_change
    from vedette.verbs.reviewing import Decision

    changes: dict[str, Any] = {}
    for change in wishes.changes:
        changes = merge_changes(changes, read_change(change, review.register))
    edits = [Decision(review.item(wishes.edit).claim_id, "edit", changes)] if wishes.edit else []
    plain = (("accept", wishes.accept), ("reject", wishes.reject), ("withdraw", wishes.withdraw))
    found = [Decision(review.item(name).claim_id, word) for word, names in plain for name in dict.fromkeys(names)]
    return [*found, *edits]


def _walk(review: Review, wishes: Wishes, folder: Path) -> None:
    import contextlib

    from rich.console import Console

    from vedette.cli.review_walk import Walk

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - lets the person edit what is typed

    if not _n_pending(review):
        say("nothing waits for a review")
        return
    last = review.last_reviewer
    asked = f"your name, as it will stand in claims.toml{f' (Enter = {last})' if last else ' (Enter = none)'}: "
    try:
        by = wishes.by or input(asked).strip() or last
    except EOFError:
        return
    walk = Walk(review, input, Console(highlight=False), by)
    try:
        walk.run()
    except KeyboardInterrupt:
        say(f"\nsaved {walk.n_saved} in {folder / 'claims.toml'}; {_left(review)}")
        raise
    say(f"saved {walk.n_saved} in {folder / 'claims.toml'}; {_left(review)}; next: vedette run {folder}")


def _n_pending(review: Review) -> int:
    return sum(item.is_pending for item in review.items)


def _left(review: Review) -> str:
    n_changed = sum(bool(item.differences) for item in review.items)
    changed = f", {n_changed} decided and now read otherwise" if n_changed else ""
    return f"{_n_pending(review)} of {len(review.items)} claims wait for a review{changed}"


def _print_items(items: Sequence[Item]) -> None:
    from vedette.cli.claim_table import when
    from vedette.cli.review_screen import history_lines, visible
    from vedette.verbs.review_items import STATES

    told = ["\n".join(history_lines(item)) for item in items]
    columns = ["id", "state", "report", "read as", "quote", "where", "when", *(["review"] if any(told) else [])]
    rows = [
        [
            item.claim_id,
            STATES[item.state],
            visible(item.report_name),
            visible(_kind(item)),
            visible(item.quote),
            visible(_where(item)),
            when(item.claim["time_start"], item.claim["time_end"]) if item.claim is not None else "",
            *([text] if any(told) else []),
        ]
        for item, text in zip(items, told, strict=True)
    ]
    print_table("", columns, rows)


def _kind(item: Item) -> str:
    if item.claim is None:
        return str((item.review or {}).get("kind") or "")
    return f"{item.claim['kind']}, {item.claim['status']}"


def _where(item: Item) -> str:
    """``Tartus → Tobruk``, ``at Tartus``; empty where no place is said."""
    if item.claim is None:
        return ""
    origin, to, at = (", ".join(p["text"] for p in item.claim[role]) for role in ("origin", "destination", "place"))
    legs = f"{origin} → {to}" if origin and to else f"from {origin}" if origin else f"to {to}" if to else ""
    return " ".join(part for part in (legs, f"at {at}" if at else "") if part)
