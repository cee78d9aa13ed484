"""Which language a report is in, and what is said of one that is not read."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

from vedette.claims.languages.detection import detect, list_unread, settle_languages
from vedette.schema.tables import REPORTS


def reports(*texts: tuple[str | None, str]) -> pl.DataFrame:
    rows = [
        {
            "report_id": f"r{i}", "published": datetime(2025, 3, 14, tzinfo=UTC), "language": language, "rests_on": [],
            "text": text, "sha256": "", "source_id": "s", "source_row": i,
        }
        for i, (language, text) in enumerate(texts)
    ]  # fmt: skip
    return REPORTS.build(rows)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The frigate left the port of Tartus on Tuesday, officials said.", "en"),
        ("Фрегат покинул порт Тартус во вторник, сообщили власти.", "ru"),
        ("La fregata ha lasciato il porto di Tartus martedì mattina, hanno riferito le autorità.", "it"),
        ("Fırkateyn salı günü Tartus limanından ayrıldı, yetkililer açıkladı.", "tr"),
        ("غادرت الفرقاطة ميناء طرطوس يوم الثلاثاء وفق مسؤولين.", "ar"),
        ("La frégate a quitté le port de Tartous mardi matin, ont indiqué les autorités syriennes.", "fr"),
        ("Η φρεγάτα αναχώρησε από το λιμάνι της Ταρτούς την Τρίτη.", "el"),
        ("Die Fregatte hat den Hafen von Tartus am Dienstag verlassen, wie die Behörden mitteilten.", "de"),
        ("Sparta II", "en"),
        ("12345", "en"),
        ("", "en"),
    ],
)
def test_detection(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_stated_language_stands() -> None:
    given = reports(("RU", "The ship left."), ("pt-BR", "O navio deixou Tartus."), (None, "The ship left Tartus."))
    settled = settle_languages(given, ("en", "ru"))
    assert settled["language"].to_list() == ["ru", "en"]


def test_what_is_not_read_is_said() -> None:
    issues = list_unread(reports(("de", "Das Schiff verließ Tartus."), ("en", "The ship left Tartus.")))
    assert issues["reason"].to_list() == ["language_not_read"]
    assert "(de)" in issues["message"][0]
