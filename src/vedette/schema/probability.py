"""How a probability is printed, everywhere: its word, its figure in per cent, its interval. Never a decimal, never 0 or 100 %.

Numbers from 0 to 1 flow in, words flow out. The likelihood words are those of Intelligence Community Directive 203; figures are whole
per cents, and what lies beyond the last whole one is said as a bound, since no evidence here is good enough for a nought. The words for
how far to trust a figure are another table, in the assessment, and never stand in one sentence with these.
"""

from __future__ import annotations

LIKELIHOODS = (
    # from, below, word (ICD 203)
    (0.01, 0.05, "almost no chance"),
    (0.05, 0.20, "very unlikely"),
    (0.20, 0.45, "unlikely"),
    (0.45, 0.55, "roughly even"),
    (0.55, 0.80, "likely"),
    (0.80, 0.95, "very likely"),
    (0.95, 0.99, "almost certain"),
)
UNDER, OVER = "under 1 %", "over 99 %"
PRIOR_ONLY = "prior only"  # the word of a figure that no evidence has moved


def percent(probability: float) -> str:
    """``41 %``, ``under 1 %``, ``over 99 %``."""
    if probability < 0.01:
        return UNDER
    return OVER if probability > 0.99 else f"{100 * probability:.0f} %"


def say_likelihood(probability: float) -> str:
    """The word for a probability; below 1 % and from 99 % the figure itself."""
    for low, high, word in LIKELIHOODS:
        if low <= probability < high:
            return word
    return percent(probability)


def with_interval(probability: float, low: float | None, high: float | None) -> str:
    """``87 % (63 % to 96 %)``; where the figure is itself one end, only the other: ``10 % (up to 50 %)``, ``87 % (down to 63 %)``.

    The lower end is taken with the lower prior, which is the prior of the figure too, so that a claim of which little is known
    stands at the lower end of its own interval.
    """
    figure = percent(probability)
    if low is None or high is None:
        return figure
    least, most = percent(low), percent(high)
    if least == most == figure:
        return figure
    if least == figure:
        return f"{figure} (up to {most})" if most != OVER else f"{figure} (up to {most.removeprefix('over ')} and more)"
    if most == figure:
        return f"{figure} (down to {least})" if least != UNDER else f"{figure} (down to {least.removeprefix('under ')} and less)"
    return f"{figure} ({least} to {most})"


def say_probability(probability: float, word: str | None, low: float | None = None, high: float | None = None) -> str:
    """Word, figure and interval: ``very likely: 87 % (63 % to 96 %)``.

    Without a word the figure is what was taken before any evidence, and said to be; near 0 and 1 the word is itself the figure.
    """
    if not word:
        return f"{PRIOR_ONLY}: {percent(probability)}"
    figure = with_interval(probability, low, high)
    return figure if "%" in word else f"{word}: {figure}"
