"""How far a foreign text commits to a claim: cues of its language around the trigger, each as far as its scope reaches.

A scene and a finding flow in; the status and the words that it rests on flow out, the strongest status first. Where a sentence
is parsed, a cue that governs must stand above the trigger in the tree; elsewhere clauses by punctuation bound it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.claims.languages.clauses import count_between
from vedette.claims.languages.found import Finding
from vedette.claims.languages.scene import Scene
from vedette.claims.languages.sentence import Sentence, Word, joined
from vedette.claims.languages.tables import Cue
from vedette.claims.languages.tree import ancestors

_STEPS = {"adjacent": 2, "near1": 4, "near": 6}  # a cue ends fewer than so many words before the trigger
_REACH = 30  # words over which a governing cue holds


def read_status(scene: Scene, finding: Finding) -> tuple[str, list[int]]:
    """The status of a finding, and the words that it rests on."""
    text, starts = _searchable(scene.sentence)
    clauses = scene.clauses
    hit = finding.hit
    word = scene.sentence.words[hit.last - 1]
    forms = [w.form for w in scene.sentence.words[hit.first : hit.last]]
    ended = next((s for s, regex in scene.tools.language.endings if any(regex.search(form) for form in forms)), None)
    if ended is None and is_future(scene.sentence, word):
        ended = "planned"
    for cue in scene.tools.language.cues:
        for first, last in _matches(cue, text, starts):
            is_first = ended is None or _rank(cue.status) <= _rank(ended)
            if is_first and _holds(scene, clauses, cue, finding, first, last):
                return cue.status, list(range(first, last))
        if ended is not None and _rank(ended) < _rank(cue.status):
            return ended, []
    return (ended, []) if ended is not None else (finding.hit.row.status or "asserted", [])


def _rank(status: str) -> int:
    return ("unresolved", "unconfirmed", "denied", "conditional", "hedged", "planned", "asserted").index(status)


def _searchable(sentence: Sentence) -> tuple[list[str], list[list[int]]]:
    """Two lines to search, of forms and of lemmas, and where each word begins in them."""
    lines, starts = [], []
    for line in ([w.form for w in sentence.words], [w.lemma.split("|")[0] for w in sentence.words]):
        at, begins = 0, []
        for word in line:
            begins.append(at)
            at += len(word) + 1
        lines.append(" ".join(line))
        starts.append(begins)
    return (lines[:1], starts[:1]) if lines[0] == lines[1] else (lines, starts)


def _matches(cue: Cue, lines: list[str], starts: list[list[int]]) -> Iterator[tuple[int, int]]:
    """Words first:last of each place where a cue stands."""
    for line, begins in zip(lines, starts, strict=True):
        for match in cue.regex.finditer(line):
            inside = [i for i, at in enumerate(begins) if match.start() <= at < match.end()]
            if inside:
                yield inside[0], inside[-1] + 1


def _holds(scene: Scene, clauses: list[int], cue: Cue, finding: Finding, first: int, last: int) -> bool:
    """Whether a cue at words first:last reaches the trigger."""
    at, end = finding.hit.first, finding.hit.last
    borders, hard = count_between(scene.sentence, clauses, first, at)
    if cue.scope == "over" and scene.sentence.words[at].rel:
        return _governs(scene.sentence, at, first, last)
    is_near = abs(first - at) < _REACH
    words = scene.sentence.words
    is_set_off = last < len(words) and words[last].text in ",،" and (first == 0 or words[first - 1].is_mark)
    is_left = (last <= at or first <= at < last) and is_near and not hard
    return {
        "sentence": True,
        "clause": borders <= is_set_off and not hard,  # "Возможно, танкер ..."
        "either": is_near,
        "right": first >= end and is_near and not hard,
        "left": is_left,
        "over": is_left,
    }.get(cue.scope, last <= at and at - last < _STEPS.get(cue.scope, 0) and not borders)


def _governs(sentence: Sentence, at: int, first: int, last: int) -> bool:
    """Whether a word of the cue stands above the trigger in the tree, on a path through no relative clause."""
    word = sentence.words[at]
    cue = set(range(first, last))
    previous = word
    for above in ancestors(sentence, word):
        if previous.rel in ("acl:relcl", "parataxis") or (previous.rel == "acl" and previous.feats.get("VerbForm") == "Part"):
            return False
        if previous.rel == "conj" and above.pos == "VERB" and previous.pos == "VERB":
            previous = above
            continue
        if above.i in cue or any(
            w.head == above.i and w.i in cue and w.rel in ("advmod", "aux", "cop", "mark", "parataxis", "discourse")
            for w in sentence.words
        ):
            return True
        previous = above
    return False


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence ends with a question mark."""
    return bool(re.search(r"[?؟;]?[?؟][\"»”’')\]\s]*$", sentence.text))


def said_in(sentence: Sentence, first: int, last: int) -> str:
    """The folded words first:last."""
    return joined(sentence.words[first:last])


def is_future(sentence: Sentence, word: Word) -> bool:
    """Whether a trigger stands in the future, or hangs on a verb that does ("продолжит держать", "вывоз займёт")."""
    if word.feats.get("Tense") == "Fut":
        return True
    for above in ancestors(sentence, word):
        is_part_of = word.rel.split(":")[0] in ("xcomp", "csubj", "nsubj", "aux", "cop")
        if not is_part_of:
            return False
        if above.feats.get("Tense") == "Fut":
            return True
        word = above
    return False
