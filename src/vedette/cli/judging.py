"""Verbs that read and judge: check, claims, explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vedette.cli.model_reading import Accept, Model, ModelKey, ModelOptions, ModelReader, ModelSet, Offline, show_two_readings
from vedette.cli.output import print_json, progress, say
from vedette.cli.verdict_table import print_ids, print_verdicts, verdict_objects
from vedette.errors import UsageError
from vedette.paths import is_folder

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="TIME", help="Judge by what was known then (ISO date or time).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON to stdout.")]


def register(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command("check")(check)
    app.command("claims")(claims)
    app.command("explain")(explain)


def check(
    text: Annotated[str, typer.Argument(metavar='"TEXT" | FILE', help="A text, a file with one, or - for standard input.")],
    case: Annotated[Path | None, typer.Option("--case", metavar="DIR", help="Judge with the data of this case.")] = None,
    data: Annotated[
        list[Path] | None, typer.Option("--data", metavar="FILE", help="Data to judge with; may be given again.")
    ] = None,
    more: Annotated[list[Path] | None, typer.Argument(metavar="FILE ...", help="More data files, after --data.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--column", metavar="WHAT=NAME", help="Which column of a data CSV holds what, e.g. lat=Y.")
    ] = None,
    received_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the data were received, for rows without a time.")
    ] = None,
    as_of: AsOf = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the text was published, if it does not say.")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(metavar="VERDICT,...", help="Exit with 4 if a claim gets one of these verdicts.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Read the claims in a text and judge them: the shortest way in."""
    from vedette.cli.relating import print_relations
    from vedette.cli.shapes import relation_object, verdict_object
    from vedette.verbs.adding import describe_source
    from vedette.verbs.checking import Text
    from vedette.verbs.checking import check as check_text

    unwanted = _verdict_codes(fail_on)
    spec = describe_source(received_at=received_at, columns=columns or ())
    with progress(as_json) as show:
        given = [*(data or ()), *(more or ())]
        judged = check_text(Text.of(text, published), case=case, data=given, spec=spec, as_of=as_of, on_progress=show)
    if as_json:
        print_json(
            "vedette.verdicts/1",
            {
                "as_of": judged.as_of,
                "claims": [verdict_object(*row, judged.review(row[0]["claim_id"])) for row in judged.rows()],
                "relations": [relation_object(row) for row in judged.relations()],
                "data": list(judged.data_read),
            },
        )
    elif judged.rows():
        print_verdicts(judged, "first reason", caption="--json gives every reason and row of evidence")
        print_relations(judged.relations())
    else:
        say("no claim about movement was found in this text")
    for found in () if as_json else judged.data_read:
        say(found)
    for problem in judged.problems():
        say(problem)
    return 4 if any(v["verdict"] in unwanted for _, v, _ in judged.rows()) else 0


def claims(
    text: Annotated[
        str, typer.Argument(metavar='"TEXT" | FILE | DIR', help="A text, a file with one, - for standard input, or a case.")
    ],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When it was published, if it does not say.")] = None,
    case: Annotated[Path | None, typer.Option("--case", metavar="DIR", help="Know this case's places and assets too.")] = None,
    review: Annotated[bool, typer.Option("--review", help="DIR: walk through the claims that nobody reviewed yet.")] = False,
    pending: Annotated[bool, typer.Option("--pending", help="DIR: list only what waits for a review.")] = False,
    report: Annotated[str | None, typer.Option(metavar="NAME", help="DIR: only the claims of this report.")] = None,
    accept: Accept = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="ID", help="DIR: leave this claim out.")] = None,
    edit: Annotated[str | None, typer.Option(metavar="ID", help="DIR: keep this claim with other slots, given by --set.")] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="SLOT=VALUE", help="With --edit: what counts in this slot; several with ; none = empty."),
    ] = None,
    withdraw: Annotated[list[str] | None, typer.Option(metavar="ID", help="DIR: take back the reviews of this claim.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="DIR: why, kept with the decision.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="DIR: who decides, kept with the decision.")] = None,
    model_reader: ModelReader = None,
    model: Model = None,
    model_key: ModelKey = None,
    model_set: ModelSet = None,
    offline: Offline = False,
    as_json: AsJson = False,
) -> int:
    """Read the claims in a text, without judging them; or list and review those of a case."""
    from vedette.cli.reviewing import Wishes, review_case

    decided = (tuple(accept or ()), tuple(reject or ()), edit, tuple(changes or ()), tuple(withdraw or ()))
    wishes = Wishes(review, pending, report, *decided, note, by)
    if options := ModelOptions(model_reader, model, model_key, model_set or (), offline):
        return show_two_readings(text, options, wishes, published=published, case=case, as_json=as_json)
    if is_folder(text):
        if published or case:
            raise UsageError("--published and --case go with a text; a case knows its own dates and places")
        review_case(Path(text), wishes, as_json=as_json)
        return 0
    if wishes != Wishes():
        raise UsageError("claims are reviewed in a case: name its folder")
    from vedette.cli.claim_table import print_claims
    from vedette.cli.relating import print_relations
    from vedette.cli.shapes import claim_object, relation_object
    from vedette.schema.words import reading_note
    from vedette.verbs.checking import Text
    from vedette.verbs.checking import read as read_text

    read = read_text(Text.of(text, published), case=case)
    relations = read.relations.to_dicts()
    if as_json:
        listed = [claim_object(row) for row in read.claims.iter_rows(named=True)]
        print_json("vedette.claims/1", {"claims": listed, "relations": [relation_object(row) for row in relations]})
        return 0
    print_claims(read.claims.iter_rows(named=True))
    notes = dict.fromkeys(note for name in read.claims["reader"] if (note := reading_note(name)) is not None)
    for remark in (*read.remarks, *notes):
        sys.stderr.write(f"note: {remark}\n")
    print_relations(relations)
    return 0


def explain(
    case: Annotated[Path, typer.Argument(metavar="DIR", help="The case.")],
    identifier: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="A claim, evidence, event, sighting, report or citation; none lists the claims."),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Walk from a verdict to its rule, evidence, events and the very line of a source file."""
    from vedette.verbs.explaining import explain as explain_in
    from vedette.verbs.judging import judge
    from vedette.verbs.opening import open_case, read_as_of

    opened = open_case(case)
    judged = judge(opened, read_as_of(as_of, opened.case))
    if identifier is None:
        if as_json:
            print_json("vedette.claims-of-case/1", {"as_of": judged.as_of, "claims": verdict_objects(judged)})
        else:
            print_ids(judged, "explain")
        return
    found = explain_in(judged, identifier)
    if as_json:
        print_json("vedette.explanation/1", found.as_dict())
    else:
        import sys

        from rich.console import Console

        Console(highlight=False, width=None if sys.stdout.isatty() else 200).print(found.as_tree())


def _verdict_codes(listed: str | None) -> frozenset[str]:
    from vedette.errors import NotFound
    from vedette.schema.words import VERDICTS

    codes = frozenset(c.strip() for c in (listed or "").split(",") if c.strip())
    for code in sorted(codes - VERDICTS.keys()):
        from rapidfuzz import process

        raise NotFound("verdict", code, [m[0] for m in process.extract(code, list(VERDICTS), limit=2)])
    return codes
