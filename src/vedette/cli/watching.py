"""Verbs that look after a case and the machine: status, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedette.cli.judging import AsJson
from vedette.cli.output import print_json, print_table, say


def register(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command("status")(status)
    app.command("doctor")(doctor)


_MOST_LISTED = 100


def status(
    case: Annotated[Path, typer.Argument(metavar="DIR", help="The case.")] = Path(),
    issues: Annotated[
        bool, typer.Option("--issues", help="List what could not be used whole, with its place and reason.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what a case holds and how fresh it is: the age of observations, not of files."""
    from vedette.verbs.reporting import report_status

    found = report_status(case)
    if as_json:
        print_json("vedette.status/1", found.as_dict())
        return
    print_table(
        found.title,
        ("source", "format", "rows", "positions", "not used", "last observation", "age"),
        [(s.path, s.format, f"{s.n_rows:,}", f"{s.n_positions:,}", f"{s.n_issues:,}", s.last, s.age) for s in found.sources],
    )
    if found.verdicts:
        print_table("", ("verdict", "claims"), [(name, str(count)) for name, count in found.verdicts])
    if issues:
        listed = found.issues[:_MOST_LISTED]
        left = f"the first {_MOST_LISTED} of {len(found.issues):,}; vedette export --tables issues writes all"
        caption = left if len(found.issues) > _MOST_LISTED else None
        print_table("", ("severity", "where", "what"), [(i.severity, i.where, i.message) for i in listed], caption=caption)
    elif found.issues:
        say(f"{len(found.issues):,} issues; vedette status {case} --issues lists them")
    say(found.advice)


def doctor(as_json: AsJson = False) -> int:
    """Check that this installation can do its work; exits with 1 if something that is needed is missing."""
    from vedette.cli.health import examine

    findings = examine()
    if as_json:
        print_json("vedette.doctor/1", {"findings": [f.as_dict() for f in findings]})
    else:
        print_table("", ("", "what", "found"), [(f.mark, f.what, f.found) for f in findings])
        for mend in (f.mend for f in findings if not f.is_well and f.mend):
            say(mend)
    return 0 if all(f.is_well or not f.is_needed for f in findings) else 1
