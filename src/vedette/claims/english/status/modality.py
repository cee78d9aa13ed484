"""How far the writer commits to a claim: scopes of cues on the parse, after ConText.

A trigger token flows in; a status (asserted, hedged, planned, conditional, unconfirmed, unresolved, denied), the tokens that
decided it and the explicitness flow out. From the trigger upwards, each clause that governs it adds its cues; the climb
ends where the claim is presupposed (a noun that is the subject of something else, a relative clause, "as" and "since").
Source: the scope idea of Harkema et al. (2009), ConText, on a parse instead of a window of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import is_verb
from vedette.claims.english.speakers.attribution import aside_verbs
from vedette.claims.english.status.afterthoughts import afterthoughts
from vedette.claims.english.status.conditions import fronted_condition
from vedette.claims.english.status.cue_phrases import phrases_on
from vedette.claims.english.status.cue_table import read_cues
from vedette.claims.english.status.cues import cues_at, governs_as_cue, has_to
from vedette.claims.english.status.futures import future_tense, infinitives
from vedette.claims.english.status.negation import has_own_clause, is_negated, negations_of, negators
from vedette.claims.english.status.questions import is_asked, is_question_clause
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_FACTUAL_MARKS = word_list("factual_marks")
_OCCURRENCE = word_list("occurrence")
_CLAUSAL = word_list("clausal")
_CONTENT_NOUNS = word_list("content_nouns")
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
_SHOWING = word_list("showing") | word_list("observing")
_CONTENT_PREPOSITIONS = frozenset({"of", "for", "at", "about", "on", "to", "from", "against", "over", "into", "up"})
_UNITS = frozenset({"km", "kilometre", "kilometer", "mile", "nautical", "nm", "nmi", "metre", "meter"})

Climb = list[tuple["Token", "Token | None"]]


@dataclass(frozen=True)
class Commitment:
    """A status with the cue tokens that gave it, and whether the claim is presupposed."""

    status: str
    tokens: frozenset[int] = frozenset()
    is_presupposed: bool = False


def read_commitment(trigger: Token, theme: Token | None = None, ignored: Set[int] = frozenset(), kind: str = "") -> Commitment:
    """The status of the claim that a trigger carries.

    Args:
        trigger: the word that carries the claim.
        theme: what moves; its determiner may deny ("no ships left").
        ignored: tokens that are no cues here, because they are part of the claim ("flights stopped").
        kind: what kind of claim it is: some hold their negation in themselves ("has not pinged since", "is no longer there").
    """
    climbed = list(_governors(trigger))
    hits = _hits(climbed, ignored)
    negations = [n for n in negations_of(trigger, theme) if n.i not in ignored]
    _add(hits, _status_of_negation(trigger, kind), negations)
    for status, token in (*infinitives(trigger, has_to(trigger)), *(("planned", t) for t in future_tense(trigger))):
        _add(hits, status, [token])
    _add_the_rest(hits, climbed, kind)
    if kind == "consequence" and any(trigger.doc[i].lower_ == "would" for i in hits.get("planned", ())):
        _add(hits, "conditional", [trigger])  # what would follow is no plan
    for status in _OUTSIDE.get(kind, ()):
        hits.pop(status, None)
    is_presupposed = climbed[-1][0] != climbed[-1][0].head and trigger.pos_ in ("NOUN", "PROPN")
    for status in read_cues().order:
        if hits.get(status):
            return Commitment(status, frozenset(hits[status]), is_presupposed)
    return Commitment("asserted", frozenset(), is_presupposed)


def _add(hits: dict[str, set[int]], status: str, tokens: list[Token]) -> None:
    if tokens:
        hits.setdefault(status, set()).update(t.i for t in tokens)


def _status_of_negation(trigger: Token, kind: str) -> str:
    """What a negation on the trigger does: it denies, leaves open ("may not"), or is part of the claim ("has not pinged")."""
    if kind == "evidence_state":
        return "unconfirmed" if trigger.lemma_ in _OBSERVING else "asserted"
    if kind in _HOLDS_NEGATION or _has_if(trigger):
        return "asserted"
    return "hedged" if _is_open_modal(trigger) else "denied"


def _has_if(verb: Token) -> bool:
    """ "If no state offers a ship": a condition, whichever way it falls out."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children)


def _is_open_modal(verb: Token) -> bool:
    """ "may not have left" leaves it open; "could not leave" does not."""
    return any(c.dep_ == "aux" and c.lower_ in ("may", "might") for c in verb.children)


def _hits(climbed: Climb, ignored: Set[int]) -> dict[str, set[int]]:
    """Status -> the tokens that speak for it, over the whole climb."""
    hits: dict[str, set[int]] = {}
    is_joined = False  # whether the climb has left a conjunct, so that only conditions still reach the claim
    for token, below in climbed:
        is_joined = is_joined or (below is not None and below.dep_ == "conj" and _has_own_modal(below))
        for status, cue in cues_at(token, below):
            if cue.i not in ignored and not (is_joined and status != "conditional"):
                hits.setdefault(status, set()).update((cue.i, *negators(cue)) if status == "unconfirmed" else (cue.i,))
    return hits


def _has_own_modal(verb: Token) -> bool:
    return is_verb(verb) and has_own_clause(verb)


def _add_the_rest(hits: dict[str, set[int]], climbed: Climb, kind: str) -> None:
    """What stands beside the clause: phrases, asides, question marks, what is said of it afterwards."""
    trigger, top = climbed[0][0], climbed[-1][0]
    path = [t for t, _ in climbed]
    for status, token in phrases_on(trigger.sent, path):
        if not (status == "denied" and kind in _HOLDS_NEGATION):
            _add(hits, status, [token])
    is_told = top == top.head or top.dep_ in ("ccomp", "parataxis")
    for verb in aside_verbs(trigger) if is_told else ():
        if verb.lemma_ in _DOUBTING and not is_negated(verb):
            _add(hits, "hedged", [verb])
    is_main = top == top.head or (top.dep_ == "conj" and top.head == top.head.head and is_verb(top))
    if is_main and is_asked(trigger) and not _presupposes(top):
        _add(hits, "unresolved", [trigger.sent[-1]])
    if is_told and (mark := fronted_condition(trigger)) is not None:
        _add(hits, "conditional", [mark])
    for status, token in afterthoughts(trigger, top):
        _add(hits, status, [token])


_DOUBTING = word_list("believing") - word_list("estimating")
_OBSERVING = word_list("observing") | {"show"}
_HOLDS_NEGATION = frozenset({"absent", "distance"})
# statuses that a kind of claim cannot have: an aim is not a plan to have an aim
_OUTSIDE: dict[str, tuple[str, ...]] = {"motive": ("planned",)}


def _presupposes(root: Token) -> bool:
    """ "Why did Russia move ships?" and "Who flew the jets to Bamako?" take the movement for granted."""
    is_past = root.tag_ in ("VBD", "VBN") and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in root.children)
    is_who = is_past and any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("who", "what", "which") for c in root.children)
    return is_who or any(c.lower_ == "why" for c in root.children)


def _governors(trigger: Token) -> Iterator[tuple[Token, Token | None]]:
    """The trigger, then each token that governs it, with the child by which it was reached, as far as modality projects."""
    token, below = trigger, None
    yield token, None
    for _ in range(20):
        head = token.head
        if head == token or not _projects(token, head, trigger, below):
            return
        below, token = token, head
        yield token, below


def _projects(token: Token, head: Token, trigger: Token, below: Token | None) -> bool:
    """Whether what is said at `head` bears on the claim below `token`."""
    link = token.dep_
    if link not in _CLAUSAL:
        is_asking_adverb = link == "advmod" and governs_as_cue(token, below) if below is not None else False
        is_part = link in ("compound", "amod", "poss", "advmod", "quantmod", "npadvmod", "nummod", "prt")
        return is_asking_adverb or (is_part and token == trigger and not is_verb(token))
    if link in ("relcl", "appos") or (link == "acl" and is_verb(token) and not _is_content(token)):
        return link == "relcl" and (has_to(token) or _is_told_of(token, head) or _is_cleft(token, head))
    if link == "advcl":
        return _projects_from_beside(token, head)
    if link == "ccomp" and any(t.text == ";" for t in token.doc[token.i : head.i]):
        return False  # a statement of its own, which the parser hangs on the next one
    if link == "conj" and is_verb(token):
        return not has_own_clause(token) or _shares_subject(token)
    return _projects_from_noun(token, head, below, trigger) if not is_verb(token) else True


def _is_cleft(clause: Token, noun: Token) -> bool:
    """ "Was it a submarine that surfaced?" asks about the surfacing."""
    verb = noun.head
    has_it = any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.children)
    return (
        verb.lemma_ == "be"
        and noun.dep_ == "attr"
        and has_it
        and any(c.lower_ in ("that", "who", "which") for c in clause.children)
    )


def _is_told_of(clause: Token, noun: Token) -> bool:
    """ "the report that marines had landed", which the parser takes for a relative clause."""
    has_that = any(c.lower_ == "that" and c.dep_ not in ("nsubj", "nsubjpass") for c in clause.children)
    return has_that and noun.lemma_.lower() in _CONTENT_NOUNS


def _projects_from_beside(clause: Token, head: Token) -> bool:
    """Whether what is said of a clause bears on one that stands beside it."""
    has_that = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    if (has_that or is_question_clause(clause)) and governs_as_cue(head, clause):
        return True
    return not any(c.dep_ in ("mark", "advmod") and c.lower_ in _FACTUAL_MARKS for c in clause.children)


def _shares_subject(verb: Token) -> bool:
    """A conjunct with a modal of its own, but the subject of the first: "would leave the strait and might tempt Iran"."""
    return not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _is_content(clause: Token) -> bool:
    """ "plans to move", "reports of a frigate standing off"; in "ships moored at" the noun's fate says nothing of the participle."""
    if any(c.lower_ in ("to", "that") and c.dep_ in ("aux", "mark") for c in clause.children):
        return True
    noun, above = clause.head, clause.head.head
    if noun.dep_ == "dobj" and clause.tag_ == "VBN" and above.lemma_ in ("order", "want"):
        return True  # "ordered the battery shifted to Erbil"
    if noun.dep_ == "dobj" and clause.tag_ == "VBG" and above.lemma_ in _SHOWING:
        return True  # "footage shows tanks crossing"
    if clause.tag_ == "VBG" and clause.lemma_ in _SHOWING and noun.lemma_.lower() in _CONTENT_NOUNS:
        return True  # "a video showing tanks"
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _CONTENT_NOUNS


def _projects_from_noun(token: Token, head: Token, below: Token | None, trigger: Token) -> bool:
    """Whether a word says of a noun below it that it takes place; elsewhere a noun of movement is presupposed."""
    if trigger.lemma_.lower() in _UNITS or (token == trigger and token.pos_ == "ADJ"):
        return True
    if token.dep_ in ("prep", "agent"):
        is_state = head.lemma_ == "be" and token.lower_ in ("on", "in", "under", "at", "en")
        is_said_of = token.lower_ in _CONTENT_PREPOSITIONS and governs_as_cue(head, token)
        return below is None or is_verb(below) or token.lower_ == "as" or is_state or is_said_of or not is_verb(head)
    if not is_verb(head) or token.dep_ not in _ARGUMENTS or token.dep_ == "attr":
        return True
    is_equation = any(c.dep_ == "attr" for c in head.children)
    is_supposed = token.dep_ == "nsubj" and _is_new(token) and any(c.dep_ == "aux" and c.lower_ == "would" for c in head.children)
    occurs = is_supposed or head.lemma_ in _OCCURRENCE or (head.lemma_ == "be" and not is_equation)
    return occurs or governs_as_cue(head, token) or (token.dep_ == "dobj" and _is_indefinite(token))


def _is_new(noun: Token) -> bool:
    """ "a departure would leave the strait unwatched": one that has not been."""
    return any(c.dep_ == "det" and c.lower_ in ("a", "an", "any", "another", "such") for c in noun.children)


def _is_indefinite(noun: Token) -> bool:
    """ "a replacement", "deployments", "any move": nothing that is taken for granted."""
    first = next((c for c in noun.children if c.dep_ in ("det", "poss")), None)
    return first is None or first.lower_ in ("a", "an", "any", "no", "some", "another", "further")
