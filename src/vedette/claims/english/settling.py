"""What the frames of one sentence mean together.

The frames of a sentence flow in, the claims that it makes flow out: a presence that another trigger speaks of is part of that
one; "bound for" behind a departure is its destination; "previously docked at X, ... heading for Y" gives the movement its origin
and implies a departure; "for Russia to strengthen its foothold" is a motive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import ROLES, Frame
from vedette.claims.english.kinds import suit_kind
from vedette.claims.english.merging import merge_told
from vedette.claims.english.movement.directions import HEADINGS
from vedette.claims.english.phrases import is_verb
from vedette.claims.english.roles import PlaceRef

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOVING = frozenset({"move", "depart", "arrive"})
_FORMERLY = frozenset({"previously", "formerly", "once", "earlier", "originally", "until"})


def settle(frames: list[Frame], reading: Reading) -> list[Frame]:
    """The frames of a sentence after they have been compared with each other."""
    for frame in frames:
        drop_wider(frame, reading)
        _suit_places(frame, reading)
        suit_kind(frame, reading)
    frames = [frame for frame in frames if not _measures_other(frame, frames)]
    frames = [frame for frame in frames if not _is_told_by_rate(frame, frames)]
    kept = [frame for frame in frames if not _is_spoken_of(frame, frames) and not _gives_destination(frame, frames)]
    kept = [frame for frame in kept if not _repeats(frame, kept) and not _doubles(frame, kept)]
    for frame in kept:
        if frame.kind == "build_up" and _is_purpose(frame.trigger):
            frame.kind, frame.direction = "motive", None
        if frame.kind == "negotiate" and not frame.place:
            _take_aim(frame, kept)
    return merge_told(kept) + _implied_departures(kept)


def drop_wider(frame: Frame, reading: Reading) -> None:
    """ "to Benghazi, in eastern Libya": of two places of one role the narrower stays; a wider place beside a route goes."""
    route = [*frame.origin, *frame.destination]
    if any(_is_named(p) for p in frame.place):
        frame.place = [p for p in frame.place if _is_named(p)]  # "beside the runway at Woody Island"
    for role in ROLES:
        held: list[PlaceRef] = getattr(frame, role)
        others = [*held, *route] if role == "place" else held
        if frame.kind != "distance":
            setattr(frame, role, [p for p in held if not any(_is_wider(p, q, reading) for q in others)])


def _is_named(place: PlaceRef) -> bool:
    if place.token is None or place.token.pos_ != "NOUN" or place.token.text[:1].isupper():
        return True
    return place.place_id is not None and any(c.dep_ in ("det", "poss") for c in place.token.children)  # not "in port in Cadiz"


def _suit_places(frame: Frame, reading: Reading) -> None:
    """A ship goes to the port of Bandar Abbas, an aircraft to its airport: of gazetteer places of one name the suiting one."""
    finder = reading.scene.finders
    kinds = {finder.assets.kind_of(ref.asset_class) for ref in frame.assets}
    kind = "aircraft" if frame.kind == "flight_rate" and kinds <= {None, "aircraft"} else next(iter(kinds - {None, "any"}), None)
    if kind is None:
        kind = "ship"  # what carries it is not said: a port or town rather than an airfield of the name
    if len(kinds - {None, "any"}) > 1:
        return
    for role in ROLES:
        held: list[PlaceRef] = getattr(frame, role)
        setattr(frame, role, [replace(p, place_id=finder.places.suit(p.text, p.place_id, kind)) for p in held])


def _is_wider(place: PlaceRef, other: PlaceRef, reading: Reading) -> bool:
    if place.place_id is None or other.place_id is None:
        return False
    return reading.scene.finders.places.contains(place.place_id, other.place_id)


def _measures_other(frame: Frame, frames: Sequence[Frame]) -> bool:
    """ "Only 38 ships transited Suez, down from 70": what "down from" compares is the voyages of the verb before it."""
    if frame.row.pattern != "level" or frame.kind not in ("build_up", "draw_down"):
        return False
    host = next((f for f in frames if f is not frame and f.theme is not None and f.theme == frame.theme and f.has_place()), None)
    behind = frame.trigger.nbor(1) if frame.trigger.i + 1 < len(frame.trigger.doc) else frame.trigger
    is_elsewhere = host is not None and frame.has_place() and not _same_places(frame.place, host.place)
    if host is None or host.kind not in _MOVING or is_elsewhere or behind.lower_ != "from":
        return False
    host.kind, host.direction = "flight_rate", frame.direction
    host.tokens |= frame.tokens
    return True


def _is_told_by_rate(frame: Frame, frames: Sequence[Frame]) -> bool:
    """A movement whose number is what the sentence tells: "fewer balloons have drifted over", or the verb of "flights doubled"."""
    rates = [f for f in frames if f.kind == "flight_rate" and f is not frame]
    if any(f.trigger == frame.trigger for f in rates):
        return frame.kind != "flight_rate" or any(f.trigger == frame.trigger for f in frames[: frames.index(frame)])
    return frame.kind in ("move", "depart", "arrive") and any(
        f.row.pattern == "fewer" and f.theme is not None and f.theme == frame.theme for f in rates
    )


def _is_spoken_of(frame: Frame, frames: Sequence[Frame]) -> bool:
    """A presence that is the theme of another claim ("downsizes its presence")."""
    if frame.row.pattern != "presence" or frame.kind != "present" or frame.theme is None:
        return False
    themes = {t.i for f in frames if f is not frame and f.theme is not None for t in (f.theme, *f.theme.conjuncts)}
    return frame.theme.i in themes


def _gives_destination(frame: Frame, frames: Sequence[Frame]) -> bool:
    """ "left Tartus bound for Libya": the destination goes to the departure."""
    if frame.trigger.lower_ not in ("bound", "destined", "way", "route", "course", "tow", "transit", "passage"):
        return False
    if frame.trigger.lower_ == "tow" and frame.trigger.head.lower_ != "under":
        return False  # "with the coaster in tow": another ship
    governors = {t.i for t in frame.trigger.ancestors}
    host = next((f for f in frames if f.trigger.i in governors and f.kind in ("depart", "move")), None)
    if host is None or (host.destination and not _same_places(host.destination, frame.destination)):
        return False
    host.add_places("destination", frame.destination)
    host.tokens |= frame.tokens
    return True


def _repeats(frame: Frame, frames: Sequence[Frame]) -> bool:
    """A further word for a movement of the same sentence that adds no place: "passed X heading west", a bare "withdrawal"."""
    if frame.row.pattern == "on_leg" and any(_covers(other, frame) for other in frames if other is not frame):
        return True
    is_heading = frame.row.pattern == "on_leg" and all(p.text.lower() in HEADINGS for r in ROLES for p in getattr(frame, r))
    if is_heading and any(
        f.theme == frame.theme and f.kind == "present" and is_verb(f.trigger) for f in frames if f is not frame
    ):
        return True  # "was tracked off X, southbound"
    if frame.kind not in _MOVING or any(p.text.lower() not in HEADINGS for role in ROLES for p in getattr(frame, role)):
        return False
    governors = {t.i for t in frame.trigger.ancestors}
    others = [f for f in frames if f is not frame and f.kind in _MOVING and f.has_place()]
    if frame.trigger.pos_ == "NOUN":
        return bool(others) and frame.row.pattern == "noun"
    is_beside = frame.trigger.dep_ in ("advcl", "xcomp", "acl") and frame.trigger.tag_ == "VBG"
    return is_beside and any(f.trigger.i in governors for f in others)


def _doubles(frame: Frame, frames: Sequence[Frame]) -> bool:
    """ "was photographed alongside in Ceuta": an adverb or adjective of rest below a word that tells the same of the same place."""
    if frame.kind != "present" or is_verb(frame.trigger) or frame.row.pattern not in ("be_at", "station", "now_in"):
        return False
    above = {t.i for t in list(frame.trigger.ancestors)[:3]}
    beside = (
        f for f in frames if f is not frame and f.kind in ("present", "arrive") and f.trigger.i in above | {frame.trigger.i - 1}
    )
    return any(_same_places([*f.place, *f.destination], frame.place) for f in beside)


def _covers(other: Frame, frame: Frame) -> bool:
    """Whether another movement of the sentence has the places of this one, right beside it: "pulled back from Goma"."""
    is_near = other.trigger.i < frame.trigger.i <= other.trigger.i + 8
    told = {r: [p for p in getattr(frame, r) if p.text.lower() not in HEADINGS] for r in ("origin", "destination")}
    has_all = all(_same_places(getattr(other, role), places) for role, places in told.items() if places)
    return other.kind in _MOVING and other.row.pattern != "on_leg" and is_near and has_all


def _same_places(first: Sequence[PlaceRef], second: Sequence[PlaceRef]) -> bool:
    return {p.place_id or p.text for p in first} == {p.place_id or p.text for p in second}


def _take_aim(frame: Frame, frames: Sequence[Frame]) -> None:
    """ "negotiating to secure a base at Tobruk": talks about the base's place."""
    aim = next((f for f in frames if f.kind == "basing" and f.trigger.head == frame.trigger), None)
    if aim is not None:
        frame.add_places("place", aim.place)


def _is_purpose(verb: Token) -> bool:
    """An infinitive of purpose or motive: "a move for Russia to strengthen ...", "in order to", "aimed at boosting"."""
    if not is_verb(verb):
        return False
    has_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    is_beside = verb.dep_ in ("advcl", "acl", "relcl")
    return (
        has_to
        and is_beside
        and verb.head.lemma_ not in ("plan", "agreement", "decision", "order", "intention", "effort", "proposal")
    ) or (verb.dep_ == "pcomp" and verb.head.lower_ in ("at", "for") and verb.head.head.lemma_ in ("aim", "design", "intend"))


def _implied_departures(frames: Sequence[Frame]) -> list[Frame]:
    """What was "previously docked at X" is there no more; a movement said of the same thing starts at X."""
    implied = []
    for frame in frames:
        former = next((c for c in frame.trigger.children if c.lower_ in _FORMERLY), None)
        if frame.kind != "present" or former is None or frame.theme is None or not frame.place:
            continue
        moves = [f for f in frames if f.kind in ("move", "depart") and f.theme == frame.theme and not f.origin]
        for move in moves:
            move.add_places("origin", frame.place)
        if moves and former.lower_ != "once":  # "bombers that once stood at X have been scattered": the movement says it
            implied.append(
                replace(
                    frame,
                    kind="depart",
                    trigger=former,
                    said_at=frame.trigger,
                    origin=list(frame.place),
                    place=[],
                    explicitness="implied",
                    tokens=set(frame.tokens),
                )
            )
    return implied
