"""Verb that lays a verdict open: why-not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedette.cli.judging import AsJson, AsOf
from vedette.cli.output import print_json, progress
from vedette.cli.verdict_table import print_ids, verdict_objects


def register(app: typer.Typer) -> None:
    """Add this verb."""
    app.command("why-not")(why_not)


def why_not(
    case: Annotated[Path, typer.Argument(metavar="DIR", help="The case.")],
    claim: Annotated[str | None, typer.Argument(metavar="CLAIM", help="The id of a claim; none lists them.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Say why a claim is not confirmed and not contradicted, what its verdict hangs on, and what would tell next."""
    from vedette.verbs.judging import judge
    from vedette.verbs.opening import open_case, read_as_of
    from vedette.verbs.why_not import as_lines, as_object
    from vedette.verbs.why_not import why_not as ask

    opened = open_case(case)
    if claim is None:
        judged = judge(opened, read_as_of(as_of, opened.case))
        if as_json:
            print_json("vedette.claims-of-case/1", {"as_of": judged.as_of, "claims": verdict_objects(judged)})
        else:
            print_ids(judged, "why-not")
        return
    with progress(as_json) as show:
        found = ask(opened, claim, read_as_of(as_of, opened.case), on_progress=show)
    if as_json:
        print_json("vedette.why-not/1", as_object(found))
        return
    for line in as_lines(found):
        typer.echo(line)
