"""Verbs that look after a case and the machine: status, tidy, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedette.cli.judging import AsJson
from vedette.cli.output import print_json, print_table, say


def register(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command("status")(status)
    app.command("tidy")(tidy)
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
    for path in found.waiting:
        say(f"not read by a run yet: {path}")
    say(found.advice)


def tidy(
    case: Annotated[Path, typer.Argument(metavar="DIR", help="The case.")] = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; change nothing.")] = False,
    older_than: Annotated[
        int,
        typer.Option(min=0, metavar="HOURS", help="Keep files that went out of use less than this ago: somebody may be reading."),
    ] = 1,
    as_json: AsJson = False,
) -> int:
    """Merge the small files of a case's tables and remove what neither the case nor a brief of it needs.

    No row of the case is lost. Versions of tables that briefs in the case name stay readable; other earlier versions may no longer be.
    """
    from vedette.verbs.tidying import tidy as tidy_case

    found = tidy_case(case, older_than_h=older_than, dry_run=dry_run)
    for path in found.unread:
        say(f"vedette: {path}: cannot be read, so it is not known which versions its brief needs; mend it or remove that folder")
    if as_json:
        tables = [t.as_dict() for t in found.tables]
        print_json("vedette.tidied/1", {"tables": tables, "briefs": [str(b) for b in found.briefs], "dry_run": dry_run})
    elif found.tables:
        would = "would go" if dry_run else "gone"
        print_table(
            "",
            ("table", "files", "files now", would, "MB", "versions kept"),
            [
                (t.table, f"{t.n_files_before:,}", f"{t.n_files_after:,}", f"{t.n_removed:,}", f"{t.bytes_freed / 1e6:.1f}",
                 ", ".join(map(str, t.versions_kept)))
                for t in found.tables
            ],
        )  # fmt: skip
        named = "1 brief" if len(found.briefs) == 1 else f"{len(found.briefs)} briefs"
        say(f"kept for {named} in {case}; a brief that was written elsewhere is not known here")
    return 1 if found.unread else 0


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
