"""Classes of assets: what one is, and the shipped ones as typed in `data/classes.toml`.

Classes stand in one tree under `asset`. Each has the words by which texts name it, and the sizes and speeds that tell
a possible movement from an impossible one. A number that a class does not state is its parent's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vedette.registry.reading import DATA, Row, Words, read_rows

_FIELDS = frozenset(
    [
        "code",
        "name",
        "kind",
        "parent",
        "words",
        "makers",
        "length_m",
        "max_kn",
        "cruise_kn",
        "endurance_h",
        "range_km",
        "transmits",
        "source",
    ]
)
_NEEDED = frozenset({"code", "name"})
KINDS = ("ship", "aircraft", "any")
TRANSMITS = ("warship", "auxiliary", "cargo", "aircraft")
_INHERITED = ("length_m", "max_kn", "cruise_kn", "endurance_h", "range_km", "transmits", "source")


@dataclass(frozen=True)
class AssetClass:
    """A class of ships or aircraft, or one that may be either.

    Speeds are knots, upper bounds for `max_kn`; `range_km` is unrefuelled at cruise speed. `transmits` names the prior of
    how often such an asset sends its position: warship, auxiliary, cargo or aircraft. None is not known.
    """

    code: str
    name: str
    kind: str  # ship, aircraft, any
    parent: str | None = None
    words: Words = field(default_factory=dict, hash=False)
    length_m: tuple[float, float] | None = None
    max_kn: float | None = None
    cruise_kn: float | None = None
    endurance_h: float | None = None
    range_km: float | None = None
    transmits: str | None = None
    source: str | None = None

    def all_words(self) -> Iterable[str]:
        """Its English name and its words in every language, as typed."""
        yield self.name
        for words in self.words.values():
            yield from words


@lru_cache(maxsize=1)
def read_classes() -> dict[str, AssetClass]:
    """The shipped classes by code, parents before children, with their parents' numbers filled in.

    Raises:
        CaseError: a row cannot stand, or its parent does not stand above it.
    """
    classes: dict[str, AssetClass] = {}
    for row in read_rows(DATA / "classes.toml", "class", "code"):
        parent = row.text("parent")
        if parent is not None and parent not in classes:
            raise row.wrong(f"its parent {parent} must stand above it in the file")
        if row.name in classes:
            raise row.wrong("this code is used twice")
        classes[row.name] = _class(row, classes.get(parent or ""))
    return classes


def _class(row: Row, parent: AssetClass | None) -> AssetClass:
    """One class as typed, checked, completed from its parent."""
    row.check_fields(_FIELDS, _NEEDED)
    kind = row.text("kind") or (parent.kind if parent else "any")
    transmits = row.text("transmits")
    if kind not in KINDS:
        raise row.wrong(f"kind {kind!r} is none of {', '.join(KINDS)}")
    if transmits is not None and transmits not in TRANSMITS:
        raise row.wrong(f"transmits {transmits!r} is none of {', '.join(TRANSMITS)}")
    own = AssetClass(
        code=row.name,
        name=row.text("name") or "",
        kind=kind,
        parent=parent.code if parent else None,
        words=_with_makers(row),
        length_m=_length(row),
        max_kn=row.number("max_kn"),
        cruise_kn=row.number("cruise_kn"),
        endurance_h=row.number("endurance_h"),
        range_km=row.number("range_km"),
        transmits=transmits,
        source=row.text("source"),
    )
    missing = {name: getattr(parent, name) for name in _INHERITED if parent and getattr(own, name) is None}
    return replace(own, **missing)


def _length(row: Row) -> tuple[float, float] | None:
    """The range of lengths, metres."""
    given = row.fields.get("length_m")
    if given is None:
        return None
    if not isinstance(given, list) or len(given) != 2 or not 0 < given[0] <= given[1]:
        raise row.wrong(f"length_m must be [shortest, longest] in metres (is {given!r})")
    return float(given[0]), float(given[1])


def _with_makers(row: Row) -> Words:
    """The words of a class, and for each maker the same words behind its name ("Ilyushin Il-76")."""
    makers = row.words("makers")
    return {
        language: (*words, *(f"{maker} {word}" for maker in makers.get(language, ()) for word in words))
        for language, words in row.words("words").items()
    }
