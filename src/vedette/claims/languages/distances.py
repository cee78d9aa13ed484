"""Stated distances between two places, in a foreign sentence.

A scene flows in, findings of kind distance flow out: a number, a word for kilometres or miles and two places, the nearest ones
that the sentence names. A number with one place only is no claim of distance.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.claims.languages.counts import count_before
from vedette.claims.languages.found import Finding, Hit
from vedette.claims.languages.scene import Place, Scene
from vedette.claims.languages.sentence import Sentence, Word
from vedette.claims.languages.tables import Language, Trigger

_KM = {"km": 1.0, "miles": 1.609344, "nautical": 1.852}
_RIGHT_BEHIND = 3  # words
_REACH = 18  # words between the number and a place


def names_unit(sentence: Sentence, language: Language) -> bool:
    """Whether a sentence speaks of kilometres or miles."""
    return any(_unit(word, language) is not None for word in sentence.words)


def is_end(place: Place, distances: Sequence[Finding]) -> bool:
    """Whether a place stands right behind the unit of a distance ("300 km da Creta"), so that it is no end of a movement."""
    return any(0 < place.first - d.hit.first <= _RIGHT_BEHIND for d in distances)


def find_distances(scene: Scene) -> list[Finding]:
    """The distances of a sentence."""
    found = []
    for word in scene.sentence.words:
        unit = _unit(word, scene.tools.language)
        if unit is None:
            continue
        _, (low, high) = count_before(scene.sentence, word.i, scene.tools.language)
        number = low if low is not None else high
        near = sorted(
            (p for p in scene.places if p.is_known and abs(p.first - word.i) <= _REACH), key=lambda p: abs(p.first - word.i)
        )[:2]
        if number is None or len(near) < 2 or near[0].place_id == near[1].place_id:
            continue
        first, second = sorted(near, key=lambda p: p.first)
        finding = Finding(Hit(word.i, word.i + 1, Trigger("distance")), "distance")
        finding.places = {"place": [first, second]}
        finding.distance_km = round(number * _KM[unit], 1)
        found.append(finding)
    return found


def _unit(word: Word, language: Language) -> str | None:
    """The unit of length that a word stands for."""
    tables = ((unit, language.words.get(unit)) for unit in _KM)
    return next((u for u, regex in tables if regex is not None and (regex.match(word.lemma) or regex.match(word.form))), None)
