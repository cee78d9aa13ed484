"""Things that move, in a foreign sentence: nouns of the table of things with their names and counts, and registered names.

A sentence, the names of places in it and a language flow in; things flow out. A noun for a ship or an aircraft takes the proper
name that stands behind it ("fregata Marceglia", «Спарта II»); words of number before it give the count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vedette.claims.languages.counts import count_before
from vedette.claims.languages.named_places import NamedAt
from vedette.claims.languages.scene import Thing, Tools
from vedette.claims.languages.sentence import Sentence, Word

_OPEN, _CLOSE = '«“„"‘', '»”“"’'
_HULLS = frozenset(
    ("ship", "naval_ship", "warship", "aircraft_carrier", "cruiser", "destroyer", "frigate", "corvette", "patrol_ship", "landing_ship",
     "missile_boat", "minesweeper", "submarine", "auxiliary", "naval_tanker", "intelligence_ship", "tug", "hospital_ship", "salvage_ship",
     "merchant", "general_cargo", "ro_ro", "container_ship", "bulk_carrier", "tanker", "gas_carrier", "ferry", "research_ship", "yacht")
)  # fmt: skip
_LONGEST_NAME = 5  # words
_PREFIX = re.compile(r"^(?:USS|HMS|TCG|HNLMS|HMCS|USNS|ITS|FS|HS|RFS|MV|MT|BRP|ROKS|INS|PNS)$")
_TYPE = re.compile(r"^[^\W\d_]{1,8}-?\d{1,3}[^\W\d_]{0,3}$")  # Il-76, F-16, B-2


def find_things(sentence: Sentence, named: Sequence[NamedAt], tools: Tools) -> list[Thing]:
    """The things of a sentence from left to right, none inside another."""
    registered = _registered(sentence, named, tools)
    found: list[Thing] = []
    at = 0
    while at < len(sentence.words):
        thing = _thing_at(sentence, at, registered, named, tools)
        if thing is None:
            thing = next((r for r in registered if r.first == at), None) or _prefixed(sentence, at)
        if thing is not None:
            found.append(thing)
        at = max(at + 1, thing.last if thing is not None else 0)
    return found


def _registered(sentence: Sentence, named: Sequence[NamedAt], tools: Tools) -> list[Thing]:
    """Names of registered assets that are no names of places here."""
    found = []
    for match in tools.assets.find_named(sentence.text):
        start, end = sentence.start + match.start, sentence.start + match.end
        inside = [w for w in sentence.words if start <= w.start and w.end <= end]
        is_place = any(n.mention.start <= start and end <= n.mention.end for n in named)
        if inside and (not is_place or _is_quoted(sentence, inside[0].i)):
            asset_id = match.ids[0] if match.ids else None
            code = tools.register.asset(asset_id).asset_class if asset_id else None
            text = sentence.text[match.start : match.end]
            found.append(Thing(inside[0].i, inside[-1].i + 1, inside[0].i, text, code, (1, 1), asset_id, is_named=True))
    return found


def _is_quoted(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence.words[at - 1].text in _OPEN


def _prefixed(sentence: Sentence, at: int) -> Thing | None:
    """ "USS Truman": a ship's prefix and the capitals behind it."""
    words = sentence.words
    if not _PREFIX.match(words[at].text) or at + 1 >= len(words) or not words[at + 1].is_capital:
        return None
    last = _capitals_from(sentence, at + 1, frozenset())
    return Thing(at, last, at, _text(sentence, at, last), "ship", (1, 1), None, is_named=True)


def _thing_at(sentence: Sentence, at: int, registered: Sequence[Thing], named: Sequence[NamedAt], tools: Tools) -> Thing | None:
    """The thing whose noun stands at a word."""
    size, codes = tools.language.things.find(sentence.forms, at)
    if not size or sentence.words[at].is_mark:
        return None
    code = codes[0] if codes[0] not in ("thing", "group") else None
    last = at + size
    first, count = count_before(sentence, at, tools.language)
    name = next((r for r in registered if last <= r.first <= last + _name_gap(sentence, last, named)), None)
    if name is not None:
        return Thing(first, name.last, at, name.text, name.asset_class, (1, 1), name.asset_id, is_named=True)
    span = _name_behind(sentence, last, named) if code in _HULLS and count in ((None, None), (1, 1)) else None
    if span is not None:
        return Thing(first, span[1], at, _text(sentence, *span), code, (1, 1), None, is_named=True)
    return Thing(
        first, _with_type(sentence, last), at, _text(sentence, at, _with_type(sentence, last)), code, count, None, is_named=False
    )


def _with_type(sentence: Sentence, last: int) -> int:
    """One more word where a type stands behind the noun."""
    words = sentence.words
    return last + 1 if last < len(words) and _TYPE.match(words[last].text) else last


def _name_gap(sentence: Sentence, last: int, named: Sequence[NamedAt]) -> int:
    """How far behind the noun a name may stand: past a quotation mark and an adjective of a country."""
    at = last
    while at < len(sentence.words) and at - last < 3 and (sentence.words[at].text in _OPEN or _adjective_at(named, at)):
        at += 1
    return at - last


def _adjective_at(named: Sequence[NamedAt], at: int) -> bool:
    return any(n.first <= at < n.last and n.mention.is_adjective for n in named)


def _name_behind(sentence: Sentence, last: int, named: Sequence[NamedAt]) -> tuple[int, int] | None:
    """The proper name behind a noun: in quotation marks, or capitals that are no place."""
    at = last + _name_gap(sentence, last, named)
    words = sentence.words
    if at >= len(words):
        return None
    if at > last and words[at - 1].text in _OPEN:
        close = next((w.i for w in words[at : at + _LONGEST_NAME + 2] if w.text in _CLOSE), None)
        return (at, close) if close is not None and close > at else None
    places = frozenset(i for n in named if n.mention.place_ids for i in range(n.first, n.last))
    if not words[at].is_capital or at in places or words[at].is_mark or _is_country(named, at):
        return None
    return at, _capitals_from(sentence, at, places)


def _is_country(named: Sequence[NamedAt], at: int) -> bool:
    return any(n.first <= at < n.last and n.mention.country for n in named)


def _capitals_from(sentence: Sentence, at: int, stop: frozenset[int]) -> int:
    last = at
    while last < len(sentence.words) and last - at < _LONGEST_NAME:
        word = sentence.words[last]
        if last in stop and last > at:
            break
        is_joint = word.form in ("de", "di", "van", "von", "der", "del", "la") and last + 1 < len(sentence.words)
        joint = is_joint and sentence.words[last + 1].is_capital and last > at
        if not (word.is_capital or joint or (last > at and word.text.isdigit())):
            break
        last += 1
    return last


def _text(sentence: Sentence, first: int, last: int) -> str:
    words: Sequence[Word] = sentence.words
    return sentence.text[words[first].start - sentence.start : words[last - 1].end - sentence.start]
