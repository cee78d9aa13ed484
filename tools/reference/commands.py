"""commands.md: every verb with its arguments, options and exit codes, from the command line's own objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from reference.markdown import code, one_line, section, table
from reference.markdown import page as whole_page
from vedette import errors
from vedette.cli import main

# exit code -> what it means everywhere
_MEANINGS = (
    (main.OK, "it went well"),
    (main.FAILURE, "it failed: a file cannot be read, a check before publication failed, or there is a defect"),
    (main.USAGE, "the command line, a setting or a file of the case cannot stand; the message says which, and the mend"),
    (main.PARTIAL, "a part was done and a part could not be"),
    (main.CONDITION, "a condition that was asked for is met"),
    (main.INTERRUPTED, "it was interrupted; run the same command again to go on"),
)  # fmt: skip
# verb -> exit codes that mean something particular there
_OWN_CODES = {
    "add": ((main.FAILURE, "none of the files could be read"), (main.PARTIAL, "some files came in and some could not be read")),
    "check": ((main.CONDITION, "a claim got a verdict that `--fail-on` names"),),
    "claims": ((main.PARTIAL, "the model could not read a part of the texts"),),
    "doctor": ((main.FAILURE, "something that is needed is missing"),),
}


_INTRO = """\
`vedette VERB --help` prints the same in the terminal. Data goes to standard output, messages and progress to standard error.
`--json` prints one JSON document with a schema id ([shapes](json.md)).

Times are ISO 8601 and UTC: `2024-12-22` (all of that day), `2024-12`, `2024-12-22T07:30`."""
_OF_ALL = ("`-h`, `--help`", "", "Show help and exit; every verb has it.")
_VARIABLES = (
    ("`VEDETTE_DEBUG`", "Set to `1`, a defect in Vedette shows where it happened."),
    (
        "`VEDETTE_MODEL_KEY`",
        "The key of the endpoint that `--model-reader` names; it is read from nowhere else and written nowhere.",
    ),
)


def page() -> str:
    """The page."""
    group: Any = typer.main.get_command(main.app)
    verbs = group.commands.items()
    return whole_page(
        "Commands",
        _INTRO,
        table(("verb", "does"), ((f"[`{name}`](#vedette-{name})", one_line(verb.help)) for name, verb in verbs)),
        _of_vedette(group),
        *(_verb(name, verb) for name, verb in verbs),
        section("Exit codes", table(("code", "means"), ((str(number), text) for number, text in _MEANINGS))),
        section("Errors", _errors()),
        section("Environment", table(("variable", "does"), _VARIABLES)),
    )


def _of_vedette(group: Any) -> str:
    rows = [_option(p) for p in group.params if p.param_type_name == "option"]
    return section("vedette", table(("option", "default", "does"), [*rows, _OF_ALL]))


def _verb(name: str, verb: Any) -> str:
    arguments = [p for p in verb.params if p.param_type_name == "argument"]
    options = [p for p in verb.params if p.param_type_name == "option"]
    usage = " ".join(["vedette", name, *(["[OPTIONS]"] if options else []), *(_shown(p) for p in arguments)])
    parts = [one_line(verb.help), f"```text\n{usage}\n```"]
    if arguments:
        parts.append(table(("argument", "default", "what"), (_argument(p) for p in arguments)))
    if options:
        parts.append(table(("option", "default", "does"), (_option(p) for p in options)))
    if name in _OWN_CODES:
        parts.append("Exit codes: " + "; ".join(f"{number}, {text}" for number, text in _OWN_CODES[name]) + ".")
    return section(f"vedette {name}", *parts)


def _shown(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    return name if parameter.required or name.startswith("[") else f"[{name}]"


def _argument(parameter: Any) -> tuple[str, str, str]:
    return code(parameter.metavar or parameter.name.upper()), _default(parameter), one_line(parameter.help or "")


def _option(parameter: Any) -> tuple[str, str, str]:
    value = "" if parameter.is_flag else f" {parameter.metavar or 'TEXT'}"
    more = " May be given again." if parameter.multiple and "again" not in (parameter.help or "") else ""
    return ", ".join(code(o + value) for o in parameter.opts), _default(parameter), one_line(parameter.help or "") + more


def _default(parameter: Any) -> str:
    if parameter.required:
        return "**required**"
    if parameter.default in (None, False, ()) or getattr(parameter, "is_flag", False):
        return ""
    return code(str(parameter.default))


def _errors() -> str:
    kinds = ((kind.__name__, str(kind.exit_code), kind.__doc__ or "") for kind in _tree(errors.VedetteError))
    rows = ((code(name), number, one_line(text.split("\n\n")[0])) for name, number, text in kinds)
    return table(("error", "exit code", "means"), rows) + (
        "\n\nA bad *row* is never an error: it becomes a row of the [issues](tables.md#issues) with its reason, and is counted."
    )


def _tree(kind: type[errors.VedetteError]) -> Iterator[type[errors.VedetteError]]:
    yield kind
    for below in sorted(kind.__subclasses__(), key=lambda k: k.__name__):
        if below.__module__ == errors.__name__:
            yield from _tree(below)
