"""What shares an origin counts less: the discount, and who goes back to whom.

Publishers, reports and roots flow in; for each id the origins that it rests on flow out. Findings flow in; findings with a
weight flow out: in each group the weightiest counts whole, the next half, then a quarter, in log. A finding that rests on
several origins is discounted by the freshest of them; the signal of one asset is one stream whoever quotes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from vedette.assessment.findings import Finding, Weighed
from vedette.assessment.hypotheses import Cells, lean

_HALF = 0.5  # of rows from one origin the second counts half in log, the third a quarter
_SAME_SIGNAL = (
    0.25  # rows from one asset's own signal tell one story: the leg is in the visits at its ends (fitted, `vedette evaluate`)
)
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


def weigh(findings: Sequence[Finding], claimant: frozenset[str], prior: Cells) -> list[Weighed]:
    """Discount what shares an origin.

    Args:
        findings: undiscounted, any order.
        claimant: origins of the claim itself, whose first word is the claim: what they add in its favour comes second.
        prior: logs of the prior, to tell for from against: rows that pull apart do not discount each other.
    Returns:
        The findings in order of weight (the weightiest first), ties by id.
    """
    leanings = {id(f): lean(f.cells, prior) for f in findings}
    ordered = sorted(findings, key=lambda f: (-_size(f.cells), f.rule.id, f.item_id, f.observed[0] or ""))
    used: dict[bool, Counter[str]] = {True: Counter(claimant), False: Counter()}
    weighed, n_roots = [], 0
    for finding in ordered:
        counts = used[leanings[id(finding)] >= 0]
        group, earlier = _freshest(finding, counts)
        weight = (_SAME_SIGNAL if group == finding.stream else _HALF) ** earlier
        if finding.rule.id == _ROOT:  # roots that look independent may be copies that nobody recognised
            weight, n_roots = weight * finding.rule.numbers["next_root"] ** n_roots, n_roots + 1
        weighed.append(Weighed(finding, weight if _size(finding.cells) > _LEAST else 1.0, group))
        if _size(finding.cells) > _LEAST:
            counts.update({*finding.origins, *([finding.stream] if finding.stream else [])})
    return sorted(weighed, key=lambda w: (-_size(w.cells), w.finding.rule.id, w.finding.item_id, w.finding.observed[0] or ""))


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
