"""Ships and aircraft that a text names and no register knows: one name in a claim, a sighting and a signal is one asset.

Claims, sightings and identities flow in; claims and sightings flow out with an id where they name something by a proper name. The id is
that of the asset that sent the name, where exactly one did, else the name itself: so that a claim about *Galaxy Leader* is met by
what was seen of *Galaxy Leader*, and not by any ship that happened to be there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from vedette.registry.names import normalise
from vedette.registry.register import Register

Row = dict[str, Any]
_PREFIX = "name:"
_GROUPS = frozenset({"naval_ship", "forces", "equipment", "military_asset", "asset"})  # a squadron's name is no hull's
# letters before a ship's name that texts give or leave out
_STYLES = frozenset(
    {"hms", "uss", "ins", "rfs", "hmcs", "hmas", "tcg", "its", "fs", "mv", "m v", "mt", "m t", "ss", "rfa", "the"}
)


class Names:
    """Who bears a name, by what was sent."""

    def __init__(self, identities: Iterable[Mapping[str, Any]], register: Register) -> None:
        self._register = register
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for row in identities:
            if row["key"] == "name" and row["value"]:
                self._bearers[_plain(row["value"])].add(row["asset_id"])

    def id_of(self, text: str | None, count_max: int | None = 1) -> str | None:
        """The id of what a text names; None where it is no proper name of one asset, but a class, a number or a group."""
        if not text or count_max not in (None, 1) or not _is_name(text) or self._register.find_class(text) is not None:
            return None
        plain = _plain(text)
        bearers = self._bearers.get(plain, set())
        return next(iter(bearers)) if len(bearers) == 1 else f"{_PREFIX}{plain}"

    def of_claim(self, claim: Row) -> Row:
        """The claim, with ids for assets that it names and the register does not know."""
        if all(a["asset_id"] for a in claim["assets"] or ()):
            return claim
        return claim | {"assets": [a | {"asset_id": self._of_asset(a)} for a in claim["assets"]]}

    def _of_asset(self, asset: Row) -> str | None:
        found: str | None = asset["asset_id"]
        may_be_one = asset["count_max"] == 1 and asset["class"] not in _GROUPS
        return found or (self.id_of(asset["text"]) if may_be_one else None)

    def of_sighting(self, sighting: Row) -> Row:
        """The sighting, with an id where it was logged under a name that the register does not know."""
        if sighting["asset_id"] or sighting["class"] or not sighting["asset_text"]:
            return sighting
        return sighting | {"asset_id": self.id_of(sighting["asset_text"], sighting["count_max"])}


def name_of_id(asset_id: str) -> str | None:
    """The name in an id that is nothing but a name, for a sentence; None for all other ids."""
    return asset_id.removeprefix(_PREFIX).title() if asset_id.startswith(_PREFIX) else None


def _is_name(text: str) -> bool:
    """Does every word begin with a capital or a digit? Scripts without capitals give no names here."""
    words = [w for w in text.replace("-", " ").split() if w]
    return bool(words) and all(w[0].isupper() or w[0].isdigit() for w in words) and any(w[0].isupper() for w in words)


def _plain(text: str) -> str:
    """A name as it is compared: without case, marks, and the letters before it."""
    words = normalise(text).split()
    for n in (2, 1):  # "M/T" is two words in the form in which names are compared
        if len(words) > n and " ".join(words[:n]) in _STYLES:
            words = words[n:]
    return " ".join(words)
