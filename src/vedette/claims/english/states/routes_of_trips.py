"""Routes that stand in a noun of voyages: "Russia-Libya flights", "flights linking Minsk with Al Khadim".

A frame of voyages flows in and gets the first place as origin, the second as destination.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import is_verb
from vedette.claims.english.roles import PlaceRef, places_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LINKING = frozenset({"link", "connect", "join"})


def take_compound_route(frame: Frame, reading: Reading) -> None:
    """ "Russia-Libya flights", "the Hmeimim-Al Khadim route", "Moscow to Damascus flights"."""
    noun, scene = frame.trigger, reading.scene
    before = [m for m in scene.mentions_in(noun.sent) if m.end <= noun.idx and not m.is_adjective]
    text = scene.doc.text
    for first, second in pairwise(before):
        joined = re.fullmatch(r"\s*(?:-to-|-|–|—| to |/)\s*", text[first.end : second.start])
        behind = text[second.end : noun.idx]
        if joined and re.fullmatch(r"[\s\w-]{1,25}", behind) and not re.search(r"\b(?:in|at|of|from|and|to)\b", behind):
            near = scene.mentions_in(noun.sent)
            for role, mention in (("origin", first), ("destination", second)):
                chosen = scene.finders.places.choose(mention, near, reading.discourse.countries)
                token = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
                frame.add_places(role, [PlaceRef(mention.text, chosen, token[-1] if token else None)])
    if not frame.has_route():
        _take_hyphened(frame, reading)


def _take_hyphened(frame: Frame, reading: Reading) -> None:
    """The same with names that the register does not hold: "its weekly Nadi-Apia turns"; a gazetteer must know one of them."""
    noun = frame.trigger
    for dash in reversed(noun.doc[max(noun.sent.start + 1, noun.i - 5) : noun.i]):
        if dash.text not in ("-", "–", "—") or not (dash.nbor(-1).text.istitle() and dash.nbor(1).text.istitle()):
            continue
        last = dash.i + 1
        while last + 1 < noun.i and noun.doc[last + 1].text.istitle():
            last += 1
        first, second = places_of(dash.nbor(-1), reading, unknown=True), places_of(noun.doc[last], reading, unknown=True)
        if any(ref.place_id for ref in (*first, *second)):
            frame.add_places("origin", first[:1])
            frame.add_places("destination", second[:1])
        return


def take_linked(frame: Frame, reading: Reading) -> None:
    """ "flights linking Minsk with Al Khadim", "an air bridge connects Hmeimim to Al Khadim"."""
    noun = frame.trigger
    verbs = [c for c in noun.children if c.dep_ in ("acl", "relcl")] + ([noun.head] if noun.dep_ == "nsubj" else [])
    for verb in verbs:
        if not is_verb(verb) or verb.lemma_ not in _LINKING:
            continue
        first = [ref for c in verb.children if c.dep_ == "dobj" for ref in places_of(c, reading, unknown=True)]
        links = [c for t in (verb, *verb.children) for c in t.children if c.lower_ in ("with", "to", "and")]
        second = [ref for c in links for g in c.children if g.dep_ == "pobj" for ref in places_of(g, reading, unknown=True)]
        if len(first) > 1 and not second:
            first, second = first[:-1], first[-1:]
        frame.add_places("origin", first, verb)
        frame.add_places("destination", second, verb)


_ROLES = {
    "from": "origin",
    "to": "destination",
    "into": "destination",
    "toward": "destination",
    "towards": "destination",
    "through": "place",
    "via": "place",
    "across": "place",
    "over": "place",
    "around": "place",
    "along": "place",
    "past": "place",
    "off": "place",
    "near": "place",
    "at": "place",
    "in": "place",
    "on": "place",
}
_FAR = frozenset(
    {"from", "to", "into", "between", "through", "via"}
)  # may stand behind the verb: "jumped by a third between A and B"
_PASSED = frozenset({"transit", "crossing", "passage", "overflight", "incursion", "loading"})
_CLAUSES = frozenset(
    {
        "after", "when", "while", "because", "but", "although", "since", "if", "once", "that", "than", "which", "who", "said", "says"
    }
)  # fmt: skip


def scan_route(frame: Frame, noun: Token, reading: Reading) -> None:
    """The places behind a noun of voyages, word by word up to the end of its clause: "flights from X to Y rose", wherever the parser
    hangs them. Roles that the frame has already stay as they are."""
    held = frame.has_route(), bool(frame.place)
    doc, is_past_verb, behind_aside = noun.doc, False, noun.i
    for token in doc[noun.i + 1 : min(noun.i + 26, noun.sent.end)]:
        word = token.lower_
        if token.i <= behind_aside:
            continue
        if word in _CLAUSES or token.text in (";", ":", "—", "–", "(", "”", '"'):
            return
        if token.text == ",":
            behind_aside = _end_of_aside(token)
            if behind_aside == token.i and not (token.i + 1 < noun.sent.end and doc[token.i + 1].text[:1].isupper()):
                return
        is_past_verb = is_past_verb or (is_verb(token) and token.i > noun.i + 1)
        role = _ROLES.get(word)
        if word == "of" and doc[token.i - 1].lower_ == "out":
            role = "origin"
        elif word == "of" and token.i == noun.i + 1 and noun.lemma_.lower() in _PASSED:
            role = "place"
        elif word == "between":
            role = "between"
        if role is None or (is_past_verb and word not in _FAR):
            continue
        if (held[0] and role in ("origin", "destination", "between")) or (held[1] and role == "place"):
            continue
        _take_at(frame, token, role, reading)


def _end_of_aside(comma: Token) -> int:
    """The second comma of a name in apposition ("by My Freighter, an Uzbek carrier, jumped"); the comma itself where there is none."""
    behind = comma.doc[comma.i + 1 : min(comma.i + 9, comma.sent.end)]
    if not len(behind) or behind[0].lower_ not in ("a", "an", "the", "its", "their"):
        return comma.i
    end = next((t for t in behind if t.text == "," or is_verb(t)), None)
    return end.i if end is not None and end.text == "," else comma.i


def _take_at(frame: Frame, preposition: Token, role: str, reading: Reading) -> None:
    """Give the names right behind a preposition their role; "between A and B" is from A to B."""
    refs = _names_behind(preposition, reading)
    if role == "between":
        if len(refs) >= 2:
            frame.add_places("origin", refs[:-1], preposition)
            frame.add_places("destination", refs[-1:], preposition)
        else:
            frame.add_places("place", refs, preposition)
    elif refs and not (role != "place" and getattr(frame, role) and preposition.i > frame.trigger.i + 20):
        frame.add_places(role, refs, preposition)


def _names_behind(preposition: Token, reading: Reading) -> list[PlaceRef]:
    doc, end = preposition.doc, min(preposition.i + 7, preposition.sent.end)
    head = None
    for token in doc[preposition.i + 1 : end]:
        is_name = token.text[:1].isupper() or reading.scene.mention_at(token) is not None
        if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "NUM") or (token.pos_ == "CCONJ"):
            break
        if is_name or (head is not None and token.lower_ in ("port", "airport", "airfield", "base", "terminal", "region")):
            head = token
        elif head is not None or token.pos_ not in ("DET", "ADJ", "PRON", "NOUN"):
            break
    return (
        places_of(head, reading, unknown=preposition.lower_ not in ("in", "on", "at", "near", "off")) if head is not None else []
    )
