"""Which two claims are worth comparing: those that stand in one report, at nested places, or speak of one named asset.

Passages flow in, ordered pairs flow out. Of claims that say the same thing equally firmly, from one origin and in one month, the
first stands for all; of many claims of another content only the nearest in time are taken. So the work grows with the number
of claims, and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from vedette.claims.grouping.content import Content, is_asset_id
from vedette.claims.grouping.implication import overlaps
from vedette.claims.grouping.passages import Passage
from vedette.errors import NotFound
from vedette.registry.register import Register

_LATE = datetime(9999, 1, 1, tzinfo=UTC)
_NEAREST = 4  # claims of one content and firmness on either side in time
_FEW = 24  # below this many, all are taken


def age_of(passage: Passage) -> tuple[datetime, str, int, str]:
    """When it was said: by date, then by place in the text."""
    return passage.made or _LATE, passage.report_id, passage.claim["start"] or 0, passage.claim_id


def pair_in_reports(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """The passages of each text; of reports that are alike to the word those of the first."""
    by_text: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for passage in passages:
        if passage.report is not None:
            by_text[passage.report["text"]][passage.report_id].append(passage)
    for copies in by_text.values():
        yield min(copies.values(), key=lambda listed: min(age_of(p) for p in listed))


def pair_across_reports(
    passages: Iterable[Passage], origin_of: Callable[[Passage], Hashable], register: Register
) -> Iterator[tuple[Passage, Passage]]:
    """Ordered pairs of claims of two reports, or of claims without one."""
    firmness: dict[Content, dict[Hashable, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for passage in _representatives(passages, origin_of):
        firmness[passage.content][passage.status, passage.is_denied].append(passage)
    for first, second in _meeting(firmness, register):
        for a in (p for listed in firmness[first].values() for p in listed):
            for listed in firmness[second].values():
                yield from ((a, b) for b in _near(listed, a) if a is not b and (not a.report_id or a.report_id != b.report_id))


def _representatives(passages: Iterable[Passage], origin_of: Callable[[Passage], Hashable]) -> list[Passage]:
    """The earliest passage of each content, firmness, stated time, count, ground, origin and month; in order of age."""
    found: dict[Hashable, Passage] = {}
    for passage in sorted(passages, key=age_of):
        counts = tuple((a.get("class"), a.get("count_min"), a.get("count_max")) for a in passage.claim["assets"] or ())
        month = passage.made and (passage.made.year, passage.made.month)
        stated = passage.window if passage.window.is_stated else None
        ground = (passage.is_own, passage.imagery, passage.named, passage.unnamed)
        key = (passage.content, passage.status, passage.is_denied, stated, counts, ground, month, origin_of(passage))
        found.setdefault(key, passage)
    return list(found.values())


def _near(listed: Sequence[Passage], passage: Passage) -> Sequence[Passage]:
    """Of passages in order of age those nearest to another one."""
    if len(listed) <= _FEW:
        return listed
    at = bisect_left(listed, age_of(passage), key=age_of)
    return listed[max(0, at - _NEAREST) : at + _NEAREST]


def _meeting(contents: Mapping[Content, object], register: Register) -> Iterator[tuple[Content, Content]]:
    """Ordered pairs of contents that one movement could make true, that share a named asset, or of which one is an absence."""
    listed = list(contents)
    named: dict[str, list[int]] = defaultdict(list)
    for i, content in enumerate(listed):
        for key in (*content.places, *(a for a in content.assets if is_asset_id(a))):
            named[key].append(i)
    seen: set[tuple[int, int]] = set()
    for i, content in enumerate(listed):
        keys = {g for place in content.places for g in _groups_of(place, register)} | content.assets
        for j in sorted({j for key in keys for j in named.get(key, ())}):
            if (i, j) not in seen and _may_relate(content, listed[j], register):
                seen |= {(i, j), (j, i)}
                yield content, listed[j]
                if i != j:
                    yield listed[j], content


def _may_relate(first: Content, second: Content, register: Register) -> bool:
    if any(is_asset_id(a) for a in first.assets & second.assets):
        return True
    return {first.kind, second.kind} == {"present", "absent"} or overlaps(first, second, register)


def _groups_of(place_id: str, register: Register) -> set[str]:
    """A place and all groups that it stands in."""
    found, left = {place_id}, [place_id]
    while left:
        try:
            fresh = set(register.place(left.pop()).groups) - found
        except NotFound:
            continue
        found |= fresh
        left += fresh
    return found
