"""Cues of several words: "in all probability", "in the event of", "at no point".

A sentence flows in; the phrases of the cue table that stand in it flow out as (status, first token, head token). A phrase
reaches the clause on which it hangs; at the front of a sentence it reaches the main clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from vedette.claims.english.status.cue_table import read_cues
from vedette.claims.english.status.questions import asking_word

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_KEY = "cue_phrases"  # found once for each parsed text


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    statuses = {f"p{i}": status for i, (status, _) in enumerate(read_cues().phrases)}
    words = (rf"(?P<p{i}>{_as_pattern(phrase)})" for i, (_, phrase) in enumerate(read_cues().phrases))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE), statuses


def _as_pattern(phrase: str) -> str:
    return r"\s+".join(r"(?:\S+\s+){0,3}\S+" if word == "*" else re.escape(word).replace("'", "['’]") for word in phrase.split())


def phrases_on(sentence: Span, climbed: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """The phrases that bear on a claim whose climb went through these tokens."""
    path = {token.i for token in climbed}
    for status, span in _phrases_in(sentence):
        root = span.root
        host = next((t.i for t in (root, *root.ancestors) if t.i in path), None)
        top = climbed[-1]
        is_top = top == sentence.root or span.start <= top.head.i < span.end
        is_open = span.start - sentence.start <= 1 and is_top and climbed[0].i >= span.end
        if status == "unresolved" and not _is_spoken_of(span, climbed[0]):
            continue
        if is_open or (host is not None and _is_near(span, host)):
            yield from ((status, token) for token in span)


def _is_spoken_of(span: Span, trigger: Token) -> bool:
    """ "Where she went is anyone's guess": what is a guess is the subject, not what stands before it."""
    verb = next((t for t in (span.root, *span.root.ancestors) if t.pos_ in ("VERB", "AUX")), span.root)
    subjects = [
        c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass", "advcl", "ccomp") and c.i < span.start
    ]
    behind = trigger.i >= span.end
    return behind or any(s.left_edge.i <= trigger.i <= s.right_edge.i and not _is_statement(s) for s in subjects)


def _is_statement(clause: Token) -> bool:
    """A clause with a subject, that asks nothing."""
    has_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
    return clause.pos_ in ("VERB", "AUX") and has_subject and asking_word(clause) is None


def _is_near(span: Span, host: int) -> bool:
    """Whether no clause stands between a phrase and the word that it hangs on."""
    root = span.root
    for token in root.ancestors:
        if token.i == host:
            return True
        if token.dep_ in ("relcl", "advcl", "ccomp", "acl", "conj") and token.pos_ in ("VERB", "AUX"):
            return False
    return root.i == host


def _phrases_in(sentence: Span) -> list[tuple[str, Span]]:
    found: dict[int, list[tuple[str, Span]]] = sentence.doc.user_data.setdefault(_KEY, {})
    if sentence.start not in found:
        pattern, statuses = _pattern()
        text, spans = sentence.text, []
        for match in pattern.finditer(text):
            span = sentence.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is not None and match.lastgroup is not None:
                spans.append((statuses[match.lastgroup], span))
        found[sentence.start] = spans
    return found[sentence.start]
