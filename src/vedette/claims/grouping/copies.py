"""Which report repeats the words of which: shared word sequences, from later to earlier.

Reports flow in; pairs of a copy and what it copies flow out, with the share of the shorter text's sequences of words that stands
in the other. Texts are taken by date and each is compared with the first holders of its sequences, so that a thousand
rewrites of one dispatch cost no more than a thousand comparisons. Texts that are alike to the word are found first.
Source of the measure: Broder (1997), "On the resemblance and containment of documents".
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

Row = Mapping[str, Any]

_LATE = datetime(9999, 1, 1, tzinfo=UTC)
_HOLDERS = 8  # a sequence points to this many of the first texts that hold it
_MOST_WORDS = 20_000  # of a text that are compared
_LEAST_WORDS = 8  # a line that is shorter can be written twice


class CopyParams(BaseModel):
    """When two reports count as copies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shingle_words: int = Field(4, ge=2, description="length of the compared word sequences, in words")
    containment: float = Field(0.4, gt=0, le=1, description="share of the shorter report's sequences that the other holds")
    least_shingles: int = Field(12, ge=1, description="a report shorter than this many sequences is compared only as a whole")


@dataclass(frozen=True)
class Copy:
    """One report repeats another.

    share: of the shorter one's sequences, 0 to 1; own_share: of the copy's own, which is small where a long report
    quotes a short one in full. An identical text has 1 and 1.
    """

    report_id: str
    source_id: str
    share: float
    own_share: float

    @property
    def is_identical(self) -> bool:
        """Alike to the word."""
        return self.share == self.own_share == 1.0


def find_copies(reports: pl.DataFrame, params: CopyParams | None = None) -> list[Copy]:
    """Every report with the earlier ones whose words it repeats, in order of the copies' dates; one without a date comes late.

    Of two texts of one day the longer counts as the source, then the one with the smaller id.
    """
    settings = params or CopyParams()
    words = {r["report_id"]: tuple(split_words(r["text"])) for r in reports.iter_rows(named=True)}
    ordered = sorted(
        reports.iter_rows(named=True),
        key=lambda r: (_day(r["published"]), -len(words[r["report_id"]]), r["report_id"]),
    )
    found: list[Copy] = []
    first_of: dict[tuple[str, ...], str] = {}
    distinct: list[str] = []
    for row in ordered:
        text = words[row["report_id"]]
        first = first_of.setdefault(text, row["report_id"]) if len(text) >= _LEAST_WORDS else row["report_id"]
        if first == row["report_id"]:
            distinct.append(first)
        else:
            found.append(Copy(row["report_id"], first, 1.0, 1.0))
    shingles = {report_id: shingle_words(words[report_id], settings.shingle_words) for report_id in distinct}
    long_enough = [report_id for report_id in distinct if len(shingles[report_id]) >= settings.least_shingles]
    return found + _partial_copies(long_enough, shingles, settings)


def _partial_copies(ordered: Sequence[str], shingles: Mapping[str, frozenset[int]], params: CopyParams) -> list[Copy]:
    """Texts in order of date against the first holders of their sequences."""
    holders: dict[int, list[str]] = defaultdict(list)
    found = []
    for report_id in ordered:
        own = shingles[report_id]
        shared = Counter(holder for item in own for holder in holders.get(item, ()))
        for source_id, count in sorted(shared.items()):
            share = count / min(len(own), len(shingles[source_id]))
            if share >= params.containment:
                found.append(Copy(report_id, source_id, share, count / len(own)))
        for item in own:
            if len(holders[item]) < _HOLDERS:
                holders[item].append(report_id)
    return found


def _day(moment: datetime | None) -> datetime:
    return _LATE if moment is None else moment.replace(hour=0, minute=0, second=0, microsecond=0)


def split_words(text: str) -> list[str]:
    """The words of a text, case folded; of a very long one the first ones."""
    words = []
    for match in re.finditer(r"\w+", text):
        words.append(match.group().casefold())
        if len(words) == _MOST_WORDS:
            break
    return words


def shingle(text: str, size: int) -> frozenset[int]:
    """The hashes of a text's word sequences of a given length."""
    return shingle_words(split_words(text), size)


def shingle_words(words: Sequence[str], size: int) -> frozenset[int]:
    """The same of words."""
    return frozenset(_stable_hash(" ".join(words[i : i + size])) for i in range(len(words) - size + 1))


def _stable_hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
