"""The results of an evaluation as Markdown tables and pictures: the document flows in, texts flow out.

The same tables stand in docs/calibration.md and in the folder that a run writes, so that the published numbers are those of the command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vedette.schema.words import VERDICTS
from vedette.simulation.evaluation.bands import read_bands
from vedette.simulation.evaluation.grid import WORLDS
from vedette.simulation.evaluation.metrics import Bin
from vedette.simulation.evaluation.pictures import Panel, VerdictRow, draw_reliability, draw_verdicts

Row = Mapping[str, Any]
_SHOWN = {w.name: w.shown for w in WORLDS} | {"together": "the worlds of the grid together"}
_WITH_JUDGES = ("matched", "all_at_once", "feeds_dead", "copies_doubled", "spoofing_trebled")
_SIGNS = {"<=": "at most", ">=": "at least"}
JUDGES = {
    "full": "Vedette",
    "ideal": "the judge who knows the true parameters",
    "coverage_ignored": "without coverage",
    "copies_independent": "copies taken for independent",
    "no_spoof_term": "without fakes",
    "reports_only": "reports only",
}


def write_report(document: Row) -> str:
    """All tables of an evaluation, one under the other."""
    parts = (
        ("What was demanded, and what was measured", demands_table(document)),
        ("Worlds", worlds_table(document)),
        ("Judges", judges_table(document)),
        ("Verdicts", verdicts_table(document)),
        ("By what is claimed to have moved", groups_table(document)),
        ("By kind of claim", kinds_table(document)),
        ("By how the place was covered", coverage_table(document)),
    )
    head = f"# Evaluation on simulated worlds\n\nAll data are synthetic. {document['n_claims']:,} claims.\n"
    return head + "".join(f"\n## {title}\n\n{table}" for title, table in parts)


def demands_table(document: Row) -> str:
    """Every demand of the bands with what was measured, met or missed."""
    rows = (
        (d["what"], _figure(d["measured"]), f"{_SIGNS[d['sign']]} {d['demanded']:g}", "met" if d["is_met"] else "**missed**")
        for d in document["demands"]
    )
    return _table(("demand", "measured", "demanded", ""), rows)


def worlds_table(document: Row) -> str:
    """Scores of the judge and of the one who knows, for each kind of world."""
    rows = []
    for world in [*document["worlds"], *([document["together"]] if document["together"] else [])]:
        full, ideal = (_judge(world, name) for name in ("full", "ideal"))
        rows.append(
            (_SHOWN[world["world"]], f"{full['n']:,}", _figure(full["base_rate"]), _figure(full["brier"]), _figure(ideal.get("brier")),
             _figure(full["brier_over_ideal"]), _figure(full["ece"]), _figure(full["ece_equal_width"]), _figure(full["log_loss"]))
        )  # fmt: skip
    head = ("world", "claims", "true", "Brier", "Brier, who knows", "ratio", "ECE", "ECE, equal width", "log loss")
    return _table(head, rows)


def judges_table(document: Row) -> str:
    """Every judge on the worlds together, on the matched one and on those that show best what it lacks; over all claims, and over those
    on which the part that was taken away bears at all."""
    worlds = [document["together"], *(w for w in document["worlds"] if w["world"] in _WITH_JUDGES)]
    rows = [cells for world in worlds if world for judge in world["judges"] for cells in _judge_cells(world, judge)]
    head = (
        "world", "judge", "over", "claims", "Brier", "Vedette's", "ECE", "Vedette's", "log loss", "Vedette's", "p >= .95", "true of them",
        "confirmed", "contradicted",
    )  # fmt: skip
    return _table(head, rows)


def _judge_cells(world: Row, judge: Row) -> Iterator[tuple[str, ...]]:
    names = _SHOWN[world["world"]], JUDGES[judge["judge"]]
    sure = str(judge["n_p95"]), _figure(judge["true_of_p95"]), str(judge["confirmed"]), str(judge["contradicted"])
    yield *names, "all claims", f"{judge['n']:,}", *_side_by_side(judge), *sure
    for part in world.get("concerned", ()):
        if part["judge"] == judge["judge"] and part["n"]:
            over = f"claims concerned ({100 * part['share']:.0f} %)"
            yield *names, over, f"{part['n']:,}", *_side_by_side(part), "", "", "", ""


def _side_by_side(scores: Row) -> tuple[str, ...]:
    return tuple(_figure(scores.get(name + of)) for name in ("brier", "ece", "log_loss") for of in ("", "_of_full"))


def verdicts_table(document: Row) -> str:
    """How often each verdict was true, beside its band."""
    world = document["together"] or document["worlds"][0]
    rows = (
        (VERDICTS[v["verdict"]].shown, f"{v['n']:,}", _figure(v["truth_rate"]), f"{v['low']:.3f} to {v['high']:.3f}",
         f"{v['band'][0]:g} to {v['band'][1]:g}" if v["band"] else "", "met" if v["is_met"] else "**missed**" if v["band"] else "",
         _figure(v["departure_rate"]), _figure(v["mean_p"]))
        for v in world["verdicts"]
    )  # fmt: skip
    return _table(("verdict", "claims", "true", "95 % interval", "band", "", "departure true", "mean probability"), rows)


def groups_table(document: Row) -> str:
    """Scores by what is claimed to have moved."""
    world = document["together"] or document["worlds"][0]
    rows = ((g["group"], f"{g['n']:,}", _figure(g["base_rate"]), _figure(g["brier"]), _figure(g["ece"])) for g in world["groups"])
    return _table(("claims about", "claims", "true", "Brier", "ECE"), rows)


def kinds_table(document: Row) -> str:
    """Scores by kind of claim, and how often the firm verdicts held."""
    world = document["together"] or document["worlds"][0]
    rows = (
        (k["kind"].replace("_", " "), f"{k['n']:,}", _figure(k["base_rate"]), _figure(k["mean_p"]), _figure(k["brier"]), _figure(k["ece"]),
         str(k["confirmed"]), _figure(k["true_of_confirmed"]), str(k["contradicted"]), _figure(k["true_of_contradicted"]))
        for k in world.get("kinds", ())
    )  # fmt: skip
    head = (
        "kind",
        "claims",
        "true",
        "mean probability",
        "Brier",
        "ECE",
        "confirmed",
        "true of them",
        "contradicted",
        "true of them",
    )
    return _table(head, rows)


def coverage_table(document: Row) -> str:
    """Where claims lie: places that were covered, whose receivers failed, whose feed was down, that nobody ever hears."""
    world = document["together"] or document["worlds"][0]
    both = [name + of for name in ("brier", "ece", "log_loss") for of in ("_of_same", "_without")]
    rows = (
        (c["coverage"].replace("_", " "), f"{c['n']:,}", f"{100 * c['share']:.0f} %", _figure(c["base_rate"]), _figure(c["ece"]),
         f"{c.get('n_without', 0):,}", *(_figure(c.get(name)) for name in both))
        for c in world.get("coverage", ())
    )  # fmt: skip
    head = ("the place was", "claims", "share", "true", "ECE", "judged both ways", "Brier", "without coverage", "ECE", "without coverage",
            "log loss", "without coverage")  # fmt: skip
    return _table(head, rows)


def draw_pictures(document: Row) -> dict[str, str]:
    """File name and SVG of each picture."""
    panels = [_panel(world) for world in document["worlds"]]
    world = document["together"] or document["worlds"][0]
    bands = read_bands().truth_rate
    rows = [
        VerdictRow(
            v["verdict"], v["n"], v["truth_rate"], v["low"], v["high"], (bands[v["verdict"]].low, bands[v["verdict"]].high)
        )
        for v in world["verdicts"]
        if v["verdict"] in bands
    ]
    return {
        "calibration-reliability.svg": draw_reliability(panels, "Reliability on simulated worlds"),
        "calibration-verdicts.svg": draw_verdicts(rows, "How often each verdict was true, simulated worlds"),
    }


def _panel(world: Row) -> Panel:
    full = _judge(world, "full")
    bins, other = ([Bin(**b) for b in world[name]] for name in ("reliability", "reliability_ideal"))
    return Panel(_SHOWN[world["world"]], bins, other, f"ECE {full['ece']:.3f}, Brier {full['brier']:.3f}, {full['n']:,} claims")


def _judge(world: Row, name: str) -> Row:
    found: Row = next((j for j in world["judges"] if j["judge"] == name), {})
    return found


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
