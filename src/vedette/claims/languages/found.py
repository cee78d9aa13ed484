"""A claim as a foreign reader finds it, before it becomes a row.

`Hit` is a trigger word with the row of the table that it fits; `Finding` is that with its places, things, actor, status and
time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vedette.claims.languages.scene import Place, Scene, Thing
from vedette.claims.languages.tables import Trigger

ROLES = ("origin", "destination", "place")


@dataclass(frozen=True)
class Hit:
    """Words first:last of a sentence carry a claim of `row.kind`."""

    first: int
    last: int
    row: Trigger
    head: int = -1

    @property
    def trigger(self) -> int:
        """The word that carries the claim: the first of several, in Turkish the last."""
        return self.first if self.head < 0 else self.head


@dataclass
class Finding:
    """One claim in the making."""

    hit: Hit
    kind: str
    status: str = "asserted"
    places: dict[str, list[Place]] = field(default_factory=dict)
    things: list[Thing] = field(default_factory=list)
    actor: str | None = None
    distance_km: float | None = None
    cues: list[int] = field(default_factory=list)  # words that the status rests on

    def has_route(self) -> bool:
        """Whether it says where from or where to."""
        return bool(self.places.get("origin") or self.places.get("destination"))

    def words(self) -> list[int]:
        """The words that the claim rests on."""
        spans = [(self.hit.first, self.hit.last), *((p.first, p.last) for held in self.places.values() for p in held)]
        spans += [(t.first, t.last) for t in self.things]
        return sorted({i for first, last in spans for i in range(first, last)} | set(self.cues))


def find_hits(scene: Scene) -> list[Hit]:
    """The trigger words of a sentence that are part of no name, from left to right."""
    names = {i for t in scene.things if t.is_named for i in range(t.head, t.last) if i != t.head}
    names |= {i for p in scene.places if p.is_known for i in range(p.first, p.last) if scene.sentence.words[i].is_capital}
    names |= _in_markers(scene)
    is_last = scene.tools.language.sources.get("order") == "sov"
    hits: list[Hit] = []
    forms, words, at = scene.sentence.forms, scene.sentence.words, 0
    while at < len(words):
        size, rows = (0, []) if at in names or words[at].is_mark else scene.tools.language.triggers.find(forms, at)
        hits += [Hit(at, at + size, row, at + size - 1 if is_last else -1) for row in rows if not row.kind.startswith("no")]
        at += max(size, 1)
    return hits


def _in_markers(scene: Scene) -> set[int]:
    """The words of phrases such as "in the direction of", which carry no claim of their own."""
    forms, found = scene.sentence.forms, set[int]()
    for at in range(len(forms)):
        size, _ = scene.tools.language.markers.find(forms, at)
        if size > 1:
            found |= set(range(at, at + size))
    return found
