"""The numbers of a returned claim: each must be one that stands in the text.

A count's bounds or a distance and the words around it flow in; nothing flows out where they stand there. "At least four" allows
4, "more than a dozen" 13, "several" what the table of counts says; a single ship may count as one without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.names.counts import VAGUE, read_count, read_number
from vedette.registry.names import singular

MOST = 100_000  # ships or aircraft: no fleet is larger
_KM = (1.0, 1.609344, 1.852, 0.001)  # kilometre, mile, nautical mile, metre
_TOLERANCE = 0.01  # of a converted distance
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 4  # words of a number


def check_count(low: int | None, high: int | None, asset: str, around: str) -> None:
    """See that a count stands in the text.

    Args:
        low, high: the bounds as returned; None = not said.
        asset: the words for what is counted.
        around: the text in which the number may stand.
    Raises:
        NotTaken: a bound is absurd, the bounds are crossed, or a number stands nowhere.
    """
    given = [n for n in (low, high) if n is not None]
    if any(not 0 <= n <= MOST for n in given) or (low is not None and high is not None and low > high):
        raise NotTaken("bad_count", f"{asset[:60]}: {str(low)[:12]} to {str(high)[:12]}")
    allowed = set(_whole_numbers(around)) | ({1} if _is_single(asset) else set())
    allowed |= {n for n in read_count(around) if n is not None}
    if missing := [n for n in given if n not in allowed]:
        raise NotTaken("count_not_in_text", f"{asset[:60]}: {missing[0]}")


def check_distance(km: float | None, quote: str) -> None:
    """See that a distance stands in the quote, in whatever unit.

    Raises:
        NotTaken: it does not.
    """
    if km is None:
        return
    stated = [n * unit for n in _numbers(quote) for unit in _KM]
    if not any(abs(km - n) <= _TOLERANCE * n for n in stated):
        raise NotTaken("distance_not_in_text", f"{km:g} km")


def _whole_numbers(text: str) -> Iterator[int]:
    for number in _numbers(text):
        if number == int(number):
            yield from (int(number), int(number) + 1, int(number) - 1) if _has_bound(text) else (int(number),)
    for word in re.findall(r"[a-z]+", text.lower()):
        yield from (n for n in VAGUE.get(word, ()) if n is not None)


def _has_bound(text: str) -> bool:
    """ "More than ten" is at least eleven."""
    return re.search(r"\b(?:more than|over|above|in excess of|fewer than|less than|under)\b", text.lower()) is not None


def _numbers(text: str) -> Iterator[float]:
    tokens = _TOKEN.findall(text)
    for i, token in enumerate(tokens):
        if token[0].isdigit():
            digits = token.replace(",", "").rstrip(".")
            if digits.isascii() and len(digits) < 16:
                yield float(digits)
        for size in range(1, _LONGEST + 1):
            if (number := read_number(" ".join(tokens[i : i + size]))) is not None:
                yield float(number)


def _is_single(asset: str) -> bool:
    words = re.findall(r"[^\W\d_]+", asset)
    return bool(words) and (words[-1][:1].isupper() or singular(words[-1].lower()) == words[-1].lower())
