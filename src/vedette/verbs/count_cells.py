"""Reading the numbers of a file of counts: which way thousands and decimals are written, found out from the whole column.

Cells of one column flow in, a `NumberStyle` flows out, by which each cell becomes a number. "1,234", "1.234", "1 234" and "1'234" are
thousands where every cell of the column allows it; a share may end in %. An empty cell, "NA" or a dash is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MISSING = {"", "na", "n/a", "nan", "null", "none", "-", "--", "\N{EN DASH}", ".."}
_SPACES = str.maketrans("", "", " _'\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{RIGHT SINGLE QUOTATION MARK}")
_GROUPED = {mark: re.compile(rf"[+]?[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+") for mark in ",."}
_OTHER = {",": ".", ".": ","}


@dataclass(frozen=True)
class NumberStyle:
    """The mark between thousands (empty = none) and the one before decimals."""

    thousands: str = ""
    decimal: str = "."

    def read(self, cell: str) -> float:
        """The number in a cell; NaN for what is missing.

        Raises:
            ValueError: the cell is no number.
        """
        if is_missing(cell):
            return float("nan")
        text = cell.translate(_SPACES).removesuffix("%")
        text = text.replace(self.thousands, "") if self.thousands else text
        return float(text.replace(",", ".") if self.decimal == "," else text)


def is_missing(cell: str) -> bool:
    """Does a cell say that nothing is known?"""
    return cell.strip().lower() in MISSING


def style_of(cells: Sequence[str], *, are_counts: bool) -> NumberStyle:
    """How the numbers of a column are written.

    Args:
        cells: of one column, as they stand.
        are_counts: whole numbers: a single group of three digits after a point cannot be a fraction of one then.
    """
    texts = [c.translate(_SPACES).removesuffix("%") for c in cells if not is_missing(c)]
    if any("," in t and "." in t for t in texts):
        both = next(t for t in texts if "," in t and "." in t)
        decimal = "," if both.rindex(",") > both.rindex(".") else "."
        return NumberStyle(_OTHER[decimal], decimal)
    for mark in ",.":
        marked = [t for t in texts if mark in t]
        if not marked:
            continue
        if all(_GROUPED[mark].fullmatch(t) for t in marked) and _are_thousands(texts, marked, mark, are_counts):
            return NumberStyle(mark, _OTHER[mark])
        return NumberStyle("", mark)
    return NumberStyle()


def _are_thousands(texts: Sequence[str], marked: Sequence[str], mark: str, are_counts: bool) -> bool:
    """Groups of three after a comma are thousands; after a point only where no plain number is longer than a group."""
    if mark == "," or any(t.count(mark) > 1 for t in marked):
        return True
    return are_counts and all(len(t.lstrip("+")) <= 3 for t in texts if mark not in t)
