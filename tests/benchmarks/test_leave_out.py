"""True visits in real AIS, hidden and swapped."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.leave_out import QUESTIONS, Answer, measure_leave_out

STRONG = {"confirmed", "corroborated", "partly_confirmed"}


@pytest.fixture(scope="module")
def answers(shared_data: Path) -> list[Answer]:
    return measure_leave_out([shared_data / "ais" / name for name in ("solent_20160112.csv", "north_sea_20221101.csv")])


def of(answers: list[Answer], question: str) -> list[Answer]:
    return [a for a in answers if a.question == question]


def test_there_is_something_to_ask(answers: list[Answer]) -> None:
    assert all(len(of(answers, question)) >= 50 for question in QUESTIONS)
    assert len({a.claimed.place_id for a in of(answers, QUESTIONS[0])}) >= 3


def test_true_ones_are_supported_by_the_data(answers: list[Answer]) -> None:
    for answer in of(answers, "true, with the data"):
        assert answer.verdict in STRONG
        assert answer.probability > 0.8


@pytest.mark.parametrize("question", ["true, with the data", "true, data hidden"])
def test_true_ones_are_never_contradicted(answers: list[Answer], question: str) -> None:
    assert not {a.verdict for a in of(answers, question)} & {"contradicted", "not_seen_where_expected"}


@pytest.mark.parametrize("question", ["port swapped", "hull swapped", "date swapped", "true, data hidden"])
def test_what_the_data_do_not_show_is_never_supported(answers: list[Answer], question: str) -> None:
    assert not {a.verdict for a in of(answers, question)} & STRONG
    assert max(a.probability for a in of(answers, question)) < 0.5
