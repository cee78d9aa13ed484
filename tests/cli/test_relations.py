"""Relations on the command line: in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.cli.main import run as vedette

TEXT = (
    "Russian warships leave Tartus\n\nRussian warships may have left Tartus. No direct evidence has confirmed that Russian warships "
    "have left Tartus."
)


@pytest.mark.parametrize(("verb", "schema"), [("claims", "vedette.claims/1"), ("check", "vedette.verdicts/1")])
def test_json_lists_every_relation(verb: str, schema: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert vedette([verb, TEXT, "--published", "2024-12-22", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == schema
    ids = {claim["claim_id"] for claim in found["claims"]}
    assert {r["relation"] for r in found["relations"]} >= {"undercuts", "status_escalated"}
    for relation in found["relations"]:
        assert {relation["claim_id"], relation["other_claim_id"]} <= ids
        assert set(relation) == {"relation", "claim_id", "other_claim_id", "rule", "reason", "known", "citations"}
        assert relation["reason"].endswith(".")


@pytest.mark.parametrize("verb", ["claims", "check"])
def test_the_telling_ones_are_told_with_both_quotes(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert vedette([verb, TEXT, "--published", "2024-12-22"]) == 0
    shown = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "is firmer than its source" in shown
    assert "The headline states “Russian warships leave Tartus” as a fact" in shown


@pytest.mark.parametrize("verb", ["claims", "check"])
def test_a_text_without_any_says_nothing_of_them(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert vedette([verb, "Russian warships have left Tartus.", "--published", "2024-12-22"]) == 0
    assert "How the claims stand" not in capsys.readouterr().out


def test_a_text_is_set_against_the_texts_of_a_case(tartus_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Russian warships have left Tartus for Tobruk and arrived in Tobruk on 29 December."
    assert (
        vedette(["check", text, "--case", str(tartus_case), "--published", "2024-12-30", "--as-of", "2025-01-31", "--json"]) == 0
    )
    found = json.loads(capsys.readouterr().out)
    denied = [r["reason"] for r in found["relations"] if r["relation"] == "contradicts"]
    assert any("Russia has not deployed naval vessels to Tobruk” (CNN" in reason for reason in denied)
