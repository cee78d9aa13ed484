"""A neutral English sentence for what several claims say alike: "Russian warships move from Tartus to Tobruk."

The content of a proposition and its claims flow in, a sentence flows out. Names come from the register, never from a text, so
that a proposition read in five languages has one heading; number follows the assets: one named hull or a count of one
stands in the singular.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from vedette.claims.english.place_names import join_words, locate_at, name_place
from vedette.claims.grouping.content import Content, is_asset_id, read_content
from vedette.claims.grouping.subjects import Subject, find_subject, name_actor, say_whose
from vedette.errors import NotFound
from vedette.registry.register import Register, load_register
from vedette.schema.kinds import is_aircraft

Claim = Mapping[str, Any]
# kind -> the sentence; [one|many] follows the number of {what}, and empty slots leave no trace
_SENTENCES: Mapping[str, str] = {
    "move": "{what} [moves|move] {origin} {destination} {through}",
    "depart": "{what} [leaves|leave] {left} {bound} {at}",
    "arrive": "{what} [arrives|arrive] {reached} {origin} {at}",
    "present": "{what} [is|are] {there} {at}",
    "absent": "{what} [is|are] not {there} {at}",
    "flight_rate": "{voyages} {origin} {destination} {at} {changes}",
    "build_up": "{what} {at} {grow}",
    "draw_down": "{what} {at} {shrink}",
    "negotiate": "{talks} {about}",
    "basing": "{holder} or [seeks|seek] a base {at}",
    "condition": "A condition is set {concerning}",
    "motive": "A motive is given {concerning}",
    "consequence": "A consequence is named {concerning}",
    "evidence_state": "The evidence is spoken of {concerning}",
}
_CHANGES = {"up": "increase", "down": "decrease"}
_NUMBER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_BODIES = frozenset({"forces", "equipment"})  # built up and drawn down, rather than more and fewer
_ALL_AIRCRAFT = frozenset({"aircraft"})


def summarise(*claims: Claim, register: Register | None = None) -> str:
    """One neutral sentence for claims of one content, in any order."""
    known = register or load_register()
    content = read_content(claims[0])
    if content.kind == "distance":
        return _finish(_say_distance(content, claims, known), is_plural=True)
    subject = find_subject(content, claims, known)
    slots = _place_slots(content, claims, known) | _other_slots(content, subject, claims, known)
    sentence = _SENTENCES[content.kind].format(what=subject.text, **slots)
    return _finish(sentence, is_plural=subject.is_plural)


def _finish(sentence: str, *, is_plural: bool) -> str:
    numbered = _NUMBER.sub(lambda m: m[2] if is_plural else m[1], sentence)
    words = " ".join(numbered.split())
    return f"{words[:1].upper()}{words[1:]}."


def _place_slots(content: Content, claims: Sequence[Claim], register: Register) -> dict[str, str]:
    """The phrases of places: "from A and B", "to C", "at D"."""
    names = {role: join_words(sorted(_name(p, claims, register) for p in getattr(content, role))) for role in _ROLES}
    at = join_words(sorted(_at(p, claims, register) for p in content.place))
    reached = join_words(sorted(_at(p, claims, register) for p in content.destination))
    is_passage = any(_kind(p, register) in ("strait", "sea") for p in content.place)
    return {
        "origin": f"from {names['origin']}" if names["origin"] else "",
        "destination": f"to {names['destination']}" if names["destination"] else "",
        "left": names["origin"],
        "bound": f"for {names['destination']}" if names["destination"] else "",
        "reached": reached,
        "at": at,
        "through": f"through {names['place']}" if is_passage else at,
        "about": f"about {names['place']}" if names["place"] else "",
    }


_ROLES = ("origin", "destination", "place")


def _other_slots(content: Content, subject: Subject, claims: Sequence[Claim], register: Register) -> dict[str, str]:
    actor = name_actor(content, claims, register)
    concerned = [n for n in (actor, *sorted(_name(p, claims, register) for p in content.places)) if n]
    is_body = not content.assets or content.assets <= _BODIES
    grow, shrink = ("grows", "shrinks") if not content.assets else ("[is|are] built up", "[is|are] drawn down")
    return {
        "voyages": _voyages(content, subject, register, say_whose(content, claims, register)),
        "changes": _CHANGES.get(content.direction or "", "change in number"),
        "grow": grow if is_body else "[grows|grow] in number",
        "shrink": shrink if is_body else "[shrinks|shrink] in number",
        "talks": f"{actor} is in talks" if actor else "talks are going on",
        "there": "" if content.assets and content.place else "present",
        "holder": f"{actor} has" if actor else "somebody has",
        "concerning": f"that concerns {join_words(concerned)}" if concerned else "",
    }


def _voyages(content: Content, subject: Subject, register: Register, whose: str) -> str:
    """ "Russian flights", "flights by Russian Il-76 aircraft", "voyages by Russian warships"."""
    if not content.assets or content.assets == _ALL_AIRCRAFT:
        return f"{whose} flights".strip()
    is_air = all(_is_aircraft(a, register) for a in content.assets)
    return f"{'flights' if is_air else 'voyages'} by {subject.text}"


def _is_aircraft(key: str, register: Register) -> bool:
    if is_asset_id(key):
        return is_aircraft(key)
    return register.is_class(key, "aircraft")


def _say_distance(content: Content, claims: Sequence[Claim], register: Register) -> str:
    """ "Russian frigates are 12 km from Tartus"; of two places how far apart they are."""
    names = sorted(_name(p, claims, register) for p in content.places)
    far = None if content.distance_km is None else f"{content.distance_km:,.0f} km"
    if len(names) > 1:
        return f"{join_words(names)} are {far} apart" if far else f"a distance between {join_words(names)} is given"
    subject = find_subject(content, claims, register)
    if far is None:
        return f"a distance from {subject.text} {f'to {names[0]}' if names else ''} is given"
    if names and all(_is_there(c) for c in claims):  # "1,000 km away in Syria" is not 1,000 km from Syria
        where = f"away, {_at(next(iter(content.places)), claims, register)}"
    else:
        where = f"from {names[0]}" if names else "away"
    return f"{subject.text} {'are' if subject.is_plural else 'is'} {far} {where}"


def _is_there(claim: Claim) -> bool:
    texts = [p["text"] for role in _ROLES for p in claim.get(role) or () if p.get("text")]
    return any(re.search(rf"\b(in|at) (the )?{re.escape(text)}", str(claim.get("quote") or "")) for text in texts)


def _name(key: str, claims: Sequence[Claim], register: Register) -> str:
    return name_place(_spell(key, claims), register)


def _at(key: str, claims: Sequence[Claim], register: Register) -> str:
    return locate_at(_spell(key, claims), register)


def _spell(key: str, claims: Sequence[Claim]) -> str:
    """A place that nothing knows, as it is written, rather than in normal form."""
    written = sorted(
        p["text"] for c in claims for role in _ROLES for p in c.get(role) or () if not p.get("place_id") and p.get("text")
    )
    return next((text for text in written if text.casefold() == key), key)


def _kind(key: str, register: Register) -> str:
    try:
        return register.place(key).kind
    except NotFound:
        return ""
