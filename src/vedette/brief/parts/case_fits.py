"""What the movements of a case as a whole fit: for ships and for aircraft a sentence, a chart, and what it rests on.

In: the case's rows. Out: `CaseFit`s. The words say what movements fit, never what anybody intends.
"""

from __future__ import annotations

from collections import defaultdict

from vedette.brief.charts import percent, with_interval
from vedette.brief.document import CaseFit, HypothesisBar, Sentence
from vedette.brief.parts.rows import CaseRows, Row
from vedette.brief.phrases import KIND_OF_ASSET

_CLEAR = 0.5  # one explanation has more than all others together
_MOST_SIGNALS = 12
_MOST_KEYS = 8


def make_case_fits(rows: CaseRows) -> tuple[CaseFit, ...]:
    """Ships first, then aircraft; none where the case names no bases or nothing was seen."""
    listed = rows.rows("case_hypotheses")
    last = max((r["as_of"] for r in listed), default=None)
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in listed:
        if row["as_of"] == last:
            by_kind[row["asset_kind"]].append(row)
    return tuple(_fit(kind, by_kind[kind]) for kind in ("ship", "aircraft") if kind in by_kind)


def _fit(kind: str, listed: list[Row]) -> CaseFit:
    ordered = sorted(listed, key=lambda r: (-r["posterior"], r["hypothesis"]))
    bars = tuple(HypothesisBar(r["says"], r["prior"], r["posterior"], r["low"], r["high"]) for r in ordered)
    signals = sorted(ordered[0]["evidence"], key=lambda e: (e["known"], e["item_id"]))
    weight = {e["item_id"]: _spread(e["item_id"], ordered) for e in signals}
    told = sorted(signals, key=lambda e: (-weight[e["item_id"]], e["known"], e["item_id"]))[:_MOST_SIGNALS]
    sentences = tuple(Sentence(e["why"], tuple(e["citations"])) for e in told)
    keys = tuple(dict.fromkeys(k for e in told for k in e["citations"]))[:_MOST_KEYS]
    return CaseFit(kind, Sentence(_say(kind, ordered), keys), bars, sentences)


def _say(kind: str, ordered: list[Row]) -> str:
    """``What ships did fits a withdrawal home best: 74 % (15-98 %).``"""
    first, second = ordered[0], ordered[1]
    who = KIND_OF_ASSET[kind]
    if first["posterior"] > _CLEAR:
        figure = with_interval(first["posterior"], first["low"], first["high"])  # a figure alone would promise too much
        return f"What {who} did fits {first['says']} best: {figure}."
    return (
        f"What {who} did fits no single explanation: {first['says']} ({percent(first['posterior'])}), "
        f"{second['says']} ({percent(second['posterior'])}) or another."
    )


def _spread(item_id: str, ordered: list[Row]) -> float:
    """How far a signal tells the explanations apart, in log."""
    cells = [e["log_p"] for row in ordered for e in row["evidence"] if e["item_id"] == item_id]
    return float(max(cells) - min(cells))
