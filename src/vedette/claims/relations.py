"""How claims stand to each other: the table of relations, by the rules of `relation_rules.py`.

Passages and what is known of their reports flow in; one row for each relation flows out, with the sentence that says why. Only
claims that meet are compared: in one report, at one place (or one inside the other), or by one named asset. Of many
pairs that would say the same thing the nearest in time stands for all, and a text that is printed again adds no row but
that it says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from vedette.claims.content import Content, is_asset_id
from vedette.claims.passages import Passage
from vedette.claims.relation_rules import ONE_REPORT, RULES, TWO_REPORTS, RelationRule
from vedette.claims.texts import Texts, name_source
from vedette.errors import NotFound
from vedette.registry.register import Register
from vedette.schema.tables import RELATIONS

_LATE = datetime(9999, 1, 1, tzinfo=UTC)
_SAME = next(rule for rule in RULES if rule.relation == "same_proposition_as")
_FOUND_BY_PAIR = tuple(rule for rule in RULES if rule is not _SAME)
# one row for two contents says it; who says which is in the claims
_BY_CONTENT = frozenset({"weaker_than", "part_of", "supports"})


@dataclass(frozen=True)
class _Found:
    """A rule that holds for two passages, with its sentence."""

    rule: RelationRule
    a: Passage
    b: Passage
    reason: str


def find_relations(passages: Sequence[Passage], texts: Texts, one: Mapping[str, str]) -> pl.DataFrame:
    """Every relation between claims.

    Args:
        passages: of all claims, in any order.
        texts: the register, and which report rests on which.
        one: report -> common name of all reports with the same text.
    Returns:
        Rows of the `relations` table.
    """
    told = sorted(_first_of_each_text(passages, one), key=_age)
    best: dict[tuple[object, ...], _Found] = {}
    for a, b in _pairs(told, texts.register):
        for found in _apply(a, b, texts):
            key = _key(found)
            if key not in best or _distance(found) < _distance(best[key]):
                best[key] = found
    rows = {(f.rule.relation, f.a.claim_id, f.b.claim_id): _row(f) for f in (*best.values(), *_same(passages, texts))}
    return RELATIONS.build(list(rows.values()))


def _age(passage: Passage) -> tuple[datetime, str, int, str]:
    """When it was said: by date, then by place in the text."""
    return passage.made or _LATE, passage.report_id, passage.claim["start"] or 0, passage.claim_id


def _first_of_each_text(passages: Iterable[Passage], one: Mapping[str, str]) -> Iterator[Passage]:
    """Of reports that are alike to the word the passages of the first; claims without a report all."""
    first: dict[tuple[str, str], tuple[datetime, str]] = {}
    listed = list(passages)
    for passage in listed:
        if passage.report_id:
            name = _text_name(passage, one)
            first[name] = min(first.get(name, (_LATE, "~")), (passage.made or _LATE, passage.report_id))
    for passage in listed:
        if not passage.report_id or first[_text_name(passage, one)][1] == passage.report_id:
            yield passage


def _text_name(passage: Passage, one: Mapping[str, str]) -> tuple[str, str]:
    return one.get(passage.report_id, passage.report_id), passage.report["text"] if passage.report else ""


def _pairs(told: Sequence[Passage], register: Register) -> Iterator[tuple[Passage, Passage]]:
    """Ordered pairs of claims that meet: of one report, at nested places, or of one named asset."""
    by_report: dict[str, list[Passage]] = defaultdict(list)
    by_content: dict[Content, list[Passage]] = defaultdict(list)
    for passage in told:
        by_content[passage.content].append(passage)
        if passage.report_id:
            by_report[passage.report_id].append(passage)
    for listed in by_report.values():
        yield from ((a, b) for a in listed for b in listed if a is not b)
    for first, second in _meeting(by_content, register):
        yield from ((a, b) for a in by_content[first] for b in by_content[second] if a is not b and _of_two(a, b))


def _of_two(a: Passage, b: Passage) -> bool:
    return a.report_id != b.report_id or not a.report_id


def _meeting(contents: Iterable[Content], register: Register) -> Iterator[tuple[Content, Content]]:
    """Ordered pairs of contents with a place of one inside a place of the other, or with one named asset."""
    named: dict[str, list[Content]] = defaultdict(list)
    listed = list(contents)
    for content in listed:
        for key in (*content.places, *(a for a in content.assets if is_asset_id(a))):
            named[key].append(content)
    seen: set[tuple[int, int]] = set()
    number = {id(content): i for i, content in enumerate(listed)}
    for content in listed:
        keys = {g for place in content.places for g in _groups_of(place, register)} | content.assets
        for key in sorted(keys):
            for other in named.get(key, ()):
                for pair in ((content, other), (other, content)):
                    ids = (number[id(pair[0])], number[id(pair[1])])
                    if ids not in seen:
                        seen.add(ids)
                        yield pair


def _groups_of(place_id: str, register: Register) -> set[str]:
    """A place and all groups that it stands in."""
    found, left = {place_id}, [place_id]
    while left:
        try:
            fresh = set(register.place(left.pop()).groups) - found
        except NotFound:
            continue
        found |= fresh
        left += fresh
    return found


def _apply(a: Passage, b: Passage, texts: Texts) -> Iterator[_Found]:
    is_one = bool(a.report_id) and a.report_id == b.report_id
    for rule in _FOUND_BY_PAIR:
        if rule.scope == (TWO_REPORTS if is_one else ONE_REPORT) or (rule.is_symmetric and _age(b) < _age(a)):
            continue
        reason = rule.say(a, b, texts)
        if reason is not None:
            yield _Found(rule, a, b, reason)


def _key(found: _Found) -> tuple[object, ...]:
    """Pairs that say the same thing."""
    if found.rule.relation in _BY_CONTENT:
        return found.rule.id, found.a.content, found.b.content
    return found.rule.id, found.a.claim_id, found.b.content, found.b.status


def _distance(found: _Found) -> tuple[object, ...]:
    """Near pairs first: in one report, then close in time, then by id."""
    a, b = found.a, found.b
    apart = abs(a.made - b.made) if a.made and b.made else timedelta.max
    return a.report_id != b.report_id, apart, _age(a), _age(b)


def _same(passages: Sequence[Passage], texts: Texts) -> Iterator[_Found]:
    """Each claim against the earliest of its content whose time fits."""
    by_content: dict[Content, list[Passage]] = defaultdict(list)
    for passage in sorted(passages, key=_age):
        by_content[passage.content].append(passage)
    for listed in by_content.values():
        for i, passage in enumerate(listed):
            for earlier in listed[:i]:
                reason = _SAME.say(passage, earlier, texts)
                if reason is not None:
                    yield _Found(_SAME, passage, earlier, reason)
                    break


def _row(found: _Found) -> dict[str, Any]:
    claims = (found.a.claim, found.b.claim)
    moments = [m for m in (found.a.made, found.b.made) if m is not None]
    return {
        "relation": found.rule.relation,
        "claim_id": found.a.claim_id,
        "other_claim_id": found.b.claim_id,
        "rule": found.rule.id,
        "reason": _without_repeats(found),
        "citations": list(dict.fromkeys(f"{c['source_id']}#{c['source_row']}" for c in claims)),
        "known": max(moments) if len(moments) == 2 else None,
    }


def _without_repeats(found: _Found) -> str:
    """The sentence; what two claims of one report have in common, its name and date, is said once, or not at all without a name."""
    report = found.a.report
    if report is None or found.a.report_id != found.b.report_id:
        return found.reason
    mark = f" ({name_source(found.a)})"
    first, *rest = found.reason.split(mark)
    return first + (mark if report["outlet"] and rest else "") + "".join(rest)
