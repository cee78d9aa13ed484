"""How many voyages a rate tells of: "rose to 38 a day", "two weekly flights", "dropped from 60 in May to 41 in August".

A frame of kind flight_rate flows in; the count of its first asset, or of its voyages, is set. The figure that the change leads to comes
first, then the one before the noun of voyages, then the one before "times" or "a day".
"""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.claims.english.frames import Frame
from vedette.claims.names.counts import read_count, read_number

_FIGURE = r"(?:(?:about|around|some|roughly|nearly|almost|up to|at least|more than|over|fewer than|only|just|barely) )?[\w,-]+"
_TO = re.compile(
    rf"\b(?:to|at) ({_FIGURE})(?= (?:a|per|each|every|in|last|this|flights?|calls?|sailings?|ships?|vessels?|transits?|times)\b|[.,;]|$)",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"\b([\w-]+)(?: times| [a-z-]+)? (?:a|per|each|every) (?:day|night|week|month|year)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b([\w,-]+) times\b", re.IGNORECASE)
_ADVERBS = {"once": 1, "twice": 2, "thrice": 3}
_REACH = 14  # words behind the trigger


def count_voyages(frame: Frame) -> None:
    """Set the count of a rate, where the text gives the figure and none was read."""
    if frame.kind != "flight_rate" or any(ref.count != (None, None) for ref in frame.assets) or not frame.assets:
        return
    word = frame.trigger
    behind = word.doc[word.i + 1 : min(word.i + _REACH, word.sent.end)].text
    noun = frame.theme if frame.theme is not None else word
    before = noun.doc[noun.left_edge.i : noun.i].text
    for text in (*_TO.findall(behind), *_OFTEN.findall(behind), *_TIMES.findall(behind)):
        if (count := _read(text)) is not None:
            frame.assets = [replace(frame.assets[0], count=count), *frame.assets[1:]]
            return
    count = read_count(before)
    if count != (None, None) and count[0] is not None and not re.search(r"\d%|percent|per cent", before):
        frame.assets = [replace(frame.assets[0], count=count), *frame.assets[1:]]


def _read(text: str) -> tuple[int | None, int | None] | None:
    """A figure in words or digits; a year, or a word that is none, gives None."""
    if text.lower() in _ADVERBS:
        return _ADVERBS[text.lower()], _ADVERBS[text.lower()]
    number = read_number(text.rsplit(maxsplit=1)[-1])
    if number is None or 1900 <= number <= 2100:
        return None
    count = read_count(text.lower())
    return None if count == (None, None) else count
