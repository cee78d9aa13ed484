"""How claims stand to each other: the table of relations, by the rules of `relation_rules.py`.

Passages and what is known of their reports flow in; one row for each relation flows out, with the sentence that says why. Only
claims that meet are compared (`pairing.py`). Of many pairs that would say the same thing the nearest in time stands for
all, and a text that is printed again adds no row but that it says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import polars as pl

from vedette.claims.grouping.content import Content
from vedette.claims.grouping.dependence import Dependence
from vedette.claims.grouping.pairing import age_of, pair_across_reports, pair_in_reports
from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.relation_rules import ONE_REPORT, RULES, TWO_REPORTS, RelationRule
from vedette.claims.grouping.texts import Texts, name_source
from vedette.schema.tables import RELATIONS

_SAME = next(rule for rule in RULES if rule.relation == "same_proposition_as")
_WITHIN = tuple(rule for rule in RULES if rule is not _SAME and rule.scope != TWO_REPORTS)
_ACROSS = tuple(rule for rule in RULES if rule is not _SAME and rule.scope != ONE_REPORT)
# one row for two contents says it; who says which is in the claims
_BY_CONTENT = frozenset({"weaker_than", "part_of", "supports"})
_MOST_EARLIER = 40  # claims of one content against which another one is held for the same time


@dataclass(frozen=True)
class _Found:
    """A rule that holds for two passages, with its sentence."""

    rule: RelationRule
    a: Passage
    b: Passage
    reason: str


def find_relations(passages: Sequence[Passage], texts: Texts, dependence: Dependence) -> pl.DataFrame:
    """Every relation between claims.

    Args:
        passages: of all claims, in any order.
        texts: the register, and which report rests on which.
        dependence: the origins at the end of each report's links.
    Returns:
        Rows of the `relations` table.
    """

    def origin_of(passage: Passage) -> Hashable:
        return dependence.end_of(passage.report_id) if passage.report_id else passage.claim_id

    best: dict[Hashable, _Found] = {}
    for found in _find(passages, texts, origin_of):
        key = _key(found)
        if key not in best or _distance(found) < _distance(best[key]):
            best[key] = found
    rows = {(f.rule.relation, f.a.claim_id, f.b.claim_id): _row(f) for f in (*best.values(), *_same(passages, texts))}
    return RELATIONS.build(list(rows.values()))


def _find(passages: Sequence[Passage], texts: Texts, origin_of: Any) -> Iterator[_Found]:
    for listed in pair_in_reports(passages):
        for rule in _WITHIN:
            firsts = [p for p in listed if rule.first.takes(p)]
            seconds = [p for p in listed if rule.second.takes(p)] if firsts else []
            yield from _apply(rule, ((a, b) for a in firsts for b in seconds if a is not b), texts)
    for a, b in pair_across_reports(passages, origin_of, texts.register):
        for rule in _ACROSS:
            if rule.first.takes(a) and rule.second.takes(b):
                yield from _apply(rule, ((a, b),), texts)


def _apply(rule: RelationRule, pairs: Iterable[tuple[Passage, Passage]], texts: Texts) -> Iterator[_Found]:
    for a, b in pairs:
        if rule.is_symmetric and age_of(b) < age_of(a):
            continue
        reason = rule.say(a, b, texts)
        if reason is not None:
            yield _Found(rule, a, b, reason)


def _key(found: _Found) -> Hashable:
    """Pairs that say the same thing."""
    if found.rule.relation in _BY_CONTENT:
        return found.rule.id, found.a.content, found.b.content
    return found.rule.id, found.a.claim_id, found.b.content, found.b.status


def _distance(found: _Found) -> tuple[object, ...]:
    """Near pairs first: in one report, then close in time, then by age."""
    a, b = found.a, found.b
    apart = abs(a.made - b.made) if a.made and b.made else timedelta.max
    return a.report_id != b.report_id, apart, age_of(a), age_of(b)


def _same(passages: Sequence[Passage], texts: Texts) -> Iterator[_Found]:
    """Each claim against the earliest of its content whose time fits."""
    by_content: dict[Content, list[Passage]] = defaultdict(list)
    for passage in sorted(passages, key=age_of):
        by_content[passage.content].append(passage)
    for listed in by_content.values():
        firsts: list[Passage] = []  # the earliest of each time that is spoken of
        for passage in listed:
            earlier = next((e for e in firsts if e.window.overlaps(passage.window)), None)
            if earlier is None:
                firsts = [*firsts, passage][-_MOST_EARLIER:]
            elif (reason := _SAME.say(passage, earlier, texts)) is not None:
                yield _Found(_SAME, passage, earlier, reason)


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
