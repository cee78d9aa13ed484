"""The verb that judges the judge: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from vedette.cli.output import print_json, print_table, progress, say


def register(app: typer.Typer) -> None:
    """Add this verb."""
    app.command("evaluate")(evaluate)


def evaluate(
    grid: Annotated[str, typer.Option(help="full (the published grid), fit (for fitting numbers) or guard (seconds).")] = "full",
    only: Annotated[list[str] | None, typer.Option(metavar="WORLD", help="Only this kind of world; may be given again.")] = None,
    seeds: Annotated[list[str] | None, typer.Option(metavar="N,...", help="Seeds in place of the grid's own.")] = None,
    worlds: Annotated[int | None, typer.Option(metavar="N", help="Small worlds per kind and seed, 40 claims each.")] = None,
    processes: Annotated[int, typer.Option(metavar="N", help="Processes to run at once.")] = 2,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for results; what is finished there is not run again.")] = Path(
        "evaluation"
    ),
    depth: Annotated[
        str, typer.Option(help="tables, or bytes: written as files and taken through the whole pipeline, a minute a world.")
    ] = "tables",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON to stdout.")] = False,
) -> None:
    """Judge simulated worlds with known truth, and say how well probabilities and verdicts calibrate."""
    from vedette.errors import UsageError
    from vedette.verbs.evaluating import REPORT, Wanted, evaluate_bytes, numbers_of
    from vedette.verbs.evaluating import evaluate as run

    try:
        chosen = numbers_of(seeds or ())
    except ValueError as error:
        raise UsageError(f"--seeds {' '.join(seeds or ())}: {error}") from error
    wanted = Wanted(grid, tuple(only or ()), chosen, worlds, processes)
    if depth not in ("tables", "bytes"):
        raise UsageError(f"--depth {depth}: tables or bytes")
    if depth == "bytes":
        with progress(as_json) as show:
            print_json("vedette.evaluation-bytes/1", evaluate_bytes(wanted, out, on_progress=show))
        return
    with progress(as_json) as show:
        document = run(wanted, out, on_progress=show)
    if as_json:
        print_json("vedette.evaluation/1", document)
        return
    _print(document)
    say(f"wrote {out / REPORT}, with tables, pictures and every judged claim beside it; all data are synthetic")


def _print(document: dict[str, Any]) -> None:
    shown = [*document["worlds"], *([document["together"]] if document["together"] else [])]
    rows = [_row(world["world"], judge) for world in shown for judge in world["judges"]]
    print_table("Simulated worlds", ("world", "judge", "claims", "Brier", "ECE", "Brier over who knows"), rows)
    demands = [
        (d["what"], _figure(d["measured"]), f"{d['sign']} {d['demanded']:g}", "met" if d["is_met"] else "missed")
        for d in document["demands"]
    ]
    if demands:
        print_table("Demanded beforehand, and measured", ("demand", "measured", "demanded", ""), demands)


def _row(world: str, judge: dict[str, Any]) -> tuple[str, ...]:
    return world, judge["judge"], str(judge["n"]), *(_figure(judge[name]) for name in ("brier", "ece", "brier_over_ideal"))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
