"""R's `surveillance` 1.20.3 says the same: EARS, Farrington, Farrington-flexible with every bound and with effort."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from vedette.patterns.ears import EarsMethod, run_ears
from vedette.patterns.farrington import FarringtonParams, run_farrington
from vedette.patterns.farrington_flexible import Bound, FlexibleParams, run_flexible
from vedette.patterns.glm import Floats

Read = Callable[[str], dict[str, Floats]]


@pytest.mark.parametrize(("method", "first"), [("C1", 27), ("C2", 29), ("C3", 31)])
def test_ears(of_r: Read, agona: Floats, method: EarsMethod, first: int) -> None:
    r = of_r(f"ears_{method}_agona.csv")
    is_whole = r["t"] >= first  # before, the window reaches into weeks that no output holds
    at = r["t"][is_whole].astype(int) - 1
    ours = run_ears(agona, method)
    np.testing.assert_allclose(ours.upper[at], r["ub"][is_whole], rtol=0, atol=1e-9)
    np.testing.assert_array_equal(ours.is_alarm[at], r["alarm"][is_whole] == 1)
    assert is_whole.sum() >= 280


def test_ears_on_newport_gives_the_published_bounds(of_r: Read) -> None:
    ours = run_ears(of_r("newport.csv")["obs"], "C1", alpha=0.05)
    np.testing.assert_allclose(ours.upper[365:369], [3.278854, 3.278854, 3.436517, 3.855617], atol=5e-7)


def test_farrington(of_r: Read, agona: Floats) -> None:
    r = of_r("farrington_agona.csv")
    ours = run_farrington(agona, FarringtonParams(n_years=4))
    at = r["t"].astype(int) - 1
    np.testing.assert_allclose(ours.upper[at], r["ub"], rtol=0, atol=1e-3)
    np.testing.assert_array_equal(ours.is_alarm[at], r["alarm"] == 1)


@pytest.mark.parametrize("bound", ["delta", "nbPlugin", "muan"])
def test_flexible(of_r: Read, agona: Floats, bound: Bound) -> None:
    r = of_r(f"flex_{bound}_agona.csv")
    at = r["t"].astype(int) - 1
    ours = run_flexible(agona, FlexibleParams(bound=bound))
    np.testing.assert_allclose(ours.upper[at], r["ub"], rtol=0, atol=1e-3)  # NaN stands where R gives NA
    np.testing.assert_allclose(ours.dispersion[at], r["phi"], atol=1e-3)
    np.testing.assert_array_equal(ours.is_alarm[at], r["alarm"] == 1)
    is_known = ~np.isnan(r["exp"])
    np.testing.assert_allclose(ours.expected[at][is_known], r["exp"][is_known], atol=1e-5)
    if bound != "delta":  # for delta R takes the exponential of what is no logarithm
        np.testing.assert_allclose(ours.bound_mean[at], r["mu0"], atol=1e-5)


def test_flexible_with_effort(of_r: Read, agona: Floats) -> None:
    r = of_r("flex_offset_agona.csv")
    at = r["t"].astype(int) - 1
    effort = 0.5 + 0.4 * np.sin(np.arange(1, 313) / 9) ** 2  # what the population column of the output is
    np.testing.assert_allclose(effort[at], r["eff"], atol=1e-12)
    ours = run_flexible(agona, FlexibleParams(n_groups=1, trend_p=0.0), effort=effort)
    np.testing.assert_array_equal(ours.upper[at], r["ub"])
    np.testing.assert_allclose(ours.bound_mean[at], r["mu0"], atol=1e-5)
    np.testing.assert_allclose(ours.dispersion[at], r["phi"], atol=1e-3)
    np.testing.assert_array_equal(ours.is_alarm[at], r["alarm"] == 1)


def test_flexible_with_dates_keeps_weeks_in_years_of_53(of_r: Read) -> None:
    r, counts = of_r("flex_newport2011.csv"), of_r("newport.csv")["obs"]
    days = [date(2004, 1, 5) + timedelta(days=7 * i) for i in range(len(counts))]
    at = r["t"].astype(int) - 1
    ours = run_flexible(counts, FlexibleParams(), days=days)
    np.testing.assert_array_equal(ours.upper[at], r["ub"])
    np.testing.assert_allclose(ours.bound_mean[at], r["mu0"], atol=1e-6)
    np.testing.assert_array_equal(ours.is_alarm[at], r["alarm"] == 1)
    without = run_flexible(counts, FlexibleParams())
    assert np.nanmax(np.abs(without.bound_mean[at] - r["mu0"])) > 0.05
