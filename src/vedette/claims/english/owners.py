"""Whose the things are: the country, force or organisation that owns, holds or sends them.

A noun token flows in; a country id or a name flows out. An owner is the country (or named force) whose adjective, possessive or "of" stands
on the assets; who acts is the subject of a transitive verb, or what a pronoun refers to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import COUNTRY_NOUNS, Reading, country_for
from vedette.claims.english.phrases import child, is_verb, subject_of
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import descend, noun_text
from vedette.registry.designations import Designation, prefixes

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_FORCES = frozenset({"Houthi", "Wagner", "Hezbollah", "Hamas", "Taliban", "Rebel", "Coalition", "Allied"})
_OWNING = frozenset({"flagged", "led", "registered", "owned", "operated", "crewed", "manned", "run"})
_HOLDING = frozenset({"belong", "operate", "own", "charter", "fly", "run", "lease", "crew"})
_POSSESSIVE_PRONOUNS = frozenset({"its", "their", "his", "her"})
_FORMATIONS = frozenset(
    {"Fleet", "Division", "Wing", "Brigade", "Regiment", "Battalion", "Corps", "Squadron", "Navy", "Army", "Flotilla"}
)
_LINES = word_list("lines") - word_list("lines_that_are_more")


def owner_of(head: Token, reading: Reading, depth: int = 0) -> str | None:
    """The country id (or name) of whoever owns the things in a noun phrase; None where it does not say."""
    if depth > 3:
        return None
    for noun in dict.fromkeys((head, descend(head))):
        found = _owner_before(noun, reading, depth) or _owner_behind(noun, reading, depth) or _holder_behind(noun, reading, depth)
        if found is not None:
            return found
    first = next((c for c in head.conjuncts if c.i < head.i), None)
    for other in (first, child(head, "appos")):
        if other is not None and depth == 0 and (found := owner_of(other, reading, depth + 1)) is not None:
            return found
    return _registered_owner(head, reading)


def _owner_before(noun: Token, reading: Reading, depth: int) -> str | None:
    """The adjective, possessor or country name before a noun, also where it hangs on a word between ("Chinese coast guard ships")."""
    before = [t for t in noun.doc[noun.left_edge.i : noun.i] if t.dep_ in (*_MODIFIERS, "poss") and t.sent == noun.sent]
    for token in noun.doc[noun.left_edge.i : noun.i]:  # "a French-led contingent", "the Panama-flagged bulker"
        if token.dep_ == "npadvmod" and token.head.lower_ in _OWNING and (country := reading.scene.country_at(token)) is not None:
            return country
    for token in sorted(before, key=lambda t: t.head != noun):
        if token.dep_ == "poss" and token.head == noun:
            return _possessor(token, reading, depth)
        if token.dep_ in _MODIFIERS and _hangs_on(token, noun) and (country := reading.scene.country_at(token)) is not None:
            return country
        if token.dep_ in _MODIFIERS and token.head == noun and token.text in _FORCES | _LINES:
            return str(token.text)  # "Wagner instructors"
        if token.dep_ in _MODIFIERS and token.head == noun and token.text in _FORMATIONS and _is_body(token):
            inner = (reading.scene.country_at(c) for c in token.lefts)
            return next((c for c in inner if c is not None), None) or noun_text(token)  # "three Black Sea Fleet tugs"
    return None


def _hangs_on(token: Token, noun: Token) -> bool:
    """Whether a word hangs on a noun through modifiers only, not through a clause or a preposition."""
    while token != noun and token.dep_ in (*_MODIFIERS, "poss"):
        token = token.head
    return token == noun


def _owner_behind(noun: Token, reading: Reading, depth: int) -> str | None:
    """ "ships of the Russian navy", "vessels in Russia's Mediterranean fleet"."""
    for c in noun.children:
        if c.dep_ == "prep" and (c.lower_ in ("of", "by") or (c.lower_ in ("in", "from") and _is_fleet(c))):
            for g in c.children:
                if g.dep_ == "pobj":
                    found = reading.scene.country_at(g) or owner_of(g, reading, depth + 1)
                    if found is not None:
                        return found
                    if _is_body(g):
                        return noun_text(g)
    return None


def _holder_behind(noun: Token, reading: Reading, depth: int) -> str | None:
    """ "planes belonging to Safe Air", "a ship operated by the Turkish navy"."""
    for verb in (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _HOLDING):
        for c in verb.children:
            if c.lower_ in ("to", "by") and (holder := child(c, "pobj")) is not None:
                country = reading.scene.country_at(holder) or owner_of(holder, reading, depth + 1)
                return country or _named_force(holder)
    return None


def _is_fleet(preposition: Token) -> bool:
    """ "vessels in Russia's Mediterranean fleet" belong to it."""
    return any(g.lemma_.lower() in ("fleet", "navy", "flotilla", "squadron", "force") for g in preposition.children)


def _registered_owner(head: Token, reading: Reading) -> str | None:
    refs = reading.scene.finders.assets.describe(head, reading.scene.named)
    owners = [reading.scene.finders.assets.country_of(r.asset_id) for r in refs if r.asset_id]
    of_prefix = (f.country for f in reading.scene.named if isinstance(f, Designation) and f.start <= head.idx < f.end)
    return next((f"country:{iso}" for iso in owners if iso), None) or next(of_prefix, None)


def _possessor(token: Token, reading: Reading, depth: int) -> str | None:
    country = reading.scene.country_at(token)
    if country is not None:
        return country
    if token.lower_ in _POSSESSIVE_PRONOUNS and (doer := _subject_before(token)) is not None and depth < 2:
        found = acting(doer, reading)
        if found is not None:
            return found
    if token.lower_ in _POSSESSIVE_PRONOUNS or token.lemma_.lower() in COUNTRY_NOUNS:
        return country_for(token, reading.scene, reading.discourse)
    return owner_of(token, reading, depth + 1) or (noun_text(token) if _is_body(token) else None)


def _is_body(noun: Token) -> bool:
    """ "the Northern Fleet's submarine", "Hapag-Lloyd's vessels", "the 76th Division's men"."""
    return noun.pos_ == "PROPN" and (noun.text in _LINES or (noun.text in _FORMATIONS and " " in noun_text(noun)))


def _subject_before(pronoun: Token) -> Token | None:
    """The subject of the clause that a possessive stands in: NATO, in "NATO expands its presence"."""
    verb = next((t for t in pronoun.ancestors if is_verb(t)), None)
    if verb is None:
        return None
    subject, is_passive = subject_of(verb)
    is_outside = subject is not None and subject.i < pronoun.i and not (subject.left_edge.i <= pronoun.i <= subject.right_edge.i)
    return subject if is_outside and not is_passive and subject is not None and subject.pos_ == "PROPN" else None


def acting(subject: Token | None, reading: Reading) -> str | None:
    """Who a subject is, as an actor: a country, the owner of a force, a named force; None for the rest."""
    if subject is None:
        return None
    scene = reading.scene
    country = scene.country_at(subject)
    if country is not None:
        return country
    if subject.pos_ == "PRON" and subject.lower_ in ("it", "they", "he", "she"):
        return country_for(subject, scene, reading.discourse)
    if subject.lemma_.lower() in COUNTRY_NOUNS and not any(c.dep_ in _MODIFIERS for c in subject.children):
        return country_for(subject, scene, reading.discourse)
    owner = owner_of(subject, reading)
    if owner is not None:
        return owner
    return None if scene.is_named_asset(subject) else _named_force(subject)


def acting_together(subject: Token | None, reading: Reading) -> str | None:
    """As `acting`; of joined countries all, by name: "Greece and Turkey each sent a frigate"."""
    first = acting(subject, reading)
    if subject is None or first is None or reading.scene.country_at(subject) is None:
        return first
    others = [c for t in subject.conjuncts if t.i > subject.i and (c := reading.scene.country_at(t)) is not None]
    name = reading.scene.finders.places.country_name
    return " and ".join(dict.fromkeys(name(c) for c in (first, *others))) if others else first


def _named_force(subject: Token) -> str | None:
    """ "NATO", "Houthi rebels" (the Houthi), "Wagner fighters": a proper name that is no country."""
    modifiers = [c for c in subject.children if c.dep_ in _MODIFIERS]
    if any(c.text in prefixes() for c in modifiers):
        return None
    if subject.pos_ == "PROPN" or (subject.text.isupper() and len(subject.text) > 2 and subject.pos_ == "NOUN"):
        start = min([subject.i, *(c.i for c in modifiers)])
        return str(subject.doc[start : subject.i + 1].text)
    names = [c for c in modifiers if c.pos_ == "PROPN" or (c.text[:1].isupper() and not c.is_sent_start) or c.text in _FORCES]
    return str(names[0].text) if names and subject.pos_ == "NOUN" else None
