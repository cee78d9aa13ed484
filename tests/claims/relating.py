"""Grouping in tests: reports in words, their roots and relations by outlet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
from claim_reading import report

from vedette.claims.grouping.grouping import Grouped, group_claims
from vedette.claims.grouping.propositions import name_proposition
from vedette.claims.reader import read_claims
from vedette.clock import day_end
from vedette.registry.register import load_register
from vedette.schema.tables import CLAIMS, PUBLISHERS, REPORTS


def day(text: str) -> datetime:
    """An ISO day."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(outlet: str, published: str | None, text: str, **columns: Any) -> dict[str, Any]:
    """A report of an outlet; its id is the outlet's name."""
    made = day(published) if published else None
    return report(text, outlet, made, outlet=outlet, **columns)


class Told:
    """Some reports, read and grouped."""

    def __init__(self, *reports: dict[str, Any], publishers: list[dict[str, Any]] | None = None) -> None:
        register = load_register()
        self.reports = REPORTS.build(list(reports))
        self.publishers = PUBLISHERS.build(publishers or [])
        self.claims = read_claims(self.reports, register)
        self.grouped: Grouped = group_claims(self.claims, self.reports, self.publishers, register)

    def roots(self) -> set[frozenset[str]]:
        """The roots as sets of outlets."""
        return {frozenset(ids) for ids in self.grouped.roots["report_ids"]}

    def reason(self, *members: str) -> str:
        """The reason of the root that holds exactly these."""
        found = [r["reason"] for r in self.grouped.roots.iter_rows(named=True) if set(r["report_ids"]) == set(members)]
        assert len(found) == 1, self.grouped.roots.rows()
        return str(found[0])

    def relations(self, relation: str) -> list[tuple[str, str, str]]:
        """Rule, quote and other quote of all rows of a relation."""
        quotes = dict(zip(self.claims["claim_id"], self.claims["quote"], strict=True))
        rows = self.grouped.relations.filter(pl.col("relation") == relation).iter_rows(named=True)
        return sorted((r["rule"], quotes[r["claim_id"]], quotes[r["other_claim_id"]]) for r in rows)

    def reasons(self, relation: str) -> list[str]:
        """The sentences of a relation."""
        return self.grouped.relations.filter(pl.col("relation") == relation)["reason"].to_list()


def claim(**given: Any) -> dict[str, Any]:
    """A row of the claims table. Assets are class codes, asset ids, (code, least, most) or dicts; places ids or dicts."""
    roles = {role: [_place(p) for p in given.get(role, ())] for role in ("origin", "destination", "place")}
    start, end = given.get("start"), given.get("end")
    row: dict[str, Any] = {
        "claim_id": given.get("claim_id", "c"), "report_id": given.get("report"), "kind": given.get("kind", "move"),
        "status": given.get("status", "asserted"), "polarity": given.get("polarity", "positive"), "direction": given.get("direction"),
        "quote": given.get("quote", "words"), "start": None, "end": None, "trigger": "moved", "actor": given.get("actor"),
        "assets": [_asset(a) for a in given.get("assets", ())], **roles, "distance_km": given.get("distance_km"),
        "time_text": start, "time_start": day(start) if start else None, "time_end": end_of(end or start) if end or start else None,
        "speaker": given.get("speaker", [given.get("report") or "Paper"]), "explicitness": given.get("explicitness", "explicit"),
        "is_checkable": True, "reader": "test", "made": day(given["made"]) if given.get("made") else None,
        "source_id": "src-test", "source_row": 1,
    }  # fmt: skip
    return row


def end_of(text: str) -> datetime:
    """The last microsecond of an ISO day."""
    return day_end(day(text).date())


def _place(given: str | dict[str, Any]) -> dict[str, Any]:
    return {"text": given, "place_id": given} if isinstance(given, str) else given


def _asset(given: str | tuple[str, int | None, int | None] | dict[str, Any]) -> dict[str, Any]:
    bare: dict[str, Any] = {"text": "", "class": None, "count_min": None, "count_max": None, "asset_id": None}
    if isinstance(given, dict):
        return bare | given
    code, low, high = given if isinstance(given, tuple) else (given, None, None)
    if ":" in code:
        return bare | {"text": code, "asset_id": code, "class": "ro_ro", "count_min": 1, "count_max": 1}
    return bare | {"text": code, "class": code, "count_min": low, "count_max": high}


def relate(
    *claims: dict[str, Any], texts: dict[str, str] | None = None, rests_on: dict[str, list[str]] | None = None
) -> set[tuple[str, str, str]]:
    """(rule, claim, other claim) of claims built by `claim`; their reports hold the quotes, or the given texts."""
    rows = relation_rows(*claims, texts=texts, rests_on=rests_on)
    return {(r["rule"], r["claim_id"], r["other_claim_id"]) for r in rows}


def relation_rows(
    *claims: dict[str, Any], texts: dict[str, str] | None = None, rests_on: dict[str, list[str]] | None = None
) -> list[dict[str, Any]]:
    """The rows of the relations table of claims built by `claim`."""
    names = dict.fromkeys(c["report_id"] for c in claims if c["report_id"])
    written = {n: ". ".join(c["quote"] for c in claims if c["report_id"] == n) + "." for n in names} | (texts or {})
    rows = [_placed(c, written) | {"proposition_id": name_proposition(c)} for c in claims]
    made = {c["report_id"]: c["made"] for c in claims}
    reports = REPORTS.build([report(written[n], n, made[n], outlet=n, rests_on=(rests_on or {}).get(n, [])) for n in names])
    return list(group_claims(CLAIMS.build(rows), reports, PUBLISHERS.empty()).relations.iter_rows(named=True))


def _placed(row: dict[str, Any], written: dict[str, str]) -> dict[str, Any]:
    if not row["report_id"]:
        return row
    begin = written[row["report_id"]].find(row["quote"])
    assert begin >= 0, (row["quote"], written)
    return row | {"start": begin, "end": begin + len(row["quote"])}
