"""Verbs that set a case up and bring data in: init, add, run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vedette.cli.output import print_json, print_table, progress, say
from vedette.cli.verdict_table import print_verdicts

if TYPE_CHECKING:
    from vedette.sources.bring_in import Brought

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON to stdout.")]
CaseFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The case.")]


def register(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command("init")(init)
    app.command("add")(add)
    app.command("run")(run)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make the case.")],
    template: Annotated[str, typer.Option(help="mediterranean or blank.")] = "mediterranean",
) -> None:
    """Make a new case folder from a template."""
    from vedette.case.templates import make_case

    for path in make_case(folder, template):
        say(f"wrote {path}")
    say(f"next: edit {folder / 'case.toml'}, then: vedette add {folder} FILE ...; vedette run {folder}; vedette brief {folder}")


def add(
    case: CaseFolder,
    files: Annotated[list[Path], typer.Argument(metavar="FILE ...", help="Files or folders of data, sightings or reports.")],
    format_name: Annotated[str | None, typer.Option("--format", help="Name of the format, if it cannot be found out.")] = None,
    licence: Annotated[str | None, typer.Option(help="Licence of the content, as printed in a brief.")] = None,
    attribution: Annotated[str | None, typer.Option(help="The line that the licence asks for.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it can be had.")] = None,
    received_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it was received, for rows without a time.")
    ] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--column", metavar="WHAT=NAME", help="Which column of a CSV holds what, e.g. lat=Y.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be read; write nothing.")] = False,
    as_json: AsJson = False,
) -> int:
    """Bring data in: the format is found out, and rows, span, box and rejects by reason are shown."""
    from vedette.verbs.adding import add as bring_files
    from vedette.verbs.adding import describe_source

    spec = describe_source(
        format_name=format_name, licence=licence, attribution=attribution, url=url, received_at=received_at, columns=columns or ()
    )
    with progress(as_json) as show:
        added = bring_files(case, files, spec, dry_run=dry_run, on_progress=show)
    if as_json:
        print_json(
            "vedette.added/1",
            {"sources": [b.as_dict() for b in added.brought], "remarks": list(added.remarks),
             "failures": [str(f) for f in added.failures], "dry_run": dry_run},
        )  # fmt: skip
    else:
        _print_brought(added.brought)
    for b in added.brought:
        if b.was_here and not b.counts.rows:
            say(f"{b.path} was brought in before, with the same content: nothing changed")
        elif not b.counts.rows:
            say(f"{b.path} holds no rows: nothing was brought in from it")
    for remark in added.remarks:
        say(f"note: {remark}")
    for failure in added.failures:
        say(f"vedette: {failure}")
    if added.failures:
        return 3 if added.brought else 1
    return 0


def run(
    case: CaseFolder,
    engine: Annotated[
        str,
        typer.Option(help="How rows are worked on: local (all anew), live (only what is new), spark. The tables are the same."),
    ] = "local",
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="Where Spark is: local[2] (the default), spark://host:7077, yarn.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take everything that is new through the whole pipeline."""
    from vedette.verbs.running import run as run_case

    with progress(as_json) as show:
        ran = run_case(case, engine=engine, where=master, on_progress=show)
    if as_json:
        print_json("vedette.run/1", ran.as_dict())
        return
    if ran.judgement.rows():
        print_verdicts(ran.judgement, "id", is_main_only=True)
    held = [f"{rows:,} {name.replace('_', ' ')}" for name, rows, _ in ran.tables if rows]
    say(f"tables: {', '.join(held) or 'all empty'}")
    for line in _fits(ran.judgement.case_hypotheses()):
        say(line)
    for problem in ran.judgement.problems():
        say(problem)
    say("nothing had changed" if not ran.has_changed else f"done; next: vedette brief {case}")


def _fits(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What ships and aircraft did fits, the two best explanations of each."""
    for kind, listed in groupby(rows, key=lambda row: row["asset_kind"]):
        best = "; ".join(f"{row['says']} {row['posterior']:.0%}" for row in list(listed)[:2])
        yield f"what {'ships' if kind == 'ship' else kind} did fits {best}"


def _print_brought(brought: Sequence[Brought]) -> None:
    from vedette.sources.reasons import costs_a_row

    for b in brought:
        if b.was_here and not b.counts.rows:  # nothing was read anew, so that there is nothing to count
            continue
        lost = [(code, count) for code, count in b.reasons if costs_a_row(code)]
        remarks = [(code, count) for code, count in b.reasons if not costs_a_row(code)]
        rows = [
            ("format", b.format),
            (f"rows ({b.row_unit}s)", f"{b.counts.rows:,}"),
            ("positions", f"{b.counts.positions:,}"),
            ("identities only", f"{b.counts.identities:,}"),
            ("sightings, reports", f"{b.counts.other:,}"),
            ("not used, by reason", f"{b.counts.issues:,}"),
            *((f"  {reason}", f"{count:,}") for reason, count in lost),
            ("observed", b.span or "no times"),
            ("box", b.box or "no positions"),
            *([("remarks, no row lost", "")] if remarks else []),
            *((f"  {code}", f"{count:,}") for code, count in remarks),
        ]
        print_table(f"{b.path}{' (was here already)' if b.was_here else ''}", ("", ""), rows)
