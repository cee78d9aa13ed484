"""Routes that stand in a noun of voyages: "Russia-Libya flights", "flights linking Minsk with Al Khadim".

A frame of voyages flows in and gets the first place as origin, the second as destination.
"""

from __future__ import annotations

import re
from itertools import pairwise

from vedette.claims.coreference import Reading
from vedette.claims.frames import Frame
from vedette.claims.phrases import is_verb
from vedette.claims.roles import PlaceRef, places_of

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
