"""Asides that say who speaks: "..., the ministry said", "..., Rosatom boasts, ...", "says the governor".

A sentence flows in; the verbs of its asides with their speakers flow out. They are found by their surroundings (a comma, a dash or a
quotation mark before them, nothing reported behind them), because the parser hangs what they report in many ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_STATING = word_list("stating")
_PEOPLE = word_list("people") | word_list("speaker_nouns")
_KEY = "asides"  # found once for each parsed text
_BREAKS = frozenset({",", "—", "–", "-", '"', "”", "’", "''", ")", "(", "?", "!", "--"})
_ENDS = frozenset({",", ";", "—", "–", '"', "“", ")", ".", "?", "!", ":"})
_JOINING = frozenset(
    {
        "and",
        "but",
        "while",
        "though",
        "although",
        "because",
        "since",
        "when",
        "after",
        "before",
        "if",
        "that",
        "which",
        "who",
        "or",
        "so",
    }
)
_ADVERBS = frozenset({"advmod", "neg", "aux", "auxpass", "punct"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB", "NNS"})
_CLAUSAL_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "TO"})
_TO_SOMEBODY = word_list("telling_verbs")
_LONGEST = 14  # words between the break and the verb


@dataclass(frozen=True)
class Aside:
    """The verb of an aside, who speaks, and the tokens from start up to end that it takes up."""

    verb: Token
    speaker: Token
    start: int
    end: int

    def covers(self, trigger: Token) -> bool:
        """Whether a trigger stands in what the aside reports, not in the aside itself."""
        if self.start <= trigger.i < self.end:
            return False
        if trigger.i < self.start:
            return True
        governors = list(trigger.ancestors)
        if self.verb in governors:
            below = next((t for t in (trigger, *governors) if t.head == self.verb and t != self.verb), None)
            return below is not None and below.dep_ in ("ccomp", "parataxis", "conj") and below.text[:1] != "V"
        return not _is_set_against(trigger, self.verb)


def _is_set_against(trigger: Token, verb: Token) -> bool:
    """ "Traffic, Rosatom boasts, jumped, though trackers put it at half": the contrast is not Rosatom's."""
    clauses = [t for t in (trigger, *trigger.ancestors) if t.dep_ in ("advcl", "ccomp") and t.i > verb.i]
    return any(
        c.dep_ == "mark" and c.lower_ in ("though", "although", "while", "whereas", "but") for t in clauses for c in t.children
    )


def asides_in(sentence: Span) -> list[Aside]:
    """The asides of a sentence, in order."""
    found: dict[int, list[Aside]] = sentence.doc.user_data.setdefault(_KEY, {})
    if sentence.start not in found:
        found[sentence.start] = [a for token in sentence if (a := _aside_at(token, sentence)) is not None]
    return found[sentence.start]


def _aside_at(verb: Token, sentence: Span) -> Aside | None:
    idiom = _idiom_at(verb)
    is_last = verb.tag_ in ("NN", "NNP") and verb.i + 1 < sentence.end and sentence.doc[verb.i + 1].text in (".", '"', "”")
    if not (verb.tag_ in _FINITE or is_last) or not (idiom or verb.lemma_ in _STATING):
        return None
    start = _break_before(verb, sentence)
    speaker = _before(verb, start) if start is not None and start < verb.i else _behind(verb)
    if start is None or speaker is None or _is_denied(verb):
        return None
    end = _end_of(verb, speaker, sentence, idiom)
    if verb.tag_ == "NNS" and any(t.tag_ in _FINITE - {"NNS"} for t in verb.doc[start:end]):
        return None  # "images and reports indicate": no verb after all
    return None if _reports_behind(verb, end) or _has_object(verb, speaker, end) else Aside(verb, speaker, start, end)


def _has_object(verb: Token, speaker: Token, end: int) -> bool:
    """ "reports indicate increased flights" reports what stands behind it; "told AFP" does not."""
    if verb.lemma_ in _TO_SOMEBODY or verb.lemma_ in ("have", "let", "make", "quote", "cite"):
        return False
    return any(c.dep_ == "dobj" and c != speaker and verb.i < c.i < end and c.text[:1] not in ('"', "“") for c in verb.children)


def _break_before(verb: Token, sentence: Span) -> int | None:
    """Where an aside begins: behind the comma, dash or quotation mark nearest before its verb; None where there is none near."""
    for i in range(verb.i - 1, max(sentence.start, verb.i - _LONGEST) - 1, -1):
        if _is_break(sentence.doc[i]):
            return i + 1 if i > sentence.start or sentence.doc[i].text != "," else None
    return None


def _is_break(token: Token) -> bool:
    is_hyphen = token.text == "-" and (token.i == 0 or not token.nbor(-1).whitespace_)
    return token.text in _BREAKS and not is_hyphen


def _before(verb: Token, start: int) -> Token | None:
    """The head of the noun phrase between the break and the verb; None where anything else stands there."""
    chunk = verb.doc[start : verb.i]
    words = [t for t in chunk if t.dep_ not in _ADVERBS or t.pos_ in ("NOUN", "PROPN")]
    if (
        not words
        or words[0].lower_ in _JOINING
        or any(t.tag_ in _CLAUSAL_TAGS or t.lower_ in _JOINING - {"and", "or"} for t in words)
    ):
        return None
    subject = next((c for c in reversed(list(verb.children)) if c.dep_ in ("nsubj", "nsubjpass") and start <= c.i < verb.i), None)
    head = subject if subject is not None else _head_of(verb.doc[start : words[-1].i + 1])
    return head if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ") else None


def _head_of(phrase: Span) -> Token:
    """The head of a noun phrase: the noun before its first preposition."""
    nouns: list[Token] = []
    for token in phrase:
        if token.pos_ == "ADP" and nouns:
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            nouns.append(token)
    return nouns[-1] if nouns else phrase.root


def _behind(verb: Token) -> Token | None:
    """The subject of an inverted aside: "says the governor", also where the parser takes it for an object."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i), None)
    if subject is not None or verb.i + 1 >= len(verb.doc):
        return subject
    objects = (c for c in verb.children if c.dep_ in ("dobj", "dep", "attr") and c.left_edge.i == verb.i + 1)
    return next((c for c in objects if c.pos_ == "PROPN" or c.lemma_.lower() in _PEOPLE), None)


def _is_denied(verb: Token) -> bool:
    """ "her master is not saying" tells nothing."""
    return any(c.dep_ == "neg" for c in verb.children)


def _idiom_at(verb: Token) -> int:
    """How many words behind a verb belong to it: "have it", "let slip", "let it be known"."""
    following = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 5]]
    if verb.lemma_ == "have" and following[:1] == ["it"] and following[1:2] in ([","], ["."], []):
        return 1
    if verb.lemma_ == "let" and following[:1] == ["slip"]:
        return 1
    if verb.lemma_ == "let" and following[:4] == ["it", "be", "known"]:
        return 3
    return 2 if verb.lemma_ == "make" and following[:2] == ["it", "clear"] else 0


def _end_of(verb: Token, speaker: Token, sentence: Span, idiom: int) -> int:
    """The first token behind an aside."""
    first = max(verb.i + 1 + idiom, speaker.i + 1)
    for token in sentence.doc[first : sentence.end]:
        if token.text in _ENDS:
            return int(token.i)
    return sentence.end


def _reports_behind(verb: Token, end: int) -> bool:
    """Whether a verb reports what stands behind it: "the ministry said ships had left", "said on Monday that"."""
    for c in verb.children:
        if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i:
            has_that = any(g.dep_ == "mark" and g.lower_ == "that" for g in c.children)
            first = c.left_edge.i
            if has_that or first < end or (c.dep_ == "xcomp" and verb.lemma_ != "let"):
                return verb.lemma_ not in ("let", "make")
    return any(
        t.lower_ == "that" and t.dep_ == "mark" and t.head.head == verb
        for t in verb.doc[verb.i + 1 : end + 2 if end + 2 <= len(verb.doc) else end]
    )
