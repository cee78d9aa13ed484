"""In which language a report is: as it states, else as its text shows.

Rows of the reports table flow in, the rows that can be read flow out with their language filled in; `unread` gives the others
with the reason. A text whose words do not show its language is taken for English. Source of the classifier: Lui and Baldwin
(2012), "langid.py", with the weights of py3langid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import polars as pl

from vedette.schema.tables import ISSUES

READ = ("en", "ru", "it", "tr", "ar", "fr", "el", "ro")
# languages of reports on the same matters: a text in one of them must not be read as if it were in the nearest of those that are read
_OTHERS = (
    "de",
    "es",
    "pt",
    "nl",
    "pl",
    "uk",
    "bg",
    "sr",
    "hr",
    "he",
    "fa",
    "sv",
    "no",
    "da",
    "fi",
    "hu",
    "cs",
    "zh",
    "ja",
    "ko",
    "az",
    "sq",
    "ur",
)
_SHORT = 40  # characters: below, only another script tells anything
_SURE = 0.9
_SAMPLE = 4_000  # characters that are looked at


def settle_languages(reports: pl.DataFrame, languages: Iterable[str]) -> pl.DataFrame:
    """The reports in the languages that are to be read, each with its language."""
    known = [_bare(row["language"]) or detect(row["text"]) for row in reports.iter_rows(named=True)]
    settled = reports.with_columns(pl.Series("language", known, dtype=pl.String))
    return settled.filter(pl.col("language").is_in([c for c in languages if c in READ]))


def unread(reports: pl.DataFrame, languages: Iterable[str] = READ) -> Iterator[tuple[dict[str, Any], str]]:
    """The reports that are in a language that is not read, each with that language."""
    wanted = set(languages) & set(READ)
    for row in reports.iter_rows(named=True):
        code = _bare(row["language"]) or detect(row["text"])
        if code not in wanted:
            yield row, code


def list_unread(reports: pl.DataFrame, languages: Iterable[str] = READ) -> pl.DataFrame:
    """A row of the issues table for each report in a language that is not read, so that it is never empty in silence."""
    rows = [
        {
            "source_id": row["source_id"],
            "source_row": row["source_row"],
            "severity": "warning",
            "reason": "language_not_read",
            "message": f"a text in a language that is not read ({code}) gives no claims; write them in claims.toml",
            "value": str(row["report_id"])[:200],
        }
        for row, code in unread(reports, languages)
    ]
    return ISSUES.build(rows)


def _bare(stated: str | None) -> str | None:
    """The language of a stated code: "pt-BR" is Portuguese."""
    return stated.strip().lower().replace("_", "-").split("-")[0] or None if stated else None


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of a text; "en" where it cannot be told."""
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    is_latin = sum(c.isalpha() and c < "\u0250" for c in sample) > letters / 2
    if letters == 0 or (is_latin and (letters < _SHORT or _is_english(sample))):
        return "en"
    code, probability = _classifier().classify(sample)
    return str(code) if not is_latin or probability >= _SURE else "en"


def _is_english(sample: str) -> bool:
    """Whether the commonest English words make up a good part of a text: no need to load a classifier for it."""
    words = sample.lower().split()
    return sum(w in _ENGLISH for w in words) >= max(2, len(words) * 0.12)


_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "has",
        "have",
        "from",
        "its",
        "were",
        "are",
        "had",
        "by",
        "at",
    ]
)


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    classifier.set_languages([*READ, *_OTHERS])
    return classifier
