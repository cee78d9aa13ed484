"""The trigger lexicon: which word may carry which claim, and how its arguments are read.

The tables that `triggers.toml` names flow in; for a token, the rows that may apply flow out, in the order of the tables
with phrasal verbs and set phrases first. A row is data: nothing here looks at a sentence beyond the word, its part of speech
and the words right behind it. A word that the parser takes for a noun is tried as a verb where it stands as one ("ship leaves for").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.claims.english.inflections import lemmas_by_form
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form
from vedette.claims.names.things import read_things
from vedette.registry.shipped_tables import read_toml

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Trigger:
    """A row of the lexicon; the heads of `triggers.toml` and `movements.toml` say what each column means."""

    kind: str
    pos: str
    pattern: str
    need: str
    words: frozenset[str]
    reason: str
    locative: str = "place"
    object: str | None = None
    things: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
    leaves: bool = False
    idiom: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    status: str = "asserted"
    speaks: str = ""
    strict: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Rows by word, the general roles of prepositions, and the verb that a form belongs to."""

    rows: Mapping[str, tuple[Trigger, ...]]
    prepositions: Mapping[str, str]
    verbs: Mapping[str, str] = field(default_factory=dict, hash=False)

    def role(self, trigger: Trigger, preposition: str) -> str | None:
        """The role that a preposition gives: origin, destination, place, theme; None for others."""
        if preposition in trigger.extra:
            return trigger.extra[preposition]
        role = self.prepositions.get(preposition)
        return trigger.locative if role == "place" else role

    def find(self, token: Token) -> Iterator[Trigger]:
        """Rows that a token's word, part of speech and following words allow."""
        by_form = self.verbs.get(token.lower_)
        forms = (token.lemma_.lower(), base_form(token), *((by_form,) if by_form else ()))
        found = dict.fromkeys(row for form in dict.fromkeys(forms) for row in self.rows.get(form, ()))
        for row in sorted(found, key=_is_general) if len(found) > 1 else found:
            if self._has_pos(row, token) and _fits(row, token):
                yield row

    def _has_pos(self, row: Trigger, token: Token) -> bool:
        if row.pos == "any":
            return True
        if row.pos == "verb":
            is_form = token.lower_ in self.verbs or (token.lower_ in row.words and _agrees(token))
            is_verb = token.pos_ in ("VERB", "AUX") or (is_form and stands_as_verb(token))
            return is_verb and not _is_part_of_name(token) and not _describes(token)
        if row.pos == "noun" and _is_negated_part(token):
            return False
        if row.pos == "noun":
            return (
                token.pos_ == "NOUN"
                or (token.pos_ in ("ADJ", "X") and token.dep_ in ("dobj", "pobj", "nsubj", "attr"))
                or (token.pos_ == "PROPN" and (token.is_sent_start or not token.text[:1].isupper()))
            )
        return token.pos_ in ("ADJ", "VERB", "ADV")


def _is_negated_part(token: Token) -> bool:
    """ "a non-stop hop": no stop."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "non"


def _agrees(token: Token) -> bool:
    """ "bombers land in", "will transit X, call at Y": a base form agrees with a plural, or with the infinitive that it is joined to."""
    if token.dep_ == "conj" and token.head.tag_ == "VB":
        return True
    return token.i > token.sent.start and token.nbor(-1).tag_ in ("NNS", "NNPS")


def _is_part_of_name(token: Token) -> bool:
    """ "Forward Deployed Naval Forces", "a fly-in"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    is_capital = token.text[:1].isupper() and not token.is_sent_start
    return (is_capital and following.text[:1].isupper()) or (
        following.text in ("-", "–") and not following.whitespace_ and not token.whitespace_
    )


def _describes(token: Token) -> bool:
    """ "the floating dock", "arriving passengers": a participle that stands before its noun."""
    return token.tag_ == "VBG" and token.dep_ == "amod" and token.head.i > token.i


def _is_general(row: Trigger) -> tuple[bool, bool]:
    """Rows with guards of their own come first, then phrasal verbs and set phrases, then single words."""
    return not row.strict, not (row.particle or row.idiom)


def stands_as_verb(token: Token) -> bool:
    """Whether a word tagged as a noun or adjective stands where a verb would: behind a noun, before a preposition or adverb."""
    if token.pos_ not in ("NOUN", "ADJ", "PROPN", "X") or token.text[:1].isupper() or token.i == token.sent.start:
        return False
    if token.i + 1 >= token.sent.end or base_form(token) in read_things() or token.lower_ in read_things():
        return False
    before, behind = token.nbor(-1), token.nbor(1)
    if before.tag_ == "TO" and token.dep_ in ("xcomp", "ccomp", "advcl", "acl", "ROOT"):
        return True
    if before.pos_ == "CCONJ" and token.lower_.endswith("ed"):
        return behind.pos_ in ("ADP", "ADV") or behind.lower_ in word_list("headings")
    is_after_noun = before.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADV") or before.text in (",", ")", "”", '"')
    is_before_path = behind.pos_ in ("ADP", "ADV", "DET", "PART", "SCONJ") or behind.tag_ in ("RP", "TO", "IN")
    return is_after_noun and (is_before_path or (behind.pos_ == "PROPN" and token.lower_.endswith(("s", "ed"))))


def _fits(row: Trigger, token: Token) -> bool:
    """Whether the words behind a token are those that a row asks for, and not those that it shuns."""
    if row.particle and _particle(token) not in row.particle:
        return False
    if not row.idiom and not row.unless:
        return True
    behind = _words_behind(token) + " "
    if row.idiom and not any(behind.startswith(f"{phrase} ") for phrase in row.idiom):
        return False
    return not any(
        behind.startswith(f"{rest} ")
        for verb, _, rest in (phrase.partition(" ") for phrase in row.unless)
        if verb in row.words and _is_form(token, verb)
    )


def _is_form(token: Token, verb: str) -> bool:
    return verb in (token.lemma_.lower(), token.lower_)


def _words_behind(token: Token) -> str:
    """The next words in lower case; adverbs of manner before them do not count ("put quietly to sea")."""
    following = list(token.doc[token.i + 1 : min(token.i + 7, token.sent.end)])
    while following and following[0].tag_ == "RB" and following[0].lower_.endswith("ly"):
        following = following[1:]
    return " ".join(t.lower_ for t in following[:4])


def _particle(token: Token) -> str | None:
    """The particle of a phrasal verb: its own child, or the word right behind it."""
    found = next((c.lower_ for c in token.children if c.dep_ == "prt" or (c.lower_ == "put" and c.i == token.i + 1)), None)
    if found is None:
        found = next(
            (c.lower_ for c in token.children if c.dep_ in ("prep", "advmod", "npadvmod", "agent") and _is_behind(c, token)), None
        )
    if found is None and token.i + 2 < len(token.doc) and token.nbor(1).head.lower_ in ("there", "here"):
        return str(token.nbor(1).lower_)  # "put in there", where the parser hangs "in" on "there"
    return found


def _is_behind(particle: Token, verb: Token) -> bool:
    """Right behind the verb, or behind its object ("pulled its bombers out of")."""
    return particle.i == verb.i + 1 or (verb.i < particle.i <= verb.i + 7 and particle.lower_ in ("out", "back", "home"))


_TABLES = (
    "movement/movements.toml", "triggers.toml", "states/strengths.toml", "states/rates.toml", "states/presences.toml",
    "states/evidence.toml", "states/postures.toml",
)  # fmt: skip


@lru_cache(maxsize=1)
def read_lexicon() -> Lexicon:
    """The shipped lexicon."""
    tables = [read_toml(Path(__file__).parent / name) for name in _TABLES]
    rows: dict[str, list[Trigger]] = defaultdict(list)
    for entry in (entry for table in tables for entry in table.get("trigger", ())):
        values: dict[str, Any] = {name: frozenset(value) if isinstance(value, list) else value for name, value in entry.items()}
        trigger = Trigger(**values)
        for word in sorted(trigger.words):
            rows[word].append(trigger)
    ordered = {word: tuple(sorted(found, key=_is_general)) for word, found in rows.items()}
    prepositions = {word: role for table in tables for role, words in table.get("prepositions", {}).items() for word in words}
    verbs = lemmas_by_form(word for word, found in rows.items() if any(row.pos == "verb" for row in found))
    return Lexicon(ordered, prepositions, verbs)
