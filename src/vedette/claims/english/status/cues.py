"""The cues of modality at one token of the climb: the table `cues.toml` against a word and what hangs on it.

A governing token and the child by which it was reached flow in; (status, cue token) pairs flow out. A row counts only where the
word is used as the row means: negated where it must be, before an open question, before something that is yet to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import is_verb
from vedette.claims.english.status.conditions import conditions_beside
from vedette.claims.english.status.cue_table import Cue, CueTable, read_cues
from vedette.claims.english.status.futures import status_of_modal
from vedette.claims.english.status.negation import is_negated
from vedette.claims.english.status.questions import asking_word, is_question_clause
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEECH = word_list("speech")
_TELLING = _SPEECH | {"explain", "discuss", "comment", "elaborate", "reveal", "disclose"}
_CONTENT_NOUNS = word_list("content_nouns")
_OCCURRENCE = word_list("occurrence")
_AIMS = word_list("aims")
_NOT_PLANS = word_list("not_plans")
_CONCEDED = frozenset(
    {"dispute", "contest", "doubt", "contradict", "lie"}
)  # "did not dispute" grants it, "did not deny" does not
_LINKS_TO_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_ORDERING = frozenset({"order", "want", "wish", "like", "direct", "command", "request", "demand"})
_RAISING = frozenset({"appear", "seem", "look", "remain"})
_BESIDE = frozenset({"advcl", "conj"})


def cues_at(token: Token, below: Token | None) -> Iterator[tuple[str, Token]]:
    """The cues at a token that governs a claim through its child `below`; at the trigger itself `below` is None."""
    table = read_cues()
    if below is None:
        yield from ((cue.status, token) for cue in table.find("own", token))
        if token.lemma_ in ("put", "place", "show"):
            yield from _cues_on_source(token, table)
    is_report = below is not None and token.lemma_ in _SPEECH
    is_clause = is_report and below is not None and below.dep_ in ("ccomp", "xcomp", "parataxis")
    for child in token.children:
        if child.dep_ == "aux" and not is_clause and not (is_report and child.lower_ not in ("will", "shall", "'ll", "’ll")):
            yield from ((status_of_modal(cue.status, child, token), child) for cue in table.find("aux", child))
        elif child.dep_ in ("mark", "advmod", "prep"):
            yield from ((cue.status, child) for cue in table.find("mark", child) if not _is_asked(child, token))
        if child.lower_ in ("according", "per"):
            yield from _cues_on_named_source(child, table)
        if child.dep_ in ("advmod", "amod", "neg") and not _is_noun_modifier(child, token, below):
            yield from ((cue.status, child) for cue in table.find("adverb", child))
    if below is not None:
        yield from _cues_over(token, below, table)
        if below.dep_ in ("ccomp", "dobj"):
            yield from _cues_on_source(token, table)
        yield from _cues_on_subject(token, below, table)
    if is_verb(token) and not is_clause:
        yield from (("conditional", mark) for mark in conditions_beside(token))


def governs_as_cue(token: Token, below: Token) -> bool:
    """Whether a word says of what hangs on it how far it is to be believed."""
    table = read_cues()
    return any(True for _ in (*_cues_over(token, below, table), *_cues_on_subject(token, below, table)))


def _cues_on_subject(token: Token, below: Token, table: CueTable) -> Iterator[tuple[str, Token]]:
    """ "The berth hinges on a vote", "the visit is subject to approval", "talks are to resume"."""
    if below.dep_ not in _LINKS_TO_SUBJECT:
        return
    for word in (token, *_states(token)):
        yield from ((cue.status, word) for cue in table.find("subject_of", word))
    if token.lemma_ == "be" and not is_verb(below):
        for c in token.children:
            if c.dep_ == "xcomp" and has_to(c) and c.lemma_ in _OCCURRENCE:
                yield "planned", c


def _cues_over(token: Token, below: Token, table: CueTable) -> Iterator[tuple[str, Token]]:
    """What a governing word, or what it is said to be ("is untrue", "dismissed as a tale"), says of the claim."""
    states = _states(token) if below.dep_ in (*_LINKS_TO_SUBJECT, "ccomp", "dobj", "advcl", "xcomp", "prep") else []
    for word in _before_preposition(below):
        yield from (("denied", word) for cue in table.find("over", word) if cue.status == "denied" and cue.only_future)
    for word in (token, *states):
        for cue in table.find("over", word):
            if cue.needs_state and word == token and token.dep_ not in ("attr", "oprd"):
                continue
            if cue.pos in ("", word.pos_) and _holds(cue, word, below, is_state=word != token):
                yield _status_over(cue, word), word


def _before_preposition(below: Token) -> list[Token]:
    """ "Instead of sailing": the word right before a preposition, where the parser hangs both on the verb."""
    if below.dep_ != "prep" or below.i == below.sent.start or all(not is_verb(c) for c in below.children):
        return []
    before = below.nbor(-1)
    return [before] if before.lower_ in ("instead", "far", "rather", "short") and below.head != before else []


def _status_over(cue: Cue, word: Token) -> str:
    """The status that a cue gives, turned round where it is negated: "did not deny" is no denial, "has no plans" is one."""
    if cue.negated or not is_negated(word):
        return "denied" if cue.status == "planned" and _is_unfulfilled(word) else cue.status
    if cue.status == "denied":
        if any(c.lower_ == "nor" for c in word.head.children) and word.dep_ == "conj":
            return "unconfirmed"  # "would neither confirm nor deny"
        return "asserted" if cue.only_future or word.lemma_ in _CONCEDED or _is_given_up(word) else "hedged"
    return "denied" if cue.status in ("planned", "hedged") and not cue.question else cue.status


def _is_unfulfilled(word: Token) -> bool:
    """ "had planned to tow her", "had been on the verge of crossing": told from afterwards, it came to nothing."""
    verb = next((t for t in (word, *word.ancestors) if is_verb(t)), word)
    has_had = any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
    return word.lemma_.lower() in _AIMS and has_had and verb.dep_ in ("ROOT", "conj", "ccomp")


def _is_given_up(word: Token) -> bool:
    """ "no longer denies" grants it."""
    return any(c.lower_ == "longer" for c in word.children)


def _states(token: Token) -> list[Token]:
    """What a clause says that something is: "is false", "are questions", "dismissed as fairy tales"."""
    found = [c for c in token.children if c.dep_ in ("acomp", "attr", "oprd")]
    if token.lemma_ in ("have", "be", "remain"):  # "has yet to be confirmed"
        found += [c for c in token.children if c.dep_ == "xcomp" and has_to(c)]
    if token.lemma_ in ("keep", "stay", "remain"):  # "keeps mum"
        found += [c for c in token.children if c.dep_ == "dobj"]
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ == "as":
            found += [g for g in c.children if g.dep_ in ("pobj", "amod", "advmod", "prep")]
    return found


def _cues_on_source(verb: Token, table: CueTable) -> Iterator[tuple[str, Token]]:
    """ "Unconfirmed reports say that", "spoofed positions put the ship off": what is said of the source."""
    for c in verb.children:
        if c.dep_ == "nsubj":
            for g in c.children:
                if g.dep_ in ("amod", "compound"):
                    found = (*table.find("source", g), *table.find("adverb", g))
                    yield from ((cue.status, g) for cue in found if cue.status != "planned")


def _cues_on_named_source(preposition: Token, table: CueTable) -> Iterator[tuple[str, Token]]:
    """ "According to unconfirmed reports"."""
    for noun in preposition.subtree:
        if noun.dep_ == "amod":
            yield from ((cue.status, noun) for cue in table.find("adverb", noun) if cue.status == "unconfirmed")


def _is_asked(mark: Token, clause: Token) -> bool:
    """ "asked if": an open question, no condition."""
    head = clause.head
    return mark.lower_ == "if" and head != clause and any(cue.question for cue in read_cues().find("over", head))


def _is_noun_modifier(cue: Token, token: Token, below: Token | None) -> bool:
    """ "a likely move" hedges the move; "likely" on a noun above it does not."""
    return (
        cue.dep_ == "amod"
        and below is not None
        and not is_verb(token)
        and below.dep_ not in ("acl", "ccomp", "relcl")
        and token.lemma_.lower() not in _CONTENT_NOUNS
    )


def _holds(cue: Cue, token: Token, below: Token, *, is_state: bool) -> bool:
    """Whether a governing word is used in the way that its row means."""
    if cue.negated and not is_negated(token):
        return False
    if cue.question:
        has_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        is_fronted = below.dep_ == "advcl" and below.i < token.i and has_subject
        return not is_fronted and not _is_no_matter(token) and is_question_clause(below) and not _asks_why(below)
    if cue.only_future:
        if cue.status == "denied" and below.lemma_ in _TELLING:
            return False  # "declined to explain why she had sailed": what was not done is the explaining
        return not is_state and _is_infinitive_or_noun(below, token, is_plan=cue.status == "planned")
    return _bears_on(cue, token, below, is_state=is_state)


def _bears_on(cue: Cue, token: Token, below: Token, *, is_state: bool) -> bool:
    """Whether a word of belief, denial or evidence says something of the clause or noun below it."""
    if below.dep_ == "nsubj" and not is_state and is_verb(token) and token.lemma_ not in _RAISING and cue.status == "hedged":
        return False  # "the build-up worries Washington"
    if cue.passive and not any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children):
        return False
    if cue.passive:
        return below.dep_ in ("xcomp", "ccomp", "oprd") or _is_second_infinitive(below, token)
    if token.lemma_ in ("look", "sound"):  # "looks to have left", not "looks at"
        return below.dep_ in ("xcomp", "ccomp", "oprd")
    if token.lemma_ == "suppose" and below.dep_ == "xcomp" and not _has_perfect(below):
        return False  # "is supposed to sail" is a plan
    is_content = any(c.lower_ == "that" and c.dep_ == "mark" for c in below.children)
    return below.dep_ not in _BESIDE or is_content or _is_second_infinitive(below, token)


def _is_infinitive_or_noun(below: Token, token: Token, *, is_plan: bool) -> bool:
    """ "plans to move", "plans for the move", "agreed that ships would": not "announced that ships left"."""
    needs_to = is_plan and token.lemma_ in _NOT_PLANS
    if below.dep_ == "prep":
        inner = next((c for c in below.children if c.dep_ in ("pcomp", "pobj")), None)
        return inner is not None and (not is_verb(token) or not needs_to or is_verb(inner))
    if below.dep_ in ("advcl", "conj", "nsubj", "npadvmod", "csubj"):
        return (below.dep_ == "nsubj" and any(c.dep_ in ("auxpass", "cop") for c in token.children)) or (
            below.dep_ == "advcl" and has_to(below)
        )
    if is_verb(below):
        is_bare = not any(c.dep_ in ("aux", "auxpass") for c in below.children)
        if below.tag_ in ("VBN", "VBD") and token.lemma_ in _ORDERING and is_bare:
            return True  # "ordered the battery shifted to Erbil"
        if token.lemma_ in ("have", "need") and token.tag_ in ("VBD", "VBN"):
            return False  # "had to divert" did
        return has_to(below) or (
            not needs_to and below.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in below.children)
        )
    return not needs_to or not is_verb(token)


def _asks_why(clause: Token) -> bool:
    """ "declined to explain why the ship had come back": that it did is taken for granted."""
    asking = asking_word(clause)
    return asking is not None and asking.lower_ == "why"


def _is_no_matter(token: Token) -> bool:
    """ "no matter how many times": asks nothing."""
    return token.lemma_ == "matter" and any(c.lower_ == "no" for c in token.children)


def _has_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)


def _is_second_infinitive(below: Token, token: Token) -> bool:
    """ "are alleged to have flown to Minsk and vanished": the parser joins the second participle to the wrong verb."""
    is_bare = below.dep_ == "conj" and not any(c.dep_ in ("nsubj", "aux", "auxpass", "nsubjpass") for c in below.children)
    first = next((c for c in token.children if c.dep_ == "xcomp" and c.i < below.i), None)
    return is_bare and first is not None and _has_perfect(first) and below.tag_ in ("VBN", "VBD")


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) or any(
        c.lower_ == "to" for c in verb.head.children if c.i == verb.i - 1
    )
