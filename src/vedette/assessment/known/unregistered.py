"""Ships and aircraft that a text names and no register knows: one name, or number, in a claim, a sighting and a signal is one asset.

Claims, sightings and identities flow in; claims and sightings flow out with an id where they name one asset by a proper name or by a
number that it bears. The id is that of the asset that sent the number or name, where exactly one did, else the name itself: so
that a claim about *Galaxy Leader* is met by what was seen of *Galaxy Leader*, and not by any ship that happened to be there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from vedette.registry.names import normalise
from vedette.registry.numbers import russian_icao24
from vedette.registry.proper_names import StatedNumber, find_numbers, may_be_one, plain_name, proper_name
from vedette.registry.register import Register

Row = dict[str, Any]
Times = tuple[datetime | None, datetime | None]
KEYS = ("name", "imo", "registration", "callsign")  # identities by which texts call an asset
_PREFIX = "name:"
_ITS_OWN = ("mmsi", "icao24")  # an asset that is heard under such a number has it as its id
_EVER: Times = (None, None)


class Names:
    """Who bears a name or a number, by what was sent."""

    def __init__(self, identities: Iterable[Mapping[str, Any]], register: Register) -> None:
        self._register = register
        self._bearers: dict[tuple[str, str], dict[str, list[Times]]] = defaultdict(lambda: defaultdict(list))
        self._registered: set[str] = set()  # assets that sent a registration
        for row in identities:
            if row["key"] in KEYS and row["value"]:
                name = row["key"], _comparable(row["key"], row["value"])
                self._bearers[name][row["asset_id"]].append((row["valid_from"], row["valid_to"]))
                if row["key"] == "registration":
                    self._registered.add(row["asset_id"])

    def id_of(self, text: str | None, count_max: int | None = 1, times: Times = _EVER) -> str | None:
        """The id of what a text names; None where it names no one asset, but a class, a type or a group.

        Args:
            text: as written.
            count_max: more than one is no name.
            times: between which it is spoken of; a call sign is another aircraft's on another day.
        """
        if not text or count_max not in (None, 1) or self._register.find_class(text) is not None:
            return None
        numbers, name = find_numbers(text), proper_name(text)
        by_number = next((found for n in numbers if (found := self._of_number(n, times))), None)
        if by_number is not None:
            return by_number
        called = name or (text.casefold() if numbers else None)
        return None if called is None else self._one_of(("name", called), _EVER) or f"{_PREFIX}{called}"

    def _of_number(self, number: StatedNumber, times: Times) -> str | None:
        """The asset that the register or the signals know by a number; a Russian registration gives the address by a rule."""
        registered = self._register.resolve(number.key, number.value, times[0])
        if registered is not None or number.key in _ITS_OWN:
            return registered or f"{number.key}:{number.value}"
        sent = self._one_of((number.key, _comparable(number.key, number.value)), times)
        address = russian_icao24(number.value) if number.key == "registration" else None
        by_rule = None if address is None or f"icao24:{address}" in self._registered else f"icao24:{address}"
        return sent or by_rule

    def _one_of(self, name: tuple[str, str], times: Times) -> str | None:
        """The one asset that bore it at the time; None where none did, or several."""
        bearers = [a for a, spans in self._bearers.get(name, {}).items() if any(_meet(span, times) for span in spans)]
        return bearers[0] if len(bearers) == 1 else None

    def of_claim(self, claim: Row) -> Row:
        """The claim, with ids for assets that it names and the register does not know."""
        if all(a["asset_id"] for a in claim["assets"] or ()):
            return claim
        times = claim["time_start"], claim["time_end"]
        return claim | {"assets": [a | {"asset_id": self._of_asset(a, times)} for a in claim["assets"]]}

    def _of_asset(self, asset: Row, times: Times) -> str | None:
        found: str | None = asset["asset_id"]
        is_one = may_be_one(asset["class"], asset["count_min"], asset["count_max"])
        return found or (self.id_of(asset["text"], 1, times) if is_one else None)

    def of_sighting(self, sighting: Row) -> Row:
        """The sighting, with an id where it was logged under a name that the register does not know."""
        if sighting["asset_id"] or sighting["class"] or not sighting["asset_text"]:
            return sighting
        times = sighting["start"], sighting["end"]
        return sighting | {"asset_id": self.id_of(sighting["asset_text"], sighting["count_max"], times)}


def name_of_id(asset_id: str) -> str | None:
    """The name in an id that is nothing but a name, for a sentence; None for all other ids."""
    if not asset_id.startswith(_PREFIX):
        return None
    name = asset_id.removeprefix(_PREFIX)
    return name.upper() if find_numbers(name.upper()) else name.title()


def _comparable(key: str, value: str) -> str:
    return plain_name(value) if key == "name" else normalise(value).replace(" ", "")


def _meet(first: Times, second: Times) -> bool:
    """Whether two spans of time have a moment in common; an open end is no bound."""
    (a, b), (c, d) = first, second
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)
