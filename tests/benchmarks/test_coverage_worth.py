from __future__ import annotations

from benchmarks.coverage_worth import COVERED, HEARD, UNCOVERED, Pair, judge_pairs, summarise

from vedette.registry.register import load_register
from vedette.simulation.quick.params import QuickParams


def test_silence_where_nobody_could_have_heard_lowers_a_probability_only_for_the_judge_without_coverage() -> None:
    pairs = list(judge_pairs([QuickParams(seed=77, outage_share=0.75)], load_register()))
    assert {pair.silence for pair in pairs} <= {UNCOVERED, COVERED, HEARD}
    uncovered = [pair for pair in pairs if pair.silence == UNCOVERED]
    assert len(uncovered) > 5
    assert all(pair.p_without <= pair.p + 1e-9 for pair in uncovered)
    assert sum(pair.p - pair.p_without for pair in uncovered) / len(uncovered) > 0.02


def test_scores_stand_apart_by_what_silence_said() -> None:
    rows = summarise([Pair(True, UNCOVERED, 0.5, 0.1, False, True), Pair(False, HEARD, 0.2, 0.2, False, False)])
    assert [row["silence"] for row in rows] == [UNCOVERED, HEARD]
    assert (rows[0]["brier_with"], rows[0]["brier_without"]) == (0.25, 0.81)
    assert (rows[0]["true_denied_with"], rows[0]["true_denied_without"]) == (0, 1)
