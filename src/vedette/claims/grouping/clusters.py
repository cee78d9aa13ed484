"""Passages that pass on one thing: near in time, and meeting in content, directly or through others.

Passages flow in, in order of their dates; clusters flow out. What counts as meeting is the caller's: the same movement, or for an
image the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vedette.claims.grouping.content import Content
from vedette.claims.grouping.passages import Passage
from vedette.registry.register import Register

APART = timedelta(days=21)  # a dispatch is passed on for days, not for months
Meets = Callable[[Content, Content, Register], bool]


@dataclass(eq=False)
class Cluster:
    """Passages that pass on one thing. `contents` are the different contents among them."""

    name: str
    label: str
    passages: list[Passage] = field(default_factory=list)
    contents: set[Content] = field(default_factory=set)
    earliest: datetime | None = None
    latest: datetime | None = None

    def add(self, passage: Passage) -> None:
        """Take a passage in."""
        self.passages.append(passage)
        self.contents.add(passage.content)
        if passage.made is not None:
            self.earliest = min(self.earliest or passage.made, passage.made)
            self.latest = max(self.latest or passage.made, passage.made)

    def is_near(self, passage: Passage) -> bool:
        """Was it made within the days of one dispatch from the others? Without a date it may have been."""
        if passage.made is None or self.earliest is None or self.latest is None:
            return True
        return self.earliest - APART <= passage.made <= self.latest + APART


def cluster_passages(
    passages: Iterable[Passage],
    name: str,
    label: str,
    meets: Meets,
    register: Register,
) -> list[Cluster]:
    """Passages that are near in time and meet in content, directly or through others."""
    clusters: list[Cluster] = []
    for passage in passages:
        near = [
            c for c in clusters if c.is_near(passage) and any(meets(passage.content, other, register) for other in c.contents)
        ]
        cluster = near[0] if near else Cluster(f"{name}:{passage.claim_id}", label)
        cluster.add(passage)
        for other in near[1:]:
            for moved in other.passages:
                cluster.add(moved)
        clusters = [c for c in clusters if c not in near] + [cluster]
    return clusters
