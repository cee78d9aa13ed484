"""How well the reader reads a text that somebody annotated: ``python benchmarks/reading.py GOLD.yaml TEXT [--json]``.

The gold file is YAML: `document.published`; `claims`, each with id, start, end (characters of the text), kind, trigger, actor,
origin, destination, status; and `scoring`, with lists of ids under core_movement_mentions, must_not_emit_as_asserted and
must_not_emit_as_denied. A gold claim with `part_of` is a part of another and is left out. A claim of ours
meets a gold claim when their spans overlap and their kinds are the same after `KINDS`; the best pairs are taken first, one to
one. Printed: precision, recall and F1 of the claims, the share of slots filled alike among the pairs, and the traps.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from vedette.claims.reader import read_claims
from vedette.registry.register import Register, load_register
from vedette.schema.tables import REPORTS

# kind in the gold file -> kinds of ours that say the same
KINDS: dict[str, frozenset[str]] = {
    gold: frozenset(ours.split())
    for gold, ours in {
        "movement": "move depart arrive", "departure": "depart move", "arrival": "arrive move", "flight_surge": "flight_rate",
        "buildup": "build_up", "drawdown": "draw_down", "presence": "present", "location": "present distance",
        "absence": "absent present", "negotiation": "negotiate", "basing": "basing", "loss_of_access": "condition",
        "condition": "condition", "motive": "motive", "consequence": "consequence",
        # "no evidence has confirmed the movement": we read the movement, with the status unconfirmed
        "evidence_state": "evidence_state move depart arrive",
    }.items()
}  # fmt: skip


def main() -> None:
    """Read the two files, print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    args = parser.parse_args()
    gold = yaml.safe_load(args.gold.read_text(encoding="utf-8"))
    scores = score(gold, args.text.read_text(encoding="utf-8"), load_register())
    if args.json:
        json.dump(scores, sys.stdout, indent=1)
    else:
        _print(scores)


def read_text(text: str, published: str | None, register: Register) -> pl.DataFrame:
    """The claims of one text."""
    made = None if published is None else datetime.fromisoformat(published).replace(tzinfo=UTC)
    row = {
        "report_id": "rep-benchmark",
        "published": made,
        "language": "en",
        "rests_on": [],
        "text": text,
        "sha256": "",
        "source_id": "src-benchmark",
        "source_row": 1,
    }
    return read_claims(REPORTS.build([row]), register)


def score(gold: Mapping[str, Any], text: str, register: Register) -> dict[str, Any]:
    """All scores of one annotated text."""
    ours = list(read_text(text, gold["document"].get("published"), register).iter_rows(named=True))
    theirs = [claim for claim in gold["claims"] if claim["kind"] in KINDS and "part_of" not in claim]
    pairs = _pair(theirs, ours)
    core = set(gold["scoring"]["core_movement_mentions"])
    core_pairs = [(g, o) for g, o in pairs if g["id"] in core]
    by_id = {g["id"]: o for g, o in pairs}
    return {
        "claims": _rates(len(pairs), len(theirs), len(ours)),
        "core_found": sorted(g["id"] for g, _ in core_pairs), "core_missed": sorted(core - {g["id"] for g, _ in core_pairs}),
        "slots": {name: _slot(name, pairs, register) for name in ("actor", "origin", "destination", "status")},
        "wrong_destination": [g["id"] for g, o in pairs if not _names(g, "destination") and not g.get("location") and o["destination"]],
        "asserted_but_must_not": _with_status(by_id, gold["scoring"]["must_not_emit_as_asserted"], "asserted"),
        "denied_but_must_not": _with_status(by_id, gold["scoring"]["must_not_emit_as_denied"], "denied"),
        "missed": [f"{g['id']} {g['kind']}: {g['quote']}" for g in theirs if g["id"] not in by_id],
        "not_in_gold": [f"{o['kind']}: {o['quote']}" for o in ours if all(o is not x for _, x in pairs)],
    }  # fmt: skip


def _with_status(by_id: Mapping[str, Mapping[str, Any]], ids: Sequence[str], status: str) -> list[str]:
    return [i for i in ids if i in by_id and by_id[i]["status"] == status]


def _pair(
    theirs: Sequence[Mapping[str, Any]], ours: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    candidates = sorted(
        (
            (_likeness(g, o), i, j)
            for i, g in enumerate(theirs)
            for j, o in enumerate(ours)
            if o["kind"] in KINDS[g["kind"]] and _overlap(g, o) > 0
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    pairs = []
    for _, i, j in candidates:
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            pairs.append((theirs[i], ours[j]))
    return pairs


def _overlap(g: Mapping[str, Any], o: Mapping[str, Any]) -> int:
    return min(int(g["end"]), int(o["end"])) - max(int(g["start"]), int(o["start"]))


def _likeness(g: Mapping[str, Any], o: Mapping[str, Any]) -> float:
    union = max(g["end"], o["end"]) - min(g["start"], o["start"])
    same_trigger = str(o["trigger"]).lower() in str(g["trigger"]).lower().split()
    return float(_overlap(g, o) / union + same_trigger)


def _rates(hits: int, gold: int, ours: int) -> dict[str, float]:
    precision, recall = hits / max(ours, 1), hits / max(gold, 1)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(f1, 3),
        "gold": gold,
        "ours": ours,
        "hits": hits,
    }


def _slot(name: str, pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], register: Register) -> dict[str, Any]:
    right, wrong = 0, []
    for g, o in pairs:
        if name == "status":
            same = str(g["status"]).split()[0].split("(")[0] == o["status"]
        elif name == "actor":
            stated = str(g.get("actor") or "")
            same = (o["actor"] or "") in stated if "not stated" not in stated else True
        else:
            expected = {i for t in _names(g, name) for i in _ids(t, register)}
            found = {p["place_id"] for p in o[name]} | (
                {p["place_id"] for p in o["place"]} if o["kind"] not in ("move", "depart", "arrive") else set()
            )
            same = bool(expected & found) or (not expected and (not o[name] or bool(g.get(name))))
        right += same
        if not same:
            wrong.append(g["id"])
    return {"right": right, "of": len(pairs), "wrong": wrong}


def _names(g: Mapping[str, Any], role: str) -> list[str]:
    """The places stated in a gold slot; implied ones are left out."""
    return [t.split("(")[0].strip() for t in g.get(role) or [] if "implied" not in t and "from C" not in t]


def _ids(text: str, register: Register) -> set[str]:
    words = text.split()
    tails = [" ".join(words[i:]) for i in range(len(words))]
    return next(({p.place_id for p in found} for tail in tails if (found := register.find_places(tail))), set())


def _print(scores: Mapping[str, Any]) -> None:
    claims = scores["claims"]
    rates = "  ".join(f"{name} {claims[name]}" for name in ("precision", "recall", "f1"))
    print(f"claims      {rates}  ({claims['hits']} of {claims['gold']}, {claims['ours']} read)")
    print(f"core        found {len(scores['core_found'])}, missed {', '.join(scores['core_missed']) or 'none'}")
    for name, slot in scores["slots"].items():
        print(f"{name:<12}{slot['right']} of {slot['of']}" + (f"  wrong: {', '.join(slot['wrong'])}" if slot["wrong"] else ""))
    for name in ("wrong_destination", "asserted_but_must_not", "denied_but_must_not"):
        print(f"{name.replace('_', ' '):<24}{', '.join(scores[name]) or 'none'}")
    for name in ("missed", "not_in_gold"):
        print(f"{name.replace('_', ' ')}:", *(f"  {line}" for line in scores[name]), sep="\n")


if __name__ == "__main__":
    main()
