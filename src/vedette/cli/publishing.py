"""Verbs that publish: demo, brief, export."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from vedette.cli.judging import AsJson, AsOf
from vedette.cli.output import print_json, progress, say
from vedette.cli.verdict_table import print_verdicts

FORMATS = "html,md,json"


def register(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command("demo")(demo)
    app.command("brief")(brief)
    app.command("export")(export)


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to put the shipped case; a clone's own cases/ by default.")
    ] = None,
    simulated: Annotated[
        bool, typer.Option("--simulated", help="Run an invented world instead, and show its truth beside the verdicts.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Run the shipped case: December 2024, Tartus, Hmeimim and Libya."""
    if simulated:
        from vedette.cli.simulating import demo_simulated

        demo_simulated(folder, as_json=as_json)
        return
    from vedette.case.templates import shipped_case
    from vedette.verbs.opening import open_case
    from vedette.verbs.publishing import write
    from vedette.verbs.running import run

    case = shipped_case("tartus-2024", folder)
    with progress(as_json) as show:
        judged = run(case, on_progress=show).judgement
        paths = write(open_case(case), judged)
    if as_json:
        print_json("vedette.demo/1", {"case": str(case), "as_of": judged.as_of, "brief": [str(p) for p in paths]})
        return
    print_verdicts(judged, "id", is_main_only=True)
    where = os.path.relpath(case)
    say(f"the brief: {os.path.relpath(paths[0])}")
    say(f"why:       vedette explain {where} {judged.main_claims()[0][0]['claim_id']}")
    say(f"why not:   vedette why-not {where} {judged.main_claims()[0][0]['claim_id']}")
    say(f"earlier:   vedette brief {where} --as-of 2024-12-22")


def brief(
    case: Annotated[Path, typer.Argument(metavar="DIR", help="The case.")] = Path(),
    as_of: AsOf = None,
    formats: Annotated[str, typer.Option("--format", help="html, md, json; separated by commas.")] = FORMATS,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to write; DIR/briefs/<as of> by default.")
    ] = None,
    publishable: Annotated[bool, typer.Option("--publishable", help="Leave out what may not be passed on.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the document: verdicts, evidence, map, timelines, sources."""
    from vedette.verbs.publishing import publish

    with progress(as_json) as show:
        paths = publish(case, as_of=as_of, formats=formats.split(","), out=out, is_publishable=publishable, on_progress=show)
    _print_paths("vedette.published/1", paths, as_json)


def export(
    case: Annotated[Path, typer.Argument(metavar="DIR", help="The case.")],
    formats: Annotated[str, typer.Option("--format", help="csv, geojson, geoparquet, kml; separated by commas.")] = "csv",
    tables: Annotated[str | None, typer.Option("--tables", help="Which tables; all that the format can hold by default.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where to write; DIR/export by default.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write tables to files that other programs read."""
    from vedette.verbs.publishing import export as export_tables

    paths = export_tables(case, formats=formats.split(","), tables=tables.split(",") if tables else None, out=out)
    _print_paths("vedette.exported/1", paths, as_json)


def _print_paths(schema: str, paths: list[Path], as_json: bool) -> None:
    if as_json:
        print_json(schema, {"files": [str(path) for path in paths]})
        return
    for path in paths:
        typer.echo(path)
