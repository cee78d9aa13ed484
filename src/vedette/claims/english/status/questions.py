"""Open questions inside a sentence: "where the launchers will be stationed", "how many had boarded".

A clause flows in; whether it is an embedded question flows out. The word that asks must stand in front of the clause's verb;
a relative clause ("the port where she lies") asks nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = frozenset({"whether", "where", "when", "why", "how", "who", "whom", "whose", "what", "which", "if"})
_QUOTES = frozenset({'"', "“", "”", "'", "’", "''", "``", "«", "»"})


def is_question_clause(below: Token) -> bool:
    """Whether a clause, or the clause behind a preposition, asks something."""
    if below.lower_ in _ASKING:
        return True
    clause = next((c for c in below.children if c.dep_ in ("pcomp", "ccomp")), below) if below.dep_ == "prep" else below
    return asking_word(clause) is not None


def asking_word(clause: Token) -> Token | None:
    """The word with which an embedded question opens; None where a clause asks nothing."""
    if clause.dep_ == "relcl" and clause.head.pos_ in ("NOUN", "PROPN"):
        return None
    for token in clause.doc[clause.left_edge.i : clause.i]:
        if token.lower_ in _ASKING and not (_is_deeper(token, clause)):
            return token
    return None


def _is_deeper(word: Token, clause: Token) -> bool:
    """Whether an asking word belongs to a clause inside this one."""
    for governor in word.ancestors:
        if governor == clause:
            return False
        if governor.dep_ in ("relcl", "advcl", "ccomp", "acl"):
            return True
    return True


def is_asked(trigger: Token) -> bool:
    """Whether a trigger's sentence ends in a question mark; where the mark stands in quotation marks, the trigger must stand there too."""
    sentence = trigger.sent
    last = len(sentence) - 1
    while last > 0 and not sentence[last].text.startswith("?") and (sentence[last].is_punct or sentence[last].is_space):
        last -= 1
    if not sentence[last].text.startswith("?") or any(t.text == ")" for t in sentence[last:]):
        return False
    behind = [t.text for t in sentence[last + 1 :]]
    if not any(text in _QUOTES for text in behind):
        return True
    opening = next((t.i for t in reversed(sentence[:last]) if t.text in _QUOTES), sentence.start)
    return trigger.i > opening
