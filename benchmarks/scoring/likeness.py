"""When an annotated value and the reader's mean the same.

Values of one slot flow in, a yes or no flows out. Places meet by what the register says a name means, or by their words; assets,
actors and speakers by their words without articles and numbers, one holding the other; actors also by the country
that both name; times within a day, or by half of a longer span; counts exactly, one of a thing being as good as not said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from benchmarks.scoring.gold import GoldClaim
from vedette.claims.reader import find_with
from vedette.registry.names import normalise, singular
from vedette.registry.register import Register

Row = Mapping[str, Any]
Count = tuple[int | None, int | None]

_EMPTY = (
    "the a an its their his her our some several many more other than at least about around two three four five six seven eight "
    "nine ten dozen of both all any no nearly almost half up to only one first last another new same military"
)
# words that a place keeps its meaning without
_SITES = (
    "port base naval air airbase airport airfield harbor harbour city town island coast water anchorage area region province "
    "waterfront northern southern eastern western north south east west central northeastern northwestern southeastern "
    "southwestern of in at near off on around the their its his our a from to army navy military submarine yard shipyard quay "
    "pier roads roadstead international facility garrison logistic waters territory border"
)
_EMPTY_WORDS, _SITE_WORDS = frozenset(_EMPTY.split()), frozenset(_SITES.split())
_A_DAY = timedelta(days=1)


class Likeness:
    """Compares values by a register. Immutable."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._places = find_with(register).places
        self.place_ids = lru_cache(maxsize=4096)(self._place_ids)
        self.countries = lru_cache(maxsize=4096)(self._countries)

    def is_place(self, name: str, ref: Mapping[str, Any], hints: Mapping[str, str]) -> bool:
        """Whether a place that the reader gives is the one named."""
        given = ref["place_id"]
        if given == name:
            return True
        if given is not None and (hint := hints.get(name)) is not None:
            return self._country_of(given) in {i.removeprefix("country:") for i in self.place_ids(hint)}
        if given is not None and given in self.place_ids(name):
            return True
        a, b = _words(name), _words(ref["text"])
        return a == b or (bool(a & b) and all(self._is_dispensable(w) for w in a ^ b))

    def is_actor(self, gold: str, ours: str) -> bool:
        """Whether two names of an actor mean the same country, force or organisation."""
        if share_words(gold, ours):
            return True
        return bool(self.countries(gold) & self.countries(ours))

    def _place_ids(self, name: str) -> frozenset[str]:
        """Ids of all places that a name may mean; "the Syrian port of Tartus" and "Tartus naval base" mean Tartus."""
        words = name.split()
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                around = words[:start] + words[start + size :]
                if all(self._is_dispensable(w) for w in around):
                    found = self._register.find_places(" ".join(words[start : start + size]))
                    if found:
                        return frozenset(p.place_id for p in found)
        return self.countries(name)

    def _is_dispensable(self, word: str) -> bool:
        return singular(normalise(word)) in _SITE_WORDS or word.lower() in _SITE_WORDS or bool(self.countries(word))

    def _countries(self, name: str) -> frozenset[str]:
        return frozenset(m.country for m in self._places.find(name) if m.country)

    def _country_of(self, place_id: str) -> str | None:
        return self._places.country_of(place_id)


def share_words(gold: str, ours: str) -> bool:
    """Whether one of two phrases holds all words of the other, articles, numbers and plural endings aside."""
    a, b = _words(gold), _words(ours)
    return bool(a and b) and (a <= b or b <= a)


@lru_cache(maxsize=8192)
def _words(phrase: str) -> frozenset[str]:
    words = [singular(w.strip(".,;:()“”\"'’‘«»")) for w in normalise(phrase).replace("-", " ").split()]
    kept = frozenset(w for w in words if w and w not in _EMPTY_WORDS and not w.isdigit())
    return kept or frozenset(w for w in words if w)


def is_time(gold: tuple[date | None, date | None], ours: tuple[date | None, date | None]) -> bool:
    """Whether the bounds that are annotated are met within a day, or half of the time of both together is common to both."""
    bounds = [(g, o) for g, o in zip(gold, ours, strict=True) if g is not None]
    if all(o is not None and abs(g - o) <= _A_DAY for g, o in bounds):
        return True
    if None in gold or None in ours:
        return False
    first, last = zip(gold, ours, strict=True)
    common, union = min(last) - max(first) + _A_DAY, max(last) - min(first) + _A_DAY
    return bool(common * 2 >= union)


def count_of(row: Row) -> set[Count]:
    """The counts that a row states; one of a thing counts as not said."""
    return {(a["count_min"], a["count_max"]) for a in row["assets"]} - {(None, None), (1, 1)}


def gold_count(gold: GoldClaim) -> Count | None:
    """The annotated count; one of a thing counts as not said."""
    count: Count | None = gold.slots.get("count")
    return None if count in ((1, 1), (None, None)) else count


def match(gold: Sequence[Any], ours: Sequence[Any], is_same: Any) -> int:
    """How many values find their like, one to one, in order."""
    left = list(ours)
    n = 0
    for value in gold:
        hit = next((i for i, other in enumerate(left) if is_same(value, other)), None)
        if hit is not None:
            del left[hit]
            n += 1
    return n


def day_of(moment: Any) -> date | None:
    """The day of a time, or None."""
    return None if moment is None else moment.date()
