"""The tables that the reader judges by: complete, known, each row with its reason."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import vedette.claims
from vedette.claims.english.fillers import PATTERNS
from vedette.claims.english.status.cue_table import read_cues
from vedette.claims.english.triggers import read_lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.schema.words import CLAIM_KINDS, STATUSES

TABLES = Path(vedette.claims.__file__).parent
ROWS = {id(row): row for rows in read_lexicon().rows.values() for row in rows}.values()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.kind}-{r.pattern}-{min(r.words)}")
def test_trigger_row(row: object) -> None:
    assert row.kind in CLAIM_KINDS  # type: ignore[attr-defined]
    assert row.pattern in PATTERNS  # type: ignore[attr-defined]
    assert row.pos in ("verb", "noun", "adj", "any")  # type: ignore[attr-defined]
    assert row.reason  # type: ignore[attr-defined]
    assert row.locative in ("origin", "destination", "place")  # type: ignore[attr-defined]


def test_cue_rows() -> None:
    table = read_cues()
    order, cues = table.order, [cue for rows in table.rows.values() for found in rows.values() for cue in found]
    assert order == ("unresolved", "unconfirmed", "denied", "conditional", "hedged", "planned")
    assert set(order) | {"asserted"} == set(STATUSES)
    for cue in cues:
        assert cue.status in order
        assert cue.scope in ("aux", "adverb", "over", "mark", "own", "source", "subject_of")
        assert cue.words
        assert cue.reason


@pytest.mark.parametrize("file", sorted((TABLES / "english").glob("vocabulary*.toml")), ids=lambda f: f.stem)
def test_every_list_has_a_reason_and_words(file: Path) -> None:
    for name, row in tomllib.loads(file.read_text(encoding="utf-8")).items():
        assert row["reason"], name
        assert word_list(name)
        assert len(row["words"]) == len(set(row["words"])), name


def test_every_thing_has_a_reason() -> None:
    table = tomllib.loads((TABLES / "names" / "things.toml").read_text(encoding="utf-8"))
    assert all(row["reason"] and row["words"] for row in table["thing"])
