"""What must be there before a trigger counts as a claim: the row of the trigger says it, a finding is held against it.

A scene and a finding flow in, True or False flows out. Words with other meanings ("arrive", "leave", "stand") need a ship, an
aircraft or troops and a place; words that hardly mean anything else need one of the two.
"""

from __future__ import annotations

from vedette.claims.languages.found import Finding
from vedette.claims.languages.scene import Scene
from vedette.claims.languages.sentence import Sentence
from vedette.claims.languages.tables import Trigger

_REACH = 14  # words in which a word that the row asks for must stand


def is_claim(scene: Scene, finding: Finding) -> bool:
    """Whether a finding has what its row needs."""
    row = finding.hit.row
    if not finding.things and _is_civil(scene):
        return False
    has_place = any(finding.places.values())
    has_place = has_place or _is_asked_where(scene, finding)
    has_thing = bool(finding.things)
    has_actor = finding.actor is not None
    held = {
        "none": True,
        "place": has_place,
        "asset": has_thing,
        "both": has_thing and has_place,
        "either": has_thing or has_place,
        "actor": has_actor and has_place,
        "moved": (has_place and (has_thing or has_actor)) or _is_at_base(scene, finding),
        "route": finding.has_route() and (has_thing or has_actor),
        "carried": has_thing and finding.has_route(),
    }
    return held[row.need] and _has_words(scene, finding.hit.first, row)


def _is_civil(scene: Scene) -> bool:
    """Whether a sentence speaks of migrants, tourists and the like, whose journeys are no claims here."""
    civil = scene.tools.language.words.get("civil")
    return civil is not None and any(civil.match(w.form) or civil.match(w.lemma) for w in scene.sentence.words)


def _is_asked_where(scene: Scene, finding: Finding) -> bool:
    """Whether "where" or "where to" stands in the clause of the trigger."""
    where = scene.tools.language.words.get("where")
    numbers = scene.clauses
    at = finding.hit.first
    return where is not None and any(where.match(w.form) for w in scene.sentence.words[:at] if numbers[w.i] == numbers[at])


def _is_at_base(scene: Scene, finding: Finding) -> bool:
    """Whether a base of the register is left or reached: nobody else than a force does that, also where only "we" is said."""
    held = [p.place_id for places in finding.places.values() for p in places if p.place_id and ":" not in p.place_id]
    return any(scene.tools.places.kind_of(place_id) in ("naval_base", "airbase") for place_id in held)


def _has_words(scene: Scene, at: int, row: Trigger) -> bool:
    """Whether one of the words that the row asks for stands near in the same clause."""
    return not row.needs or word_needed(scene, at, row) is not None


def word_needed(scene: Scene, at: int, row: Trigger) -> int | None:
    """The nearest word in the clause that a row asks for; None where none stands there."""
    numbers = scene.clauses
    near = [w for w in scene.sentence.words if w.i != at and abs(w.i - at) <= _REACH and numbers[w.i] == numbers[at]]
    fitting = [w.i for w in near if any(_is_like(scene.sentence, w.i, pattern) for pattern in row.needs)]
    return min(fitting, key=lambda i: abs(i - at), default=None)


def _is_like(sentence: Sentence, at: int, pattern: str) -> bool:
    readings = {sentence.words[at].form, *sentence.words[at].lemma.split("|")}
    return any(r.startswith(pattern[:-1]) for r in readings) if pattern.endswith("*") else pattern in readings
