"""Scores as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vedette.schema.words import STATUSES

_ROW = "{:<22}{:>8}{:>8}{:>8}   {}"


def show(scores: Mapping[str, Any], *, is_listing: bool = False) -> Iterator[str]:
    """The scores line by line; with `is_listing` every miss and every wrong value too."""
    claims = scores["claims"]
    yield f"{scores['texts']} texts, {scores['sentences']} sentences, {claims['gold']} claims annotated, {claims['ours']} read"
    yield ""
    yield _ROW.format("", "prec.", "recall", "F1", "95 %, over sentences")
    yield _ROW.format(
        "claims found", rate(claims["precision"]), rate(claims["recall"]), rate(claims["f1"]), bounds(claims["f1_interval"])
    )
    yield f"  {claims['hits']} pairs, {claims['same_word']} of them by the same word"
    yield ""
    yield f"{'of the pairs':<22}{'right':>8}{'of':>8}{'share':>8}{'':>3}{'95 %':<14}{'prec.':>8}{'recall':>8}   values"
    for name in ("kind", "status"):
        yield _share(name, scores[name])
    for name, slot in scores["slots"].items():
        values = f"{rate(slot['precision']):>8}{rate(slot['recall']):>8}   {slot['hits']} of {slot['gold']}, {slot['ours']} read"
        yield _share(name, slot) + values
    yield f"right in kind and status: {scores['kind_and_status']} of {claims['gold']}"
    yield from _tables(scores)
    yield from _single_errors(scores)
    if is_listing:
        for name in ("missed", "not_annotated", "wrong"):
            yield ""
            yield f"{name.replace('_', ' ')}:"
            yield from (f"  {line}" for line in scores[name])


def _share(name: str, share: Mapping[str, Any]) -> str:
    return f"{name:<22}{share['right']:>8}{share['of']:>8}{rate(share['accuracy']):>8}   {bounds(share['interval']):<14}"


def _tables(scores: Mapping[str, Any]) -> Iterator[str]:
    for name in ("kind", "status"):
        yield ""
        yield f"{'by ' + name:<22}{'gold':>8}{'found':>8}{'right':>8}{'read':>8}{'paired':>8}"
        for value, row in scores[f"by_{name}"].items():
            yield f"{value:<22}" + "".join(f"{row[key]:>8}" for key in ("gold", "found", "right", "ours", "paired"))
    yield ""
    yield "status annotated, read"
    columns = [s for s in STATUSES if any(s in row for row in scores["confusion"].values())]
    yield " " * 22 + "".join(f"{c[:11]:>12}" for c in columns)
    for status, row in scores["confusion"].items():
        yield f"{status:<22}" + "".join(f"{row.get(c, 0) or '·':>12}" for c in columns)


def _single_errors(scores: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    for name, ids in (scores["errors"] | scores["lists"]).items():
        yield f"{name.replace('_', ' '):<28}{len(ids):>4}   {', '.join(ids)}"


def rate(value: float | None) -> str:
    """A share with two digits behind the point."""
    return "–" if value is None else f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"


def bounds(interval: list[float] | None) -> str:
    """The two ends of an interval."""
    return "" if interval is None else f"{rate(interval[0])} to {rate(interval[1])}"
