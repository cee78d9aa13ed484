"""The shipped case against what became known of it: every verdict agrees with the recorded outcome or abstains."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from vedette.schema.words import VERDICTS
from vedette.verbs.judging import Judgement

ABSTAINS = {"inconclusive", "reported_only", "not_observable", "not_checkable"}
TRUE, FALSE = {"confirmed", "corroborated"}, {"contradicted", "not_seen_where_expected"}
PAGE = Path(__file__).parents[2] / "docs" / "cases.md"

# id in the record of outcomes -> our claim, how its recorded outcome begins, and the verdicts that agree with that
OUTCOMES = {
    "c01": ("warships-tobruk", "unconfirmed (then contradicted)", FALSE),
    "c02": ("flights-up", "corroborated", TRUE),
    "c03": ("daily-hmeimim-al-khadim", "single-source count; conflicts", set()),
    "c04": ("four-il-76-benghazi", "one original source repeated", set()),
    "c05": ("sparta-arrives-5-january", "contradicted", FALSE),
    "c07": ("sparta-syria-libya", "contradicted", FALSE),
    "c09": ("sparta-ii-left-tartus", "confirmed", TRUE),
    "c14": ("frigates-off-tartus", "translation error", FALSE),
    "c21": ("formal-base-agreement", "not supported", set()),
}


def history(judged: Judgement, claim_id: str) -> list[dict[str, object]]:
    return judged.tables["verdicts"].filter(pl.col("claim_id") == claim_id).sort("as_of").to_dicts()


def test_every_recorded_claim_is_under_test(shared_data: Path) -> None:
    record = {r["id"]: r for r in map(json.loads, (shared_data / "case-tartus-2024" / "claims.jsonl").read_text().splitlines())}
    assert set(record) == set(OUTCOMES)
    for name, (_, outcome, _) in OUTCOMES.items():
        assert record[name]["verdict"].startswith(outcome)


@pytest.mark.parametrize("name", OUTCOMES)
def test_agrees_or_abstains(in_february: Judgement, name: str) -> None:
    """At every moment from the day on which it was said, not only at the end."""
    claim_id, _, agrees = OUTCOMES[name]
    rows = history(in_february, claim_id)
    assert rows
    for row in rows:
        assert row["verdict"] in agrees | ABSTAINS, f"{claim_id} as of {row['as_of']}"


@pytest.mark.parametrize("name", ["c02", "c05", "c09"])
def test_those_that_these_data_can_decide_are_decided(in_february: Judgement, name: str) -> None:
    claim_id, _, agrees = OUTCOMES[name]
    assert history(in_february, claim_id)[-1]["verdict"] in agrees


def test_the_page_says_what_is_judged(in_february: Judgement) -> None:
    """The table of docs/cases.md: claim, as of, verdict, probability, outcome, agrees or abstains."""
    lines = [line.strip("|").split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    shown = [[cell.strip() for cell in line] for line in lines]
    expected = []
    for claim_id, outcome, agrees in OUTCOMES.values():
        rows = history(in_february, claim_id)
        for row in (rows[0], rows[-1]):
            stands = "agrees" if row["verdict"] in agrees else "abstains"
            p = "" if row["probability"] is None else f"{row['probability']:.2f}"
            said = VERDICTS[str(row["verdict"])].shown.lower()
            expected.append(([f"`{claim_id}`", f"{row['as_of']:%Y-%m-%d}", said, p, stands], outcome))
    assert [[line[i] for i in (0, 1, 2, 5)] for line in shown] == [[c[0], c[1], c[2], c[4]] for c, _ in expected]
    for line, (cells, _) in zip(shown, expected, strict=True):
        assert bool(line[3]) == bool(cells[3])
        assert abs(float(line[3] or 0) - float(cells[3] or 0)) < 0.1, (
            "numbers of the page are older than the table of likelihoods"
        )
