"""How far a time reaches from the word that it hangs on: to which claims of a sentence it gives their date.

The token of a time and the tree flow in; its host flows out: the claim or the verb that it dates, the speaking at which it was said, or the
evidence that is dated by it. A time in front of two joined verbs dates both; one behind the first dates the second only where that goes on
with what the first began.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import child, is_verb
from vedette.claims.english.speakers.speaking import SPEECH
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_EVIDENCE = word_list("evidence_nouns")
_PASSING = word_list("passing_on")
_OBSERVING = word_list("observing")
_APART = frozenset(
    {
        "after",
        "before",
        "until",
        "till",
        "since",
        "once",
        "if",
        "unless",
        "though",
        "although",
        "while",
        "whereas",
        "because",
        "so",
        "lest",
        "following",
        "despite",
    }
)
_AT_ONCE = frozenset({"when", "as"})
_PARTITIVE = frozenset({"of", "including", "most", "some"})  # "detected 26 aircraft on Thursday, of which 19 crossed"
_BOUND = frozenset({"bound", "headed", "heading", "destined"})
_THEN = frozenset({"then", "later", "subsequently", "eventually", "finally", "since", "afterwards", "now"})
# what a joined verb tells and what the dated one tells: the first goes on with the second on the same day
_GOES_ON = frozenset(
    {
        ("depart", "move"),
        ("depart", "depart"),
        ("move", "move"),
        ("move", "depart"),
        ("verb", "move"),
        ("verb", "depart"),
        ("verb", "verb"),
        ("present", "present"),
    }
)
# a time behind two joined verbs dates the first as well
_WENT_BEFORE = frozenset(
    {("move", "move"), ("arrive", "arrive"), ("present", "present"), ("move", "arrive"), ("arrive", "verb"), ("move", "verb")}
)


@dataclass(frozen=True)
class Host:
    """What a time hangs on: a token, and how ("claim", "verb", "said", "evidence", "none")."""

    token: Token
    manner: str


def host_of(time: Token, kinds: Mapping[int, str]) -> Host:
    """The word that a time dates.

    Args:
        time: the token of the time nearest to the root.
        kinds: kinds of the sentence's claims by the positions of their triggers.
    """
    for above in (*(() if is_verb(time) and time.i not in kinds else (time,)), *time.ancestors):
        if above.i in kinds:
            return Host(above, "claim")
        if any(t.text == ";" for t in time.doc[min(time.i, above.i) : max(time.i, above.i)]):
            return Host(time, "none")
        if _is_evidence_before(above, time):
            return Host(above, "evidence")
        if is_verb(above) and not _passes_up(above):
            return Host(above, _manner(above, time))
    return Host(time, "none")


def _is_evidence_before(noun: Token, time: Token) -> bool:
    """ "Pictures from Sunday", "a picture of 15 June"."""
    return (
        not is_verb(noun)
        and noun.i < time.i
        and noun.lemma_.lower() in _EVIDENCE
        and noun.dep_ in ("nsubj", "pobj", "nsubjpass", "dobj")
    )


def _passes_up(verb: Token) -> bool:
    """ "Talks are to resume on", "was there when he walked past on": whether a date on a verb is one of the verb above it."""
    if verb.dep_ == "xcomp" or (
        verb.dep_ == "ccomp" and child(verb, "nsubj", "nsubjpass", "mark") is None and verb.head.lemma_ not in SPEECH
    ):
        return is_verb(verb.head)
    if verb.lower_ in _BOUND and verb.dep_ in ("advcl", "acl") and verb.i > verb.head.i:
        return True  # "left Tartus bound for Tobruk last Sunday"
    opening = child(verb, "mark", "advmod")
    return verb.dep_ == "advcl" and opening is not None and opening.lower_ in _AT_ONCE | {"since"} and opening.i < verb.i


def _manner(verb: Token, time: Token) -> str:
    if verb.dep_ in ("acl", "relcl") and verb.lemma_ in _PASSING | {"date"} and verb.head.lemma_.lower() in _EVIDENCE:
        return "evidence"
    seen = child(verb, "dobj") if verb.lemma_ in _OBSERVING else None
    if seen is not None and seen.lemma_.lower() in _EVIDENCE:
        return "evidence"
    return "said" if _is_speech_at(verb, time) else "verb"


def _is_speech_at(verb: Token, time: Token) -> bool:
    """ "officials said on Tuesday", "was announced on Monday" tell when they spoke; "On Tuesday, officials said" may tell either."""
    subject = child(verb, "nsubj", "nsubjpass")
    return verb.lemma_ in SPEECH and subject is not None and time.i > min(subject.i, verb.i)


def reaches(host: Host, time: Token, trigger: Token, kinds: Mapping[int, str]) -> bool:
    """Whether a time that hangs on a word above or beside a trigger dates what the trigger says.

    The way from the host down to the trigger is walked. A clause that opens with a time of its own ("before", "until", "having"), a
    relative clause, and a joined verb behind the time that begins something new are not reached.
    """
    if any(t.text == ";" for t in trigger.doc[min(time.i, trigger.i) : max(time.i, trigger.i)]):
        return False
    if _is_joined_first(trigger, host.token):
        pair = (kinds.get(trigger.i, "verb"), kinds.get(host.token.i, "verb"))
        return time.i > host.token.i and pair in _WENT_BEFORE
    path = [trigger]
    while path[-1] != host.token and path[-1].head != path[-1]:
        path.append(path[-1].head)
    if path[-1] != host.token:
        return False
    is_fronted = time.i < host.token.i and time.i < trigger.i
    return all(_passes(link, time, kinds, is_fronted=is_fronted) for link in path[:-1])


def _is_joined_first(trigger: Token, host: Token) -> bool:
    """ "entered Guyanese waters and closed on the rig on 1 March"."""
    return host.dep_ == "conj" and host.head == trigger and child(host, "nsubj", "nsubjpass") is None


def _passes(link: Token, time: Token, kinds: Mapping[int, str], *, is_fronted: bool) -> bool:
    """Whether a date comes down over one link of the tree."""
    if time.i > link.i and time.i > link.head.i:
        return True  # behind the clause: where the parser hung it says little
    if link.dep_ == "conj":
        return is_fronted or _goes_on(link, kinds)
    if link.dep_ == "advcl" and is_verb(link):
        return not _opens_apart(link) and not _is_past_participle(link)
    if link.dep_ == "relcl":
        return link.left_edge.lower_ in _PARTITIVE
    if link.dep_ == "acl" and is_verb(link):
        return link.tag_ == "VBG" or link.head.head.lemma_ in _OBSERVING
    return not (link.dep_ in ("pcomp", "pobj") and link.head.lower_ in _APART)


def _goes_on(verb: Token, kinds: Mapping[int, str]) -> bool:
    """ "slipped out on Wednesday and turned west": a joined verb that goes on with the same voyage, in the same clause."""
    if not is_verb(verb):
        return True
    is_new = child(verb, "nsubj", "nsubjpass", "aux") is not None or any(
        c.lower_ in _THEN for c in verb.children if c.dep_ == "advmod"
    )
    return not is_new and (kinds.get(verb.head.i, "verb"), kinds.get(verb.i, "verb")) in _GOES_ON


def _opens_apart(clause: Token) -> bool:
    """ "after being turned away", "until it crossed", "having left": told of another time than the clause above."""
    first = clause.left_edge
    if any(c.i < clause.i and (c.lower_ in _APART or (c.dep_ == "aux" and c.lower_ == "having")) for c in clause.children):
        return True
    return first.i > clause.sent.start and first.nbor(-1).lower_ in _APART


def _is_past_participle(clause: Token) -> bool:
    """ "damaged in May, it has been moved": another time than that of the verb above."""
    return clause.tag_ == "VBN" and child(clause, "auxpass", "aux", "mark") is None
