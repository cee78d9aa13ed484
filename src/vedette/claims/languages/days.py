"""When, in a foreign sentence: words for days, weeks and months with the interval that they mean.

A sentence and the moment of publication flow in; time spans, the same as the English reader's, flow out. The tables name the
words that are counted from publication; a day of a month is read by dateparser in the language. Without a moment of publication
only complete dates are resolved.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from vedette.claims.english.times.times import TimeSpan
from vedette.claims.languages.sentence import Sentence
from vedette.claims.languages.tables import Language
from vedette.clock import day_end, parse_time

_LONGEST_PHRASE = 3  # words
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_days(sentence: Sentence, language: Language, published: datetime | None, near: date | None = None) -> list[TimeSpan]:
    """The times that a sentence names, from left to right; offsets count in the block's text. `near` is as in `find_times`."""
    day = None if published is None else published.astimezone(UTC).date()
    found: list[TimeSpan] = []
    at = 0
    while at < len(sentence.words):
        hit = _at(sentence, at, language, day, near)
        if hit is not None:
            found.append(hit[0])
        at += 1 if hit is None else hit[1]
    return found


def _at(sentence: Sentence, at: int, language: Language, day: date | None, near: date | None) -> tuple[TimeSpan, int] | None:
    forms = [w.form for w in sentence.words]
    for size in range(_LONGEST_PHRASE, 0, -1):
        phrase = " ".join(forms[at : at + size])
        if len(forms) >= at + size and (shift := _shift(language, phrase)) is not None:
            interval = None if day is None else (day + timedelta(days=shift[0]), day + timedelta(days=shift[1]))
            return _span(sentence, at, size, interval), size
    month = _month(language, forms, at)
    if month is not None:
        return _dated(sentence, at, month, language, day or near)
    weekday = _number_of(language, "weekdays", forms[at])
    if weekday is None or not _is_day(sentence, at, language):
        return None
    interval = None if day is None else _last(day, weekday)
    return _span(sentence, at, 1, interval), 1


def _shift(language: Language, phrase: str) -> tuple[int, int] | None:
    return _shifts(language.code).get(phrase)


@lru_cache(maxsize=16)
def _shifts(code: str) -> dict[str, tuple[int, int]]:
    from vedette.claims.languages.forms import fold
    from vedette.claims.languages.tables import read_language

    rows = read_language(code).days.get("shifts", {})
    return {
        " ".join(fold(w) for w in phrase.split()): (int(pair.split()[0]), int(pair.split()[1]))
        for pair, phrases in rows.items()
        for phrase in phrases
    }


@lru_cache(maxsize=32)
def _numbered(code: str, name: str) -> dict[str, int]:
    from vedette.claims.languages.forms import fold
    from vedette.claims.languages.tables import read_language

    rows = read_language(code).days.get(name, [])
    return {fold(word): i for i, words in enumerate(rows) for word in words}


def _number_of(language: Language, name: str, form: str) -> int | None:
    return _numbered(language.code, name).get(form)


def _month(language: Language, forms: list[str], at: int) -> int | None:
    found = _number_of(language, "months", forms[at])
    return None if found is None else found + 1


def _dated(sentence: Sentence, at: int, month: int, language: Language, day: date | None) -> tuple[TimeSpan, int] | None:
    """A month with the day before it and the year behind it, where they stand there."""
    words = sentence.words
    first, last = at, at + 1
    number = words[at - 1].text.rstrip(".") if at > 0 else ""
    year_at = next((i for i in (at + 1, at + 2) if i < len(words) and _YEAR.fullmatch(words[i].text)), None)
    year = int(words[year_at].text) if year_at is not None else _near_year(month, day)
    last = year_at + 1 if year_at is not None else last
    has_day = bool(re.fullmatch(r"\d{1,2}", number)) and 1 <= int(number) <= 31
    first = at - 1 if has_day else at
    if year is None:
        return _span(sentence, first, last - first, None), last - at
    if not has_day:
        end = calendar.monthrange(year, month)[1]
        return _span(sentence, first, last - first, (date(year, month, 1), date(year, month, end))), last - at
    found = _parse_day(f"{number} {words[at].text} {year}", language.code) or _plain(year, month, int(number))
    return _span(sentence, first, last - first, None if found is None else (found, found)), last - at


def _plain(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _parse_day(text: str, code: str) -> date | None:
    import dateparser

    found = dateparser.parse(text, languages=[code], settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True})
    return None if found is None else found.date()


def _near_year(month: int, day: date | None) -> int | None:
    """The year that brings a month nearest to publication."""
    if day is None:
        return None
    return min((day.year - 1, day.year, day.year + 1), key=lambda y: abs((date(y, month, 15) - day).days))


def _last(day: date, weekday: int) -> tuple[date, date]:
    found = day - timedelta(days=(day.weekday() - weekday) % 7)
    return found, found


def _is_day(sentence: Sentence, at: int, language: Language) -> bool:
    """Whether a weekday's word stands as one; one that is also a common noun needs a word before it ("в среду")."""
    needs = language.words.get("before_weekday")
    return needs is None or (at > 0 and bool(needs.match(sentence.words[at - 1].form)))


def _span(sentence: Sentence, at: int, size: int, interval: tuple[date, date] | None) -> TimeSpan:
    start, end = sentence.words[at].start, sentence.words[at + size - 1].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    if interval is None:
        return TimeSpan(start, end, text, None, None)
    return TimeSpan(start, end, text, parse_time(interval[0].isoformat()), day_end(interval[1]))
