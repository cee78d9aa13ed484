"""Where from, when the text has already said it: a ship that arrived at X and "sailed on to Y" sailed from X.

The frames of one sentence flow in, in the order of their triggers, with the memory of the text; movements without an origin are
completed with the place where the same thing was last said to be. Only ports, towns and bases count, and only what
surely speaks of the same thing: a pronoun, a pick ("the latter"), a definite noun of the same kind, a subject shared in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.roles import PlaceRef
from vedette.claims.english.themes import is_back_reference
from vedette.claims.names.noun_phrases import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_WIDE = frozenset({"country", "sea", "region", "strait", "ocean"})
_CARRIERS = frozenset({"ship", "aircraft"})


def follow_whereabouts(frames: Sequence[Frame], reading: Reading) -> None:
    """Give movements their implied origin, in place, and remember where things came to be."""
    for frame in sorted(frames, key=lambda f: f.trigger.i):
        stay = reading.discourse.last_stay
        wants_origin = not frame.origin and (frame.kind == "depart" or (frame.kind == "move" and frame.destination))
        if wants_origin and stay is not None and _is_same(frame, stay, reading):
            found = _where(stay, reading)
            if found is not None and all((p.place_id or p.text) != (found.place_id or found.text) for p in frame.destination):
                frame.origin = [PlaceRef(found.text, found.place_id)]
        is_told = frame.kind in ("arrive", "present", "depart") or (frame.kind == "move" and frame.row.pattern in ("go", "carry"))
        if is_told and frame.theme is not None:
            reading.discourse.last_stay = frame


def _where(stay: Frame, reading: Reading) -> PlaceRef | None:
    """The one narrow place that a frame leaves its assets at."""
    places = {"arrive": stay.destination, "move": stay.destination, "present": stay.place}.get(stay.kind, [])
    if not places or stay.row.status == "denied" or any(c.dep_ == "neg" for c in stay.trigger.children):
        return None
    last = places[-1]
    if last.place_id is None:
        return last if stay.kind == "arrive" and last.token is not None and last.token.pos_ == "PROPN" else None
    return last if reading.scene.finders.places.kind_of(last.place_id) not in _WIDE else None


def _is_same(frame: Frame, stay: Frame, reading: Reading) -> bool:
    """Whether two frames surely speak of the same thing."""
    theme, before = frame.theme, stay.theme
    if theme is None or before is None:
        return False
    if theme.doc is before.doc and theme.sent == before.sent:
        is_one = before.i in {t.i for t in conjuncts(theme)} or _is_taken_up(frame, stay)
        return is_one and stay.kind in ("arrive", "present") and frame.trigger.i > stay.trigger.i
    if is_back_reference(theme):
        return True
    kinds, known = _kinds(frame, reading), _kinds(stay, reading)
    same_names = {ref.text for ref in frame.assets} & {ref.text for ref in stay.assets if ref.count == (1, 1)}
    is_name = known == {None} and all(ref.count == (1, 1) for ref in stay.assets)  # "the Fatih", then "the ship"
    is_kind = bool(kinds & known & _CARRIERS) or (is_name and kinds <= _CARRIERS)
    return bool(same_names) or (_is_definite(theme) and len(frame.assets) == 1 and is_kind)


def _is_taken_up(frame: Frame, stay: Frame) -> bool:
    """ "put down at X and ... it was gone": a pronoun or a relative that stands for the same assets."""
    texts = [ref.text for ref in frame.assets]
    return frame.theme is not None and frame.theme.pos_ == "PRON" and bool(texts) and texts == [ref.text for ref in stay.assets]


def _kinds(frame: Frame, reading: Reading) -> set[str | None]:
    return {reading.scene.finders.assets.kind_of(ref.asset_class) for ref in frame.assets}


def _is_definite(noun: Token) -> bool:
    """ "the ship", not "the Turkish frigate Fatih"."""
    return any(c.dep_ == "det" and c.lower_ == "the" for c in noun.children) and all(
        c.dep_ == "det" or c.dep_ in ("relcl", "punct", "compound") for c in noun.children
    )
