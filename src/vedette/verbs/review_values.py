"""What a person types for a slot of a claim, as the value that claims.toml holds.

Texts flow in (``destination=tobruk; benghazi``, ``count_min=4``); checked values flow out. Kinds, statuses, numbers and times are
checked by the model of the file itself, places and assets by the register, so that a mistake is told before it is saved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from vedette.case.complaints import describe
from vedette.case.reviews import SetSlots
from vedette.claims.hand import resolve_asset, resolve_place
from vedette.clock import span
from vedette.errors import NotFound, UsageError
from vedette.registry.names import resemble
from vedette.registry.register import Register
from vedette.schema.words import CLAIM_KINDS, SLOTS, STATUSES

PLACES = ("origin", "destination", "place")
_LISTS = ("assets", *PLACES, "speaker")
_NUMBERS = ("count_min", "count_max", "distance_km")
_WORDS = {"kind": CLAIM_KINDS, "status": STATUSES, "direction": ("up", "down")}
_CLOSE = 70.0  # of 100: a short word resembles too much at less
SEPARATOR = re.compile(r"\s*;\s*")


def read_change(text: str, register: Register) -> dict[str, Any]:
    """``slot=value`` as keys of a review's `set`; an empty value clears the slot.

    Raises:
        UsageError: there is no such slot, or the value cannot stand.
        NotFound: a place or an asset is named that does not exist; says what it resembles.
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        raise UsageError(f"--set needs slot=value (is {text!r})")
    return read_value(check_slot(name), value, register)


def check_slot(name: str) -> str:
    """The name of a slot, which may be cut short where that names one alone.

    Raises:
        NotFound: there is no such slot; says what it resembles.
        UsageError: there is no such slot, and it resembles none.
    """
    if name in SLOTS:
        return name
    begun = [slot for slot in SLOTS if name and slot.startswith(name)]
    if len(begun) == 1:
        return begun[0]
    if close := begun or resemble(name, SLOTS, 2, _CLOSE):
        raise NotFound("slot", name, close)
    raise UsageError(f"no slot is called {name!r}; slots are {', '.join(SLOTS)}")


def read_value(name: str, text: str, register: Register) -> dict[str, Any]:
    """The value of one slot, checked: as a key of `set`, or under `clear` where the text is empty.

    Raises:
        UsageError: the value cannot stand.
        NotFound: a place or an asset is named that does not exist; says what it resembles.
    """
    value: Any = text.strip()
    if not value:
        check_changes({"clear": [name]})
        return {"clear": [name]}
    if name in _WORDS and value not in _WORDS[name]:
        raise NotFound(name, value, resemble(value, _WORDS[name], 2, _CLOSE) or _WORDS[name])
    if name in _LISTS:
        value = [part for part in re.split(r"\s*<\s*|\s*;\s*", value) if part] if name == "speaker" else SEPARATOR.split(value)
        value = [part for part in value if part]
    for part in value if name in PLACES else ():
        resolve_place(part, register)
    for part in value if name == "assets" else ():
        resolve_asset(part, register)
    if name in _NUMBERS:
        value = _number(name, value)
    if name in ("start", "end"):
        value = _time(name, value)
    check_changes({name: value})
    return {name: value}


def merge_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Changes on top of earlier ones: a slot that is given anew, or cleared, is no longer as it was."""
    given = {k: v for k, v in before.items() if k != "clear" and v is not None} | {k: v for k, v in after.items() if k != "clear"}
    cleared = [name for name in before.get("clear") or () if name not in after] + list(after.get("clear") or ())
    given = {name: value for name, value in given.items() if name not in (after.get("clear") or ())}
    return given | ({"clear": list(dict.fromkeys(cleared))} if cleared else {})


def find_choices(name: str, text: str, register: Register) -> list[tuple[str, str]]:
    """The places that a text names, as (id, name, kind and country), where there are several of the name; else none."""
    if name not in PLACES:
        return []
    found = register.find_places(text)
    if len(found) < 2 or any(place.place_id == text for place in found):
        return []
    return [(p.place_id, f"{p.name}, {p.kind.replace('_', ' ')}{f', {p.country}' if p.country else ''}") for p in found]


def check_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes as the file's own model gives them back: times as times.

    Raises:
        UsageError: they cannot stand, or not together.
    """
    try:
        return SetSlots.model_validate(changes).model_dump()
    except ValidationError as error:
        raise UsageError(describe(error.errors(include_url=False)[0], SetSlots)) from error


def _time(name: str, text: str) -> str:
    try:
        span(text)
    except ValueError:
        raise UsageError(f"{name} must be a date or time such as 2024-12-22 (is {text!r})") from None
    return text


def _number(name: str, text: str) -> int | float:
    try:
        return float(text) if name == "distance_km" else int(text)
    except ValueError:
        raise UsageError(f"{name} must be a {'number' if name == 'distance_km' else 'whole number'} (is {text!r})") from None
