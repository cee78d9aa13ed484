"""How a place stands in an English sentence: "at Tartus", "in eastern Libya", "the Strait of Sicily".

A place id and the register flow in, words flow out. A site is a point that one is at, an area is something that one is in;
which names take an article is English usage, kept as a table of patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from vedette.errors import NotFound
from vedette.registry.register import Register

# kinds of places that one is in; one is at all others
_INSIDE = frozenset({"country", "region", "sea", "city", "strait"})
# kind -> names that take "the"
_ARTICLE = {
    "sea": re.compile(r"."),
    "strait": re.compile(r"strait|channel|canal|passage|dardanelles|bosph?orus|narrows|kattegat", re.IGNORECASE),
    "country": re.compile(
        r"^United |Islands$|Republic$|^(Netherlands|Philippines|Maldives|Bahamas|Gambia|Seychelles|Comoros|Ivory Coast|Vatican)$"
    ),
    "region": re.compile(
        r"(coast|peninsula|region|states|Islands|Strip|Union|East|Caucasus|Levant|Sahel|Maghreb|Donbas)$|^Horn ", re.IGNORECASE
    ),
}
_COMPASS = re.compile(r"^(Eastern|Western|Southern|Northern|Central)(?= \w)")


def name_place(key: str, register: Register) -> str:
    """The name of a place with its article: "Tartus", "the Baltic Sea", "eastern Libya"; words that are no id stay."""
    try:
        place = register.place(key)
    except NotFound:
        return key
    name = place.name
    if place.kind in ("region", "sea"):
        name = _COMPASS.sub(lambda m: m[0].lower(), name)
    takes_article = place.kind in _ARTICLE and _ARTICLE[place.kind].search(place.name) and not name.startswith("the ")
    return f"the {name}" if takes_article else name


def locate_at(key: str, register: Register) -> str:
    """A place with the preposition of being there: "at Tartus", "in Libya"; "off Tartus" has its own."""
    name = name_place(key, register)
    if name.lower().startswith(("off ", "near ")):
        return name[:1].lower() + name[1:]
    try:
        kind = register.place(key).kind
    except NotFound:
        kind = ""
    if kind == "region" and name.lower().endswith(" coast"):
        return f"off {name}"
    return f"{'in' if kind in _INSIDE else 'at'} {name}"


def join_words(words: Iterable[str]) -> str:
    """Words as a list in a sentence: "a", "a and b", "a, b and c"."""
    listed = list(words)
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
