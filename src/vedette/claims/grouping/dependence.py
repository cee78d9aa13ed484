"""Links followed to their ends: which reports are one, and what each goes back to.

Reports, publishers, copies and passages flow in; a `Dependence` flows out. Reports and their entries in sources.csv, and texts
that are alike to the word, are merged; an origin without an entry counts only where two share it; whoever rests on nobody is
its own end, or its owner's where two of one owner stand alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vedette.claims.grouping.links import Link
from vedette.claims.grouping.origins import Given, find_links, find_owners
from vedette.registry.register import Register


@dataclass(frozen=True)
class Dependence:
    """Who rests on whom.

    one: item -> common name of everything merged with it; links: from what is said or found; owners: links to owners and
    outlets of those that rest on nobody; ends: common name -> the ends of its links, itself where it has none.
    """

    one: Mapping[str, str]
    links: tuple[Link, ...]
    owners: tuple[Link, ...]
    ends: Mapping[str, frozenset[str]]

    def end_of(self, parent: str) -> frozenset[str]:
        """The ends of an item, or of an origin without an entry."""
        name = self.one.get(parent, parent)
        return self.ends.get(name, frozenset({name}))


def find_dependence(given: Given, register: Register) -> Dependence:
    """All links of some reports and publishers, followed to their ends."""
    one = _merge_alike(given)
    links = _shared(find_links(given, register), one)
    bound = {one[link.child] for link in links}
    owners = _shared(find_owners(given, frozenset(item for item in one if one[item] not in bound)), one)
    return Dependence(one, tuple(links), tuple(owners), _find_ends([*links, *owners], one))


def _merge_alike(given: Given) -> dict[str, str]:
    """Item -> the name of everything that is one with it (union-find)."""
    parent = {item: item for item, _ in given.items()}

    def find(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    pairs = [(r["report_id"], r["publisher_id"]) for r in given.reports if r["publisher_id"] in parent]
    pairs += [(c.report_id, c.source_id) for c in given.copies if c.is_identical]
    for pair in pairs:
        low, high = sorted(find(item) for item in pair)
        parent[high] = low
    return {item: find(item) for item in parent}


def _shared(links: Iterable[Link], one: Mapping[str, str]) -> list[Link]:
    """Links that lead to somebody else: to another item, or to an origin that at least two share."""
    found = [k for k in links if k.child in one and one[k.child] != one.get(k.parent, k.parent)]
    children: dict[str, set[str]] = defaultdict(set)
    for link in found:
        children[link.parent].add(one[link.child])
    return [k for k in found if k.parent in one or len(children[k.parent]) > 1]


def _find_ends(links: Iterable[Link], one: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For each common name the ends of its links; those that rest on each other in a circle are one end."""
    parents = parents_of(links, one)
    nodes = {*one.values(), *parents, *(p for above in parents.values() for p in above)}
    reach = {node: reach_from(node, parents) for node in nodes}
    last = {node: min(reach[node]) for node in nodes if all(node in reach[above] for above in reach[node])}
    return {name: frozenset(last[node] for node in reach[name] if node in last) for name in set(one.values())}


def parents_of(links: Iterable[Link], one: Mapping[str, str]) -> dict[str, set[str]]:
    """Common name -> the common names, or origins without an entry, that it rests on directly."""
    parents: dict[str, set[str]] = defaultdict(set)
    for link in links:
        parents[one[link.child]].add(one.get(link.parent, link.parent))
    return parents


def reach_from(node: str, parents: Mapping[str, set[str]]) -> set[str]:
    """A node and everything above it."""
    found, left = {node}, [node]
    while left:
        fresh = parents.get(left.pop(), set()) - found
        found |= fresh
        left += fresh
    return found
