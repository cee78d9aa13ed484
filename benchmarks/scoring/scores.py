"""Counting: annotated texts and the reader's claims flow in, scores flow out as plain values.

Triggers are scored by precision, recall and F1. Slots and status are scored over the pairs: the share of pairs in which a slot is
right (all its values and no other, or rightly empty), and precision and recall of its values. Errors that would mislead a
reader are counted apart: a direction turned round, a denial or an open question read as a fact.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.scoring.gold import SLOTS, GoldClaim, GoldText
from benchmarks.scoring.intervals import f1, interval, ratio
from benchmarks.scoring.likeness import Likeness, count_of, day_of, gold_count, is_time, match, share_words
from benchmarks.scoring.pairing import Pair, Row, pair, trigger_spans
from benchmarks.scoring.reading import OUTLET
from vedette.registry.register import Register
from vedette.schema.words import STATUSES

_NOT_FACTS = ("denied", "unconfirmed", "unresolved")


@dataclass(frozen=True)
class Reading:
    """One text with its annotation, the reader's rows and the pairs among them."""

    text: GoldText
    ours: Sequence[Row]
    pairs: Sequence[Pair]


def score(texts: Sequence[GoldText], readings: Sequence[Sequence[Row]], register: Register) -> dict[str, Any]:
    """All scores of texts that were read."""
    read = [Reading(text, rows, pair(text.claims, rows)) for text, rows in zip(texts, readings, strict=True)]
    pairs = [p for r in read for p in r.pairs]
    likeness = Likeness(register)
    compared = {name: [(p, _compare(name, p, likeness)) for p in pairs if name in p.gold.stated] for name in SLOTS}
    return {
        "texts": len(texts),
        "sentences": sum(len(text.units) for text in texts),
        "claims": _claims(read),
        "kind": _share((p.gold.unit, p.ours["kind"] in p.gold.kinds) for p in pairs),
        "status": _share((p.gold.unit, _is_status(p)) for p in pairs),
        "kind_and_status": sum(p.ours["kind"] in p.gold.kinds and _is_status(p) for p in pairs),
        "slots": {name: _slot(found) for name, found in compared.items()},
        "confusion": _confusion(pairs),
        "by_kind": _by(read, lambda g: g.kinds[0], "kind", lambda p: p.ours["kind"] in p.gold.kinds),
        "by_status": _by(read, lambda g: g.status, "status", _is_status),
        "errors": _errors(pairs, likeness),
        "lists": _lists(read),
        "missed": [f"{g.claim_id} {g.shown}" for r in read for g in _missed(r)],
        "not_annotated": [f"{r.text.text_id} {o['kind']} “{o['trigger']}”: {o['quote']}" for r in read for o in _extra(r)],
        "wrong": [f"{p.gold.claim_id} {name}: {_values(name, p)}" for name in SLOTS for p, c in compared[name] if not c.is_right]
        + [f"{p.gold.claim_id} status: {p.gold.status} read as {p.ours['status']}: {p.ours['quote']}" for p in pairs if not _is_status(p)]
        + [f"{p.gold.claim_id} kind: {p.gold.kinds[0]} read as {p.ours['kind']}" for p in pairs if p.ours["kind"] not in p.gold.kinds],
    }  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One slot of one pair: values annotated, read, and alike."""

    gold: int
    ours: int
    hits: int

    @property
    def is_right(self) -> bool:
        """All values and no other."""
        return self.gold == self.ours == self.hits


def _is_status(p: Pair) -> bool:
    return bool(p.ours["status"] == p.gold.status)


def speakers(row: Row) -> list[str]:
    """The speakers of a row without the outlet."""
    return [s for s in row["speaker"] if s not in ("author", OUTLET)]


def _compare(name: str, p: Pair, likeness: Likeness) -> Compared:
    """The values of a slot in both claims of a pair."""
    match name:
        case "actor":
            gold, ours = _one(p.gold.slots.get(name)), _one(p.ours["actor"])
            return Compared(len(gold), len(ours), match(gold, ours, likeness.is_actor))
        case "assets":
            gold, ours = p.gold.slots.get(name, ()), [a["text"] for a in p.ours["assets"]]
            return Compared(len(gold), len(ours), match(gold, ours, share_words))
        case "speaker":
            gold, ours = p.gold.slots.get(name, ()), speakers(p.ours)
            return Compared(len(gold), len(ours), match(gold, ours, share_words))
        case "count":
            gold, ours = _one(gold_count(p.gold)), count_of(p.ours)
            return Compared(len(gold), min(len(ours), 1), int(bool(gold) and gold[0] in ours))
        case "time":
            gold, read = _one(p.gold.slots.get(name)), (day_of(p.ours["time_start"]), day_of(p.ours["time_end"]))
            is_read = read != (None, None)
            return Compared(len(gold), int(is_read), int(bool(gold) and is_read and is_time(gold[0], read)))
        case _:
            gold, ours = p.gold.slots.get(name, ()), p.ours[name]
            return Compared(len(gold), len(ours), match(gold, ours, lambda g, o: likeness.is_place(g, o, p.gold.hints)))


def _one(value: Any) -> list[Any]:
    return [] if value is None else [value]


def _values(name: str, p: Pair) -> str:
    ours: Any = p.ours.get(name)
    if name == "speaker":
        ours = speakers(p.ours)
    elif name == "time":
        ours = [str(day_of(p.ours[column])) for column in ("time_start", "time_end")]
    elif name == "count":
        ours = sorted(count_of(p.ours), key=str)
    elif name != "actor":
        ours = [f"{v['text']} ({v.get('place_id', v.get('class'))})" for v in ours]
    gold: Any = p.gold.slots.get(name)
    return f"{[str(day) for day in gold] if name == 'time' and gold else gold} read as {ours}"


def _missed(r: Reading) -> list[GoldClaim]:
    found = {p.gold.claim_id for p in r.pairs}
    return [g for g in r.text.claims if g.claim_id not in found]


def _extra(r: Reading) -> list[Row]:
    paired = {p.ours["claim_id"] for p in r.pairs}
    return [o for o in r.ours if o["claim_id"] not in paired]


def _claims(read: Sequence[Reading]) -> dict[str, Any]:
    """Precision, recall and F1 with their intervals over sentences."""
    units: dict[str, list[int]] = {name: [0, 0, 0] for r in read for name, _ in r.text.units}
    for r in read:
        for p in r.pairs:
            units[p.gold.unit][0] += 1
            units[p.gold.unit][2] += 1
        for g in r.text.claims:
            units[g.unit][1] += 1
        for o in _extra(r):
            units[_unit_of(o, r.text)][2] += 1
    counts = np.array(list(units.values()), dtype=float).reshape(-1, 3)
    hits, gold, ours = (int(n) for n in counts.sum(axis=0))
    return {
        "hits": hits, "gold": gold, "ours": ours, "same_word": sum(p.is_same_word for r in read for p in r.pairs),
        "precision": _rate(hits, ours), "recall": _rate(hits, gold), "f1": _rate(2 * hits, gold + ours),
        "precision_interval": _rounded(interval(counts[:, [0, 2]], ratio)), "recall_interval": _rounded(interval(counts[:, [0, 1]], ratio)),
        "f1_interval": _rounded(interval(counts, f1)),
    }  # fmt: skip


def _unit_of(row: Row, text: GoldText) -> str:
    """The sentence in which a row's trigger stands."""
    at = trigger_spans(row)[0][0]
    return min(text.units, key=lambda unit: max(unit[1][0] - at, at - unit[1][1] + 1, 0))[0]


def _share(answers: Iterable[tuple[str, bool]]) -> dict[str, Any]:
    """The share of right answers, with its interval over sentences."""
    units: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for unit, is_right in answers:
        units[unit][0] += is_right
        units[unit][1] += 1
    counts = np.array(list(units.values()), dtype=float).reshape(-1, 2)
    right, of = (int(n) for n in counts.sum(axis=0))
    return {"right": right, "of": of, "accuracy": _rate(right, of), "interval": _rounded(interval(counts, ratio))}


def _slot(found: Sequence[tuple[Pair, Compared]]) -> dict[str, Any]:
    hits, gold, ours = (sum(getattr(c, name) for _, c in found) for name in ("hits", "gold", "ours"))
    share = _share((p.gold.unit, c.is_right) for p, c in found)
    return share | {"precision": _rate(hits, ours), "recall": _rate(hits, gold), "hits": hits, "gold": gold, "ours": ours}


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _rounded(bounds: tuple[float, float] | None) -> list[float] | None:
    return None if bounds is None else [round(b, 3) for b in bounds]


def _confusion(pairs: Sequence[Pair]) -> dict[str, dict[str, int]]:
    """Annotated status -> status read -> how often."""
    counts = Counter((p.gold.status, p.ours["status"]) for p in pairs)
    return {g: {o: counts[g, o] for o in STATUSES if counts[g, o]} for g in STATUSES if any(a == g for a, _ in counts)}


def _by(
    read: Sequence[Reading], group_of: Callable[[GoldClaim], str], column: str, is_right: Callable[[Pair], bool]
) -> dict[str, dict[str, int]]:
    """For each annotated kind or status: annotated, found, read rightly; and how many the reader gave, how many of them met one."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for r in read:
        for g in r.text.claims:
            table[group_of(g)]["gold"] += 1
        for p in r.pairs:
            table[group_of(p.gold)]["found"] += 1
            table[group_of(p.gold)]["right"] += is_right(p)
            table[p.ours[column]]["paired"] += 1
        for o in r.ours:
            table[o[column]]["ours"] += 1
    return {name: {key: table[name][key] for key in ("gold", "found", "right", "ours", "paired")} for name in sorted(table)}


def _errors(pairs: Sequence[Pair], likeness: Likeness) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {"wrong_direction": [p.gold.claim_id for p in pairs if _is_turned(p, likeness)]}
    for status in _NOT_FACTS:
        of_status = [p for p in pairs if p.gold.status == status]
        errors[f"asserted_but_{status}"] = [p.gold.claim_id for p in of_status if p.ours["status"] == "asserted"]
    asserted = [p for p in pairs if p.gold.status == "asserted"]
    errors["denied_but_asserted"] = [p.gold.claim_id for p in asserted if p.ours["status"] == "denied"]
    return errors


def _is_turned(p: Pair, likeness: Likeness) -> bool:
    """Whether an annotated destination was read as the origin, or the other way round."""

    def has(role: str, ref: Mapping[str, Any]) -> bool:
        return any(likeness.is_place(name, ref, p.gold.hints) for name in p.gold.slots.get(role, ()))

    both = (("origin", "destination"), ("destination", "origin"))
    return any(has(other, ref) and not has(role, ref) for role, other in both for ref in p.ours[role])


def _lists(read: Sequence[Reading]) -> dict[str, Any]:
    """What an annotated article asks of single claims; empty for sentence lists."""
    asked: dict[str, Any] = {}
    for r in read:
        by_id = {p.gold.claim_id: p for p in r.pairs}
        if core := r.text.lists.get("core_movement_mentions"):
            asked["core_found"] = [c for c in core if c in by_id]
            asked["core_missed"] = [c for c in core if c not in by_id]
        for name, status in (("must_not_emit_as_asserted", "asserted"), ("must_not_emit_as_denied", "denied")):
            if name in r.text.lists:
                asked[name] = [c for c in r.text.lists[name] if c in by_id and by_id[c].ours["status"] == status]
        if r.text.lists:
            nowhere = [p for p in r.pairs if not p.gold.slots.get("destination") and not p.gold.slots.get("place")]
            asked["wrong_destination"] = [p.gold.claim_id for p in nowhere if p.ours["destination"]]
    return asked
