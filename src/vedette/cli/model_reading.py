"""The second reading on the terminal: options of `vedette claims` that ask a model, and both readings side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vedette.cli.output import print_json, print_table, progress, say
from vedette.paths import is_folder

if TYPE_CHECKING:
    from vedette.claims.model_reader.comparison import Finding
    from vedette.cli.reviewing import Wishes
    from vedette.verbs.model_reading import ModelRequest, TwoReadings

PARTIAL = 3
ModelReader = Annotated[
    str | None,
    typer.Option(
        "--model-reader", metavar="URL", help="Send the text to this OpenAI-compatible endpoint too; show both readings."
    ),
]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="The model, as the endpoint knows it.")]
ModelKey = Annotated[
    str | None, typer.Option("--model-key", metavar="VARIABLE", help="Environment variable with the key (VEDETTE_MODEL_KEY).")
]
ModelSet = Annotated[
    list[str] | None, typer.Option("--model-set", metavar="NAME=VALUE", help="A setting of the model reader; may be given again.")
]
Offline = Annotated[bool, typer.Option("--offline", help="With --model: use replies that were kept; send nothing.")]
Accept = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="ID", help="DIR: keep this claim exactly as read; with --model: write it into claims.toml."),
]


@dataclass(frozen=True)
class ModelOptions:
    """The options as given."""

    url: str | None
    model: str | None
    key_variable: str | None
    settings: Sequence[str]
    is_offline: bool

    def __bool__(self) -> bool:
        return bool(self.url or self.model or self.key_variable or self.settings or self.is_offline)


def show_two_readings(
    text: str, options: ModelOptions, wishes: Wishes, *, published: str | None, case: Path | None, as_json: bool
) -> int:
    """Read by the rules and by a model; 3 where a part of the texts could not be read by the model."""
    from vedette.verbs.checking import Text
    from vedette.verbs.model_reading import accept_claims, read_case_twice, read_text_twice
    from vedette.verbs.opening import open_case

    request = _request(options)
    opened = open_case(Path(text)) if is_folder(text) else None
    _check(wishes, is_case=opened is not None, of_text=bool(published or case))
    with progress(as_json) as show:
        if opened is not None:
            readings = read_case_twice(opened, request, on_progress=show)
        else:
            readings = read_text_twice(Text.of(text, published), request, case=case, on_progress=show)
    accepted = accept_claims(opened, readings, wishes.accept, by=wishes.by, note=wishes.note) if opened and wishes.accept else []
    if as_json:
        from vedette.cli.model_shapes import readings_object

        print_json("vedette.model_reading/1", readings_object(readings))
    else:
        _print_readings(readings)
    for claim_id in accepted:
        say(f"wrote {claim_id} into claims.toml; from the next run on it is judged like any claim written by hand")
    for line in _summary(readings):
        say(line)
    return PARTIAL if readings.reading.unread else 0


def _request(options: ModelOptions) -> ModelRequest:
    from vedette.claims.model_reader.key import DEFAULT_VARIABLE
    from vedette.claims.model_reader.params import read_params
    from vedette.errors import UsageError
    from vedette.verbs.model_reading import ModelRequest

    if options.model is None:
        raise UsageError("--model is missing: which model shall be asked?")
    if options.url is None and not options.is_offline:
        raise UsageError("--model-reader is missing: at which address? (--offline uses the replies that were kept)")
    url = None if options.is_offline else options.url
    return ModelRequest(options.model, url, options.key_variable or DEFAULT_VARIABLE, read_params(options.settings))


def _check(wishes: Wishes, *, is_case: bool, of_text: bool) -> None:
    """Refuse what does not go with a model's reading."""
    from vedette.cli.reviewing import Wishes as Asked
    from vedette.errors import UsageError

    if wishes != Asked(accept=wishes.accept, note=wishes.note, by=wishes.by):
        raise UsageError("with --model, a claim can be accepted (--accept, --by, --note); review the others without it")
    if wishes.accept and not is_case:
        raise UsageError("--accept needs a case folder in place of the text: there the claim is written")
    if is_case and of_text:
        raise UsageError("--published and --case go with a text; a case knows its own dates and places")


def _print_readings(readings: TwoReadings) -> None:
    from vedette.claims.model_reader.problems import REMARKS

    columns = ("at", "found by", "kind", "status", "quote", "from", "to / at", "whose", "look at")
    used = {name for finding in readings.findings for name in readings.remarks(finding)}
    legend = "\n".join(f"{_words(name)}: {meaning}" for name, meaning in REMARKS.items() if name in used)
    rows = [_finding_row(readings, finding) for finding in readings.findings]
    print_table(readings.reading.reader, columns, rows, caption=legend or None)
    figures = readings.agreement()
    both = figures["found_by_both"]
    counts = [("found by both", str(both)), ("only by the rules", str(figures["only_rules"]))]
    counts += [("only by the model", str(figures["only_model"]))]
    counts += [(f"same {name}, of those found by both", f"{n} of {both}") for name, n in figures["same"].items()]
    print_table("Agreement", ("", ""), counts)
    refused = [(r.reason, r.message, r.returned) for r in (*readings.reading.unread, *readings.reading.rejected)]
    if refused:
        print_table("Returned by the model and not taken", ("reason", "what is wrong", "what was returned"), refused)


def _finding_row(readings: TwoReadings, finding: Finding) -> tuple[str, ...]:
    from vedette.claims.model_reader.shown import one_line

    row = finding.row
    report = f"{row['report_id']}\n" if readings.reports.height > 1 else ""
    model_id = [finding.model["claim_id"]] if finding.model else []
    return (
        f"{report}{row['start']}",
        finding.found_by,
        _both(finding, lambda r: r["kind"]),
        _both(finding, lambda r: r["status"]),
        one_line(row["quote"]),
        _both(finding, lambda r: ", ".join(p["text"] for p in r["origin"])),
        _both(finding, lambda r: ", ".join(p["text"] for p in (*r["destination"], *r["place"]))),
        _both(finding, lambda r: r["actor"] or ""),
        "\n".join([*model_id, *(_words(name) for name in readings.remarks(finding))]),
    )


def _words(code: str) -> str:
    return code.replace("_", " ")


def _both(finding: Finding, shown: Any) -> str:
    """One value where the readings agree in what is shown, else both, each with its reader."""
    from vedette.claims.model_reader.shown import one_line

    found = [one_line(shown(row)) for row in (finding.rules, finding.model) if row is not None]
    if len(set(found)) == 1:
        return found[0]
    return f"rules: {found[0] or '-'}\nmodel: {found[1] or '-'}"


def _summary(readings: TwoReadings) -> list[str]:
    reading = readings.reading
    kept = reading.n_pieces - reading.n_asked
    lines = [f"pieces of text: {reading.n_pieces}; asked about: {reading.n_asked}; not asked about now: {kept}"]
    if reading.unread:
        lines.append(f"pieces that the model could not read: {len(reading.unread)}; see why under 'not taken'")
    if readings.suspicious():
        lines.append("a text speaks to a machine or tells its reader what to report; claims from there are marked")
    return [*lines, "none of the model's claims is judged unless a person accepts it into a case's claims.toml"]
