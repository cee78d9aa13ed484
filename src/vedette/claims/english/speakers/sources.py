"""Sources that a speaker names: "according to X", "citing Y", "told Z", "images released by W".

A token of the climb flows in; the nouns of the sources that hang on it flow out. "Told" names who passes the words on only where
that is an outlet; assemblies and persons without a name only listen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import child
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTING = word_list("quoting")
_RESTING = word_list("resting_on")
_PASSING = word_list("passing_on")
_LISTENERS = word_list("listeners")
_VIEWS = word_list("views")
_COUNTS = word_list("counts")
_SAYING = word_list("stating")
_TELLING = frozenset({"tell", "inform", "brief", "assure", "write"})


def according_to(token: Token) -> Iterator[Token]:
    """The sources that a phrase on a token names."""
    for c in token.children:
        if c.lower_ in ("according", "per") and c.dep_ in ("prep", "advcl", "pcomp", "advmod", "acl"):
            noun = _object_below(c)
            if noun is not None:
                yield from _innermost(noun)
        elif c.dep_ == "prep" and c.lower_ in ("in", "by", "on", "with", "to", "from"):
            yield from _in_the_view_of(c)
        elif c.lower_ in ("courtesy",) and (noun := _object_below(c)) is not None:
            yield noun
        elif c.dep_ in ("advcl", "prep", "acl") and c.lemma_ in _QUOTING and c.tag_ == "VBG":
            continue  # read with the speaker who quotes
        elif c.dep_ == "advcl" and c.tag_ == "VBN" and any(m.lower_ == "as" for m in c.children):
            yield from _agents(c)  # "as reported by X"


def _innermost(noun: Token) -> Iterator[Token]:
    """ "According to unconfirmed reports carried by SANA": SANA; "a briefing note of the ministry": the note."""
    passed = list(passed_on_by(noun))
    if passed and noun.lemma_.lower() in ("report", "account", "information", "rumour", "rumor", "claim", "figure", "statement"):
        yield from passed
    else:
        yield noun
        yield from passed


def _object_below(word: Token) -> Token | None:
    return next((g for p in (word, *word.children) for g in p.children if g.dep_ == "pobj"), None)


def _in_the_view_of(preposition: Token) -> Iterator[Token]:
    """ "in the view of two analysts", "in Kyiv's view", "by the ministry's count", "with reference to a source"."""
    noun = child(preposition, "pobj")
    if noun is None:
        return
    word, opening = noun.lower_, preposition.lower_
    if (opening == "in" and word in _VIEWS) or (opening in ("by", "on") and word in _COUNTS):
        owner = child(noun, "poss")
        if owner is not None:
            yield owner
            return
        for c in noun.children:
            if c.dep_ == "prep" and c.lower_ in ("of", "by"):
                yield from (g for g in c.children if g.dep_ == "pobj")
    elif opening == "with" and word in ("reference", "attribution"):
        yield from (g for c in noun.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj")


def citations(verb: Token, subject: Token) -> Iterator[Token]:
    """The sources that a speaker names, from outside inwards: "X, citing Y, which quoted Z, said"."""
    for word in verb.sent:
        if word.tag_ == "VBG" and word.lemma_ in _QUOTING | _RESTING and _is_beside(word, verb, subject):
            noun = child(word, "dobj") if word.lemma_ in _QUOTING else _object_of_resting(word)
            if noun is not None and noun != subject:
                yield from _with_its_own(noun)
    yield from _with_reference(verb)


def _is_beside(word: Token, verb: Token, subject: Token) -> bool:
    """Whether a participle stands between commas beside a speaker: in front, between speaker and verb, or behind the verb."""
    doc, start = word.doc, word.sent.start
    if word.i > start and doc[word.i - 1].text not in (",", "—", "–", "(", '"', "“"):
        return False
    first, last = min(subject.i, verb.i), max(subject.i, verb.i)
    if first < word.i < last or (word.i < first and word.i - start <= 1):
        return True
    others = (
        any(t.lemma_ in _SAYING and t.tag_ in ("VBD", "VBZ", "VBP") for t in doc[last + 1 : word.i]) if word.i > last else True
    )
    return not others


def _object_of_resting(verb: Token) -> Token | None:
    return next(
        (
            g
            for p in verb.children
            if p.dep_ in ("prep", "prt") and p.lower_ in ("on", "to", "upon", "from")
            for g in p.children
            if g.dep_ == "pobj"
        ),
        None,
    )


def _with_its_own(noun: Token, depth: int = 0) -> Iterator[Token]:
    """A source, and the source that its relative clause names."""
    yield noun
    for c in noun.children:
        if c.dep_ == "relcl" and c.lemma_ in _QUOTING and depth < 3 and (inner := child(c, "dobj")) is not None:
            yield from _with_its_own(inner, depth + 1)


def _with_reference(verb: Token) -> Iterator[Token]:
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ == "with":
            yield from _in_the_view_of(c)


def quoted_source(verb: Token) -> Iterator[Token]:
    """ "X quoted Y as saying that", "citing Y, that ...": Y, where the claim hangs on the quoting verb or on "saying"."""
    if verb.lemma_ in _QUOTING:
        noun = child(verb, "dobj", "nsubjpass")
        if noun is not None and verb.dep_ in ("advcl", "acl", "prep"):
            yield from reversed(list(_with_its_own(noun)))
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in _QUOTING:
        noun = child(verb.head.head, "dobj", "nsubjpass")
        if noun is not None:
            yield noun
    if verb.lemma_ == "have" and (dobj := child(verb, "dobj")) is not None and dobj.lower_ == "it":
        yield from (g for c in verb.children if c.lower_ == "from" for g in c.children if g.dep_ == "pobj")


def passed_on_by(noun: Token) -> Iterator[Token]:
    """Who passed on evidence or words: "reports carried by SANA", "a spokesman, quoted by Al Masirah", "the militia's account"."""
    doc, last = noun.doc, noun.i + 1
    if last + 2 < len(doc) and doc[last].text == "," and doc[last + 1].lemma_ in _PASSING and doc[last + 2].lower_ == "by":
        yield from _agents(doc[last + 1])
    for c in noun.children:
        if c.dep_ in ("acl", "relcl", "amod", "advcl") and c.tag_ in ("VBN", "VBD") and c.lemma_ in _PASSING:
            yield from _agents(c)
        elif c.dep_ == "prep" and c.lower_ == "by":
            yield from (g for g in c.children if g.dep_ == "pobj")
        elif (
            c.dep_ == "poss"
            and noun.lemma_.lower() in ("account", "claim", "assertion", "allegation", "report", "statement")
            and c.pos_ != "PRON"
        ):
            yield c


def _agents(verb: Token) -> Iterator[Token]:
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
            yield from (g for g in c.children if g.dep_ == "pobj")


def listener_of(verb: Token) -> Iterator[Token]:
    """Who heard it and passes it on: "told AFP"; not "told parliament", "told reporters"."""
    if verb.lemma_ not in _TELLING:
        return
    for c in verb.children:
        named = child(c, "appos")
        if c.dep_ in ("dobj", "dative") and named is not None and named.pos_ == "PROPN" and named.i == c.i + 1:
            yield named  # "told the partisan group Atesh"
        is_name = c.pos_ == "PROPN" and c.tag_ in ("NNP", "NNPS") and c.lemma_.lower() not in _LISTENERS
        is_pronoun = c.pos_ == "PRON" and c.lower_ in ("him", "her", "them")
        has_outlet = is_name and not any(g.dep_ == "prep" and g.lower_ == "of" for g in c.children)
        if c.dep_ in ("dobj", "dative", "iobj") and c.i > verb.i and (has_outlet or is_pronoun):
            yield c
