"""From a failed check of a settings file to the line that a user reads.

``case.toml:9: case.map.south must be <= 90 (is 95)``. TOML parsers keep no line numbers, so `key_lines` walks the
text once and notes where each key stands; a value inside an inline table is placed at the line of the key that holds it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from vedette.case.misfit import MisfitError
from vedette.errors import CaseError

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_LINE_IN_MESSAGE = re.compile(r"\(at line (\d+), column \d+\)")

# pydantic's type of error -> our words; {ctx} are pydantic's own values
_Words = Callable[[Mapping[str, Any]], str]
_WORDS: dict[str, _Words] = {
    "greater_than": lambda c: f"must be > {c['gt']:g}",
    "greater_than_equal": lambda c: f"must be >= {c['ge']:g}",
    "less_than": lambda c: f"must be < {c['lt']:g}",
    "less_than_equal": lambda c: f"must be <= {c['le']:g}",
    "literal_error": lambda c: f"must be {c['expected']}",
    "enum": lambda c: f"must be {c['expected']}",
    "string_too_short": lambda _: "must not be empty",
    "too_short": lambda c: f"needs at least {c['min_length']} items",
    "too_long": lambda c: f"takes at most {c['max_length']} items",
    "value_error": lambda c: str(c["error"]),
    "assertion_error": lambda c: str(c["error"]),
    "string_type": lambda _: "must be a text in quotes",
    "int_type": lambda _: "must be a whole number",
    "int_parsing": lambda _: "must be a whole number",
    "float_type": lambda _: "must be a number",
    "float_parsing": lambda _: "must be a number",
    "bool_type": lambda _: "must be true or false",
    "bool_parsing": lambda _: "must be true or false",
    "list_type": lambda _: "must be a list in [ ]",
    "tuple_type": lambda _: "must be a list in [ ]",
    "dict_type": lambda _: "must be a table",
    "model_type": lambda _: "must be a table",
    "model_attributes_type": lambda _: "must be a table",
    "string_pattern_mismatch": lambda c: f"must match {c['pattern']}",
}


# what Python's parser says -> what a person can do about it
_TOML_MENDS = (
    ("Illegal character '\\n'", 'a text is not closed; end it with " on the same line'),
    ("Unterminated string", 'a text is not closed; end it with "'),
    ("Invalid value", 'the value is none that TOML knows; a text stands in quotes: "..."'),
    ("Unclosed array", "a list is not closed; end it with ]"),
    ("Cannot overwrite a value", "this key stands twice; keep one of them"),
    ("Expected '=' after a key", "a key needs = and a value after it"),
    ("Expected newline or end of document", "something stands after the value; one key a line"),
)


def read_toml(path: Path, model: type[Model]) -> tuple[Model, dict[Location, int]]:
    """A TOML file as a frozen model, and the line of each of its keys.

    Raises:
        CaseError: the file is missing or not TOML, or a key is unknown, missing or has a value that cannot stand.
    """
    text = read_text(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_IN_MESSAGE.search(str(error))
        line = int(found[1]) if found else None
        raise CaseError(path.name, line, f"not TOML: {_explain_toml(_LINE_IN_MESSAGE.sub('', str(error)).strip())}") from error
    lines = key_lines(text)
    return validate(model, content, path.name, lambda where: nearest_line(lines, where)), lines


def _explain_toml(problem: str) -> str:
    """What the parser found, in words that lead to the mend."""
    mend = next((mend for found, mend in _TOML_MENDS if found in problem), None)
    return mend or problem


def read_text(path: Path) -> str:
    """The text of a settings file.

    Raises:
        CaseError: it is missing, may not be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise CaseError(str(path), None, "no such file; `vedette init` makes a case folder") from None
    except IsADirectoryError:
        raise CaseError(str(path), None, "is a folder, a file is needed") from None
    except PermissionError:
        raise CaseError(str(path), None, "may not be read; check its rights") from None
    except UnicodeDecodeError as error:
        raise CaseError(path.name, None, f"is not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def validate(model: type[Model], content: object, file: str, line_of: Callable[[Location], int | None]) -> Model:
    """Check content against a model.

    Raises:
        CaseError: with the first problem, and how many more there are.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        # an unknown key first: it is mostly a misspelt one, and explains the missing key beside it
        problems = sorted(error.errors(include_url=False), key=lambda p: p["type"] != "extra_forbidden")
        where = _at_fault(problems[0])[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise CaseError(file, line_of(where), describe(problems[0], model) + more) from error


def describe(problem: ErrorDetails, model: type[BaseModel]) -> str:
    """One problem in our words: the key, what it must be, what it is."""
    (where, given), kind = _at_fault(problem), problem["type"]
    if kind == "extra_forbidden":
        close = process.extractOne(str(where[-1]), _siblings(model, where), score_cutoff=60)
        hint = f"; did you mean {close[0]!r}?" if close else f"; known here: {', '.join(_siblings(model, where))}"
        return f"unknown key {_join(where)!r}{hint}"
    if kind == "missing":
        return f"{_join(where)} is missing"
    in_our_words: _Words = _WORDS.get(kind, lambda _: problem["msg"])
    words = in_our_words(problem.get("ctx", {}))
    says_nothing = given is None or isinstance(given, Mapping)  # absent, or a whole table of which the words name what is wrong
    return f"{_join(where)} {words}" + ("" if says_nothing else f" (is {_short(given)})")


def _at_fault(problem: ErrorDetails) -> tuple[Location, object]:
    """Where the key stands that cannot stay as it is, and what it holds."""
    where, given = tuple(problem["loc"]), problem["input"]
    error = problem.get("ctx", {}).get("error")
    if not isinstance(error, MisfitError):
        return where, given
    return (*where, error.key), given.get(error.key) if isinstance(given, Mapping) else given


def key_lines(text: str) -> dict[Location, int]:
    """The line, from 1, of each table header and key of a TOML text, by its path."""
    lines: dict[Location, int] = {}
    prefix: Location = ()
    counts: dict[Location, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            name = _split(header[2])
            prefix = _open_header(name, header[1] == "[[", counts)
            lines.setdefault(prefix, number)
            lines.setdefault(name, number)
        elif key := _KEY.match(line):
            lines.setdefault(prefix + _split(key[1]), number)
    return lines


def nearest_line(lines: dict[Location, int], where: Location) -> int | None:
    """The line of a key, or of the nearest thing that holds it."""
    for size in range(len(where), 0, -1):
        if where[:size] in lines:
            return lines[where[:size]]
    return None


def _open_header(path: Location, is_array: bool, counts: dict[Location, int]) -> Location:
    prefix: Location = ()
    for i, part in enumerate(path):
        prefix = (*prefix, part)
        if is_array and i == len(path) - 1:
            counts[prefix] = counts.get(prefix, -1) + 1
        if prefix in counts:
            prefix = (*prefix, counts[prefix])
    return prefix


def _split(dotted: str) -> Location:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.\s]+", dotted))


def _siblings(model: type[BaseModel], where: Location) -> list[str]:
    current: type[BaseModel] | None = model
    for part in where[:-1]:
        if isinstance(part, str) and current is not None:
            aliased = (field for field in current.model_fields.values() if field.alias == part)
            field = current.model_fields.get(part) or next(aliased, None)
            current = next(_models_in(field.annotation), None) if field else None
    return [f.alias or name for name, f in current.model_fields.items()] if current else []


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def _join(where: Location) -> str:
    text = ""
    for part in where:
        text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text or "the file"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
