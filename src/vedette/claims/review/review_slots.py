"""The slots of a claim: as a review keeps them, as a person edits them, and how two readings differ.

A row of the claims table flows in, its slots flow out, and the other way round. Slots are the columns that say what is claimed;
ids, offsets and sources are not. Two readings are compared by what they mean (the place, the class, the count), not by how
it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from vedette.claims.grouping.propositions import name_proposition
from vedette.claims.hand import counts_of, resolve_asset, resolve_place
from vedette.clock import format_time
from vedette.errors import UsageError
from vedette.registry.register import Register
from vedette.schema.words import CHECKABLE_KINDS

Row = Mapping[str, Any]
ROLES = ("origin", "destination", "place")
COLUMNS = (
    "kind", "status", "direction", "trigger", "actor", "assets", *ROLES, "distance_km", "time_text", "time_start", "time_end",
    "speaker", "explicitness", "reader",
)  # fmt: skip
# columns whose change is a change of what is claimed; the others are how it was said or found
_COMPARED = ("kind", "status", "direction", "actor", "assets", *ROLES, "distance_km", "time_start", "time_end", "speaker")
_DIRECTIONS = {"build_up": "up", "draw_down": "down", "flight_rate": "up"}
_NOTHING = "nothing"


def slots_of(claim: Row) -> dict[str, Any]:
    """What a row of the claims table says, without what is empty."""
    slots = {name: claim[name] for name in COLUMNS if claim[name] not in (None, [], "")}
    for role in ROLES:
        if role in slots:
            slots[role] = [_given(place) for place in slots[role]]
    if "assets" in slots:
        slots["assets"] = [_given(asset) for asset in slots["assets"]]
    return slots


def claim_of(slots: Row) -> dict[str, Any]:
    """The columns of a row of the claims table that follow from its slots; the rest is the caller's."""
    row = {name: slots.get(name) for name in COLUMNS}
    row["assets"] = [_asset(asset) for asset in slots.get("assets") or ()]
    row |= {role: [{"text": p["text"], "place_id": p.get("place_id")} for p in slots.get(role) or ()] for role in ROLES}
    row["speaker"] = list(slots.get("speaker") or ())
    row["explicitness"] = slots.get("explicitness") or "explicit"
    row["polarity"] = "negative" if row["status"] == "denied" or row["kind"] == "absent" else "positive"
    row["is_checkable"] = row["kind"] in CHECKABLE_KINDS
    return row | {"proposition_id": name_proposition(row)}


def edit_slots(slots: Row, changes: Row, register: Register) -> dict[str, Any]:
    """Slots with a person's changes, places and assets resolved.

    Args:
        slots: as `slots_of` gives them.
        changes: keys of `vedette.schema.words.SLOTS` with values as in a claim written by hand, and `clear`, slots to empty.
    Raises:
        NotFound: a place or an asset is named that does not exist; says what it resembles.
        UsageError: a count is given to a claim without assets.
    """
    given = {name: value for name, value in changes.items() if name != "clear" and value is not None}
    edited = dict(slots) | {
        name: given[name] for name in ("kind", "status", "direction", "actor", "distance_km") if name in given
    }
    edited |= {role: [resolve_place(text, register) for text in given[role]] for role in ROLES if role in given}
    if "assets" in given:
        edited["assets"] = [resolve_asset(text, register) for text in given["assets"]]
    counts = counts_of(given)
    if counts and ("assets" in (changes.get("clear") or ()) or not edited.get("assets")):
        raise UsageError(f"{next(iter(counts))} counts nothing: the claim has no assets; give assets as well")
    edited["assets"] = [dict(asset) | counts for asset in edited.get("assets") or ()]
    if "speaker" in given:
        edited["speaker"] = list(given["speaker"])
    edited |= _times(given)
    for name in changes.get("clear") or ():
        _clear(edited, name)
    if "kind" in given and "direction" not in given:
        edited["direction"] = edited.get("direction") or _DIRECTIONS.get(given["kind"])
    return {name: value for name, value in edited.items() if value not in (None, [], "")}


def differences(then: Row, now: Row) -> list[str]:
    """How a reading differs from an earlier one, slot by slot: ``destination: Tobruk then, Libya now``."""
    return [
        f"{name}: {show_slot(name, then)} then, {show_slot(name, now)} now"
        for name in _COMPARED
        if _meaning(name, then.get(name)) != _meaning(name, now.get(name))
    ]


def list_changes(before: Row, after: Row) -> list[str]:
    """What an edit put in place of what was read, slot by slot: ``destination: Tobruk (read: Libya)``."""
    return [
        f"{name}: {show_slot(name, after)} (read: {show_slot(name, before)})"
        for name in _COMPARED
        if _meaning(name, before.get(name)) != _meaning(name, after.get(name))
    ]


def says_alike(one: Row, other: Row) -> bool:
    """Do two sets of slots make the same proposition?"""
    return bool(claim_of(one)["proposition_id"] == claim_of(other)["proposition_id"])


def show_slot(name: str, slots: Row) -> str:
    """A slot in words: ``Tartus (tartus), Hmeimim (hmeimim)``; ``nothing`` where it is empty."""
    value = slots.get(name)
    if value in (None, [], "", ()):
        return _NOTHING
    if name == "assets":
        return ", ".join(_show_asset(asset) for asset in value)
    if name in ROLES:
        return ", ".join(_with_id(p["text"], p.get("place_id") or "not in the register") for p in value)
    if name == "speaker":
        return " < ".join(value)
    if isinstance(value, datetime):
        return format_time(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _show_asset(asset: Row) -> str:
    what = _with_id(asset["text"], asset.get("asset_id") or asset.get("class") or "no class")
    how_many = _show_count(asset.get("count_min"), asset.get("count_max"))
    return f"{what}, {how_many}" if how_many else what


def _show_count(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""
    return f"{low}" if low == high else f"{low} to {high}"


def _with_id(text: str, name: str) -> str:
    return text if text == name else f"{text} ({name})"


def _meaning(name: str, value: Any) -> Any:
    if value in (None, [], "", ()):
        return None
    if name == "assets":
        return sorted((_key(a), str(a.get("count_min")), str(a.get("count_max"))) for a in value)
    if name in ROLES:
        return sorted(str(p.get("place_id") or p["text"]) for p in value)
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _key(asset: Row) -> str:
    return str(asset.get("asset_id") or asset.get("class") or asset["text"])


def _times(given: Row) -> Iterator[tuple[str, Any]]:
    """The columns of the times that were given; the words for them are the days themselves."""
    for name, column in (("start", "time_start"), ("end", "time_end")):
        if name in given:
            yield column, given[name]
    if days := [f"{given[name]:%Y-%m-%d}" for name in ("start", "end") if name in given]:
        yield "time_text", " to ".join(days)


def _clear(slots: dict[str, Any], name: str) -> None:
    column = {"start": "time_start", "end": "time_end"}.get(name, name)
    if name in ("count_min", "count_max"):
        slots["assets"] = [{k: v for k, v in asset.items() if k != name} for asset in slots.get("assets") or ()]
    slots.pop(column, None)
    if "time_start" not in slots and "time_end" not in slots:
        slots.pop("time_text", None)


def _asset(asset: Row) -> dict[str, Any]:
    return {name: asset.get(name) for name in ("text", "class", "count_min", "count_max", "asset_id")}


def _given(cell: Row) -> dict[str, Any]:
    return {name: value for name, value in cell.items() if value is not None}
