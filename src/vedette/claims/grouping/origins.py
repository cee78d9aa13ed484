"""Who rests on whom: links from reports to what they go back to, each with the rule that found it.

Reports, publishers and passages flow in; links flow out. A link goes from a report to another report, to a publisher's entry, or
to an origin that has no entry of its own (a wire's dispatch, a speaker, an image, an owner). `roots.py` follows the links to
their ends. What a person stated goes before what is found; who saw for itself rests on nobody whom it merely cites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from vedette.claims.grouping.citations import find_citations
from vedette.claims.grouping.copies import Copy
from vedette.claims.grouping.links import Link
from vedette.claims.grouping.passages import Passage
from vedette.registry.names import normalise
from vedette.registry.register import Register

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """What links are found from."""

    reports: tuple[Row, ...]
    publishers: tuple[Row, ...]
    copies: tuple[Copy, ...]
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, reports: pl.DataFrame, publishers: pl.DataFrame, copies: Sequence[Copy], passages: Sequence[Passage]) -> Given:
        """Frames as rows in order of their ids."""
        return cls(
            tuple(reports.sort("report_id").iter_rows(named=True)),
            tuple(publishers.sort("publisher_id").iter_rows(named=True)),
            tuple(copies),
            tuple(passages),
        )

    def items(self) -> list[tuple[str, Row]]:
        """Every publisher's entry and every report with its id."""
        return [(p["publisher_id"], p) for p in self.publishers] + [(r["report_id"], r) for r in self.reports]


def find_links(given: Given, register: Register) -> list[Link]:
    """All links, owners aside: stated origins, copied words, cited wires, speakers and images."""
    stated = list(_stated(given))
    told = {link.child for link in stated} | _with_stated_publisher(given, stated)
    free = [p for p in given.passages if p.report_id and p.report_id not in told]
    return [*stated, *_copied(given.copies), *find_citations(free, register)]


def _with_stated_publisher(given: Given, stated: Iterable[Link]) -> set[str]:
    """Reports whose entry in the list of publishers states an origin."""
    entries = {link.child for link in stated}
    return {r["report_id"] for r in given.reports if r["publisher_id"] in entries}


def _stated(given: Given) -> Iterator[Link]:
    """What sources.csv or a report's front matter says that it rests on: ids, outlets, or names of others."""
    items = given.items()
    ids = {item for item, _ in items}
    outlets = _by_outlet(items)
    for item, row in items:
        for origin in row["rests_on"] or ():
            if origin in ids:
                yield Link(item, origin, "states_origin")
            else:
                name = normalise(origin)
                yield Link(item, outlets.get(name.removeprefix("the "), f"name:{name}"), "states_origin", label=origin)


def _by_outlet(items: Iterable[tuple[str, Row]]) -> dict[str, str]:
    """Outlets that have one entry alone, by name."""
    found: dict[str, list[str]] = {}
    for item, row in items:
        if row["outlet"] and "report_id" not in row:
            found.setdefault(normalise(row["outlet"]).removeprefix("the "), []).append(item)
    return {name: entries[0] for name, entries in found.items() if len(entries) == 1}


def _copied(copies: Iterable[Copy]) -> Iterator[Link]:
    for copy in copies:
        rule = "same_text" if copy.is_identical else "copies_words"
        yield Link(copy.report_id, copy.source_id, rule, label=f"{copy.share:.0%}", share=copy.own_share)


def find_owners(given: Given, without_origin: frozenset[str]) -> list[Link]:
    """For reports and entries that rest on nobody else: their owner, and for reports of one outlet the outlet.

    What rests on somebody else is not joined by its owner: two papers of one house that reprint two agencies are two witnesses.
    """
    found = []
    owners = {p["publisher_id"]: p["owner"] for p in given.publishers if p["owner"]}
    for item, row in given.items():
        if item not in without_origin:
            continue
        owner = owners.get(row["publisher_id"] or "")
        if owner:
            found.append(Link(item, f"owner:{normalise(owner)}", "same_owner", label=owner))
        elif "report_id" in row and row["outlet"]:
            found.append(Link(item, f"outlet:{normalise(row['outlet'])}", "same_outlet", label=row["outlet"]))
    return found
