"""The kind of a claim by what its frame holds: the ends that are named, a share that leaves, a stay that is yet to be.

A filled frame flows in and its kind is set. "Sailed from Kochi" departs, "crossed into Guyana" and "limped back to Faslane" arrive, "pulled
half of its batteries out" is a draw-down, and forces that are let station somewhere a matter of basing, not a presence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import is_verb, object_of, subject_of
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_STARTS = frozenset(
    {"retreat", "flee", "decamp", "sail", "scramble", "sortie", "steam", "deploy", "rotate", "trundle", "roll", "inch", "peel"}
) | {"underway"}
_LIMPING = frozenset({"limp", "get", "struggle", "stagger", "make"})  # said of those that got there
_ROUNDS = frozenset({"racetrack", "pattern", "orbit", "circuit", "loop", "lap", "circle"})
_SHIFTING = frozenset({"tow", "haul"})
_POSTS = frozenset({"station", "position"})
_CIRCLING = frozenset({"circle", "racetrack", "criss-cross", "crisscross", "orbit"})
_GATHERING = frozenset({"gather", "cluster", "congregate", "converge", "bunch"})
_ARRIVALS = frozenset({"landing", "arrival", "call", "visit", "docking", "stopover", "berthing", "portcall"})
_ENDS = frozenset({"visit", "call", "stop", "stopover", "landing", "landfall"})
_CHOKEPOINTS = frozenset(
    {"Suez", "Gibraltar", "Panama", "Istanbul", "Hormuz", "Dover", "Skaw", "Skagen", "Malacca", "Aden"}
)  # ports that are passages first
_SHARES = word_list("shares")
_STATIONING = word_list("stationing")
_GRANTING = word_list("granting")
_TALKING = frozenset(
    {
        "talk", "talks", "negotiation", "negotiations", "discussion", "discussions", "plan", "plans", "deal", "pact", "accord", "agreement",
        "request", "promise", "offer", "pledge", "proposal"
    }
)  # fmt: skip


def suit_kind(frame: Frame, reading: Reading) -> None:
    """Set the kind of a frame by what it holds."""
    if frame.kind == "move" and frame.trigger.lemma_ == "clear":
        _suit_clearing(frame, reading)
    if frame.kind == "move" and frame.trigger.lemma_ == "scramble" and not frame.destination:
        frame.kind = "depart"
    if frame.kind == "move":
        _suit_leg(frame, reading)
    if frame.kind == "depart" and is_verb(frame.trigger) and frame.trigger.lemma_ in _SHIFTING and frame.row.pattern == "carry":
        frame.kind = "move"  # "towed out of Nampho": what is done to it is the point, not its leaving
    if frame.kind == "depart":
        _suit_share(frame)
    if frame.kind == "present":
        _suit_stay(frame)
    if frame.kind == "flight_rate":
        _suit_rate(frame)


def _suit_rate(frame: Frame) -> None:
    """ "Landings at Juba tripled", "fewer tankers are calling at Kharg": the place of arrivals is where they go."""
    words = {frame.trigger.lemma_.lower(), frame.theme.lemma_.lower() if frame.theme is not None else ""}
    words |= {t.lemma_.lower() for t in frame.trigger.sent if t.i in frame.tokens}
    if words & _ARRIVALS and frame.place and not frame.destination:
        frame.destination, frame.place = frame.place, []


def _suit_clearing(frame: Frame, reading: Reading) -> None:
    """ "cleared Houston": a ship that clears a port leaves it; one that clears a strait passes it."""
    kinds = {reading.scene.finders.places.kind_of(p.place_id) for p in frame.place if p.place_id is not None}
    is_narrow = any(p.text in _CHOKEPOINTS for p in frame.place)
    if frame.place and not is_narrow and not frame.origin and kinds and not kinds & {"strait", "sea", "region", "country"}:
        frame.kind, frame.origin, frame.place = "depart", frame.place, []


def _suit_leg(frame: Frame, reading: Reading) -> None:
    """ "Sailed from Kochi" departs; "returned to Rota", "strayed into the zone" and a visit arrive."""
    word, row, trigger = frame.trigger.lemma_.lower(), frame.row, frame.trigger
    is_past = trigger.tag_ in ("VBD", "VBN") and trigger.dep_ != "conj"
    is_back = word == "return" and is_past
    if word in _STARTS and row.pattern in ("go", "carry", "on_leg") and (frame.origin or word == "sail") and not _goes_on(frame):
        frame.kind = "depart"
    elif _is_seen_there(frame):
        frame.kind, frame.destination = "present", []
    elif _is_reached(frame):
        frame.kind = "arrive"
    elif word == "make" and frame.place and _is_port_made(frame, reading):
        frame.kind, frame.destination, frame.place = "arrive", frame.place, []
    elif _circles(frame):
        frame.kind, frame.place, frame.destination = "present", [*frame.place, *frame.destination], []
    elif _goes_home(frame):
        frame.kind, frame.destination = "depart", []
    elif (
        (word in _ENDS and row.pattern in ("trips", "noun"))
        or (is_back and frame.destination and not frame.place)
        or (
            row.pattern in ("go", "carry")
            and is_verb(trigger)
            and object_of(trigger) is None
            and not subject_of(trigger)[1]
            and _is_entered(frame)
        )
    ):
        frame.kind = "arrive"


def _is_seen_there(frame: Frame) -> bool:
    """ "was tracked off Hodeidah on Sunday, southbound": a sighting."""
    is_route = bool(frame.origin) or any(p.place_id is not None for p in frame.destination)
    return frame.trigger.lemma_ == "track" and subject_of(frame.trigger)[1] and bool(frame.place) and not is_route


def _is_reached(frame: Frame) -> bool:
    """ "ever got to Asipovichy", "came back the same night": the end is where they are then."""
    verb, behind = frame.trigger, {c.lower_ for c in frame.trigger.children if c.i > frame.trigger.i}
    if not is_verb(verb) or frame.row.pattern not in ("go", "carry") or subject_of(verb)[1] or object_of(verb) is not None:
        return False
    is_done = verb.tag_ in ("VBD", "VBN")
    if verb.lemma_ == "get":
        return is_done and bool(frame.destination) and not behind & {"off", "away", "out", "as", "further", "farther", "no"}
    return verb.lemma_ == "come" and is_done and "back" in behind


def _is_port_made(frame: Frame, reading: Reading) -> bool:
    """ "made Brest on Monday": a port as the object is reached."""
    thing = object_of(frame.trigger)
    kinds = {reading.scene.finders.places.kind_of(p.place_id) for p in frame.place if p.place_id is not None}
    return thing is not None and any(p.token == thing for p in frame.place) and bool(kinds & {"port", "city", "naval_base"})


def _circles(frame: Frame) -> bool:
    """ "flew a racetrack pattern south of Cyprus", "circled over Georgetown": round and round in one place."""
    is_only_there = bool(frame.place) and not frame.has_route() and frame.row.pattern in ("go", "carry")
    if frame.trigger.lemma_ in _CIRCLING and is_only_there:
        return True
    thing = object_of(frame.trigger) if is_verb(frame.trigger) else None
    return thing is not None and thing.lemma_.lower() in _ROUNDS and not frame.origin


def _goes_home(frame: Frame) -> bool:
    """ "flew home from the Maldives": where home is, is not said; what is said is that they left."""
    is_done = frame.trigger.tag_ in ("VBD", "VBN")
    return is_done and bool(frame.origin and frame.destination) and all(p.text.lower() == "home" for p in frame.destination)


def _goes_on(frame: Frame) -> bool:
    return bool(frame.destination or frame.place)


def _is_entered(frame: Frame) -> bool:
    """ "crossed into Guyanese airspace", "limped back to Faslane": the destination stands behind "into" or "back to"."""
    if not frame.destination:
        return False
    if frame.trigger.lemma_ == "cross":
        return False  # "crossed into Eritrea": a border that is passed
    doc, first = frame.trigger.doc, min((t.i for ref in frame.destination for t in (ref.token,) if t is not None), default=0)
    words = [t.lower_ for t in doc[frame.trigger.i + 1 : first]]
    is_done = frame.trigger.tag_ in ("VBD", "VBN")
    return words[:1] == ["into"] or (is_done and words[:2] == ["back", "to"] and frame.trigger.lemma_ in _LIMPING)


def _suit_share(frame: Frame) -> None:
    """ "is pulling half of its batteries out of Germany": a share that leaves thins out what stays."""
    verb = frame.trigger
    if not is_verb(verb) or not frame.origin or frame.destination:
        return
    thing = object_of(verb) or (subject_of(verb)[0] if subject_of(verb)[1] else None)
    if thing is not None and _is_share(thing):
        frame.kind, frame.direction = "draw_down", "down"
        frame.place, frame.origin = frame.origin, []


def _is_share(thing: Token) -> bool:
    """ "half of", "a third of the", "two of its six", "most of"."""
    behind = next((c for c in thing.children if c.lower_ == "of" and c.i == thing.i + 1), None)
    words = {thing.lower_, *(t.lower_ for t in thing.doc[thing.left_edge.i : thing.i])}
    if words & _SHARES and behind is not None:
        return True
    inner = next((c for c in behind.children if c.dep_ == "pobj"), None) if behind is not None else None
    is_part = inner is not None and any(c.dep_ == "poss" or c.lower_ in ("the", "its", "their") for c in inner.children)
    return thing.like_num and is_part


def _suit_stay(frame: Frame) -> None:
    """Forces that are allowed to be stationed somewhere: the right to be there, not a presence."""
    verb = frame.trigger
    if verb.lemma_ == "be" and _is_there_by(verb):
        frame.kind, frame.destination, frame.place = "arrive", frame.place, []
    elif verb.lemma_ in _GATHERING and is_verb(verb) and frame.row.pattern == "be_at":
        frame.kind, frame.direction = "build_up", "up"
    if verb.lemma_ == "host" and is_verb(verb) and _is_yet_to_be(verb):
        frame.kind = "basing"  # "will host U.S. troops at three air bases"
    if (
        verb.lemma_ == "take"
        and verb.tag_ in ("VBD", "VBN")
        and (thing := object_of(verb)) is not None
        and thing.tag_ == "NN"
        and thing.lemma_ in _POSTS
    ):
        frame.kind, frame.destination, frame.place = "arrive", frame.place, []  # "took up station off Porkkala"
    if verb.lemma_.lower() not in _STATIONING or not is_verb(verb):
        return
    is_talked_of = verb.dep_ in ("pcomp", "acl") and {verb.head.lower_, verb.head.head.lower_} & _TALKING
    is_granted = verb.dep_ in ("xcomp", "ccomp", "relcl") and any(t.lemma_ in _GRANTING for t in (verb.head, verb.head.head))
    is_asked = any(c.lower_ == "where" for c in verb.children) and any(
        c.dep_ == "aux" and c.lower_ in ("will", "would") for c in verb.children
    )
    if is_asked or is_talked_of or is_granted or _is_granting_noun(verb):
        frame.kind = "basing"


def _is_yet_to_be(verb: Token) -> bool:
    """ "will host", "could be hosting", "no plans to host"; not "could host if"."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "to", "be") for c in verb.children)


def _is_there_by(verb: Token) -> bool:
    """ "should be in Darwin by the weekend", "could be in Sevastopol within a day": getting there, with a time."""
    has_modal = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "should", "could", "'ll", "’ll") for c in verb.children)
    return has_modal and any(c.lower_ in ("by", "within") and c.i > verb.i and c.dep_ == "prep" for c in verb.children)


def _is_granting_noun(verb: Token) -> bool:
    """ "an accord allowing warships to use the port": the parser may hang the infinitive on the noun."""
    return verb.dep_ in ("xcomp", "ccomp", "acl", "relcl") and any(t.lemma_ in _GRANTING for t in list(verb.ancestors)[:3])
