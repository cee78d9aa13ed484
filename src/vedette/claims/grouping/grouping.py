"""What claims of many reports make together: propositions, roots and relations.

Claims, reports and publishers flow in, three tables flow out. Propositions say which claims say the same (`propositions.py`), roots
which reports go back to one origin (`roots.py`), relations how claims stand to each other (`relations.py`); all three rest
on one reading of each claim where it stands (`passages.py`). The order of reports changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from vedette.claims.grouping.copies import find_copies
from vedette.claims.grouping.dependence import find_dependence
from vedette.claims.grouping.origins import Given
from vedette.claims.grouping.passages import read_passages
from vedette.claims.grouping.propositions import find_propositions
from vedette.claims.grouping.relations import find_relations
from vedette.claims.grouping.roots import build_roots, find_roots, roots_of
from vedette.claims.grouping.texts import make_texts
from vedette.registry.register import Register, load_register

__all__ = ["Grouped", "find_propositions", "find_roots", "group_claims", "roots_of"]


@dataclass(frozen=True)
class Grouped:
    """Rows of the tables `propositions`, `roots` and `relations`."""

    propositions: pl.DataFrame
    roots: pl.DataFrame
    relations: pl.DataFrame


def group_claims(
    claims: pl.DataFrame, reports: pl.DataFrame, publishers: pl.DataFrame, register: Register | None = None
) -> Grouped:
    """Group claims and their reports.

    Args:
        claims: rows of the `claims` table.
        reports: rows of the `reports` table, outlets and dates filled in from the publishers.
        publishers: rows of the `publishers` table.
        register: with the case's own places and assets; the shipped one where none is given.
    """
    known = register or load_register()
    passages = read_passages(claims, reports)
    given = Given.of(reports, publishers, find_copies(reports), passages)
    dependence = find_dependence(given, known)
    texts = make_texts(known, dependence.links, dependence.one, passages)
    return Grouped(
        propositions=find_propositions(claims, known),
        roots=build_roots(given, dependence),
        relations=find_relations(passages, texts, dependence),
    )
