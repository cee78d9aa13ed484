"""What the rules of relations look things up in: the register, and which report goes back to which.

Copies and links flow in once; answers to "does this report rest on that one" and "who said it, when" flow out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vedette.claims.grouping.links import Link
from vedette.claims.grouping.passages import Passage
from vedette.clock import format_day
from vedette.registry.register import Register

_SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚", '"': "'", "«": "‹", "»": "›"})
_LONGEST_QUOTE = 160  # characters of a quote in a reason


@dataclass(frozen=True)
class Texts:
    """Register, and for each report everything above it: reports that it rests on, and origins without an entry.

    same_report: passages by report; near twins are alike in content, status and origin (see `relations.py`).
    """

    register: Register
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    passages: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)

    def rests_on(self, report_id: str, other_id: str) -> bool:
        """Does a report go back to another one, directly or through others?"""
        return other_id in self.above.get(report_id, frozenset())

    def share_origin(self, report_id: str, other_id: str) -> bool:
        """Do two reports go back to one thing, or one of them to the other?"""
        mine = self.above.get(report_id, frozenset()) | {report_id}
        return bool(mine & (self.above.get(other_id, frozenset()) | {other_id}))

    def in_report(self, passage: Passage) -> tuple[Passage, ...]:
        """All passages of a passage's report."""
        return self.passages.get(passage.report_id, ())


def make_texts(register: Register, links: Iterable[Link], one: Mapping[str, str], passages: Iterable[Passage]) -> Texts:
    """Follow links upwards; `one` gives the common name of what was merged (a report and its entry, identical texts)."""
    parents: dict[str, set[str]] = defaultdict(set)
    for link in links:
        parents[one.get(link.child, link.child)].add(one.get(link.parent, link.parent))
    alike: dict[str, set[str]] = defaultdict(set)
    for item, name in one.items():
        alike[name].add(item)
    above = {}
    for item, name in one.items():
        found, left = {name}, [name]
        while left:
            fresh = parents.get(left.pop(), set()) - found
            found |= fresh
            left += fresh
        above[item] = frozenset(i for f in found for i in (f, *alike.get(f, ()))) - {item}
    by_report: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_report[passage.report_id].append(passage)
    return Texts(register, above, {k: tuple(v) for k, v in by_report.items() if k})


def cite(passage: Passage) -> str:
    """A claim's words with who published them, and when: “…” (CNN, 31 Dec 2024)."""
    return f"“{shorten(passage.claim['quote'])}” ({name_source(passage)})"


def name_source(passage: Passage) -> str:
    """Outlet and day of a passage."""
    made = f", {format_day(passage.made)}" if passage.made else ""
    return f"{_outlet(passage)}{made}"


def _outlet(passage: Passage) -> str:
    row: Mapping[str, Any] | None = passage.report
    if row is not None:
        return str(row["outlet"] or "a text without an outlet")
    speaker = passage.claim["speaker"]
    return str(speaker[0]) if speaker else "the question as asked"


def shorten(quote: str) -> str:
    """A quote on one line, cut at a word where it is long; quotation marks in it are single ones."""
    text = " ".join(quote.split()).translate(_SINGLE)
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
