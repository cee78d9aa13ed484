"""Nouns that stand for what moves, beyond the classes of the register: forces, cargoes, ships, aircraft.

A noun token flows in; whether it is such a thing flows out, with the class of the table where it names one. A noun counts by the table,
by its ending (a houseboat is a boat), as a trade in uniform ("army engineers", "Cuban technicians"), or as a numbered unit ("Group One").
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, hyphenated, two_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRADES = word_list("trades")
_UNIFORMED = word_list("uniformed")
_UNITS = word_list("numbered_units")
_NO_CRAFT = word_list("no_craft")
_BANDS = frozenset({"group", "team", "party", "band", "unit", "crew", "cell", "gang", "package", "element"})
_ENDINGS = (("boat", "ship"), ("craft", None), ("ship", "ship"), ("plane", "aircraft"), ("copter", "aircraft"))
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_NUMBERS = re.compile(r"\d+(?:st|nd|rd|th)?|[IVX]+|One|Two|Three|Four|Five|Six")


@lru_cache(maxsize=1)
def read_things() -> dict[str, str | None]:
    """Noun, singular, lower case -> class code or None."""
    rows = tomllib.loads(Path(__file__).with_name("things.toml").read_text(encoding="utf-8"))["thing"]
    return {word: row["class"] or None for row in rows for word in row["words"]}


def is_thing(head: Token) -> bool:
    """Whether a noun, with its modifiers, stands for something that moves."""
    things = read_things()
    forms = (base_form(head), head.lower_, two_words(head), hyphenated(head))
    if any(form in things for form in forms):
        return True
    return _ending(head) is not None or _is_in_uniform(head) or _is_numbered_unit(head) or _thing_before_name(head)


def thing_class(head: Token) -> str | None:
    """The class that the table, or the noun's ending, gives; None where neither knows one."""
    form = base_form(head)
    return read_things().get(form) if form in read_things() else (_ending(head) or ("", None))[1]


def _ending(head: Token) -> tuple[str, str | None] | None:
    """ "houseboats", "steamship", "watercraft": the last part says what it is; "friendship" and "statecraft" are none."""
    form = base_form(head)
    if head.pos_ != "NOUN" or form in _NO_CRAFT:
        return None
    return next(((end, code) for end, code in _ENDINGS if form.endswith(end) and len(form) > len(end) + 1), None)


def _is_in_uniform(head: Token) -> bool:
    """ "army engineers", "Russian technicians", "two hundred riot police": a trade with a force, a country or a number before it."""
    if head.pos_ != "NOUN" or base_form(head) not in _TRADES:
        return False
    before = [c for c in head.lefts if c.dep_ in _MODIFIERS]
    if base_form(head) in _BANDS and any(base_form(c) in read_things() for c in before):
        return True  # "saboteur groups"
    return any(
        c.lower_ in _UNIFORMED or (c.text[:1].isupper() and not c.is_sent_start) for t in before for c in (t, *t.lefts)
    ) or any(c.text[:1].isupper() and c.tag_ in ("JJ", "NNP") for c in before)


def _is_numbered_unit(head: Token) -> bool:
    """ "Maritime Group 2", "Task Force 73", "3 Squadron": a unit by its name and number."""
    if head.pos_ not in ("PROPN", "NUM"):
        return False
    words = [t.text for t in (*(c for c in head.lefts if c.dep_ in ("compound", "nummod", "nmod")), head)]
    words += [c.text for c in head.rights if c.dep_ in ("nummod", "appos") and c.i == head.i + 1]
    return any(w in _UNITS for w in words) and any(_NUMBERS.fullmatch(w) for w in words)


def _thing_before_name(name: Token) -> bool:
    """ "the cable layer Leon Thevenin": a proper name right behind a noun that says what it is."""
    if name.pos_ != "PROPN" or not name.text[:1].isupper():
        return False
    before = [c for c in name.lefts if c.dep_ in ("compound", "nmod", "amod") and c.pos_ in ("NOUN", "ADJ") and c.text.islower()]
    if not before:
        return False
    kind = before[-1]
    code = read_things().get(two_words(kind), read_things().get(base_form(kind)))
    return code is not None


def class_noun_before(name: Token) -> str:
    """The words before a proper name that may say its class: "tanker" of "the tanker Eagle S", "Frigate" of "Danish Frigate Niels Juel"."""
    before = [c for c in name.lefts if c.dep_ in ("compound", "nmod", "amod")]
    small = [c for c in before if not c.text[:1].isupper()]
    if small:
        return str(name.doc[small[0].i : small[-1].i + 1].text)
    inner = [t for c in before for t in c.subtree if t.text in _CAPITAL_CLASSES and t.i < name.i]
    return inner[-1].lower_ if inner else ""


_CAPITAL_CLASSES = word_list("capital_classes")
