"""Where the texts disagree or copy each other: the telling relations, and reports that go back to one origin.

In: the case's rows. Out: groups of sentences in the order of their weight, each with the rows that it rests on. The sentences are
the tables' own; of several pairs of claims that say the same, the first is shown and the others are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from vedette.brief.document import Sentence, TextGroup
from vedette.brief.parts.citations import key_of
from vedette.brief.parts.rows import CaseRows, Row
from vedette.registry.names import plural

_SHOWN = ("contradicts", "forecast_became_fact", "status_escalated", "resurfaced", "undercuts", "in_tension_with")
_MOST = 6  # sentences in a group
_MOST_KEYS = 8  # citations behind a sentence
ROOTS = "one_origin"


def compare_texts(rows: CaseRows) -> tuple[TextGroup, ...]:
    """Groups that have anything to say; none where the texts leave each other alone."""
    found = [_group(code, list(_relations(code, rows))) for code in _SHOWN]
    found.append(_group(ROOTS, list(_roots(rows))))
    return tuple(group for group in found if group.sentences)


def _group(code: str, sentences: Sequence[Sentence]) -> TextGroup:
    return TextGroup(code, tuple(sentences[:_MOST]), max(0, len(sentences) - _MOST))


def _relations(code: str, rows: CaseRows) -> Iterator[Sentence]:
    """One sentence for each pair of propositions, the earliest known first."""
    said = {c["claim_id"]: c["proposition_id"] for c in rows.rows("claims")}
    pairs: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows.rows("relations"):
        ends = (said.get(row["claim_id"]), said.get(row["other_claim_id"]))
        if row["relation"] == code and ends[0] and ends[1]:
            pairs[row["rule"], ends[0], ends[1]].append(row)
    ordered = sorted((sorted(alike, key=_when) for alike in pairs.values()), key=lambda alike: _when(alike[0]))
    for alike in ordered:
        more = len(alike) - 1
        also = f" {more} more {plural('pair', more)} of claims {'say' if more > 1 else 'says'} the same." if more else ""
        yield Sentence(f"{alike[0]['reason']}{also}", tuple(alike[0]["citations"]))


def _when(row: Row) -> tuple[bool, str, str, str]:
    return row["known"] is None, str(row["known"]), row["claim_id"], row["other_claim_id"]


def _roots(rows: CaseRows) -> Iterator[Sentence]:
    """Roots of several publications, the largest first; a report and its entry in the list are one publication."""
    entries = {p["publisher_id"]: p for p in rows.rows("publishers")}
    found = []
    for root in rows.rows("roots"):
        reports = [rows.reports[r] for r in root["report_ids"] if r in rows.reports]
        told = {r["publisher_id"] for r in reports}
        listed = [*reports, *(entries[p] for p in root["report_ids"] if p in entries and p not in told)]
        if len(listed) > 1:
            found.append((len(listed), root["root_id"], root["reason"], listed))
    for count, _, reason, listed in sorted(found, key=lambda f: (-f[0], f[1])):
        keys = tuple(dict.fromkeys(key_of(row) for row in listed))[:_MOST_KEYS]
        yield Sentence(f"{count} publications, one origin. {reason}", keys)
