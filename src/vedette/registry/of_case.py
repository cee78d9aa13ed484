"""The register as a case sees it: the shipped one with the case's own places and assets.

In: a loaded case. Out: a `Register`. A place or asset of the same id stands in place of the shipped one; a class, country
or group that the register does not know is an error that names the file and the line.
"""

from __future__ import annotations

from collections import defaultdict

from vedette.case.complaints import nearest_line
from vedette.case.files import AssetRow, PlaceFeature
from vedette.case.load import Case
from vedette.errors import CaseError
from vedette.registry.assets import Asset, Identity
from vedette.registry.names import resemble
from vedette.registry.places import Place
from vedette.registry.register import Register, load_register


def register_of(case: Case) -> Register:
    """The shipped register with the places and assets of a case.

    Raises:
        CaseError: assets.csv names a class, or places.geojson a group, that does not exist.
    """
    shipped = load_register()
    places = tuple(_place(feature, shipped) for feature in case.places)
    rows: dict[str, list[tuple[int, AssetRow]]] = defaultdict(list)
    for line, row in case.assets:
        rows[row.asset_id].append((line, row))
    register = load_register(places, tuple(_asset(named, shipped) for named in rows.values()))
    known = [p.place_id for p in register.places()]
    for i, place_id in enumerate(case.question.places):
        if place_id not in known:
            at = nearest_line(dict(case.key_lines), ("case", "places", i))
            raise CaseError("case.toml", at, f"case.places: {_unknown('place', place_id, known)}")
    return register


def _place(feature: PlaceFeature, shipped: Register) -> Place:
    properties, ring = feature.properties, feature.geometry.ring
    groups = {p.place_id for p in shipped.places() if p.is_group}
    for group in properties.groups:
        if group not in groups:
            raise CaseError("places.geojson", None, f"{properties.place_id}: {_unknown('group', group, sorted(groups))}")
    corners = ring[:-1] if len(ring) > 1 else ring
    country = (f"country:{properties.country}",) if properties.country else ()
    return Place(
        place_id=properties.place_id,
        name=properties.name,
        kind=properties.kind,
        country=properties.country,
        groups=tuple(dict.fromkeys((*properties.groups, *country))),
        lat_deg=sum(p[1] for p in corners) / len(corners),
        lon_deg=sum(p[0] for p in corners) / len(corners),
        boundary_wkt="POLYGON ((" + ", ".join(f"{lon} {lat}" for lon, lat in ring) + "))" if len(ring) > 1 else None,
        enter_km=properties.enter_km,
        exit_km=properties.exit_km,
        aliases={"en": properties.aliases},
        source=properties.source,
    )


def _asset(rows: list[tuple[int, AssetRow]], shipped: Register) -> Asset:
    line, first = rows[0]
    classes = [c.code for c in shipped.classes()]
    if first.asset_class not in classes:
        raise CaseError("assets.csv", line, _unknown("class", first.asset_class, classes))
    for other_line, row in rows:
        if (row.kind, row.asset_class) != (first.kind, first.asset_class):
            problem = f"{row.asset_id} is a {first.kind} of class {first.asset_class} in line {line}"
            raise CaseError("assets.csv", other_line, problem)
    return Asset(
        asset_id=first.asset_id,
        kind=first.kind,
        asset_class=first.asset_class,
        name=first.name,
        operator=next((r.operator for _, r in rows if r.operator), None),
        country=next((r.country for _, r in rows if r.country), None),
        length_m=next((r.length_m for _, r in rows if r.length_m), None),
        aliases=tuple(dict.fromkeys(alias for _, row in rows for alias in row.aliases)),
        identities=tuple(Identity(r.key, r.value, r.valid_from, r.valid_to, r.source) for _, r in rows if r.key and r.value),
        source=first.source,
    )


def _unknown(what: str, name: str, known: list[str]) -> str:
    close = resemble(name, known)
    return f"{what} {name!r} is unknown" + (f"; did you mean {' or '.join(close)}?" if close else "")
