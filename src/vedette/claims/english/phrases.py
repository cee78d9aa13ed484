"""Who does what in a parsed sentence: subjects and objects through passives, control, raising, relatives and conjuncts.

A verb or noun token flows in; the tokens of its arguments flow out. Only the dependency tree is read here (ClearNLP labels,
as spaCy's English models give them); what the words mean is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import PARTITIVES, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVES = frozenset({"which", "that", "who", "whom"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBS = frozenset({"VERB", "AUX"})
# verbs whose object does what follows ("ordered the ships to leave"); all others pass their own subject on
OBJECT_CONTROL = word_list("object_control")
_ADVERBS_OF_PLACE = frozenset(
    {
        "closer", "nearer", "away", "back", "home", "abroad", "forward", "north", "south", "east", "west", "northward", "southward",
        "eastward", "westward"
    }
)  # fmt: skip
_ACCUSING = frozenset({"accuse", "suspect", "blame", "stop", "prevent", "bar", "warn"})
_OF_NOUNS = frozenset({"proximity", "location", "position", "arrival", "departure", "presence", "movement", "rest"}) | PARTITIVES
_PREDICATES = frozenset({"next", "first", "second", "third", "last", "latest", "only", "one"})  # "is the next to run for home"
_TOLD = frozenset(
    {
        "story", "report", "claim", "rumour", "rumor", "allegation", "news", "suggestion", "notion", "word", "belief", "hint", "sign",
        "evidence", "suspicion", "fear"
    }
)  # fmt: skip
_DEEP = 8  # steps up a tree before giving up


def is_verb(token: Token) -> bool:
    """A full or auxiliary verb."""
    return token.pos_ in _VERBS or token.tag_.startswith("VB")


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def antecedent(verb: Token) -> Token | None:
    """What a relative clause is about: the noun it stands behind, or what that noun is "of"."""
    head = verb.head
    if head.lower_ in _PREDICATES and head.dep_ in ("attr", "oprd") and is_verb(head.head):
        return subject_of(head.head)[0] or head
    if head.lemma_.lower() in _OF_NOUNS:
        inner = descend(head)
        if inner == head:
            inner = next(
                (g for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), head
            )
        return inner
    return head


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """The noun that a verb is said of, and whether the verb is passive; None where the tree does not say."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not _has_perfect(verb)
    )
    passive = passive or _shares_passive(verb)
    behind_for = _behind_for(verb)
    if behind_for is not None:
        return behind_for, passive
    current = verb
    for _ in range(_DEEP):
        found = _own_subject(current)
        if found is not None:
            return found, passive
        nearest = _controller(current)
        if nearest is None:
            return None, passive
        if not is_verb(nearest):
            return nearest, passive
        current = nearest
    return None, passive


def _shares_passive(verb: Token) -> bool:
    """ "was withdrawn and replaced by a cutter"."""
    is_joined = verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and child(verb, "agent") is not None
    return is_joined and child(verb.head, "auxpass") is not None and child(verb, "aux", "nsubj") is None


def _behind_for(verb: Token) -> Token | None:
    """ "Plans for HMS Medway to stop in Tokyo": the noun between "for" and "to"."""
    to = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    if to is None or to.i < 2 or child(verb, "nsubj", "nsubjpass") is not None:
        return None
    before = to.nbor(-1)
    found = next((t for t in (before, *before.ancestors) if t.dep_ == "pobj"), None)
    is_clause = found is not None and found.head.lower_ == "for" and found.right_edge.i == before.i
    return found if is_clause and found is not None and found.head.i in {t.i for t in (*verb.head.subtree,)} else None


def _has_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _own_subject(verb: Token) -> Token | None:
    subject = _last_subject(verb) or _stolen_subject(verb)
    if subject is None:
        return child(verb, "attr", "dobj") if child(verb, "expl") is not None else None
    if subject.lower_ in RELATIVES and (of := child(subject, "prep")) is not None and of.lower_ == "of":
        return child(of, "pobj")  # "which of the three carriers went first"
    if subject.lower_ in RELATIVES and subject.pos_ != "DET":
        return antecedent(verb) if verb.dep_ == "relcl" else None
    if subject.lower_ == "there":
        return child(verb, "attr", "dobj")
    return subject


def _last_subject(verb: Token) -> Token | None:
    """The subject; of "eleven" and "landing ships", which the parser has not joined, the noun."""
    found = [c for c in verb.children if c.dep_ in _SUBJECTS]
    return found[-1] if len(found) > 1 and found[0].pos_ == "NUM" else found[0] if found else None


def _stolen_subject(verb: Token) -> Token | None:
    """ "Estonia watched the Gulf of Finland and Sweden sent ships": the parser joins Sweden to Finland."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i < 2:
        return None
    before = verb.doc[verb.i - 1]
    is_joined = before.dep_ == "conj" and before.pos_ == "PROPN" and before.left_edge.i > 0
    return before if is_joined and before.doc[before.left_edge.i - 1].dep_ == "cc" else None


def _controller(verb: Token) -> Token | None:
    """The noun that is the subject, or the verb whose subject it shares."""
    head = verb.head
    if verb.dep_ == "acl":
        return _noun_owner(verb, head)
    if verb.dep_ == "relcl":
        return antecedent(verb)
    if verb.dep_ in ("xcomp", "ccomp", "oprd", "advcl", "acomp", "pcomp", "conj", "prep", "dep", "parataxis"):
        while (
            not is_verb(head)
            and head.head != head
            and head.dep_ in ("prep", "acomp", "pcomp", "attr", "advmod", "pobj", "dobj", "conj", "oprd")
        ):
            head = head.head
        if not is_verb(head):
            return head if head.pos_ in ("NOUN", "PROPN") and verb.dep_ != "conj" and head != verb else None
        controlled = child(head, "dobj")
        is_controlled = (verb.dep_ in ("xcomp", "ccomp") and head.lemma_ in OBJECT_CONTROL) or (
            verb.dep_ == "pcomp" and head.lemma_ in _ACCUSING
        )
        if controlled is not None and is_controlled:
            return controlled
        return None if head == verb else head
    return None


def _noun_owner(verb: Token, noun: Token) -> Token | None:
    """The subject of a clause behind a noun: whose plan it is, or the noun itself ("ships moving", "plans to move")."""
    has_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if has_to:
        owner = child(noun, "poss")
        if owner is not None:
            return owner
        if noun.dep_ in ("dobj", "attr") and is_verb(noun.head) and noun.head.lemma_ not in ("see", "be"):
            return noun.head
    return antecedent(verb)


def object_of(verb: Token) -> Token | None:
    """The direct object, also where it is the noun that a relative clause stands behind."""
    found = child(verb, "dobj")
    if found is not None and found.lower_ not in RELATIVES:
        return found
    if found is None:
        found = _object_of_adverb(verb)
        if found is not None:
            return found
    if verb.dep_ == "relcl" and verb.head.lemma_.lower() in _TOLD and found is not None:
        return None  # "a story that the ship had berthed": the parser takes the clause for a relative one
    if verb.dep_ == "relcl" and (found is not None or _lacks_object(verb)):
        return antecedent(verb)
    return None


def _object_of_adverb(verb: Token) -> Token | None:
    """ "moving two destroyers closer to Israel": the parser hangs the object on the adverb."""
    for c in verb.children:
        if c.dep_ == "advmod" and c.lower_ in _ADVERBS_OF_PLACE:
            return next((g for g in c.children if g.dep_ == "npadvmod" and g.pos_ in ("NOUN", "PROPN")), None)
    return None


def _lacks_object(verb: Token) -> bool:
    """ "the ships Russia sent": a subject of its own, no object, no relative subject."""
    subject = child(verb, "nsubj")
    return subject is not None and subject.lower_ not in RELATIVES and child(verb, "dobj", "auxpass", "prep") is None


def cleft_over(verb: Token) -> Token | None:
    """ "It was from Rota that the destroyer sailed": the "was" that holds the phrase of the verb behind "that"."""
    above = verb.head
    is_told = verb.dep_ in ("ccomp", "advcl", "relcl", "acl") and any(c.lower_ == "that" and c.i < verb.i for c in verb.children)
    subject = child(above, "nsubj")
    if not is_told or above.lemma_ != "be" or subject is None or subject.lower_ != "it":
        return None
    return above if any(c.dep_ == "prep" and above.i < c.i < verb.i for c in above.children) else None


def agent_of(verb: Token) -> Token | None:
    """Who does it, in a passive: "moved by Russia"."""
    by = child(verb, "agent") or next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def ancestors_with_links(token: Token) -> Iterator[tuple[Token, Token]]:
    """(child, governor) pairs from a token up to the root."""
    for _ in range(40):
        if token.head == token:
            return
        yield token, token.head
        token = token.head
