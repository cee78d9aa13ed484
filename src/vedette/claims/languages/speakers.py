"""Who says it, in a foreign sentence: phrases of attribution and verbs of saying, by the tables of the language.

A sentence flows in; the words that name the speaker flow out, or nothing where the writer speaks. "According to" names whom it
stands before (in Turkish behind); a verb of saying has its speaker behind it after a quotation or a comma, else before it.
"""

from __future__ import annotations

import re

from vedette.claims.languages.scene import Scene
from vedette.claims.languages.sentence import Sentence

_LONGEST = 9  # words of a speaker
_MARKS = frozenset(',.;:—–!?()،؛؟»«“”"')


def find_speakers(scene: Scene) -> list[str]:
    """The speakers of a sentence, at most one of each kind of phrase."""
    words = scene.tools.language.words
    found = [
        _beside(scene, words.get("according_to"), after=True),
        _beside(scene, words.get("according_after"), after=False),
    ]
    if not any(found):
        found.append(_of_verb(scene, words.get("says")))
    return [text for text in dict.fromkeys(found) if text]


def places_of_speakers(scene: Scene) -> set[int]:
    """The words behind a phrase of attribution or a verb of saying that follows a mark: a place there says where somebody sits."""
    words, found = scene.tools.language.words, set[int]()
    for name in ("according_to", "says"):
        span = _search(scene.sentence, words.get(name))
        is_behind = span is not None and (
            name == "according_to" or (span[0] > 0 and scene.sentence.words[span[0] - 1].text in _MARKS)
        )
        if span is not None and is_behind:
            at = span[1]
            while at < len(scene.sentence.words) and scene.sentence.words[at].text not in _MARKS:
                found.add(at)
                at += 1
    return found


def _beside(scene: Scene, regex: re.Pattern[str] | None, *, after: bool) -> str | None:
    """The words behind (or before) a phrase of attribution, up to the next mark."""
    span = _search(scene.sentence, regex)
    if span is None:
        return None
    return _stretch(scene, span[1], 1) if after else _stretch(scene, span[0] - 1, -1)


def _of_verb(scene: Scene, regex: re.Pattern[str] | None) -> str | None:
    span = _search(scene.sentence, regex)
    if span is None:
        return None
    first, last = span
    is_behind_mark = first > 0 and scene.sentence.words[first - 1].text in _MARKS
    behind = _stretch(scene, last, 1) if is_behind_mark else None
    return behind or _stretch(scene, first - 1, -1) or _stretch(scene, last, 1)


def _search(sentence: Sentence, regex: re.Pattern[str] | None) -> tuple[int, int] | None:
    if regex is None:
        return None
    for forms in ([w.form for w in sentence.words], [w.lemma.split("|")[0] for w in sentence.words]):
        match = regex.search(" ".join(forms))
        if match:
            first = match.string[: match.start()].count(" ")
            return first, first + match.group().count(" ") + 1
    return None


def _stretch(scene: Scene, at: int, step: int) -> str | None:
    """The words from a place in one direction, up to a mark; forwards also up to a clause or a trigger."""
    sentence, inside = scene.sentence, list[int]()
    forms, stops = sentence.forms, (scene.tools.language.breaks, scene.tools.language.triggers)
    while 0 <= at < len(sentence.words) and len(inside) < _LONGEST:
        if sentence.words[at].text in _MARKS and not (sentence.words[at].text in '«»“”"' and inside):
            break
        if step > 0 and any(lexicon.find(forms, at)[0] for lexicon in stops):
            break
        inside.append(at)
        at += step
    if not inside:
        return None
    first, last = sentence.words[min(inside)], sentence.words[max(inside)]
    text = sentence.text[first.start - sentence.start : last.end - sentence.start].strip(" «»“”\"'")
    return text if any(c.isalpha() for c in text) else None
