"""The rule for two counts of the same that no number satisfies: "at least five" and "two".

Two passages flow in, a sentence flows out where the counts exclude each other at one time, else None. Only classes that both claims
count once are compared, and never two counts of one report, which counts on as it tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.relation_conflicts import is_fact
from vedette.claims.grouping.texts import Texts, cite

_SOON = timedelta(days=3)  # two undated counts told within so many days are of one time
_Count = tuple[int | None, int | None]


def say_other_count(a: Passage, b: Passage, _texts: Texts) -> str | None:
    """Two counts of the same that no number satisfies."""
    if a.content != b.content or not (is_fact(a) and is_fact(b)) or a.report_id == b.report_id:
        return None
    for (low_a, high_a), (low_b, high_b) in _counts(a, b):
        more, fewer = (a, b) if high_b is not None and low_a is not None and low_a > high_b else (b, a)
        is_apart = (more is a) or (high_a is not None and low_b is not None and low_b > high_a)
        if is_apart and _counts_same_time(more, fewer):
            return f"{cite(more)} counts more than {cite(fewer)} for the same time."
    return None


def _counts_same_time(more: Passage, fewer: Passage) -> bool:
    """More in the same or a shorter time cannot be; more in a longer time can. States compare at any common moment."""
    if more.content.kind in ("present", "absent"):
        return more.window.overlaps(fewer.window)
    return fewer.window.contains(more.window) if more.window.is_stated or fewer.window.is_stated else _told_together(more, fewer)


def _told_together(a: Passage, b: Passage) -> bool:
    return a.made is not None and b.made is not None and abs(a.made - b.made) <= _SOON


def _counts(a: Passage, b: Passage) -> Iterator[tuple[_Count, _Count]]:
    """The two counts of each class that both count once."""
    mine, theirs = _by_class(a), _by_class(b)
    for key in sorted(mine.keys() & theirs.keys()):
        if (None, None) not in (mine[key], theirs[key]):
            yield mine[key], theirs[key]


def _by_class(passage: Passage) -> dict[str, _Count]:
    listed = [
        (a.get("class"), (a.get("count_min"), a.get("count_max"))) for a in passage.claim["assets"] or () if not a.get("asset_id")
    ]
    codes = [code for code, _ in listed]
    return {code: count for code, count in listed if code and codes.count(code) == 1}
