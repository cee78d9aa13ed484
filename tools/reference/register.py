"""register.md: what the shipped register holds: counts, every site, the assets, the classes, the coasts."""

from __future__ import annotations

from collections import Counter

from reference.markdown import code, codes, linked, section, table
from reference.markdown import page as whole_page
from vedette.registry.assets import Asset
from vedette.registry.classes import AssetClass
from vedette.registry.coasts import coasts
from vedette.registry.places import Place
from vedette.registry.register import Register, load_register
from vedette.schema.words import PLACE_KINDS

_INTRO = """\
The places, ships, aircraft and classes that Vedette knows: {sites} sites, {groups} regions and seas, all countries, {assets}
assets, {classes} classes. A case adds its own in [`places.geojson`](case-files.md#placesgeojson) and
[`assets.csv`](case-files.md#assetscsv). Beyond the register a name is looked up among airfields (ICAO codes), ports
(UN/LOCODE) and cities (GeoNames).

It covers the Mediterranean, the Black Sea, the Baltic, the Red Sea, the Sahel and Russia, because the shipped case needs
them. Elsewhere, add places to the case."""
_SITES = """\
*Enter* and *exit* are the distances in km at which a visit begins and ends. The operator is the one that the place is known
for, with the date from which its source attests it."""
_ASSETS = "Numbers change hands: an identity holds between its dates, and an open date is not known."
_CLASSES = """\
Speeds are what is still believed (*max*) and usual (*cruise*), in knots; lengths in metres. *Sends* names the prior for how
often such an asset sends its position."""


def page() -> str:
    """The page."""
    register = load_register()
    sites = sorted((p for p in register.places() if not p.is_group), key=lambda p: (p.country or "~", p.kind, p.place_id))
    groups = [p for p in register.places() if p.kind in ("region", "sea")]
    known = (code(p.place_id) for p in groups)
    shown = {"sites": sites, "groups": groups, "assets": register.assets(), "classes": register.classes()}
    named = ((c, p.name, codes(p.groups)) for c, p in zip(known, groups, strict=True))
    measured = ((code(c.coast_id), c.name, linked(c.source)) for c in coasts())
    return whole_page(
        "Register",
        _INTRO.format(**{name: len(rows) for name, rows in shown.items()}),
        section("Sites by country and kind", _counts(register, sites)),
        section("Sites", _SITES, table(_SITE_HEAD, map(_site, sites))),
        section("Regions and seas", table(("id", "name", "in"), named)),
        section("Assets", _ASSETS, table(_ASSET_HEAD, map(_asset, register.assets()))),
        section("Classes", _CLASSES, table(_CLASS_HEAD, map(_class, register.classes()))),
        section("Coasts", "Distances are measured to these, on Natural Earth 1:10m.", table(("id", "name", "source"), measured)),
    )


def _counts(register: Register, sites: list[Place]) -> str:
    counted = Counter((p.country or "", p.kind) for p in sites)
    names = {c: register.place(f"country:{c}").name if c else "at sea" for c, _ in counted}
    kinds = [k for k in PLACE_KINDS if any(kind == k for _, kind in counted)]
    countries = sorted(names, key=lambda c: (not c, names[c]))
    rows = [_count_row(names[c], [counted[c, k] for k in kinds]) for c in countries]
    totals = _count_row("**all**", [sum(counted[c, k] for c in countries) for k in kinds])
    return table(("country", *(k.replace("_", " ") for k in kinds), "all"), [*rows, totals])


def _count_row(name: str, counts: list[int]) -> tuple[str, ...]:
    return name, *(str(n or "") for n in counts), str(sum(counts))


_SITE_HEAD = ("id", "name", "kind", "country", "ICAO", "enter / exit", "operator", "source")
_ASSET_HEAD = ("id", "name", "class", "operator", "country", "numbers", "source")
_CLASS_HEAD = ("class", "name", "in", "kind", "max", "cruise", "length", "sends", "source")


def _site(p: Place) -> tuple[str, ...]:
    reach = "polygon" if p.boundary_wkt else f"{p.enter_km:g} / {p.exit_km:g}"
    kind = p.kind.replace("_", " ")
    return code(p.place_id), p.name, kind, p.country or "", p.icao or "", reach, _operator(p), linked(p.source)


def _operator(p: Place) -> str:
    if not p.operators:
        return ""
    last = p.operators[-1]
    since = f", from {last.valid_from:%Y-%m}" if last.valid_from else ""
    until = f", to {last.valid_to:%Y-%m}" if last.valid_to else ""
    return last.name + since + until


def _asset(a: Asset) -> tuple[str, ...]:
    numbers = ", ".join(f"{i.key} {i.value}" for i in a.identities if i.key != "name")
    return code(a.asset_id), a.name, code(a.asset_class), a.operator or "", a.country or "", numbers, linked(a.source)


def _class(c: AssetClass) -> tuple[str, ...]:
    speeds = _number(c.max_kn), _number(c.cruise_kn)
    return code(c.code), c.name, code(c.parent or ""), c.kind, *speeds, _length(c), c.transmits or "", linked(c.source)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _length(c: AssetClass) -> str:
    """Both ends, or the one length that all have."""
    return " to ".join(dict.fromkeys(f"{length:g}" for length in c.length_m or ()))
