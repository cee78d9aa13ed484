"""Which asset, class or place a word in a logged row means. Words flow in, ids or a remark's code flow out."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.errors import NotFound
from vedette.registry.register import Register


@dataclass(frozen=True)
class Named:
    """What a word means; `code` and `hint` say what is wrong where it means nothing, or several things."""

    id: str | None = None
    asset_class: str | None = None
    code: str | None = None
    hint: str = ""


def name_place(text: str, register: Register | None) -> Named:
    """The place that an id or a name means; of several the first, with a remark."""
    if not text or register is None:
        return Named()
    try:
        return Named(register.place(text).place_id)
    except NotFound:
        found = register.find_places(text)
    if not found:
        return Named(code="unknown_place", hint=_did_you_mean(register.resemble_place(text)))
    if len(found) > 1:
        return Named(found[0].place_id, code="ambiguous_place", hint=_taken([p.place_id for p in found]))
    return Named(found[0].place_id)


def name_asset(text: str, register: Register | None) -> Named:
    """The asset, or else the class, that an id, code or name means."""
    if not text or register is None:
        return Named()
    try:
        asset = register.asset(text)
    except NotFound:
        found = register.find_assets(text)
    else:
        return Named(asset.asset_id, asset.asset_class)
    if len(found) == 1:
        return Named(found[0].asset_id, found[0].asset_class)
    if len(found) > 1:
        return Named(found[0].asset_id, found[0].asset_class, "ambiguous_asset", _taken([a.asset_id for a in found]))
    return _name_class(text, register)


def _name_class(text: str, register: Register) -> Named:
    try:
        return Named(asset_class=register.asset_class(text).code)
    except NotFound:
        found = register.find_class(text)
    if found is not None:
        return Named(asset_class=found.code)
    return Named(code="unknown_asset", hint=_did_you_mean(register.resemble_asset(text)))


def _did_you_mean(names: tuple[str, ...]) -> str:
    return f"; did you mean {' or '.join(names)}?" if names else ""


def _taken(ids: list[str]) -> str:
    return f"{', '.join(ids)}; the first was taken"
