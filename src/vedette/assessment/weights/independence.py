"""What shares an origin counts less: the discount, and who goes back to whom.

Publishers, reports and roots flow in; for each id the origins that it rests on flow out. Findings flow in; findings with a
weight flow out: in each group the weightiest counts whole, the next half, then a quarter, in log. A finding that rests on
several origins is discounted by the freshest of them; the signal of one asset is one stream whoever quotes it, and so is one look.
What only passes on the claimant's word is the claim again and counts nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vedette.assessment.weights.findings import Finding, Weighed
from vedette.assessment.weights.hypotheses import Cells, lean

_HALF = 0.5  # of rows from one origin the second counts half in log, the third a quarter
# rows from one asset's own signal tell one story: the leg is in the visits at its ends (fitted, `vedette evaluate`); so do pictures of
# one asset at one place and time, under however many names they are passed on
_SAME_STREAM = 0.25
OWN_WORD = "that is the claimant's own word, which is no evidence for it"
_ROOT = "report_root"
_LEAST = 1e-9
Row = Mapping[str, Any]


class Origins:
    """On whom does a publisher or a report rest? Built once from the tables."""

    def __init__(self, publishers: Iterable[Row], reports: Iterable[Row], roots: Iterable[Row]) -> None:
        self._rests_on = {p["publisher_id"]: tuple(p["rests_on"] or ()) for p in publishers}
        self._reports: dict[str, frozenset[str]] = {}
        self._roots_of: dict[str, set[str]] = defaultdict(set)
        for root in roots:
            for member in root["report_ids"] or ():
                self._roots_of[member].add(root["root_id"])
        self._first_of_text: dict[str, str] = {}
        self._text_of: dict[str, str] = {}
        for report in sorted(reports, key=lambda r: (r["published"] is None, str(r["published"]), r["report_id"])):
            first = self._first_of_text.setdefault(report["sha256"], report["report_id"])
            named = [*([report["publisher_id"]] if report["publisher_id"] else []), *(report["rests_on"] or ())]
            own = self.of_publishers(named) if named else frozenset({report["report_id"]})
            self._text_of[report["report_id"]] = first
            self._reports[report["report_id"]] = self._reports.get(first, own)  # a copied text has no origin of its own

    def of_publishers(self, publisher_ids: Iterable[str]) -> frozenset[str]:
        """The origins at the end of the chain "rests on" of each; a publisher that rests on nobody is its own."""
        return frozenset(end for p in publisher_ids for end in self._ends(p, frozenset()))

    def of_report(self, report_id: str) -> frozenset[str]:
        """The origins that a report rests on."""
        return self._reports.get(report_id, frozenset({report_id}))

    def labels_of_report(self, report_id: str) -> frozenset[str]:
        """Everything by which a report may be joined with another: its origins, its text and its roots."""
        text = f"text:{self._text_of.get(report_id, report_id)}"
        return self.of_report(report_id) | {text} | self._roots_of.get(report_id, set())

    def rests_on_several(self, report_id: str) -> bool:
        """Does a report go back to more than one origin? Then it stands with one of them and joins none."""
        return max(len(self.of_report(report_id)), len(self._roots_of.get(report_id, ()))) > 1

    def _ends(self, publisher_id: str, seen: frozenset[str]) -> frozenset[str]:
        below = [b for b in self._rests_on.get(publisher_id, ()) if b not in seen | {publisher_id}]
        if not below:
            return frozenset({publisher_id})
        return frozenset(end for b in below for end in self._ends(b, seen | {publisher_id}))


def join_by_labels(labels: Mapping[str, frozenset[str]], several: Collection[str] = ()) -> list[list[str]]:
    """Names that share a label, directly or through others, in one list (union-find); lists and names sorted.

    Names in `several` rest on more than one origin: each stands with the first of those that it touches and joins none.
    """
    groups: list[tuple[set[str], set[str]]] = []
    for name in sorted(labels, key=lambda n: (n in several, n)):
        if name in several and (first := min((g for g in groups if g[1] & labels[name]), key=lambda g: min(g[0]), default=None)):
            first[0].add(name)
            continue
        touching = [g for g in groups if g[1] & labels[name]]
        merged = ({name}.union(*(g[0] for g in touching)), set(labels[name]).union(*(g[1] for g in touching)))
        groups = [g for g in groups if g not in touching] + [merged]
    return sorted(sorted(g[0]) for g in groups)


def weigh(findings: Sequence[Finding], claimant: frozenset[str], prior: Cells, next_root: float = _HALF) -> list[Weighed]:
    """Discount what shares an origin.

    Args:
        findings: undiscounted, any order.
        claimant: origins of the claim itself, whose first word is the claim: what they add in its favour comes second.
        prior: logs of the prior, to tell for from against: rows that pull apart do not discount each other.
        next_root: what each further root, or sighting that is only told, counts of the one before; in log.
    Returns:
        The findings in order of weight (the weightiest first), ties by id.
    """
    sides = {True: _Side(Counter(claimant)), False: _Side(Counter())}
    told = [_as_own_word(f, claimant, prior) for f in findings]
    weighed = []
    for finding in sorted(told, key=lambda f: (-_size(f.cells), f.rule.id, f.item_id, f.observed[0] or "")):
        is_for = lean(finding.cells, prior) >= 0
        weight, group = sides[is_for].enter(finding, next_root)
        weighed.append(Weighed(finding, weight, group, is_for and finding.origins <= claimant))
    return sorted(weighed, key=lambda w: (-_size(w.cells), w.finding.rule.id, w.finding.item_id, w.finding.observed[0] or ""))


@dataclass
class _Side:
    """What speaks for a claim, or against it: how often each origin has spoken, and the first witness that rested on it."""

    spoken: Counter[str]
    witnesses: dict[str, str] = field(default_factory=dict)
    n_told: int = 0

    def enter(self, finding: Finding, next_root: float) -> tuple[float, str]:
        """The weight and the witness of the next finding, the weightier ones having been entered before."""
        shared, earlier = _freshest(finding, self.spoken)
        if _size(finding.cells) <= _LEAST:
            return 1.0, shared
        weight, group = (_SAME_STREAM if shared == finding.stream else _HALF) ** earlier, self.witnesses.get(shared, shared)
        if finding.rule.id == _ROOT or finding.is_hearsay:  # what looks independent may be copies that nobody recognised
            weight, self.n_told = weight * next_root**self.n_told, self.n_told + 1
        for name in _rests_on(finding):
            self.spoken[name] += 1
            self.witnesses.setdefault(name, group)
        return weight, group


def _as_own_word(finding: Finding, claimant: frozenset[str], prior: Cells) -> Finding:
    """What only passes on the claimant's word is the claim once more."""
    if not finding.is_hearsay or not claimant or not finding.origins <= claimant or lean(finding.cells, prior) <= 0:
        return finding
    return replace(finding, cells=Cells(), why=f"{finding.why.removesuffix('.')}; {OWN_WORD}.")


def _rests_on(finding: Finding) -> frozenset[str]:
    return finding.origins | ({finding.stream} if finding.stream else frozenset())


def _freshest(finding: Finding, counts: Counter[str]) -> tuple[str, int]:
    """The group that a finding is discounted in, and how many stand before it there."""
    candidates = [(counts[origin], origin) for origin in sorted(finding.origins)]
    earlier, group = min(candidates, default=(0, finding.item_id))
    if finding.stream and counts[finding.stream] > earlier:
        return finding.stream, counts[finding.stream]
    return group, earlier


def _size(cells: Cells) -> float:
    """How far a row tells the hypotheses apart: its diagnosticity, in log."""
    return max(cells) - min(cells)
