"""Which claims say the same, and which reports go back to one origin.

Claims, reports and publishers flow in; propositions (claims of the same content) and roots (reports that cannot count as
independent of each other) flow out. Reports are joined by shared word sequences, by a stated origin, and by a wire
that both cite for the same proposition. A report that rests on several origins joins the first one only, because
it does not make those origins depend on each other.
Source of the containment measure: Broder (1997), "On the resemblance and containment of documents".
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.claims.propositions import summarise
from vedette.registry.names import normalise
from vedette.schema.tables import PROPOSITIONS, ROOTS

_COMMON = 200  # a word sequence in more reports than this is boilerplate
_ALONE = "No other report shares its words or its stated origin."


class GroupingParams(BaseModel):
    """When two reports count as copies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shingle_words: int = Field(4, ge=2, description="length of the compared word sequences, in words")
    containment: float = Field(0.4, gt=0, le=1, description="share of the shorter report's sequences that the other holds")
    least_shingles: int = Field(12, ge=1, description="a report shorter than this many sequences is not compared")


def find_propositions(claims: pl.DataFrame) -> pl.DataFrame:
    """One row for each proposition of the claims, with the claims that make it and a neutral sentence."""
    rows: dict[str, dict[str, Any]] = {}
    for claim in claims.sort("claim_id").iter_rows(named=True):
        row = rows.setdefault(
            claim["proposition_id"],
            {"proposition_id": claim["proposition_id"], "kind": claim["kind"], "summary": summarise(claim), "claim_ids": []},
        )
        row["claim_ids"].append(claim["claim_id"])
    return PROPOSITIONS.build(list(rows.values()))


def find_roots(
    reports: pl.DataFrame, publishers: pl.DataFrame, claims: pl.DataFrame, params: GroupingParams | None = None
) -> pl.DataFrame:
    """One row for each independent origin, with all reports and publishers that go back to it.

    Args:
        reports: rows of the `reports` table; a report and the publisher's entry that it belongs to are one.
        publishers: rows of the `publishers` table.
        claims: rows of the `claims` table of these reports.
        params: when two reports count as copies.
    Returns:
        Rows of the `roots` table; every report and publisher stands in exactly one of them.
    """
    groups = _Groups([*publishers["publisher_id"].to_list(), *reports["report_id"].to_list()])
    owner = {r["report_id"]: r["publisher_id"] for r in reports.iter_rows(named=True)}
    for report_id, publisher_id in sorted(owner.items()):
        if publisher_id in groups.parent:
            groups.join(report_id, publisher_id, "")
    for first, second, reason in (
        *_same_origins(reports, publishers),
        *_copies(reports, params or GroupingParams()),
        *_same_wires(claims),
    ):
        groups.join(first, second, reason)
    return ROOTS.build([_root(members, reasons) for members, reasons in groups.members()])


def _root(members: list[str], reasons: list[str]) -> dict[str, Any]:
    stated = [r for r in dict.fromkeys(reasons) if r]
    name = hashlib.sha256("|".join(members).encode()).hexdigest()[:14]
    return {"root_id": f"root-{name}", "report_ids": members, "reason": " ".join(stated) or _ALONE}


class _Groups:
    """Union-find with the reason of each union."""

    def __init__(self, items: Iterable[str]) -> None:
        self.parent = {item: item for item in items}
        self._reasons: list[tuple[str, str]] = []

    def find(self, item: str) -> str:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, first: str, second: str, reason: str) -> None:
        """Join two groups; the reason is kept only where it joined something."""
        if first not in self.parent or second not in self.parent:
            return
        a, b = sorted((self.find(first), self.find(second)))
        if a != b:
            self.parent[b] = a
            self._reasons.append((first, reason))

    def members(self) -> Iterator[tuple[list[str], list[str]]]:
        """Groups with their reasons, in order of their first member."""
        groups: dict[str, list[str]] = defaultdict(list)
        for item in sorted(self.parent):
            groups[self.find(item)].append(item)
        for root in sorted(groups, key=lambda r: groups[r][0]):
            yield groups[root], [reason for item, reason in self._reasons if self.find(item) == root]


def _same_origins(reports: pl.DataFrame, publishers: pl.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Pairs of which one states the other as its origin, or which state the same one."""
    stated = [(r["publisher_id"], r["outlet"], r["rests_on"]) for r in publishers.iter_rows(named=True)]
    stated += [(r["report_id"], r["outlet"], r["rests_on"]) for r in reports.iter_rows(named=True)]
    ids = {item for item, _, _ in stated}
    first_by_name: dict[str, str] = {}
    for item, _, origins in sorted(stated, key=lambda s: s[0]):
        for origin in (origins or [])[:1]:
            if origin in ids:
                yield item, origin, f"{item} rests on {origin}."
                continue
            other = first_by_name.setdefault(normalise(origin), item)
            if other != item:
                yield item, other, f"{item} and {other} both rest on {origin}."


def _copies(reports: pl.DataFrame, params: GroupingParams) -> Iterator[tuple[str, str, str]]:
    """Pairs of reports that share enough of their word sequences."""
    shingles: dict[str, frozenset[int]] = {}
    for row in reports.sort("report_id").iter_rows(named=True):
        found = shingle(row["text"], params.shingle_words)
        if len(found) >= params.least_shingles:
            shingles[row["report_id"]] = found
    holders: dict[int, list[str]] = defaultdict(list)
    for report_id, found in shingles.items():
        for item in found:
            holders[item].append(report_id)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= _COMMON:
            shared.update(combinations(ids, 2))
    for (first, second), count in sorted(shared.items()):
        share = count / min(len(shingles[first]), len(shingles[second]))
        if share >= params.containment:
            yield first, second, f"{first} and {second} share {share:.0%} of the word sequences of the shorter one."


def shingle(text: str, size: int) -> frozenset[int]:
    """The hashes of a text's word sequences of a given length."""
    tokens = re.findall(r"\w+", text.casefold())
    return frozenset(_stable_hash(" ".join(tokens[i : i + size])) for i in range(len(tokens) - size + 1))


def _stable_hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _same_wires(claims: pl.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Pairs of reports that cite the same source for the same proposition.

    A source is whoever stands in the chain of speakers behind the outlet and bears a proper name.
    """
    cited: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for claim in claims.sort("claim_id").iter_rows(named=True):
        if claim["report_id"] is None:
            continue
        for speaker in (claim["speaker"] or [])[1:]:
            if _is_name(speaker):
                cited[claim["proposition_id"], normalise(speaker)].append((claim["report_id"], speaker))
    for (_, _), citing in sorted(cited.items()):
        first, speaker = citing[0]
        for other in sorted({report for report, _ in citing} - {first}):
            yield other, first, f"{other} and {first} cite {speaker} for the same statement."


def _is_name(speaker: str) -> bool:
    """Whether a speaker is named: "Reuters", "Guido Crosetto", not "analysts"."""
    return any(word[:1].isupper() for word in speaker.split()[1:]) or (
        speaker[:1].isupper() and " " not in speaker and not _is_plural(speaker)
    )


def _is_plural(word: str) -> bool:
    return word.lower() in {
        "analysts",
        "officials",
        "experts",
        "sources",
        "reports",
        "images",
        "observers",
        "data",
        "photos",
        "witnesses",
        "residents",
    }


def roots_of(roots: pl.DataFrame) -> Mapping[str, str]:
    """Report or publisher id -> root id."""
    return {member: row["root_id"] for row in roots.iter_rows(named=True) for member in row["report_ids"]}
