"""Numbers and names that assets bore in a file: each once, with the times between which it was heard.

What rows say flows in, rows of `identities` flow out at the end of the file. A row that gives nothing but an identity which
the file gave before is kept as one row of its own, so that every source row can be found again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from vedette.schema.tables import IDENTITIES
from vedette.sources.ais_types import ship_type_word
from vedette.sources.collecting import issue_row

_NOTHING = frozenset({"", "0", "@", "NA", "N/A", "NAN", "NONE", "NULL", "UNKNOWN", "UNDEFINED", "-"})
_IMO_WEIGHTS = (7, 6, 5, 4, 3, 2)
MMSI_DIGITS = 9


@dataclass
class _Heard:
    row: int
    start: datetime | None
    end: datetime | None


@dataclass
class IdentityBook:
    """What was heard so far. Its size is the number of different identities in the file, not of rows."""

    source_id: str
    _heard: dict[tuple[str, str, str], _Heard] = field(default_factory=dict)
    _bad: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def note(self, asset_id: str, key: str, raw: str, row: int, start: datetime | None, end: datetime | None) -> bool:
        """Write an identity down, cleaned; True if it is new. What cannot be one is left out, an impossible IMO with a remark."""
        value = clean_identity(key, raw)
        if value is None:
            if key == "imo" and re.sub(r"\D", "", raw).strip("0"):
                self._bad.setdefault((asset_id, raw), issue_row(self.source_id, row, "bad_imo", raw))
            return False
        known = self._heard.get((asset_id, key, value))
        if known is None:
            self._heard[asset_id, key, value] = _Heard(row, start, end)
            return True
        known.start, known.end = _earlier(known.start, start), _later(known.end, end)
        return False

    def note_message(
        self, asset_id: str, pairs: Iterable[tuple[str, str]], row: int, time: datetime | None
    ) -> list[dict[str, Any]] | None:
        """Write down a row that gives identities and nothing else.

        Returns:
            The rows to keep for it now: none where it gives something new, which comes at the end of the file, or one that
            repeats what is known. None where nothing in it is an identity.
        """
        good = [(key, value) for key, raw in pairs if (value := clean_identity(key, raw)) is not None]
        if not good:
            return None
        is_new = [self.note(asset_id, key, value, row, time, time) for key, value in good]
        return [] if any(is_new) else [self._row(asset_id, *good[0], _Heard(row, time, time))]

    def note_frame(self, frame: pl.DataFrame, keys: Iterable[str]) -> set[int]:
        """Write down the columns `keys` of a frame that has asset_id, time and source_row; the rows that gave something new."""
        owners = set()
        for key in keys:
            distinct = (
                frame.lazy()
                .filter(pl.col(key).is_not_null())
                .group_by("asset_id", key)
                .agg(row=pl.col("source_row").min(), start=pl.col("time").min(), end=pl.col("time").max())
                .sort("row", "asset_id")
                .collect()
            )
            for asset_id, raw, row, start, end in distinct.iter_rows():
                if self.note(asset_id, key, raw, row, start, end):
                    owners.add(row)
        return owners

    def close(self) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
        """The identities, and remarks on those that cannot be what they claim. The book is empty again."""
        identities, remarks = self.rows(), list(self._bad.values())
        self._heard, self._bad = {}, {}
        return IDENTITIES.build(identities), remarks

    def rows(self) -> list[dict[str, Any]]:
        """The identities so far, as rows of their table."""
        return [self._row(*names, heard) for names, heard in self._heard.items()]

    def _row(self, asset_id: str, key: str, value: str, heard: _Heard) -> dict[str, Any]:
        return {
            "asset_id": asset_id, "key": key, "value": value, "valid_from": heard.start, "valid_to": heard.end,
            "source_id": self.source_id, "source_row": heard.row,
        }  # fmt: skip


def clean_identity(key: str, raw: str) -> str | None:
    """An identity as the tables write it, or None if the text is empty or cannot be one."""
    value = " ".join(raw.replace("@", " ").split())
    if value.upper() in _NOTHING:
        return None
    clean = _CLEAN.get(key)
    return value if clean is None else clean(value)


def _clean_imo(value: str) -> str | None:
    digits = re.sub(r"\D", "", value)
    return digits if is_imo(digits) else None


def _clean_icao24(value: str) -> str | None:
    return value.lower().removeprefix("0x")


def _clean_mmsi(value: str) -> str | None:
    return value.zfill(MMSI_DIGITS)


def is_imo(digits: str) -> bool:
    """Seven digits whose last is the check digit: 7a + 6b + 5c + 4d + 3e + 2f, modulo 10. Source: IMO A.1117(30)."""
    if not re.fullmatch(r"\d{7}", digits) or digits == "0000000":
        return False
    return sum(weight * int(d) for weight, d in zip(_IMO_WEIGHTS, digits, strict=False)) % 10 == int(digits[6])


def _clean_length(value: str) -> str | None:
    try:
        length_m = float(value.replace(",", "."))
    except ValueError:
        return None
    return f"{length_m:g}" if 0 < length_m < 1000 else None


_CLEAN: dict[str, Callable[[str], str | None]] = {
    "imo": _clean_imo,
    "icao24": _clean_icao24,
    "mmsi": _clean_mmsi,
    "type": ship_type_word,
    "length_m": _clean_length,
}


def _earlier(a: datetime | None, b: datetime | None) -> datetime | None:
    return min((t for t in (a, b) if t is not None), default=None)


def _later(a: datetime | None, b: datetime | None) -> datetime | None:
    return max((t for t in (a, b) if t is not None), default=None)
