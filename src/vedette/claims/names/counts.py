"""How many: the count that the words before a noun give.

Words such as "at least four", "more than a dozen", "three to five" flow in; a lower and an upper bound flow out,
None where the words set none. "Several" and its like are bounded by what usage allows, as the table says.
"""

from __future__ import annotations

import re

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMBERS: dict[str, int] = {word: value for value, word in enumerate(_UNITS.split())} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000, "dozen": 12,
}  # fmt: skip
# word, least, most: what a careful reader takes it to mean
VAGUE: dict[str, tuple[int | None, int | None]] = {
    "pair": (2, 2), "duo": (2, 2), "trio": (3, 3), "quartet": (4, 4), "quintet": (5, 5),
    "couple": (2, 3), "both": (2, 2), "few": (2, None), "several": (3, None), "multiple": (2, None),
    "numerous": (3, None), "dozens": (24, None), "scores": (40, None), "hundreds": (200, None), "thousands": (2000, None),
    "single": (1, 1), "another": (1, 1), "lone": (1, 1), "some": (None, None), "many": (3, None),
}  # fmt: skip
_AT_LEAST = re.compile(r"\b(?:at least|no fewer than|not less than|a minimum of|upwards of)\b|\bor more\b")
_MORE_THAN = re.compile(r"\b(?:more than|over|in excess of|above)\b")
_AT_MOST = re.compile(r"\b(?:up to|at most|as many as|no more than|a maximum of)\b")
_FEWER_THAN = re.compile(r"\b(?:fewer than|less than|under)\b")
_RANGE = re.compile(r"(\d+|[a-z]+)\s*(?:-|–|to|or)\s*(\d+|[a-z]+)\b|\bbetween\s+([\d,]+|[a-z]+)\s+and\s+([\d,]+|[a-z]+)\b")

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
# a day of the month, which counts nothing: "28 December", "December 28, an An-124"
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?=\s*(?:,|\d{{4}}\b|an?\b|the\b|$))(?:,?\s+\d{{4}}\b)?"
)

Count = tuple[int | None, int | None]


def read_number(text: str) -> int | None:
    """A whole number in digits or words ("1,000", "twenty-four", "half a dozen", "three dozen"); None if it is none."""
    text = text.lower().strip().replace(",", "")
    if text.isdigit() and text.isascii():
        return int(text)
    words = [w for w in re.split(r"[\s\-]+", text) if w not in ("a", "an", "and")]
    if words[:2] == ["half", "dozen"]:
        return 6
    if not words or any(w not in NUMBERS for w in words):
        return None
    total = current = 0
    for word in words:
        value = NUMBERS[word]
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value in (12, 100):
            current = max(current, 1) * value
        else:
            current += value
    return total + current


def read_count(words: str) -> Count:
    """Bounds of the count in the words that stand before a noun."""
    text = _DAY.sub(" ", words.lower())
    bounds = _read_range(text) or _read_single(text)
    if bounds is None:
        return next((VAGUE[w] for w in re.findall(r"[a-z]+", text) if w in VAGUE), (None, None))
    low, high = bounds
    if low != high:
        return low, high
    return _bound(text, low)


def _bound(text: str, number: int) -> Count:
    if _AT_LEAST.search(text):
        return number, None
    if _MORE_THAN.search(text):
        return number + 1, None
    if _AT_MOST.search(text):
        return None, number
    if _FEWER_THAN.search(text):
        return None, number - 1
    return number, number


def _read_range(text: str) -> tuple[int, int] | None:
    for match in _RANGE.finditer(text):
        low, high = read_number(match[1] or match[3]), read_number(match[2] or match[4])
        if low is not None and high is not None and low < high and not re.search(r"[a-z]-$", text[: match.start()]):
            is_compound = "-" in match[0] and low >= 20 and high < 10
            if not is_compound:
                return low, high
    return None


def _read_single(text: str) -> tuple[int, int] | None:
    tokens = re.findall(r"(?<![\w-])\d[\d,]*(?![\w-])|(?<![\d-])[a-z]+(?:-[a-z]+)*", text)
    for size in (4, 3, 2, 1):
        for i in range(len(tokens) - size + 1):
            phrase = tokens[i : i + size]
            if phrase[0] not in ("a", "an", "and") and phrase[-1] != "and":
                number = read_number(" ".join(phrase))
                if number is not None:
                    return number, number
    return None
