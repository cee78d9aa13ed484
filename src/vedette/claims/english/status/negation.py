"""Negations on a parse: which words deny the claim itself, which only the evidence for it.

A token flows in; the negating tokens flow out. A negation reaches what it hangs on, the verb whose subject or object it
stands on, and the verb that a raising verb passes it to; "not only" denies nothing, and a word that itself says that something
did not happen ("refused", "without") turns it round.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import is_verb, subject_of
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIONS = word_list("negations")
_NEGATIVE_PRONOUNS = frozenset({"none", "nothing", "neither", "nobody", "noone", "no-one"})
_DETERMINERS = frozenset({"no", "neither", "nor", "none"})
_SUBJECTS = ("nsubj", "nsubjpass", "attr", "dobj", "expl")
# what they govern is not done: "failed to say", "unable to confirm", "refused to tell"
_WITHHOLDING = frozenset(
    {
        "fail", "decline", "refuse", "unable", "unwilling", "refrain", "stop", "forbid", "impossible", "avoid", "hesitate", "neglect",
        "omit", "forget"
    }
)  # fmt: skip
_TURNING = frozenset({"rule", "deny", "exclude", "prevent", "keep", "bar", "block"})  # whose own negation leaves it open
_LINKS_UP = frozenset({"xcomp", "acomp", "oprd"})
_MODAL_AUXILIARIES = frozenset({"be", "been", "being", "have", "to"})
_IDIOMS = frozenset({"doubt", "matter", "wonder", "coincidence", "accident", "secret", "choice", "time"})  # "no doubt ships left"


def has_own_clause(verb: Token) -> bool:
    """A conjunct with its own subject or its own auxiliary stands for itself."""
    return any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") or (c.dep_ == "aux" and c.lower_ not in _MODAL_AUXILIARIES)
        for c in verb.children
    )


def is_negated(token: Token) -> bool:
    """A negation on a word, on its subject or object, or on what governs it: "failed to confirm", "has yet to say"."""
    if token.lower_ == "without":
        return is_verb(token.head) and (
            is_negated(token.head) or token.sent[0].lower_ in ("hardly", "scarcely", "barely", "not", "never")
        )
    if any(True for _ in negators(token)):
        return True
    head = token.head
    if (
        token.dep_ in ("acomp", "attr", "xcomp", "dobj", "nsubj")
        and is_verb(head)
        and any(c.dep_ == "neg" for c in head.children)
    ):
        return True
    if token.dep_ in ("relcl", "acl") and has_to_before(token):  # "nothing to substantiate it", "no reason to confirm"
        return head.lower_ in _NEGATIVE_PRONOUNS or any(c.lower_ == "no" and c.dep_ == "det" for c in head.children)
    if token.dep_ in ("xcomp", "ccomp", "pcomp") and head != token:
        return _is_withheld(token, head)
    return token.dep_ == "conj" and is_verb(token) and not has_own_clause(token) and is_verb(head) and _is_nor(token)


def has_to_before(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _is_withheld(token: Token, head: Token) -> bool:
    above = head.head if head.dep_ == "prep" else head
    words = (
        {head.lower_, head.lemma_.lower(), above.lemma_.lower()} if head.dep_ == "prep" else {head.lower_, head.lemma_.lower()}
    )
    if words & (_WITHHOLDING | {"without"}) and not any(c.dep_ == "neg" for c in above.children):
        return True
    is_passed_on = token.dep_ == "xcomp" and head.lemma_ in ("be", "able", "have") and any(c.dep_ == "neg" for c in head.children)
    return is_passed_on or (head.lemma_ == "able" and any(c.dep_ == "neg" for c in head.head.children))


def _is_nor(verb: Token) -> bool:
    """ "would neither confirm nor deny"."""
    return any(c.lower_ == "nor" for c in verb.head.children) or any(c.dep_ == "neg" for c in verb.head.children)


def negators(word: Token) -> Iterator[int]:
    """The tokens that negate a word of evidence or of knowledge: "no direct evidence has confirmed"."""
    for c in (*word.children, *(word.head.children if word.dep_ in ("acomp", "attr", "dobj", "nsubj") else ())):
        if c == word:
            continue
        if c.dep_ == "neg" or (
            c.lower_ in _NEGATIONS and c.dep_ in ("det", "advmod", "preconj", "cc", "nsubj", "nsubjpass", "pobj")
        ):
            if not is_only(c) and not (c.lower_ == "nor" and c.head == word):
                yield c.i
        elif (c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children)) or (
            c.lower_ in ("yet", "little", "few") and (c.dep_ in ("amod", "nsubj", "dobj") or _is_yet_to(c))
        ):
            yield c.i
        elif c.dep_ in _SUBJECTS and c.head == word:
            yield from (g.i for g in c.children if g.lower_ in _NEGATIONS and g.dep_ in ("det", "neg", "preconj", "advmod", "cc"))
            if c.lower_ == "one" or c.lower_ in _NEGATIVE_PRONOUNS:
                yield from (g.i for g in (c, *c.children) if g.lower_ in ("no", *_NEGATIVE_PRONOUNS))
    yield from (t.i for t in _yet_to(word))


def _is_yet_to(yet: Token) -> bool:
    return yet.lower_ == "yet" and yet.i + 1 < len(yet.doc) and yet.nbor(1).lower_ == "to"


def _yet_to(verb: Token) -> Iterator[Token]:
    """ "Caracas has yet to pull its armour back": the word right before the infinitive."""
    for c in verb.children:
        if c.dep_ == "aux" and c.lower_ == "to" and c.i > 0 and c.nbor(-1).lower_ == "yet":
            yield c.nbor(-1)


def negations_of(trigger: Token, theme: Token | None) -> Iterator[Token]:
    """Negations that deny the claim itself: on the trigger, on a verb that passes them down, on what moves."""
    found = [n for carrier in _carriers(trigger) for n in _on(carrier)]
    subject = subject_of(trigger)[0] if is_verb(trigger) else None
    own = [c for c in trigger.children if c.dep_ in ("dobj", "attr")] if is_verb(trigger) else []
    for noun in dict.fromkeys(n for n in (theme, subject, *own) if n is not None):
        found += _on_noun(noun)
    yield from dict.fromkeys(n for n in found if not is_only(n))


def _carriers(trigger: Token) -> Iterator[Token]:
    """The trigger, then the words that pass a negation down to it: "does not appear to have left", "nor reached"."""
    token = trigger
    yield token
    for _ in range(4):
        head = token.head
        is_joined = token.dep_ == "conj" and is_verb(token) and not has_own_clause(token) and not _is_set_against(token)
        is_raised = token.dep_ in _LINKS_UP and head.lemma_.lower() not in _WITHHOLDING | _TURNING
        is_part = token == trigger and token.dep_ in ("compound", "amod") and not is_verb(token) and not is_verb(head)
        is_passed = (is_raised or is_joined) and (is_verb(head) or head.pos_ == "ADJ")
        if head == token or not (is_passed or is_part):
            return
        token = head
        yield token


def _is_set_against(verb: Token) -> bool:
    """ "did not go to Brownsville but was towed to Mobile": what stands behind "but" happened."""
    between = verb.doc[verb.head.i + 1 : verb.i]
    return any(t.lower_ == "but" and t.dep_ == "cc" for t in between) and not any(t.dep_ == "neg" for t in between)


def _on(carrier: Token) -> Iterator[Token]:
    for c in carrier.children:
        if c.dep_ == "neg" and _is_until(carrier):
            continue
        if (
            c.dep_ == "neg"
            or (c.lower_ in _NEGATIONS and c.dep_ in ("det", "advmod", "preconj", "cc"))
            or (c.lower_ in ("longer", "more") and any(g.lower_ == "no" for g in c.children))
        ):
            yield c
        elif c.dep_ == "prep" and c.i < carrier.i and c.lower_ not in ("until", "till"):
            yield from (g for g in c.children if g.lower_ == "not" and g.i < c.i)  # "Not since 1988 had a warship tied up"
    yield from _yet_to(carrier)


def _is_until(verb: Token) -> bool:
    """ "did not leave until Monday": it left on Monday."""
    is_past = any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("did", "were", "was") for c in verb.children)
    return is_past and any(
        c.dep_ in ("prep", "mark", "advcl") and (c.lower_ == "until" or _opens_with_until(c)) for c in verb.children
    )


def _opens_with_until(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "until" for c in clause.children)


def _on_noun(noun: Token) -> Iterator[Token]:
    """ "no ships", "neither vessel", "none of the ships", "not a single bomber"."""
    if noun.lower_ in _NEGATIVE_PRONOUNS or (noun.lower_ == "one" and any(c.lower_ in ("no", "not") for c in noun.children)):
        yield noun
    if noun.lemma_ in _IDIOMS:
        return
    yield from (c for c in noun.children if c.dep_ in ("det", "neg", "preconj", "cc", "advmod") and c.lower_ in _DETERMINERS)
    yield from (g for c in noun.children if c.dep_ in ("nummod", "det", "amod") for g in c.children if g.dep_ == "neg")
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _NEGATIVE_PRONOUNS:
        yield noun.head.head


def is_only(negation: Token) -> bool:
    """ "not only", "no sooner", "no fewer than" deny nothing."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    if following in ("only", "just", "merely", "simply"):
        return negation.head.i > negation.i + 1
    return following in ("sooner", "fewer", "less", "later", "nearer", "closer", "farther", "further") and negation.lower_ == "no"
