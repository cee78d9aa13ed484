"""Reading claims from articles, against the language model alone on the same texts."""

from __future__ import annotations

from datetime import UTC, datetime

from benchmarks.timing import Result, compare
from vedette.claims.language import load_english
from vedette.claims.reader import read_claims
from vedette.registry.register import load_register
from vedette.schema.tables import REPORTS

N_ARTICLES = 60
_SENTENCES = (
    "Two frigates and an oiler left {a} for {b} on {day} December, satellite images show.",
    "Flights from {a} to {b} have increased since mid-December, according to public flight records.",
    "No evidence has confirmed that warships moved to {b}.",
    "At least four Il-76 aircraft are expected to fly from {a} to {b} next week, an official said.",
    "The ministry denied that its ships had docked at {b}.",
)
_PLACES = ("Tartus", "Tobruk", "Sevastopol", "Port Sudan", "Baltiysk", "Al Khadim", "Minsk", "Murmansk")


def measure_text_speed(repeats: int) -> list[Result]:
    """Articles of twenty sentences each."""
    articles = [_article(n) for n in range(N_ARTICLES)]
    reports = REPORTS.build([_report(n, text) for n, text in enumerate(articles)])
    register, model = load_register(), load_english()
    return [
        compare(
            "claims: articles of 20 sentences",
            lambda: read_claims(reports, register),
            lambda: list(model.pipe(articles)),
            N_ARTICLES,
            repeats,
        )
    ]


def _article(n: int) -> str:
    lines = [
        _SENTENCES[i % len(_SENTENCES)].format(
            a=_PLACES[(n + i) % len(_PLACES)], b=_PLACES[(n + 3 * i + 1) % len(_PLACES)], day=(n + i) % 28 + 1
        )
        for i in range(20)
    ]
    return "\n\n".join(lines)


def _report(n: int, text: str) -> dict[str, object]:
    published = datetime(2024, 12, 22, tzinfo=UTC)
    return {
        "report_id": f"r{n}", "text": text, "published": published, "language": "en", "rests_on": [], "sha256": str(n),
        "source_id": "benchmark", "source_row": n + 1,
    }  # fmt: skip
