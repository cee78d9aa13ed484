"""Distances that a text claims: "1,000 kilometers away in Syria", "two steps away from Europe", "within 300 km of".

A parsed sentence flows in; frames of kind `distance` (or the number, for a claim that already says where a ship lies) flow out.
The two ends go into `place`. A figure of speech is kept as a claim without a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import owner_of
from vedette.claims.english.phrases import child, is_verb, subject_of
from vedette.claims.english.roles import places_behind, places_of
from vedette.claims.english.states.locatives import STANDING
from vedette.claims.english.themes import assets_of
from vedette.claims.english.triggers import Trigger
from vedette.claims.names.counts import read_number
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_KM = {
    "km": 1.0,
    "kilometer": 1.0,
    "kilometre": 1.0,
    "mile": 1.609344,
    "nautical mile": 1.852,
    "nm": 1.852,
    "nmi": 1.852,
    "meter": 0.001,
    "metre": 0.001,
}
_NUMBER = re.compile(
    r"(?P<number>\d[\d,.]*|[a-z]+(?:[ -](?:hundred|thousand|dozen))?)(?P<gap>[\s-]*)"
    r"(?P<unit>km|kilomet(?:er|re)s?|(?:nautical )?miles?|nmi?|met(?:er|re)s?)\b(?![ ]?/ ?h|ph| an hour| per hour)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\b(?:two|a few|a couple of|just) (?P<unit>steps?|stones? throw|hours?)\b", re.IGNORECASE)
_HINT = re.compile(r"\b(?:k?m|kilomet|mile|nautical|nmi?|metre|meter|step|stone|hour|proximity)", re.IGNORECASE)
_ROW = Trigger("distance", "noun", "distance", "none", frozenset(), "a stated distance")
_HOSTS = frozenset({"present", "move", "depart", "arrive", "evidence_state", "absent", "build_up", "draw_down"})
_LYING = frozenset({"be", "lie", "sit", "stand"})
_LENGTHS = frozenset(
    {
        "range", "reach", "length", "width", "stretch", "coastline", "depth", "radius", "pipeline", "front", "road", "track", "height",
        "altitude"
    }
)  # fmt: skip
_AROUND = frozenset({"location", "position", "proximity", "distance"})


def find_distances(sentence: Span, reading: Reading) -> list[Frame]:
    """Frames of the distances that a sentence states."""
    frames: list[Frame] = []
    if not _HINT.search(sentence.text):
        return frames
    for match in _NUMBER.finditer(sentence.text):
        if match["gap"] == "-":  # "the 24-mile limit" is a line, no distance
            continue
        km = _read_km(match)
        token = _token_at(sentence, match.end("unit") - 1)
        if km is not None and token is not None and not _is_length(token) and (frame := _frame(token, km, reading)) is not None:
            frames.append(frame)
    for match in _FIGURE.finditer(sentence.text):
        token = _token_at(sentence, match.start("unit"))
        is_from = re.match(r"\s*(?:away)?[”\"’']?\s*(?:away )?from\b", sentence.text[match.end() :])
        if token is not None and is_from and (frame := _frame(token, None, reading)) is not None:
            frames.append(frame)
    frames += [frame for token in sentence if token.lower_ == "proximity" and (frame := _frame(token, None, reading))]
    return frames


def _is_length(token: Token) -> bool:
    """ "has a range of 370 kilometres", "queueing for 12 kilometres": how long something is, not how far from something else."""
    above = token.head
    if above.lower_ == "of" and base_form(above.head) in _LENGTHS:
        return True
    return above.lower_ == "for" and token.dep_ == "pobj" and not any(c.lower_ in ("from", "of", "off") for c in token.children)


def _read_km(match: re.Match[str]) -> float | None:
    word = match["unit"].lower().rstrip("s")
    try:
        number = float(match["number"].replace(",", ""))
    except ValueError:
        number_word = read_number(match["number"])
        if number_word is None:
            return None
        number = float(number_word)
    return round(number * _KM[word], 3)


def _token_at(sentence: Span, offset: int) -> Token | None:
    place = sentence.start_char + offset
    return next((t for t in sentence if t.idx <= place < t.idx + len(t)), None)


def _frame(token: Token, km: float | None, reading: Reading) -> Frame | None:
    """A distance between what it is said of and what it is from; None where neither is a place or an asset."""
    frame = Frame("distance", token, _ROW, distance_km=km, tokens={token.i})
    frame.explicitness = "presupposed" if token.lower_ == "proximity" else "explicit"
    if child(token, "nummod") is not None:
        frame.tokens.update(t.i for t in token.lefts if t.dep_ in ("nummod", "advmod"))
    _take_subject(frame, token, reading)
    _take_ends(frame, token, reading)
    frame.said_at = next((t for t in (token, *token.ancestors) if is_verb(t) or t.lemma_.lower() in _AROUND), None)
    if _take_separated(frame, token, reading):
        return frame
    is_site = _stands_for_site(frame, token)
    if is_site and (frame.place or (km is not None and _has_named_end(token, reading))):
        return frame
    if (not frame.place or (km is None and not frame.assets)) and not (token.lower_ == "proximity" and frame.assets):
        return None
    return frame if km is None or len(frame.place) >= 2 or frame.assets or _is_of_position(frame) else None


def _stands_for_site(frame: Frame, token: Token) -> bool:
    """ "The base lies 40 km south of Benghazi": a site that the text has named before."""
    verb = next((t for t in token.ancestors if is_verb(t)), None)
    subject = subject_of(verb)[0] if verb is not None else None
    if subject is None or verb is None or verb.lemma_ not in _LYING or base_form(subject) not in STANDING:
        return False
    frame.cover(subject)
    return True


def _has_named_end(token: Token, reading: Reading) -> bool:
    """ "60 km from the Moroccan wall": an end that a name stands in, though none knows it as a place."""
    ends = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("from", "of", "off", "to")]
    return any(t.pos_ == "PROPN" or reading.scene.mention_at(t) is not None for c in ends for t in c.subtree)


def merge_distances(frames: list[Frame], distances: list[Frame]) -> list[Frame]:
    """The distances that stand for themselves; one that says where a ship lies or goes joins that claim."""
    alone = []
    for distance in distances:
        hosts = [f for f in frames if f.kind in _HOSTS and distance.trigger in f.trigger.subtree]
        if distance.distance_km is None or _is_of_position(distance) or not hosts:
            alone.append(distance)
            continue
        host = max(hosts, key=lambda f: f.trigger.i)
        known = {p.place_id or p.text for p in host.place}
        is_of_host = not known or bool(known & {p.place_id or p.text for p in distance.place})
        if not is_of_host:  # "at Qamishli, 3 km from the border" tells where Qamishli lies
            distance.add_places("place", host.place or host.destination)
            alone.append(distance)
        elif host.distance_km is None:
            host.distance_km = distance.distance_km
            host.tokens |= distance.tokens
            if not host.has_place():
                host.add_places("place", distance.place)
    return alone


def _is_of_position(frame: Frame) -> bool:
    return any(t.lemma_.lower() in _AROUND for t in frame.trigger.ancestors)


def _take_subject(frame: Frame, token: Token, reading: Reading) -> None:
    """What the distance is said of: the subject of the verb above, the owner of a "location", what is "of" a proximity."""
    of = [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    for above in (token, *token.ancestors):
        if above.lemma_.lower() in _AROUND and (owner := child(above, "poss")) is not None:
            frame.assets = assets_of(owner, reading) or list(reading.discourse.last_assets)
            frame.actor = owner_of(owner, reading) or reading.discourse.last_actor
            frame.cover(above)
            return
        if is_verb(above):
            subject, _ = subject_of(above)
            if subject is not None and subject.lower_ == "it":  # "From Al-Burj to Kasos it is some 400 kilometres"
                for c in (c for c in above.children if c.dep_ == "prep" and c.lower_ in ("from", "to", "between")):
                    frame.add_places("place", places_behind(c, reading, unknown=True), c)
            of = of or ([subject] if subject is not None else [])
            break
    for noun in of:
        frame.assets = assets_of(noun, reading)
        frame.actor = owner_of(noun, reading)
        if frame.assets:
            frame.cover(noun)
            return
        frame.add_places("place", places_of(noun, reading))


def _take_separated(frame: Frame, token: Token, reading: Reading) -> bool:
    """ "Barely 40 nautical miles separate the two flotillas", "the 200 km that separate the two fields"."""
    verb = next(
        (t for t in (token.head, *token.head.ancestors, *token.children) if is_verb(t) and t.lemma_ in ("separate", "divide")),
        None,
    )
    things = [c for c in verb.children if c.dep_ == "dobj"] if verb is not None else []
    for thing in things:
        frame.assets = assets_of(thing, reading)
        frame.add_places("place", places_of(thing, reading))
        frame.cover(thing)
    return bool(frame.assets or frame.place or any(base_form(thing) in STANDING for thing in things))


def _take_ends(frame: Frame, token: Token, reading: Reading) -> None:
    """The places behind "from", "of", "in", "to" near the measure."""
    end = min(token.sent.end, token.i + 12)
    for near in token.doc[token.i : end]:
        if near.i > token.i and (near.text in (";",) or (is_verb(near) and near.dep_ in ("ROOT", "relcl", "advcl", "conj"))):
            break
        if (near.dep_ == "prep" and near.lower_ in ("from", "of", "in", "to", "off", "between", "at")) or near.lower_ == "of":
            frame.add_places("place", places_behind(near, reading), near)
