"""Receivers fail in spells, by the share that is asked."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pytest

from vedette.simulation.quick.receiving import _spells


@pytest.mark.parametrize("share", [0.05, 0.25, 0.6, 0.95])
def test_the_share_holds_and_the_rarer_state_lasts_as_asked(share: float) -> None:
    rng = np.random.default_rng(3)
    days = np.concatenate([_spells(share, 8.0, 400, rng) for _ in range(200)])
    assert days.mean() == pytest.approx(share, abs=0.02)
    rarer = share <= 0.5
    lengths = [len(list(run)) for so, run in groupby(days.tolist()) if so == rarer]
    assert np.mean(lengths) == pytest.approx(8.0, rel=0.1)


def test_a_place_that_nobody_covers_stays_so() -> None:
    assert not _spells(0.0, 8.0, 50, np.random.default_rng(1)).any()
    assert _spells(1.0, 8.0, 50, np.random.default_rng(1)).all()
