"""Which reports go back to one origin, and why: the table of roots.

Reports, publishers and claims flow in; one row for each independent origin flows out, with everybody who goes back to it and the
rule of each link in a sentence. A report with one end (`dependence.py`) belongs to it; a report with several belongs to
each and joins none of them, so that a survey of two papers does not make one witness of both.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from vedette.claims.grouping.copies import CopyParams, find_copies
from vedette.claims.grouping.dependence import Dependence, find_dependence
from vedette.claims.grouping.origins import Given
from vedette.claims.grouping.passages import read_passages
from vedette.claims.grouping.root_reasons import say_reason
from vedette.registry.register import Register, load_register
from vedette.schema.tables import ROOTS


def find_roots(
    reports: pl.DataFrame,
    publishers: pl.DataFrame,
    claims: pl.DataFrame,
    params: CopyParams | None = None,
    register: Register | None = None,
) -> pl.DataFrame:
    """One row for each independent origin, with all reports and publishers that go back to it.

    Args:
        reports: rows of the `reports` table; a report and the publisher's entry that it belongs to are one.
        publishers: rows of the `publishers` table.
        claims: rows of the `claims` table of these reports.
        params: when two reports count as copies.
        register: for places and classes of a case's own; the shipped one where none is given.
    Returns:
        Rows of the `roots` table. Every report and publisher stands in at least one; in several only if it rests on several
        origins that others share.
    """
    passages = read_passages(claims, reports)
    given = Given.of(reports, publishers, find_copies(reports, params), passages)
    return build_roots(given, find_dependence(given, register or load_register()))


def build_roots(given: Given, dependence: Dependence) -> pl.DataFrame:
    """Rows of the `roots` table from links that are known already; ends with the same members are one row."""
    members: dict[str, list[str]] = defaultdict(list)
    for item in sorted(dependence.one):
        for end in sorted(dependence.ends[dependence.one[item]]):
            members[end].append(item)
    by_members: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for end, listed in sorted(members.items()):
        by_members[tuple(listed)].append(end)
    items = dict(given.items())
    return ROOTS.build([_row(listed, frozenset(ends), dependence, items) for listed, ends in sorted(by_members.items())])


def _row(
    listed: Sequence[str], ends: frozenset[str], dependence: Dependence, items: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    name = hashlib.sha256("|".join(listed).encode()).hexdigest()[:14]
    reason = say_reason(listed, ends, dependence, items)
    return {"root_id": f"root-{name}", "report_ids": list(listed), "reason": reason}


def roots_of(roots: pl.DataFrame) -> Mapping[str, frozenset[str]]:
    """Report or publisher id -> ids of the roots that it goes back to."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in roots.iter_rows(named=True):
        for member in row["report_ids"]:
            found[member].add(row["root_id"])
    return {member: frozenset(ids) for member, ids in found.items()}
