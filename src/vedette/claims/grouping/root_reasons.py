"""Why some reports are one origin, in sentences: one for each rule and each thing that is shared.

Members of a root, its ends and the links flow in; a text flows out. Reports are named by their outlet; a link that several rules
found is told once, by the rule that stands first in the table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from vedette.claims.english.place_names import join_words
from vedette.claims.grouping.dependence import Dependence
from vedette.claims.grouping.links import ROOT_RULES, Link

_ALONE = "No other report shares its words or its stated origin."
_ALSO = "{children} [rests|rest] on other origins as well and [joins|join] none of them."
_ALIKE = "{count} texts are alike to the word."
_MOST_NAMED = 6  # names in one sentence
_MOST_SENTENCES = 8
_NUMBER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_ORDER = {rule.id: i for i, rule in enumerate(ROOT_RULES)}


def say_reason(
    listed: Sequence[str], ends: frozenset[str], dependence: Dependence, items: Mapping[str, Mapping[str, Any]]
) -> str:
    """The reason of one root; what a root of one report says of it."""
    inside = set(listed)
    links = [*dependence.links, *dependence.owners]
    used = [k for k in links if k.child in inside and dependence.end_of(k.parent) & ends]
    names = _namer(items)
    sentences = [*_say_links(used, names, dependence), *_say_alike(listed, items, dependence)]
    if len(sentences) > _MOST_SENTENCES:
        sentences = [*sentences[:_MOST_SENTENCES], f"{len(sentences) - _MOST_SENTENCES} more links."]
    several = [item for item in listed if not dependence.ends[dependence.one[item]] <= ends]
    if several and sentences:
        sentences.append(_say(_ALSO, _unique(names(item) for item in several), "", ""))
    return " ".join(sentences) or _ALONE


def _say_links(links: Iterable[Link], name_of: Callable[[str], str], dependence: Dependence) -> list[str]:
    grouped: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    told: set[tuple[str, str]] = set()
    for link in sorted(links, key=lambda k: (_ORDER[k.rule], k.parent, k.child)):
        pair = (dependence.one[link.child], dependence.one.get(link.parent, link.parent))
        if pair not in told:
            told.add(pair)
            grouped[_ORDER[link.rule], link.parent, link.label].append(name_of(link.child))
    return _unique(
        _say(ROOT_RULES[i].sentence, _unique(sorted(children)), name_of(parent) if parent in dependence.one else label, label)
        for (i, parent, label), children in sorted(grouped.items())
    )


def _say_alike(listed: Sequence[str], items: Mapping[str, Mapping[str, Any]], dependence: Dependence) -> list[str]:
    """Reports that were merged because their texts are alike to the word."""
    groups: dict[str, int] = defaultdict(int)
    for item in listed:
        groups[dependence.one[item]] += "text" in items[item]
    return [_ALIKE.format(count=count) for count in groups.values() if count > 1]


def _say(template: str, children: Sequence[str], parent: str, label: str) -> str:
    names = [*children[:_MOST_NAMED], *([f"{len(children) - _MOST_NAMED} more"] if len(children) > _MOST_NAMED else [])]
    numbered = _NUMBER.sub(lambda m: m[2] if len(children) > 1 else m[1], template)
    return numbered.format(children=join_words(names), parent=parent, label=label)


def _namer(items: Mapping[str, Mapping[str, Any]]) -> Callable[[str], str]:
    """How a report or an entry is called: by its outlet, or by its id where that is not known."""

    def name_of(item: str) -> str:
        row = items.get(item)
        return str(row["outlet"]) if row is not None and row["outlet"] else item

    return name_of


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
