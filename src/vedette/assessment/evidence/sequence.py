"""What a later observation overtakes: a ship that left and was seen back, a ship that lay at the pier before it left.

Findings of one claim flow in; the same findings flow out, those that another one overtakes with a ratio of 1 and a sentence
that says why. Observations belong together if they are of one asset, or of one class where a name is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vedette.assessment.question.predicates import Query
from vedette.assessment.weights.findings import Finding, with_witness
from vedette.assessment.weights.hypotheses import Cells
from vedette.registry.register import Register


@dataclass(frozen=True)
class Overtaking:
    """A row of the table: which rules later ones overtake, for claims that end in which part, and the words that say so.

    `is_return` turns it round: the later finding is the one that loses its weight.
    """

    earlier: frozenset[str]
    later: frozenset[str]
    last_parts: frozenset[str]
    says: str
    is_strict: bool = True  # the later one begins after the earlier has ended; else it is enough that it ends later
    needs_place: bool = False  # off a port is not in it: what lies outside may have left it for good
    is_return: bool = False
    kinds: frozenset[str] = frozenset()  # of claims; empty = any


_STILL, _LEFT = frozenset({"still_at_origin"}), frozenset({"seen_leaving", "track_departed"})
_THERE = frozenset({"seen_at_destination", "track_at_destination"})
_ELSEWHERE = frozenset({"seen_elsewhere", "track_elsewhere", "seen_out_of_reach", "track_out_of_reach"})
_ARRIVAL, _DEPARTURE, _BOTH = frozenset({"arrival"}), frozenset({"departure"}), frozenset({"arrival", "departure"})
OVERTAKINGS = (
    Overtaking(_STILL, _STILL, _BOTH, "it was still seen there later", is_strict=False),
    Overtaking(_STILL, _LEFT, _BOTH, "it was seen leaving later", is_strict=False),
    Overtaking(_LEFT | {"origin_empty"}, _STILL, _ARRIVAL, "it was seen there again later", needs_place=True),
    # where only leaving is claimed, a presence after a departure that was itself seen is a return
    Overtaking(_LEFT, _STILL | {"seen_at_origin_after"}, _DEPARTURE, "it had been seen leaving before", is_return=True),
    # who is said to be there, and was seen somewhere else since, is not shown to be there by having been there before
    Overtaking(_THERE, _ELSEWHERE, _ARRIVAL, "it was elsewhere later", kinds=frozenset({"present"})),
)


def overtake(query: Query, findings: Sequence[Finding], register: Register) -> list[Finding]:
    """The findings, with those that another one overtakes made neutral."""
    fitting = (row for row in OVERTAKINGS if query.last_part in row.last_parts and (not row.kinds or query.kind in row.kinds))
    rows = [] if query.kind == "absent" else list(fitting)
    return [_after_overtaking(finding, findings, rows, register) for finding in findings]


def _after_overtaking(finding: Finding, findings: Sequence[Finding], rows: Sequence[Overtaking], register: Register) -> Finding:
    for row in rows:
        loses, wins = (row.later, row.earlier) if row.is_return else (row.earlier, row.later)
        if finding.rule.id not in loses:
            continue
        winner = next((f for f in findings if f.rule.id in wins and _wins(f, finding, row, register)), None)
        if winner is not None:
            told = with_witness(finding, winner.item_id, winner.citations)
            return replace(told, cells=Cells(), why=f"{finding.why.removesuffix('.')}; {row.says}.")
    return finding


def _wins(winner: Finding, loser: Finding, row: Overtaking, register: Register) -> bool:
    earlier, later = (winner, loser) if row.is_return else (loser, winner)
    if not _is_after(later, earlier, strictly=row.is_strict):
        return False
    return not (row.needs_place and later.is_off_place) and _is_of_one(later.observed, earlier.observed, register)


def _is_after(later: Finding, earlier: Finding, *, strictly: bool) -> bool:
    """Does one observation end later than another; strictly: did it begin only after the other had ended?"""
    if later.start is None or later.end is None or earlier.end is None:
        return False
    return later.start > earlier.end if strictly else later.end > earlier.end


def _is_of_one(one: tuple[str | None, str | None], other: tuple[str | None, str | None], register: Register) -> bool:
    """May two observations be of one asset: the same, or of one class where a name is missing?"""
    (asset, kind), (other_asset, other_kind) = one, other
    if asset and other_asset:
        return asset == other_asset
    if kind is None or other_kind is None:
        return False
    return register.is_class(kind, other_kind) or register.is_class(other_kind, kind)
