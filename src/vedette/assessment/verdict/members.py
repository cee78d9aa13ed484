"""A claim that names several: "Sparta and Sparta II arrived" holds only if it holds of each.

The query of a claim flows in, one query per named hull or airframe (and one for the classes beside them) flows out; each is
judged alone. The one for which least speaks decides: "all moved" loses against its rivals at least as soon as "this one
moved" does, so that with the prior on the whole claim its probability is never set too high. Classes are not parted: "frigates
and submarines" is met by either, for texts list classes loosely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.assessment.known.wording import name_asset
from vedette.assessment.question.assets import AssetQuery, assets_by_id
from vedette.assessment.question.predicates import Query
from vedette.assessment.verdict.parts import Looked
from vedette.assessment.verdict.verdict_rules import Facts, choose
from vedette.assessment.weights.findings import Weighed
from vedette.assessment.weights.hypotheses import Cells
from vedette.registry.register import Register


def part_members(query: Query, register: Register) -> tuple[Query, ...]:
    """One query per named asset, in order of their ids, then one for the classes; the query itself where it is all one."""
    assets = query.assets
    if len(assets.asset_ids) + bool(assets.asset_ids and assets.classes) < 2:
        return (query,)
    members = [_named(assets, asset_id, register) for asset_id in sorted(assets.asset_ids)]
    if assets.classes:
        members.append(replace(assets, asset_ids=frozenset(), named_classes=frozenset()))
    return tuple(replace(query, assets=member) for member in members)


def _named(assets: AssetQuery, asset_id: str, register: Register) -> AssetQuery:
    found = assets_by_id(register).get(asset_id)
    return replace(
        assets,
        asset_ids=frozenset({asset_id}),
        classes=frozenset(),
        count_min=None,
        named_classes=frozenset({found.asset_class} if found else ()),
        words=name_asset(asset_id, register),
    )


def find_decisive(members: Sequence[Facts]) -> int:
    """Which member decides: one that is contradicted, else one that is not confirmed, else the least probable; the first of equals."""

    def order(i: int) -> tuple[bool, bool, float, int]:
        verdict = choose(members[i]).verdict
        return verdict != "contradicted", verdict == "confirmed", members[i].p, i

    return min(range(len(members)), key=order)


def hold_of_others(members: Sequence[Looked], decisive: int) -> bool:
    """Is the claim confirmed of another member than the one that decides?"""
    return any(choose(m.facts).verdict == "confirmed" for i, m in enumerate(members) if i != decisive)


def add_others(evidence: Sequence[Weighed], others: Sequence[Looked], decisive: Looked) -> tuple[Weighed, ...]:
    """The rows of the member that decides, then those on the others alone, which move nothing and say so."""
    rows = {w.finding.evidence_id: w for w in evidence}
    for member in others:
        says = f"; the claim hangs on {decisive.query.assets.words}, for which less speaks."
        for w in member.evidence:
            neutral = replace(w.finding, cells=Cells(), why=w.finding.why.removesuffix(".") + says)
            rows.setdefault(neutral.evidence_id, Weighed(neutral, 1.0, w.group))
    return tuple(rows.values())
