"""The verb that looks for patterns in counts: patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vedette.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from vedette.verbs.patterns import Patterns

_OTHERS = {"ears": ("ears_c1", "ears_c2", "ears_c3"), "farrington": ("farrington",), "flexible": ("farrington_flexible",)}


def register(app: typer.Typer) -> None:
    """Add this verb."""
    app.command("patterns")(patterns)


def patterns(
    file: Annotated[Path, typer.Argument(metavar="COUNTS.csv", help="Counts by day or week, with a header line.")],
    date: Annotated[str | None, typer.Option("--date", metavar="COL", help="Column of the dates.")] = None,
    counts: Annotated[
        list[str] | None, typer.Option("--count", metavar="COL", help="Column of the counts; several make several series.")
    ] = None,
    effort: Annotated[
        str | None,
        typer.Option(
            "--effort", metavar="COL", help="Column of the effort: how much could have been seen; none = there is none."
        ),
    ] = None,
    series: Annotated[str | None, typer.Option("--series", "--by", metavar="COL", help="Column that tells series apart.")] = None,
    feeds: Annotated[
        str | None, typer.Option("--feeds", metavar="COL", help="Column with the set of feeds; a change breaks the baseline.")
    ] = None,
    every: Annotated[str | None, typer.Option(help="day or week; found out if not given. Days are summed to weeks.")] = None,
    duplicates: Annotated[str, typer.Option(help="Two rows of one date: refuse or sum.")] = "refuse",
    method: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Whose alarms are listed: default (if none is named), ears, farrington, flexible; may be repeated.",
        ),
    ] = None,
    alpha: Annotated[float | None, typer.Option(help="Level of each tail, a look; 0.01 if neither this nor --budget.")] = None,
    budget: Annotated[float | None, typer.Option(help="False alarms a month to live with, all series together.")] = None,
    trend: Annotated[bool, typer.Option("--trend", help="Fit a trend to each baseline.")] = False,
    season: Annotated[bool, typer.Option(help="Take the season out of series of more than two years.")] = True,
    watch: Annotated[
        float | None, typer.Option(metavar="N", help="Also judge looks in sequence, with one false signal in N looks a series.")
    ] = None,
    picture: Annotated[Path | None, typer.Option(metavar="OUT.svg", help="Draw the series to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON to stdout.")] = False,
) -> None:
    """Say what is unusual in any series of counts: changes with their dates, alarms, rate ratios, outages."""
    from vedette.errors import UsageError
    from vedette.verbs.count_columns import CountColumns
    from vedette.verbs.patterns import METHODS, as_document, find_patterns

    methods = tuple(method or ("default",))
    if unknown := [m for m in methods if m not in METHODS]:
        raise UsageError(f"--method {unknown[0]}: {', '.join(METHODS)}")
    columns = CountColumns(date, tuple(counts or ()), effort, series, feeds)
    found = find_patterns(
        file, columns, every=every, duplicates=duplicates, alpha=alpha, budget=budget, has_trend=trend, has_season=season,
        run_length=watch,
    )  # fmt: skip
    document = as_document(found) | {"methods": list(methods)}
    if picture is not None:
        from vedette.verbs.pattern_picture import draw_patterns

        picture.write_text(draw_patterns(found), encoding="utf-8")
        say(f"wrote {picture}")
    if as_json:
        print_json("vedette.patterns/1", document)
        return
    for told in document["told"]:
        say(told)
    for one in document["series"]:
        _print_series(one, methods)
    _say_cost(found)


def _print_series(one: dict[str, Any], methods: Sequence[str]) -> None:
    unit = one["step"]
    print_table(
        f"{one['name']}: changes",
        ("change", f"first {unit}", "95 % of the likelihood", "rate ratio", "95 % interval", "rate before", "rate after"),
        [
            (c["direction"], c["day"], " to ".join(c["day_interval"]), _figure(c["rate_ratio"]), _interval(c["rate_ratio_interval"]),
             _figure(c["rate_before"]), _figure(c["rate_after"]))
            for c in one["changes"]
        ] or [("none", "", "", "", "", "", "")],
    )  # fmt: skip
    if "default" in methods:
        print_table(
            f"{one['name']}: alarms by the default detector",
            ("alarms", "from", "to", "looks", "observed", "expected", "rate ratio", "least q"),
            list(_episodes(one)) or [("none", "", "", "", "", "", "", "")],
        )
    for line in _remarks(one):
        say(line)
    for other in one["others"]:
        if any(other["method"] in _OTHERS.get(method, ()) for method in methods):
            rows = [(a["day"], _figure(a["count"]), _figure(a["upper"])) for a in other["alarms"]]
            print_table(
                f"{one['name']}: alarms by {other['method']}", ("day", "count", "upper bound"), rows or [("none", "", "")]
            )
    beside = [("default", str(sum(x["expected"] is not None for x in one["looks"])), _up_down(one), "")]
    beside += [(o["method"], str(o["tested"]), f"{len(o['alarms'])} up", o["note"]) for o in one["others"]]
    print_table(f"{one['name']}: methods side by side", ("method", "looks tested", "alarms", "note"), beside)


def _episodes(one: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for e in one["episodes"]:
        figures = _figure(e["observed"]), _figure(e["expected"]), _figure(e["rate_ratio"]), _figure(e["least_q"])
        yield f"{e['alarms']} {e['direction']}", e["start"], e["end"], str(e["looks"]), *figures


def _remarks(one: dict[str, Any]) -> Iterator[str]:
    for change in one["changes"]:
        if change["began"]:
            span = f"it began on {change['began']}, complete on {change['complete']}"
            yield f"{one['name']}: the change of {change['day']} took its time: {span}"
    if one["outages"]:
        days = one["outages"]
        yield f"{one['name']}: {len(days)} {one['step']}s look like outages and were not tested, the first {days[0]}, the last {days[-1]}"
    if one["season_from"]:
        yield f"{one['name']}: from {one['season_from']} on the season is taken out, learnt from the years before each look"
    for level in one["new_levels"]:
        lasting = f"lasting change {level['direction']} since {level['since']}"
        yield f"{one['name']}: {lasting}; from {level['day']} on the new level is the baseline"
    for direction, own in groupby(one["signals"], key=lambda s: s["direction"]):
        runs = list(own)
        upto = f", {len(runs)} times to {runs[-1]['day']}" if len(runs) > 1 else ""
        yield f"{one['name']}: the watch signals {direction} on {runs[0]['day']}{upto}, for a run since {runs[0]['since']}"
    for b in one["baseline_breaks"]:
        yield f"{one['name']}: the feeds change on {b['day']} ({b['before']} -> {b['after']}); no baseline reaches across"


def _up_down(one: dict[str, Any]) -> str:
    directions = [a["alarm"] for a in one["alarms"]]
    return f"{directions.count('up')} up, {directions.count('down')} down"


def _say_cost(found: Patterns) -> None:
    examination = found.examination
    a_month = examination.false_alarms_a_month
    say(f"alpha {examination.params.alpha:.4g} a tail: {a_month:.2g} false alarms a month are to be expected if nothing happens")


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}" if value == int(value) and abs(value) >= 1 else f"{value:.3g}"


def _interval(pair: list[float | None]) -> str:
    return " to ".join(_figure(value) or "?" for value in pair)
