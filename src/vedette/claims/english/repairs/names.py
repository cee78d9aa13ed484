"""Names that the parser took for verbs, put right before anything is read from the tree.

A parsed block flows in and is changed in place. The parser knows few names of ports: in "from Karachi to Tobruk" it may take
"to Tobruk" for an infinitive, and in "departed Karachi bound for Tartus" Karachi for what was bound. English does not write verbs
with a capital inside a sentence, so that a name is known by its letter, and the tree follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.names.things import read_things

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PHASES = frozenset(
    {"resume", "begin", "start", "stop", "continue", "keep", "cease", "finish", "avoid", "consider", "quit", "deny"}
)
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos"})
_INNER = frozenset({"compound", "appos", "prep", "pobj", "nummod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "acl"})


def repair_names(doc: Doc, *, is_headline: bool) -> None:
    """Turn infinitives and subjects that can only be names of places into what a place is there.

    Args:
        doc: changed in place; its words and its sentences stay.
        is_headline: a headline may write verbs with a capital, so only its subjects are looked at.
    """
    for token in doc:
        if token.i == 0 or not _is_name(token):
            continue
        to = token.nbor(-1)
        if not is_headline and to.lower_ == "to" and to.head == token and token.head != token:
            _make_goal(token, to, token.head)
        elif not is_headline and to.lower_ == "to" and token.head == to and token.pos_ == "VERB":
            _make_goal(token, to, to.head)
        elif token.dep_ == "nsubj" and token.head.lower_ == "bound" and _is_left(token):
            verb, clause = token.head.head, token.head
            token.head, token.dep_ = verb, "dobj"
            clause.dep_ = "advcl"
    for noun in doc:
        if noun.tag_ == "VBZ" and noun.dep_ in ("nsubj", "nsubjpass", "pobj") and noun.lower_.endswith("s"):
            noun.tag_, noun.pos_ = "NNS", "NOUN"  # "Freight trains carrying launchers arrived"
        if noun.pos_ in ("ADV", "ADJ") and noun.text.islower() and noun.text in read_things():
            _make_noun(noun)
        if noun.pos_ == "NOUN" and (name := _name_behind(noun)) is not None:
            _join_name(noun, name)
    for verb in doc:
        if verb.pos_ in ("VERB", "AUX"):
            _mend_clause(verb, is_headline=is_headline)


def _make_noun(thing: Token) -> None:
    """ "An Omani dhow bound for Mukalla": a rare noun taken for an adverb, and the adjective before it for the noun."""
    before = thing.nbor(-1) if thing.i > thing.sent.start else thing
    is_taken = before.dep_ in _ROLES and before.pos_ in ("PROPN", "NOUN", "ADJ", "NUM") and before.head not in (thing, before)
    if not is_taken or (before.head.i < thing.i and before.dep_ == "nsubj"):
        return
    thing.head, thing.dep_, thing.tag_, thing.pos_ = before.head, before.dep_, "NN", "NOUN"
    for c in list(before.children):
        if c != thing:
            c.head = thing
    before.head, before.dep_ = thing, "amod"


def _mend_clause(verb: Token, *, is_headline: bool) -> None:
    """Give a verb the subject or object that the parser hung elsewhere."""
    opener = next((c for c in verb.children if c.dep_ == "csubj" and c.tag_ in ("VBN", "VBG")), None)
    if opener is not None and not is_headline and any(c.text == "," for c in opener.subtree):
        opener.dep_ = "advcl"  # "Bound for Lagos, the freighter fell ..."
    if not any(c.dep_ in _SUBJECTS for c in verb.children):
        _return_subject(verb)
    if verb.dep_ == "amod" and verb.tag_ == "VBG":
        _return_object(verb)
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.nbor(-1).dep_ == "compound" and verb.nbor(-1).head == verb:
        _make_described(verb, verb.nbor(-1))


def _name_behind(noun: Token) -> Token | None:
    """The name that a noun describes, where the parser makes it the subject of a relative clause: "The destroyer Caio Duilio sailed"."""
    for verb in noun.children:
        if verb.dep_ != "relcl" or verb.i < noun.i or verb.tag_ not in (*_FINITE, "VBN", "VBG"):
            continue
        name = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        is_behind = name is not None and name.pos_ == "PROPN" and name.left_edge.i == noun.i + 1
        if is_behind and name is not None and name.left_edge.pos_ == "PROPN" and _has_no_clause(noun):
            return name
    return None


def _has_no_clause(noun: Token) -> bool:
    """Whether a noun has no verb of its own: it is the head of its sentence, or hangs on a verb of speech before it."""
    return noun.dep_ == "ROOT" or (noun.dep_ in ("ccomp", "dobj", "npadvmod") and noun.head.i > noun.i)


def _join_name(noun: Token, name: Token) -> None:
    """The noun becomes a modifier of the name, the clause the clause that the noun stood for."""
    verb = name.head
    verb.dep_, head = noun.dep_ if noun.dep_ == "ROOT" else "ccomp", noun.head
    verb.head = verb if head == noun else head
    for child in list(noun.children):
        if child != verb and child.i < noun.i:
            child.head = name
        elif child != verb:
            child.head = verb
    noun.head, noun.dep_ = name, "compound"


def _make_described(verb: Token, noun: Token) -> None:
    """ "reports of a troop train rolling into Boa Vista": taken for one noun."""
    preposition = verb.head
    for c in list(verb.lefts):
        if c != noun:
            c.head = noun
    noun.head, noun.dep_ = preposition, "pobj"
    verb.head, verb.dep_ = noun, "acl"


def _return_object(verb: Token) -> None:
    """ "resumed flying peacekeepers between": taken for an adjective of its object."""
    noun, governor = verb.head, verb.nbor(-1) if verb.i > verb.sent.start else verb
    is_phase = governor.pos_ == "VERB" and governor.lemma_ in _PHASES and noun.head == governor and noun.dep_ == "dobj"
    if not is_phase or any(c.dep_ in ("det", "poss") for c in noun.children):
        return
    verb.head, verb.dep_ = governor, "xcomp"
    noun.head = verb
    for c in list(noun.children):
        if c.dep_ == "prep":
            c.head = verb


def _return_subject(verb: Token) -> None:
    """Give a verb the subject that the parser hung on a phrase before it.

    "En route to Punta Arenas, the icebreaker will stop": taken for an apposition to the place. "As a column wound its way
    north": taken for the object of "as".
    """
    left = verb
    while left.i > verb.sent.start and left.nbor(-1).head == verb and left.nbor(-1).dep_ in ("aux", "auxpass", "neg", "advmod"):
        left = left.nbor(-1)
    if left.i == verb.sent.start:
        return
    noun = left.nbor(-1)
    while noun.dep_ in _INNER and noun.head.i < noun.i and not _stands_before(noun, verb):
        noun = noun.head
    if noun.dep_ == "appos" and noun.pos_ in _NOUNS and _is_fronted(noun, verb):
        noun.head, noun.dep_ = verb, "nsubj"
    elif _stands_before(noun, verb):
        opener = noun.head
        noun.head, noun.dep_ = verb, "nsubj"
        opener.head, opener.dep_ = verb, "mark"


def _stands_before(noun: Token, verb: Token) -> bool:
    """Whether a noun is the subject of its own clause: a fronted phrase stands before it, or an "as" that opens the clause."""
    is_of_as = noun.dep_ == "pobj" and noun.head.lower_ == "as" and verb.dep_ == "advcl" and verb.tag_ in _FINITE
    return is_of_as or (noun.dep_ == "appos" and _is_fronted(noun, verb))


def _is_fronted(noun: Token, verb: Token) -> bool:
    """Whether an apposition stands behind a comma that ends a phrase which opens the sentence and hangs on the verb."""
    start = noun.left_edge.i
    if start == 0 or noun.doc[start - 1].text != "," or noun.head.i >= start or verb not in noun.ancestors:
        return False
    opener = noun.doc[noun.sent.start]
    return opener.pos_ in ("ADP", "VERB", "SCONJ", "ADV", "ADJ") and verb.tag_ in (*_FINITE, "VB", "VBN", "VBG")


def _is_name(token: Token) -> bool:
    return bool(token.text[0].isupper()) and not token.is_sent_start and token.text[1:].islower()


def _is_left(token: Token) -> bool:
    """Whether a name stands right behind the verb that governs its clause: "departed Karachi bound for"."""
    clause = token.head
    return clause.dep_ in _CLAUSES and clause.head.i == token.left_edge.i - 1 and clause.i == token.i + 1


def _make_goal(name: Token, to: Token, verb: Token) -> None:
    """ "to" becomes a preposition of the verb above, the name its object; what hung on the name hangs on the verb."""
    for child in list(name.children):
        if child != to and child.dep_ not in ("compound", "conj", "cc", "appos"):
            child.head = verb
    to.head, to.dep_, to.tag_, to.pos_ = verb, "prep", "IN", "ADP"
    name.head, name.dep_, name.tag_, name.pos_, name.lemma_ = to, "pobj", "NNP", "PROPN", name.text
