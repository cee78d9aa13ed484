"""Which column of a table holds what: stated by a format, by the user, or found by known names.

Column names flow in, a `Columns` flows out. Names are compared in lower case without anything but letters and digits. A
required column that two names could hold is not guessed: the error names both and the mend.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vedette.case.settings import ColumnMapping


@dataclass(frozen=True)
class Columns:
    """Names of columns; None where the table has none. Units are those of the file."""

    kind: str  # ship or aircraft
    scheme: str  # what the identity is: mmsi, icao24, imo, callsign, registration, name, flight
    identity: str
    time: str
    lat: str
    lon: str
    time_format: str | None = None  # None = found out from the values
    time_fallback: str | None = None  # taken where `time` is empty
    speed: str | None = None
    speed_unit: str = "kn"
    course: str | None = None
    heading: str | None = None
    altitude: str | None = None
    altitude_fallback: str | None = None
    altitude_unit: str = "ft"
    vertical_rate: str | None = None
    vertical_rate_unit: str = "ft/min"
    on_ground: str | None = None
    accuracy: str | None = None
    received: str | None = None
    sensor: str | None = None  # column with the sensor's name; None = by kind
    flags: str | None = None  # column with bits of `Flag`
    identities: tuple[tuple[str, str], ...] = ()  # (key of `identities`, column)
    assumed: tuple[str, ...] = ()  # columns whose unit the file does not say
    keeps_names: bool = False  # every row without a place but with a name counts as an identity, not only the first to give it

    def required(self) -> frozenset[str]:
        """The columns without which there is nothing to read."""
        return frozenset((self.identity, self.time, self.lat, self.lon))

    def used(self) -> frozenset[str]:
        """The columns that are read."""
        single = (getattr(self, what) for what in _OPTIONAL)
        return self.required() | {c for c in single if c is not None} | {column for _, column in self.identities}

    def present_in(self, names: Sequence[str]) -> Columns:
        """The same without optional columns that a table does not have."""
        absent: dict[str, Any] = {what: None for what in _OPTIONAL if getattr(self, what) not in names}
        return replace(self, **absent, identities=tuple((key, c) for key, c in self.identities if c in names))


_OPTIONAL = (
    "time_fallback", "speed", "course", "heading", "altitude", "altitude_fallback", "vertical_rate", "on_ground", "accuracy",
    "received", "sensor", "flags",
)  # fmt: skip

# field -> known names, best first; a unit after a slash where the name tells it
KNOWN_NAMES: dict[str, tuple[str, ...]] = {
    "time": ("timestamp", "basedatetime", "datetime", "time", "timeutc", "datetimeutc", "utc", "msgtime", "positiontime", "date"),
    "mmsi": ("mmsi", "ssvid", "sourcemmsi", "userid"),
    "icao24": ("icao24", "icao", "hex", "hexident", "aircraftaddress", "icaoaddress"),
    "flight": ("flightid",),
    "imo": ("imo", "imonumber"),
    "name": ("name", "vesselname", "shipname"),
    "lat": ("lat", "latitude", "latitudedegrees", "latdeg", "ylat"),
    "lon": ("lon", "lng", "long", "longitude", "longitudedegrees", "londeg", "xlon"),
    "speed": (
        "sog", "sogknots", "sogkn", "speedoverground", "speedkn", "speedknots", "groundspeed", "gs", "speedgnd", "speed",
        "speedms/m/s", "velocity/m/s", "speedkmh/km/h",
    ),
    "course": ("cog", "cogdegrees", "cogdeg", "courseoverground", "course", "track", "trackgnd", "truetrack"),
    "heading": ("heading", "trueheading", "headingdeg", "hdg"),
    "altitude": ("altitudeft", "altft", "altbaro", "altitude/?", "alt/?", "altitudem/m", "altm/m", "baroaltitude/m",
                 "geoaltitude/m"),
    "vertical_rate": ("verticalrate", "verticalspeed", "vertspeed", "vratefpm", "barorate", "vertrate/m/s"),
    "on_ground": ("onground", "isonground", "ground"),
    "callsign": ("callsign",),
    "registration": ("registration", "reg", "aircraftreg"),
    "type": ("shiptype", "vesseltype", "typecode", "icaotype", "aircrafttype"),
    "length_m": ("length", "lengthm", "loa"),
}  # fmt: skip
_WORDS = {"time": "time", "lat": "latitude", "lon": "longitude"}
_SCHEMES = {"mmsi": "ship", "icao24": "aircraft", "flight": "aircraft", "imo": "ship", "name": "ship"}
_IDENTITY_KEYS = ("imo", "name", "callsign", "registration", "type", "length_m")
_MEASURES = ("speed", "course", "heading", "altitude", "vertical_rate", "on_ground")
_OF_AIRCRAFT = ("altitude", "vertical_rate", "on_ground")

Matches = dict[str, list[tuple[str, str]]]  # what -> (column, unit) of the columns whose names are known for it, best first


class UnclearError(Exception):
    """The columns do not say which holds what; the message names the mend."""


def normal(name: str) -> str:
    """A column's name in the form in which names are compared."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def find_columns(names: Sequence[str]) -> Columns:
    """What the columns hold, by their names.

    Raises:
        UnclearError: a required column is missing, or two could hold it.
    """
    found = _match_all(names)
    for what, word in _WORDS.items():
        if not found[what]:
            raise UnclearError(f"none of its columns is known to hold the {word}; state them: {_statement(found)}")
        if len(found[what]) > 1:
            both = " and ".join(name for name, _ in found[what])
            raise UnclearError(f"its columns {both} could all hold the {word}; state which: {_statement(found, what)}")
    scheme = _scheme_of(found)
    if scheme is None:
        raise UnclearError(f"none of its columns is known to hold the asset's number or name; state it: {_statement(found)}")
    taken = found[scheme][0][0]
    columns = Columns(
        kind=_SCHEMES[scheme], scheme=scheme, identity=taken,
        time=found["time"][0][0], lat=found["lat"][0][0], lon=found["lon"][0][0],
    )  # fmt: skip
    return _with_others(columns, found, {taken})


def mapped_columns(mapping: ColumnMapping, names: Sequence[str]) -> Columns:
    """The columns that the user stated; what was not stated is found by its name.

    Raises:
        UnclearError: a stated column does not exist.
    """
    stated = mapping.model_dump(exclude_unset=True)
    for what, column in stated.items():
        is_name = what not in ("kind", "time_format") and not what.endswith("_unit")
        if is_name and column is not None and column not in names:
            raise UnclearError(f"it has no column {column!r} ({what}); its columns are {', '.join(names)}")
    own = {column for column in stated.values() if isinstance(column, str)}
    scheme = _scheme_of(_match_all([mapping.identity])) or ("mmsi" if mapping.kind == "ship" else "icao24")
    columns = Columns(scheme=scheme, **({"kind": _SCHEMES[scheme]} | stated))
    return _with_others(columns, _match_all([n for n in names if n not in own]), own)


def stated_as(columns: Columns, **more: str) -> str:
    """The words on the command line that state these columns."""
    pairs = {"time": columns.time, "identity": columns.identity, "lat": columns.lat, "lon": columns.lon} | more
    return " ".join(f"--column {what}={name}" for what, name in pairs.items())


def _statement(found: Matches, doubtful: str | None = None) -> str:
    """The same as far as the columns are known; NAME stands for what only the user knows."""
    best = {what: matches[0][0] for what, matches in found.items() if matches and what != doubtful}
    identity = next((best[s] for s in _SCHEMES if s in best), "NAME")
    known = {what: best.get(what, "NAME") for what in _WORDS}
    pairs = {"time": known["time"], "identity": identity, "lat": known["lat"], "lon": known["lon"]}
    return " ".join(f"--column {what}={name}" for what, name in pairs.items())


def _match_all(names: Sequence[str]) -> Matches:
    return {what: _matches(what, names) for what in KNOWN_NAMES}


def _matches(what: str, names: Sequence[str]) -> list[tuple[str, str]]:
    units = {entry.split("/", 1)[0]: entry.partition("/")[2] for entry in KNOWN_NAMES[what]}
    rank = {name: i for i, name in enumerate(units)}
    hits = [(name, units[normal(name)]) for name in names if normal(name) in units]
    return sorted(hits, key=lambda hit: rank[normal(hit[0])])


def _scheme_of(found: Matches) -> str | None:
    return next((scheme for scheme in _SCHEMES if found[scheme]), None)


def _with_others(columns: Columns, found: Matches, taken: Collection[str]) -> Columns:
    """The columns with the measures and identities that their names tell, where nothing is stated."""
    assumed = []
    measures: dict[str, Any] = {}
    for what in _MEASURES:
        is_known = bool(found[what]) and getattr(columns, what) is None
        if not is_known or (columns.kind == "ship" and what in _OF_AIRCRAFT):
            continue
        measures[what], unit = found[what][0]
        if unit == "?":
            assumed.append(f"{measures[what]} (taken as {getattr(columns, what + '_unit')})")
        elif unit:
            measures[f"{what}_unit"] = unit
    identities = tuple((key, found[key][0][0]) for key in _IDENTITY_KEYS if found[key] and found[key][0][0] not in taken)
    return replace(columns, assumed=tuple(assumed), identities=identities, **measures)
