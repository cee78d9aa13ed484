"""Which places and things belong to which trigger, by the dependency tree: for Russian.

The triggers of a parsed sentence and its scene flow in; findings with places and things flow out. A place climbs the tree to
the first trigger above it, past nouns for places and things but not past people who speak; what moves is the subject, the
object or the genitive that the row names. Where the tree leads nowhere the order of words decides, as in the other languages.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.claims.languages.clauses import count_between
from vedette.claims.languages.found import Finding, Hit
from vedette.claims.languages.order_arguments import give
from vedette.claims.languages.scene import Place, Scene, Thing
from vedette.claims.languages.sentence import Sentence, Word
from vedette.claims.languages.tree import ancestors, children, is_below, subject_of

_NEAREST = 9


def find_by_tree(scene: Scene, hits: Sequence[Hit]) -> list[Finding]:
    """A finding for each trigger, with what belongs to it."""
    findings = [Finding(hit, hit.row.kind) for hit in hits]
    for place in scene.places:
        owner = _owner(scene, findings, place)
        if owner is None or _is_across(scene, owner.hit, place):
            owner = _nearest(scene, findings, place) or owner
        if owner is not None and not (place.role == "bare" and not _is_object(scene, owner.hit, place)):
            give(owner, place)
    for finding in findings:
        finding.things = _things(scene, finding.hit)
    return findings


def _root(sentence: Sentence, first: int, last: int) -> Word:
    """The word of a stretch that depends on none of the others."""
    inside = sentence.words[first:last]
    return next((w for w in inside if not first <= w.head < last), inside[0])


def _owner(scene: Scene, findings: Sequence[Finding], place: Place) -> Finding | None:
    """The first trigger above a place."""
    by_word = {f.hit.first: f for f in findings}
    sentence = scene.sentence
    root = _root(sentence, place.first, place.last)
    stop = scene.tools.language.words.get("stops")
    for above in ancestors(sentence, root):
        if above.i in by_word:
            return by_word[above.i]
        if above.pos == "VERB":
            below = [by_word[w.i] for w in children(sentence, above, "xcomp", "csubj") if w.i in by_word]
            return below[0] if below else None
        if stop is not None and stop.match(above.lemma):
            return None
    return None


def _is_across(scene: Scene, hit: Hit, place: Place) -> bool:
    """Whether a place stands in another clause than its trigger: the tree may be wrong where a trigger stands in the place's own."""
    numbers = scene.clauses
    return numbers[hit.first] != numbers[place.first]


def _nearest(scene: Scene, findings: Sequence[Finding], place: Place) -> Finding | None:
    """The nearest trigger of the same clause, where the tree gave none and the place has a role."""
    if place.role in ("bare", ""):
        return None
    numbers = scene.clauses
    near = [
        (abs(f.hit.first - place.first), k)
        for k, f in enumerate(findings)
        if not count_between(scene.sentence, numbers, f.hit.first, place.first)[0] and not f.has_route()
    ]
    return findings[min(near)[1]] if near and min(near)[0] <= _NEAREST else None


def _is_object(scene: Scene, hit: Hit, place: Place) -> bool:
    """Whether a bare place is what the trigger is done to."""
    root = _root(scene.sentence, place.first, place.last)
    return bool(hit.row.bare) and root.rel.split(":")[0] in ("obj", "obl", "nmod", "iobj") and root.head == hit.first


def _things(scene: Scene, hit: Hit) -> list[Thing]:
    """What moves: of a noun its genitive, of a verb its object or subject, of a participle the noun that it describes."""
    sentence = scene.sentence
    word = sentence.words[hit.first]
    tried: list[Word | None] = []
    if word.pos in ("NOUN", "PROPN"):
        tried += [w for w in children(sentence, word, "nmod", "appos") if not children(sentence, w, "case")]
        tried += children(sentence, word, "nmod")
    objects = children(sentence, word, "obj") + [w for w in children(sentence, word, "nsubj") if w.rel == "nsubj:pass"]
    subject = subject_of(sentence, word)
    inherited = [c for a in ancestors(sentence, word) if a.pos == "VERB" for c in children(sentence, a, "obj")][:1]
    order = [*objects, subject, *inherited] if hit.row.moves == "object" else [subject, *objects]
    they = scene.tools.language.words.get("they")
    for noun in [*tried, *order, *children(sentence, word, "iobj", "obl", "nmod")]:
        found = _of_noun(scene, noun, hit) if noun is not None else []
        if noun is not None and not found and they is not None and noun.pos in ("PRON", "DET") and they.match(noun.form):
            found = [t for t in scene.things if t.last <= noun.i][-1:]
        if found:
            return found
    return _nearest_thing(scene, hit)


def _of_noun(scene: Scene, noun: Word, hit: Hit) -> list[Thing]:
    """The things in a noun phrase: its head first, else what it counts or names; joined nouns too."""
    if noun.i == hit.first:
        return []
    tops = [noun, *(w for w in children(scene.sentence, noun, "conj") if w.pos in ("NOUN", "PROPN"))]
    found = [t for top in tops for t in scene.things if t.first <= top.i < t.last]
    if found:
        return found
    inside = [t for t in scene.things if t.head != hit.first and _hangs_on(scene, t, noun, hit)]
    return inside[:1]


def _hangs_on(scene: Scene, thing: Thing, noun: Word, hit: Hit) -> bool:
    root = scene.sentence.words[thing.head]
    return is_below(scene.sentence, root, noun) and not is_below(scene.sentence, scene.sentence.words[hit.first], root)


def _nearest_thing(scene: Scene, hit: Hit) -> list[Thing]:
    """Where the tree names nothing: the nearest thing of the same clause."""
    numbers = scene.clauses
    near = [
        (abs(t.head - hit.first), k)
        for k, t in enumerate(scene.things)
        if t.head != hit.first and not count_between(scene.sentence, numbers, hit.first, t.head)[0]
    ]
    return [scene.things[min(near)[1]]] if near and min(near)[0] <= _NEAREST else []
