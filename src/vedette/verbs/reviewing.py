"""Reviewing a case's claims: what a person decides goes to claims.toml at once.

A case flows in; a `Review` holds its claims as read, once, and applies the decisions of claims.toml to them. Each decision is
written before the next one is asked for, with what the person saw: the report, the quote, the sentence and the slots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import ValidationError
from rapidfuzz import process

from vedette import pipeline
from vedette.case.complaints import describe
from vedette.case.files import WrittenClaim
from vedette.case.load import load_case
from vedette.case.reviews import ClaimReview
from vedette.case.toml_writing import Entry, append_entries
from vedette.claims.publishers import complete_reports
from vedette.claims.review.review_anchor import count_place, sentence_around
from vedette.claims.review.review_places import ReportShelf
from vedette.claims.review.review_slots import edit_slots, slots_of
from vedette.clock import now
from vedette.errors import NotFound, UsageError
from vedette.registry.register import Register
from vedette.schema.tables import PUBLISHERS, REPORTS, SOURCES
from vedette.verbs.inputs import gather_inputs
from vedette.verbs.judging import settings_of
from vedette.verbs.opening import Opened, Progress, be_silent, open_case
from vedette.verbs.review_items import Item, list_items
from vedette.verbs.review_values import check_changes, merge_changes

_FILE = "claims.toml"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """What a person decides on one claim: accept, edit, reject or withdraw; `changes` are the slots of an edit."""

    claim_id: str
    decision: str
    changes: Mapping[str, Any] = field(default_factory=dict)


class Review:
    """The claims of a case, open for review. Read once; decisions are applied anew after each one is saved."""

    def __init__(self, folder: Path, *, report: str | None = None, on_progress: Progress = be_silent) -> None:
        """Open a case and read its reports, or one of them.

        Raises:
            CaseError: a file of the case cannot stand.
            NotFound: there is no such report.
        """
        opened = open_case(folder)
        self.register: Register = opened.register
        self._opened: Opened = opened
        on_progress("reading texts", None)
        inputs = gather_inputs(opened, (SOURCES, PUBLISHERS, REPORTS))
        self._inputs = inputs | {"reports": complete_reports(inputs["reports"], inputs["publishers"])}
        self.shelf = ReportShelf(self._inputs["reports"], self._inputs["sources"])
        self.reports = self._choose(report)
        self._found = pipeline.read({**self._inputs, "reports": self.reports}, opened.register)
        self._apply()

    @property
    def items(self) -> list[Item]:
        """All claims with their states, as claims.toml has them now."""
        return self._items

    @property
    def last_reviewer(self) -> str | None:
        """Who made the latest review; null if nobody is named."""
        named = [review for review in self._opened.case.reviews if review.by]
        return named[-1].by if named else None

    def item(self, claim_id: str) -> Item:
        """The item of an id.

        Raises:
            NotFound: there is none; says which ids it resembles.
        """
        for item in self._items:
            if claim_id in (item.claim_id, item.claim["claim_id"] if item.claim else None, self._earlier_id(item)):
                return item
        known = [item.claim_id for item in self._items]
        raise NotFound("claim", claim_id, [found[0] for found in process.extract(claim_id, known, limit=2)])

    def decide(self, decisions: Sequence[Decision], *, by: str | None = None, note: str | None = None) -> None:
        """Save decisions: all of them, or none if one cannot stand.

        Raises:
            NotFound: there is no such claim.
            UsageError: a decision does not fit its claim.
            CaseError: claims.toml cannot be written.
        """
        entries: list[Entry] = []
        ids = [decision.claim_id for decision in decisions]
        if twice := next((name for name in ids if ids.count(name) > 1), None):
            raise UsageError(f"{twice} is decided twice in one command")
        for decision in decisions:
            entries += self._entries(self.item(decision.claim_id), decision, by, note)
        append_entries(self._path, entries)
        self._reload()

    def add(
        self, report: Row, span: tuple[int, int], slots: Mapping[str, Any], *, by: str | None = None, note: str | None = None
    ) -> str:
        """Save a claim that the reader missed, with words of a report; gives its id.

        Args:
            report: a row of the reports table.
            span: start and end of the words in its text.
            slots: keys of a written claim (kind, status, actor ...), checked.
        Raises:
            UsageError: the slots cannot stand together.
            CaseError: claims.toml cannot be written.
        """
        start, end = span
        name = self._free_id(self.shelf.name_of(report))
        text = report["text"]
        entry = {
            "id": name,
            "report": self.shelf.name_of(report),
            "quote": text[start:end],
            **{key: value for key, value in slots.items() if key != "clear"},
            "by": by,
            "on": _second(now()),
            "note": note,
            "sentence": sentence_around(text, start, end),
            "nth": _only_if_above_one(count_place(text, start, end)),
        }
        try:
            WrittenClaim.model_validate({key: value for key, value in entry.items() if value is not None})
        except ValidationError as error:
            raise UsageError(describe(error.errors(include_url=False)[0], WrittenClaim)) from error
        append_entries(self._path, [("claims", entry)])
        self._reload()
        return name

    # ---- inside

    @property
    def _path(self) -> Path:
        return self._opened.case.folder / _FILE

    def _choose(self, name: str | None) -> pl.DataFrame:
        reports = self._inputs["reports"]
        if name is None:
            return reports
        ids = [row["report_id"] for row in self.shelf.named(name)]
        if not ids:
            raise NotFound("report", name, [found[0] for found in process.extract(name, self.shelf.names(), limit=3)])
        return reports.filter(pl.col("report_id").is_in(ids))

    def _reload(self) -> None:
        self._opened = replace(self._opened, case=load_case(self._opened.case.folder))
        self._apply()

    def _apply(self) -> None:
        settings = settings_of(self._opened, self._inputs)
        reviewed = pipeline.review_claims(self._found, self.reports, self._inputs, self.register, settings, None)
        chosen = set(self.reports["report_id"])
        is_all = len(chosen) == self._inputs["reports"].height
        items = list_items(reviewed, self._inputs["reports"], self.shelf)
        self._items = [i for i in items if is_all or (i.report is not None and i.report["report_id"] in chosen)]

    def _entries(self, item: Item, decision: Decision, by: str | None, note: str | None) -> Iterator[Entry]:
        self._check(item, decision)
        earlier = self._earlier_id(item)
        stamp = {"by": by, "on": self._later_than_all(), "note": note}
        if decision.decision == "withdraw":
            yield "reviews", {"claim": earlier or item.claim_id, "decision": "withdraw", **stamp}
            return
        if earlier is not None and earlier != item.claim_id:
            told = {"by": by, "on": stamp["on"], "note": f"reviewed anew as {item.claim_id}"}
            yield "reviews", {"claim": earlier, "decision": "withdraw", **told}
        yield "reviews", {"claim": item.claim_id, "decision": decision.decision, **stamp, **self._seen(item, decision)}

    def _seen(self, item: Item, decision: Decision) -> dict[str, Any]:
        """What the person saw, and what an edit puts in its place."""
        claim, report = item.claim, item.report
        if claim is None or report is None or claim["reader"] == "hand":
            return {}
        before = self._entry_of(item) if decision.decision == "edit" and item.state in ("accepted", "edited") else None
        if before is not None and before.read is not None:  # the slots that count are edited, whatever is read there now
            read = before.read.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
        else:
            read = slots_of(item.reading or claim)
        place = claim if item.reading is None or before is not None else item.reading
        text, start, end = report["text"], place["start"], place["end"]
        seen = {
            "report": self.shelf.name_of(report),
            "report_sha256": report["sha256"],
            "quote": text[start:end],
            "sentence": sentence_around(text, start, end),
            "nth": _only_if_above_one(count_place(text, start, end)),
            "read": read,
        }
        if decision.decision != "edit":
            return seen
        old = before.changes.model_dump(exclude_none=True, exclude_defaults=True) if before and before.changes else {}
        changes = merge_changes(old, decision.changes)
        edit_slots(read, check_changes(changes), self.register)  # raises where it could not be applied: nothing is written yet
        return seen | {"set": changes}

    def _check(self, item: Item, decision: Decision) -> None:
        if decision.decision == "withdraw":
            if item.review is None:
                raise UsageError(f"{item.claim_id} has no review that could be withdrawn")
        elif item.claim is None:
            raise UsageError(
                f"{item.claim_id} is not read any more, so there is nothing to {decision.decision}; --withdraw settles it"
            )
        elif decision.decision == "edit" and item.claim["reader"] == "hand":
            raise UsageError(f"{item.claim_id} is written by hand; edit it in {_FILE}, line {item.claim['source_row']}")

    def _entry_of(self, item: Item) -> ClaimReview | None:
        """The entry of claims.toml that an item's row of the reviews table stands for."""
        case, row = self._opened.case, item.review
        pairs = zip(case.reviews, case.review_lines, strict=True)
        return next((review for review, line in pairs if row is not None and line == row["source_row"]), None)

    def _earlier_id(self, item: Item) -> str | None:
        """The id under which an item was reviewed before."""
        entry = None if item.review is not None and item.review["decision"] == "add" else self._entry_of(item)
        return entry.claim if entry is not None else None

    def _later_than_all(self) -> datetime:
        """Now, or just after the latest review if a clock ran fast: the latest one counts."""
        latest = max((review.on for review in self._opened.case.reviews if review.on is not None), default=None)
        present = _second(now())
        return present if latest is None or latest < present else latest + timedelta(microseconds=1)

    def _free_id(self, report: str) -> str:
        stem = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in report)[-40:].strip("-")
        taken = {claim.id for claim in self._opened.case.claims}
        number = 1
        while f"{stem}-added-{number}" in taken:
            number += 1
        return f"{stem}-added-{number}"


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _only_if_above_one(nth: int) -> int | None:
    return nth if nth > 1 else None
