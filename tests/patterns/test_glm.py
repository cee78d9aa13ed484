"""The batched fit says what statsmodels says, series by series."""

from __future__ import annotations

import numpy as np
import pytest

from vedette.patterns.glm import anscombe_residuals, fit_quasi_poisson, leverages, weigh_down_surges


@pytest.fixture(scope="module")
def made() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    design = np.column_stack([np.ones(30), np.linspace(-1, 0, 30), np.arange(30) % 7 == 2])
    effort = rng.uniform(0.3, 1, (6, 30))
    counts = rng.poisson(8 * effort).astype(float)
    weights = (rng.uniform(size=(6, 30)) > 0.1).astype(float)
    return counts, design.astype(float), np.log(effort), weights


def test_coefficients_errors_and_dispersion_are_those_of_statsmodels(made) -> None:  # type: ignore[no-untyped-def]
    import statsmodels.api as sm

    counts, design, offset, weights = made
    ours = fit_quasi_poisson(counts, design, offset, weights)
    for i in range(len(counts)):
        is_in = weights[i] > 0
        model = sm.GLM(counts[i][is_in], design[is_in], family=sm.families.Poisson(), offset=offset[i][is_in])
        theirs = model.fit(scale="X2", tol=1e-12)
        np.testing.assert_allclose(ours.coefficients[i], theirs.params, atol=1e-6)
        np.testing.assert_allclose(ours.dispersion[i], theirs.scale, atol=1e-6)
        # as in R, the covariance is that of the last step but one
        np.testing.assert_allclose(np.sqrt(np.diag(ours.covariance[i]) * ours.dispersion[i]), theirs.bse, atol=1e-5)
        np.testing.assert_allclose(leverages(ours, design)[i][is_in], theirs.get_hat_matrix_diag(), atol=1e-5)
    assert ours.has_converged.all()


def test_a_baseline_without_anything_does_not_stop_the_others(made) -> None:  # type: ignore[no-untyped-def]
    counts, design, offset, weights = (x.copy() for x in made)
    alone = fit_quasi_poisson(counts[1:], design, offset[1:], weights[1:])
    counts[0], weights[0] = 0.0, 0.0
    both = fit_quasi_poisson(counts, design, offset, weights)
    assert np.isnan(both.dispersion[0])
    np.testing.assert_allclose(both.coefficients[1:], alone.coefficients, atol=1e-12)


def test_a_surge_is_weighed_down_and_the_weights_sum_to_the_points(made) -> None:  # type: ignore[no-untyped-def]
    counts, design, offset, weights = (x.copy() for x in made)
    counts[0, 4], weights[0, 4] = 80.0, 1.0
    fit = fit_quasi_poisson(counts, design, offset, weights)
    residuals = anscombe_residuals(counts, fit, design, np.fmax(fit.dispersion, 1.0))
    assert residuals[0, 4] > 2.58
    lowered = weigh_down_surges(residuals, weights, 2.58)
    assert lowered[0, 4] < 0.2 < lowered[0, 5]
    np.testing.assert_allclose(lowered.sum(axis=1), weights.sum(axis=1))
    assert (lowered[weights == 0] == 0).all()
