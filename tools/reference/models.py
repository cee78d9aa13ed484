"""Pydantic models as tables: key, what may stand there, default, meaning.

A model flows in, rows flow out. Types are said in words ("text", "list of texts"), limits as they are checked ("> 0").
"""

from __future__ import annotations

import types
import typing
from datetime import datetime
from typing import Any, Literal, Union

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from reference.markdown import code, codes, one_line, table

_WORDS: dict[Any, str] = {
    str: "text", int: "whole number", float: "number", bool: "true or false", datetime: "date or time", Any: "anything",
}  # fmt: skip
_PLURALS = {"text": "texts", "date or time": "dates or times", "whole number": "whole numbers", "number": "numbers"}
# end of a name -> unit of its value
_UNITS = (
    ("_km", "km"), ("_kn", "knot"), ("_ft", "foot"), ("_m", "metre"), ("_h", "hour"), ("_min", "minute"), ("_s", "second"),
    ("_days", "day"), ("_deg", "degree"),
)  # fmt: skip
_ALSO_UNITS = {"days_before_made": "day", "days_after_made": "day", "off_min_per_day": "1/day"}


def fields_table(model: type[BaseModel], *, with_units: bool = False) -> str:
    """The table of a model's fields."""
    head = ("key", "what", *(("unit",) if with_units else ()), "default", "meaning")
    return table(head, (field_row(name, field, with_units=with_units) for name, field in model.model_fields.items()))


def field_row(name: str, field: FieldInfo, *, with_units: bool = False) -> tuple[str, ...]:
    """One field as cells."""
    what = ", ".join(filter(None, (words(field.annotation), limits(field))))
    unit = (unit_of(name),) if with_units else ()
    return code(field.alias or name), what, *unit, default(field), one_line(field.description or "")


def words(annotation: Any) -> str:
    """A type in words."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in _WORDS:
        return _WORDS[annotation]
    if origin is typing.Annotated:
        return words(arguments[0])
    if origin is Literal:
        return "one of " + codes(str(a) for a in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(words(a) for a in arguments if a is not type(None))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        one = words(arguments[0])
        return f"list of {_PLURALS.get(one, one)}"
    if origin is not None and len(arguments) == 2:
        return f"table of {_PLURALS.get(words(arguments[1]), words(arguments[1]))}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"table ([{annotation.__name__}](#{annotation.__name__.lower()}))"
    return getattr(annotation, "__name__", str(annotation))


def limits(field: FieldInfo) -> str:
    """What is checked besides the type."""
    found = []
    for limit in field.metadata:
        match limit:
            case annotated_types.Gt():
                found.append(f"> {limit.gt}")
            case annotated_types.Ge():
                found.append(f">= {limit.ge}")
            case annotated_types.Lt():
                found.append(f"< {limit.lt}")
            case annotated_types.Le():
                found.append(f"<= {limit.le}")
            case annotated_types.MinLen():
                found.append("not empty")
            case _ if getattr(limit, "pattern", None):
                found.append(f"like `{limit.pattern}`")
    return ", ".join(found)


def default(field: FieldInfo) -> str:
    """What is taken where the key is absent."""
    if field.is_required():
        return "**required**"
    if field.default_factory is not None or field.default is PydanticUndefined or field.default in (None, ()):
        return "absent"
    return plain(field.default)


def plain(value: Any) -> str:
    """A default as it would be typed in TOML."""
    if isinstance(value, bool):
        return code(str(value).lower())
    if isinstance(value, str):
        return code(f'"{value}"') if value else "absent"
    if isinstance(value, tuple):
        return codes(str(v) for v in value)
    return code(f"{value:g}" if isinstance(value, float) else str(value))


def unit_of(name: str) -> str:
    """The unit that the end of a name tells."""
    if name in _ALSO_UNITS:
        return _ALSO_UNITS[name]
    return next((unit for end, unit in _UNITS if name.endswith(end)), "")
