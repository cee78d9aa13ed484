"""Many small log-linear count models at once: quasi-Poisson by iteratively reweighted least squares.

Counts of shape (m, n) with their offsets and weights flow in; coefficients, fitted means, leverages and dispersion flow out.
All m fits share one (n, p) design, because every baseline here is described by its lag from the day that is judged, so the
normal equations of a step are two matrix products. Start, step and stopping rule are those of R's `glm`, so that R is an
oracle for the numbers; a fit that has settled is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]

_TOLERANCE, _MOST_STEPS = 1e-8, 25  # R: glm.control(epsilon = 1e-8, maxit = 25)
_ETA_LIMIT = 700.0  # exp() beyond this is no number
_RIDGE = 1e-10  # share of the largest diagonal; keeps a factor level without any count from stopping the other fits


@dataclass(frozen=True)
class Fit:
    """m fits; what a missing baseline leaves undefined is NaN."""

    coefficients: Floats  # (m, p), logarithms of rates
    covariance: Floats  # (m, p, p), before dispersion
    mean: Floats  # (m, n), fitted counts, effort included
    weights: Floats  # (m, n), prior weights; 0 = not in the fit
    dispersion: Floats  # (m,), Pearson chi-square a degree of freedom; may lie under 1
    df: Floats  # (m,), degrees of freedom left
    has_converged: Bools  # (m,)

    def replaced(self, rows: Bools, other: Fit) -> Fit:
        """The same with some rows taken from another batch that holds just those."""
        parts = {name: getattr(self, name).copy() for name in Fit.__dataclass_fields__}
        for name, values in parts.items():
            values[rows] = getattr(other, name)
        return Fit(**parts)


def fit_quasi_poisson(counts: Floats, design: Floats, offset: Floats, weights: Floats) -> Fit:
    """Fit log(mean) = offset + design @ b to each row of counts.

    Args:
        counts: (m, n) counts; where the weight is 0 any finite number may stand.
        design: (n, p) of full rank.
        offset: (m, n) logarithms of effort.
        weights: (m, n) prior weights >= 0.
    Returns:
        m fits. One with no more points than parameters has dispersion NaN.
    Source: McCullagh & Nelder 1989, chapter 2; the stopping rule is R's `glm.fit`.
    """
    m, _, p = counts.shape[0], counts.shape[1], design.shape[1]
    pairs = np.einsum("ni,nj->nij", design, design).reshape(len(design), p * p)
    eta = _start(counts, design, offset, weights)
    mean = np.exp(eta)
    deviance = _deviance(counts, mean, weights)
    coefficients, bread = np.zeros((m, p)), np.zeros((m, p, p))
    has_converged, open_rows = np.zeros(m, dtype=bool), np.arange(m)
    for _ in range(_MOST_STEPS):
        y, w, off = counts[open_rows], weights[open_rows], offset[open_rows]
        working = w * mean[open_rows]
        response = eta[open_rows] - off + (y - mean[open_rows]) / mean[open_rows]
        normal = _normal(working @ pairs, p)
        b = np.linalg.solve(normal, ((working * response) @ design)[..., None])[..., 0]
        new_eta = np.clip(off + b @ design.T, -_ETA_LIMIT, _ETA_LIMIT)
        new_mean = np.maximum(np.exp(new_eta), np.finfo(np.float64).eps)  # R's poisson()$linkinv has the same floor
        new_deviance = _deviance(y, new_mean, w)
        is_settled = np.abs(new_deviance - deviance[open_rows]) / (np.abs(new_deviance) + 0.1) < _TOLERANCE
        eta[open_rows], mean[open_rows], deviance[open_rows] = new_eta, new_mean, new_deviance
        coefficients[open_rows], bread[open_rows] = b, normal
        has_converged[open_rows] = is_settled
        open_rows = open_rows[~is_settled]
        if not len(open_rows):
            break
    df = (weights > 0).sum(axis=1) - float(p)
    pearson = (weights * (counts - mean) ** 2 / mean).sum(axis=1)
    dispersion = np.divide(pearson, df, out=np.full(m, np.nan), where=df > 0)
    covariance = np.asarray(np.linalg.inv(bread), np.float64)
    return Fit(coefficients, covariance, mean, weights, dispersion, df, has_converged)


def _start(counts: Floats, design: Floats, offset: Floats, weights: Floats) -> Floats:
    """R's start, count + 0.1; where there is but a level, its solution: all counts over all effort."""
    if design.shape[1] > 1 or (design != 1).any():
        return np.asarray(np.log(counts + 0.1))
    effort = (weights * np.exp(offset)).sum(axis=1)
    rate = (weights * counts).sum(axis=1) / np.where(effort > 0, effort, 1.0)
    return np.asarray(offset + np.log(np.maximum(rate, 1e-12))[:, None])


def _normal(flat: Floats, p: int) -> Floats:
    normal = flat.reshape(-1, p, p)
    if p > 1:
        diagonal = np.einsum("mii->mi", normal)
        normal = normal + np.eye(p) * (diagonal.max(axis=1) * _RIDGE)[:, None, None]
    return np.where(np.isfinite(normal) & (normal.any(axis=(1, 2), keepdims=True)), normal, np.eye(p))


def _deviance(counts: Floats, mean: Floats, weights: Floats) -> Floats:
    from scipy.special import xlogy

    return np.asarray(2.0 * (weights * (xlogy(counts, counts / mean) - (counts - mean))).sum(axis=1))


def leverages(fit: Fit, design: Floats) -> Floats:
    """(m, n) diagonal of the hat matrix: how far each point draws its own fit."""
    pairs = np.einsum("ni,nj->nij", design, design).reshape(len(design), -1)
    spread = fit.covariance.reshape(len(fit.covariance), -1) @ pairs.T
    return np.asarray(fit.weights * fit.mean * spread)


def anscombe_residuals(counts: Floats, fit: Fit, design: Floats, dispersion: Floats) -> Floats:
    """(m, n) Anscombe residuals of a Poisson mean, standardised; near normal also for small counts.

    Source: Farrington et al. 1996, section 3.4, after McCullagh & Nelder 1989, section 2.4.2.
    """
    raw = 1.5 * (np.cbrt(counts) ** 2 * fit.mean ** (-1 / 6) - np.sqrt(fit.mean))
    free = np.maximum(1.0 - leverages(fit, design), 1e-12)
    return np.asarray(raw / np.sqrt(dispersion[:, None] * free))


def weigh_down_surges(residuals: Floats, weights: Floats, threshold: float) -> Floats:
    """(m, n) weights: a point whose residual exceeds the threshold counts by 1 / residual^2; they sum to the number of points.

    Source: Farrington et al. 1996 (threshold 1); Noufaily et al. 2013 (threshold 2.58).
    """
    is_in = weights > 0
    with np.errstate(divide="ignore"):
        relative = np.where(residuals > threshold, residuals**-2.0, 1.0) * is_in
    total = relative.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(relative * is_in.sum(axis=1, keepdims=True), total, out=np.zeros_like(relative), where=total > 0))
