"""Reports that pass on what somebody else said or saw: the same dispatch, the same speaker, the same image.

Passages flow in, links flow out. Two passages pass on the same thing if they name the same agency and the same unnamed source,
the same speaker, or the same image, and could be true of the same movement; an unnamed source of whom one passage says less
joins every source that fits. Only reports that do not say that they saw for themselves rest on what they cite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from vedette.claims.grouping.clusters import APART, Cluster, cluster_passages
from vedette.claims.grouping.content import Content
from vedette.claims.grouping.implication import overlaps, share_place
from vedette.claims.grouping.links import Link
from vedette.claims.grouping.origin_phrases import name_wire
from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.unnamed_sources import Unnamed
from vedette.clock import format_day
from vedette.registry.names import normalise
from vedette.registry.register import Register

_ONE_DAY = timedelta(days=1)


def find_citations(passages: Sequence[Passage], register: Register) -> list[Link]:
    """Links of all reports whose passages these are, in no particular order; no two of them the same."""
    own = {p.report_id for p in passages if p.is_own}
    ordered = sorted(passages, key=lambda p: (p.made is None, str(p.made), p.claim_id))
    images = list(_same_images(ordered, register))
    own |= _sole_images(ordered, images)
    citing = [p for p in ordered if p.report_id not in own]
    found = [
        *_cited_reports(citing, ordered, register),
        *_same_wires([p for p in ordered if p.report_id not in own or p.is_own], register),
        *_same_speakers(citing, register),
        *images,
    ]
    return list(dict.fromkeys(found))


def _cited_reports(citing: Iterable[Passage], all_passages: Sequence[Passage], register: Register) -> Iterator[Link]:
    """A passage that names the outlet of another report of the same movement rests on that report."""
    by_outlet: dict[str, list[Passage]] = defaultdict(list)
    for passage in all_passages:
        for name in {_plain(name_wire(o) or o) for o in passage.outlets}:
            by_outlet[name].append(passage)
    for passage in citing:
        own = {_plain(o) for o in passage.outlets}
        for name in sorted({_plain(n) for n in passage.wires | passage.named} - own):
            for other in by_outlet.get(name, ()):
                if other.report_id != passage.report_id and _can_cite(passage, other, register):
                    yield Link(passage.report_id, other.report_id, "cites_report")


def _can_cite(passage: Passage, other: Passage, register: Register) -> bool:
    if passage.made is not None and other.made is not None:
        after = passage.made - other.made
        if after < -_ONE_DAY or after > APART:
            return False
    if passage.unnamed and other.unnamed and not any(a.fits(b) for a in passage.unnamed for b in other.unnamed):
        return False
    return overlaps(passage.content, other.content, register)


def _same_wires(passages: Sequence[Passage], register: Register) -> Iterator[Link]:
    """One agency and one unnamed source: first the sources that are told exactly, then those that fit one of them."""
    by_wire: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        for wire in sorted(passage.wires):
            by_wire[wire].append(passage)
    for wire, members in sorted(by_wire.items()):
        exact: dict[Unnamed, list[Passage]] = defaultdict(list)
        for passage in members:
            for source in passage.unnamed:
                if source.is_specific:
                    exact[_regular(source)].append(passage)
        clusters: list[tuple[Unnamed | None, Cluster]] = []
        for source, told in sorted(exact.items(), key=lambda e: e[0].say()):
            label = f"{wire}, which has it from {source.say()}"
            clusters += [
                (source, c) for c in cluster_passages(told, f"wire:{wire}:{source.say()}", label, _speaks_of_same, register)
            ]
        vague = [p for p in members if not any(u.is_specific for u in p.unnamed)]
        left = list(_join_vague(vague, clusters, register))
        clusters += [(None, c) for c in cluster_passages(left, f"wire:{wire}", wire, overlaps, register)]
        for _, cluster in clusters:
            yield from _links(cluster, "same_wire")


def _regular(source: Unnamed) -> Unnamed:
    """ "source" and "official" are one role where nationality and field agree."""
    return Unnamed(source.country, source.fields, "official" if source.role == "source" else source.role)


def _join_vague(
    passages: Iterable[Passage], clusters: Sequence[tuple[Unnamed | None, Cluster]], register: Register
) -> Iterator[Passage]:
    """Passages that say less of their source join every cluster that fits; those that fit none come back."""
    for passage in passages:
        fitting = [
            cluster
            for source, cluster in clusters
            if source is not None
            and all(u.fits(source) for u in passage.unnamed)
            and cluster.is_near(passage)
            and any(_speaks_of_same(passage.content, c, register) for c in cluster.contents)
        ]
        for cluster in fitting:
            cluster.add(passage)
        if not fitting:
            yield passage


def _same_speakers(passages: Sequence[Passage], register: Register) -> Iterator[Link]:
    """One person or institution, or the seller of an image without a day: "Crosetto" and "Guido Crosetto" are one."""
    spoken: dict[frozenset[str], list[Passage]] = defaultdict(list)
    labels: dict[frozenset[str], str] = {}
    for passage in passages:
        providers = passage.imagery if _image_day(passage) is None else frozenset[str]()
        for name in sorted(passage.named | providers):
            words = frozenset(_plain(name).split())
            spoken[words].append(passage)
            labels[words] = max(labels.get(words, ""), name)
    for words in sorted(spoken, key=sorted):
        longer = [w for w in spoken if words < w]
        if longer:  # told in full elsewhere: joined there
            continue
        told = [p for w in sorted(spoken, key=sorted) if w <= words for p in spoken[w]]
        told = sorted({p.claim_id: p for p in told}.values(), key=lambda p: (p.made is None, str(p.made), p.claim_id))
        name = " ".join(sorted(words))
        for cluster in cluster_passages(told, f"speaker:{name}", labels[words], overlaps, register):
            yield from _links(cluster, "same_speaker")


def _same_images(passages: Sequence[Passage], register: Register) -> Iterator[Link]:
    """One provider, one day, one place."""
    taken: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        if (day := _image_day(passage)) is not None:
            for provider in sorted(passage.imagery):
                taken[provider, day].append(passage)
    for (provider, day), members in sorted(taken.items()):
        for cluster in cluster_passages(members, f"image:{provider}:{day}", f"{provider}, {day}", share_place, register):
            yield from _links(cluster, "same_image")


def _image_day(passage: Passage) -> str | None:
    window = passage.window
    is_day = window.is_stated and window.length is not None and window.length <= _ONE_DAY and window.start is not None
    return format_day(window.start) if is_day and window.start is not None else None


def _sole_images(passages: Sequence[Passage], images: Iterable[Link]) -> set[str]:
    """Reports with a dated image that nobody else speaks of: they have seen something of their own."""
    by_image: dict[str, set[str]] = defaultdict(set)
    for link in images:
        by_image[link.parent].add(link.child)
    shared = {child for children in by_image.values() if len(children) > 1 for child in children}
    return {p.report_id for p in passages if p.imagery and _image_day(p) is not None} - shared


def _speaks_of_same(first: Content, second: Content, register: Register) -> bool:
    """For one agency and one source that is told exactly it is enough that the places meet."""
    return overlaps(first, second, register) or share_place(first, second, register)


def _links(cluster: Cluster, rule: str) -> Iterator[Link]:
    """Every report of a cluster rests on what the cluster passes on."""
    for report_id in sorted({p.report_id for p in cluster.passages}):
        yield Link(report_id, cluster.name, rule, label=cluster.label)


def _plain(name: str) -> str:
    return normalise(name).removeprefix("the ")
