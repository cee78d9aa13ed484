"""Verbs that were called without an id list the claims of the case, with the ids that they would take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.cli.main import run as vedette
from vedette.cli.verdict_table import say_probability

_CLAIM = """[[claims]]
id = "left"
quote = "The ship left Tartus"
kind = "depart"
assets = ["Sparta II"]
origin = ["Tartus"]
on = "2024-12-20"
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    assert vedette(["init", str(folder), "--template", "blank"]) == 0
    (folder / "claims.toml").write_text(_CLAIM)
    return folder


@pytest.mark.parametrize("verb", ["explain", "why-not"])
def test_without_an_id_the_claims_are_listed(case: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert vedette([verb, str(case), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["schema"] == "vedette.claims-of-case/1"
    (one,) = listed["claims"]
    assert vedette([verb, str(case), one["claim_id"]]) == 0
    capsys.readouterr()
    assert vedette([verb, str(case)]) == 0
    shown = capsys.readouterr().out
    assert one["claim_id"] in shown
    assert f"give {verb} one of these ids" in shown


def test_run_shows_the_verdicts(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vedette(["run", str(case)]) == 0
    assert "The ship left Tartus" in capsys.readouterr().out


def test_a_figure_comes_once_with_its_interval_and_the_prior_is_called_so() -> None:
    verdict = {"probability": 0.5, "likelihood": "roughly even", "interval_low": 0.2, "interval_high": 0.8}
    assert say_probability(verdict) == "roughly even: 50 % (20 % to 80 %)"
    assert say_probability(verdict | {"likelihood": None}) == "prior only: 50 %"
    assert say_probability(verdict | {"probability": None}) == ""


def test_a_figure_that_is_its_own_word_stands_once() -> None:
    verdict = {"probability": 0.003, "likelihood": "under 1 %", "interval_low": 0.0004, "interval_high": 0.021}
    assert say_probability(verdict) == "under 1 % (up to 2 %)"
