"""Two readings of the same texts side by side: what both found, what only one did, and where they differ.

Rows of the claims table from the rules and from a model flow in; pairs and figures flow out. Two claims are one finding if their
quotes overlap and they rest on the same word, or are of the same family of kinds. The figures say how far two readers agree, not
which of them is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
BOTH, ONLY_RULES, ONLY_MODEL = "both", "only rules", "only the model"
ROLES = ("origin", "destination", "place")
# kinds that tell the same event from another side: two readers may choose differently and mean one thing
_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"move", "depart", "arrive", "flight_rate"}),
    frozenset({"present", "absent", "build_up", "draw_down"}),
    frozenset({"negotiate", "basing"}),
    frozenset({"condition", "motive", "consequence"}),
)


def _places(role: str) -> Callable[[Row], Any]:
    return lambda row: sorted({p["place_id"] or p["text"] for p in row[role] or ()})


# slot -> what of a row is compared
SLOTS: Mapping[str, Callable[[Row], Any]] = {
    "kind": lambda row: row["kind"],
    "status": lambda row: row["status"],
    "origin": _places("origin"),
    "destination": _places("destination"),
    "place": _places("place"),
    "actor": lambda row: (row["actor"] or "").removeprefix("the ").removeprefix("The ").casefold(),
    "assets": lambda row: sorted({a["asset_id"] or a["class"] or "" for a in row["assets"] or ()} - {""}),
    "time": lambda row: (row["time_start"], row["time_end"]),
    "speaker": lambda row: [name.casefold() for name in (row["speaker"] or ())[1:]],  # the outlet is the same for both
}


@dataclass(frozen=True)
class Finding:
    """What the rules, the model, or both read in one place of a report."""

    rules: Row | None
    model: Row | None

    @property
    def found_by(self) -> str:
        """Both, only the rules, or only the model."""
        return BOTH if self.rules and self.model else ONLY_RULES if self.rules else ONLY_MODEL

    @property
    def row(self) -> Row:
        """The reading that is shown first: the rules' where there is one."""
        row = self.rules or self.model
        if row is None:
            raise ValueError("a finding without any reading")
        return row

    def differences(self) -> tuple[str, ...]:
        """The slots in which two readings of one place differ; empty where only one reader found it."""
        if self.rules is None or self.model is None:
            return ()
        return tuple(name for name, value in SLOTS.items() if value(self.rules) != value(self.model))


def compare(rules: Sequence[Row], model: Sequence[Row]) -> list[Finding]:
    """Pair the claims of two readers, each at most once, best pairs first; in the order of the texts."""
    by_report: dict[str, list[Row]] = {}
    for row in model:
        by_report.setdefault(row["report_id"], []).append(row)
    scored = [
        (likeness(one, other), i, other["claim_id"], other)
        for i, one in enumerate(rules)
        for other in by_report.get(one["report_id"], ())
    ]
    partner: dict[int, Row] = {}
    used: set[str] = set()
    for score, i, claim_id, other in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score > 0 and i not in partner and claim_id not in used:
            partner[i] = other
            used.add(claim_id)
    found = [Finding(row, partner.get(i)) for i, row in enumerate(rules)]
    found += [Finding(None, row) for row in model if row["claim_id"] not in used]
    return sorted(found, key=lambda f: (f.row["report_id"], f.row["start"], f.row["end"], f.row["claim_id"]))


def likeness(one: Row, other: Row) -> float:
    """How surely two claims of one report are one finding, 0 to 4; 0 = they are not."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    if shared <= 0:
        return 0.0
    overlap = shared / (max(one["end"], other["end"]) - min(one["start"], other["start"]))
    is_same_word = _trigger(one) == _trigger(other)
    is_same_kind = one["kind"] == other["kind"]
    is_kin = is_same_kind or any({one["kind"], other["kind"]} <= family for family in _FAMILIES)
    if not is_kin and not is_same_word:
        return 0.0
    return float(overlap + is_same_kind + is_kin + is_same_word)


def agreement(findings: Iterable[Finding]) -> dict[str, Any]:
    """Counts of findings by who found them, and slot by slot in how many of those found by both the readings agree."""
    found = list(findings)
    counts = {name: sum(f.found_by == name for f in found) for name in (BOTH, ONLY_RULES, ONLY_MODEL)}
    both = [f for f in found if f.found_by == BOTH]
    slots = {name: sum(name not in f.differences() for f in both) for name in SLOTS}
    return {
        "found_by_both": counts[BOTH],
        "only_rules": counts[ONLY_RULES],
        "only_model": counts[ONLY_MODEL],
        "share_found_by_both": round(counts[BOTH] / len(found), 3) if found else None,
        "same": slots,
        "same_throughout": sum(not f.differences() for f in both),
    }


def _trigger(row: Row) -> tuple[int, str]:
    """Where the word that carries a claim stands."""
    word = row["trigger"]
    return row["start"] + max(0, row["quote"].find(word)), word
