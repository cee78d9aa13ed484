"""The part of json.md on brief.json: every dataclass of a document, key by key, with its type in words."""

from __future__ import annotations

import dataclasses
import re

from reference.markdown import code, first_line, section, table
from vedette.brief import document


def of_document() -> str:
    """The section."""
    classes = [c for c in vars(document).values() if isinstance(c, type) and dataclasses.is_dataclass(c)]
    ordered: list[type] = [document.Document, *(c for c in classes if c is not document.Document)]
    return section(
        "vedette.brief/1",
        "`brief.json`: `schema`, and the keys of Document. A *key* in it is a citation, `source_id#source_row`; `citations` "
        "says where each leads.",
        *(section(c.__name__, first_line(c.__doc__), _members(c), level=3) for c in ordered),
    )


def _members(kind: type) -> str:
    rows = ((code(f.name), _type(str(f.type))) for f in dataclasses.fields(kind))
    return table(("key", "what"), rows)


_WORDS = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "datetime": "time",
    "Point": "[latitude, longitude]",
}


def _type(annotation: str) -> str:
    """A type annotation in words."""
    if annotation.endswith(" | None"):
        return f"{_type(annotation.removesuffix(' | None'))}, or null"
    if many := re.fullmatch(r"tuple\[(.+), \.\.\.\]", annotation):
        return f"list of: {_type(many[1])}"
    if several := re.fullmatch(r"tuple\[(.+)\]", annotation):
        return "[" + ", ".join(_type(part) for part in several[1].split(", ")) + "]"
    return _WORDS.get(annotation) or f"[{annotation}](#{annotation.lower()})"
