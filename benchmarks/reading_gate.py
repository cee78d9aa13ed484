"""Fit the gate of the second look, and say what it is worth: ``python -m benchmarks.reading_gate [--write]``.

A rule-based reader misses little of the sentences that it was taught with, so its misses there say nothing about unseen text. What
an earlier reader made of each development set, before it was taught with that set, is kept in benchmarks/texts/first_looks.json (of
three sets no such reading was kept: there stands a later one). On these misses the gate is fitted by logistic regression with a penalty on
the squares of its weights. Printed: for each set, precision, recall and F1 of that reader alone and with a gate fitted on the other
sets only. With `--write` the gate is fitted on all sets, and its weights go into `gate.toml`; names and reasons of the groups stay.
"""

from __future__ import annotations

import argparse
import json
import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.reading_scores import FOLDER, ROOT
from benchmarks.scoring.gold import GoldText, Span, read_gold
from benchmarks.scoring.pairing import pair
from vedette.claims.english.coreference import Reading, open_discourse
from vedette.claims.english.scene import set_scene
from vedette.claims.english.second_look.candidates import Told, find_candidates, known_words
from vedette.claims.english.second_look.filling import fill_by_order
from vedette.claims.english.second_look.gate import Gate, read_gate, read_signs
from vedette.claims.english.second_look.landmarks import find_landmarks
from vedette.claims.english.second_look.second_look import admit, tell
from vedette.claims.english.second_look.signs import Sign
from vedette.claims.english.triggers import read_lexicon
from vedette.claims.reader import find_with
from vedette.claims.text.language import parse
from vedette.claims.text.sentences import iter_blocks
from vedette.registry.register import load_register

if TYPE_CHECKING:
    import spacy.tokens

LOOKS = FOLDER / "first_looks.json"
TABLE = ROOT / "src" / "vedette" / "claims" / "english" / "second_look" / "gate.toml"
PENALTY = 10.0  # on the squares of the weights: halfway between 3 and 30, between which F1 hardly moves
SEEN = 8  # candidates that must bear a sign before it gets a weight
FLOOR = -1.6  # of the first signs; on these sets two claims of 145 lie below -1.5, none below -1.75
LEAST = 0.05  # a weight below says nothing
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)
Floats = npt.NDArray[np.float64]
Row = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence, what was read in it at the first look, and where it stands."""

    span: spacy.tokens.Span
    reading: Reading
    told: tuple[Told, ...]
    text: int

    def place(self, first: int, last: int) -> Span:
        """Where the words from one index to another stand in the stored text."""
        doc = self.span.doc
        return self.reading.scene.block.locate(doc[first].idx, doc[last].idx + len(doc[last]))


@dataclass(frozen=True)
class Example:
    """The signs of a candidate that can be filled, and whether a missed claim stands there."""

    signs: frozenset[Sign]
    is_claim: bool


@dataclass(frozen=True)
class LookedAt:
    """An annotated set with what was read at the first look."""

    name: str
    gold: list[GoldText]
    rows: list[list[Row]]
    sentences: list[Sentence]
    examples: list[Example]


def read_set(name: str, claims: Sequence[Sequence[Any]]) -> LookedAt:
    """A set, parsed, with its candidates."""
    gold = read_gold(FOLDER / f"{name}.yaml")
    rows: list[list[Row]] = [[] for _ in gold]
    for n, (text, kind, trigger, start, end, *hull) in enumerate(claims):
        quote = gold[text].text[start:end]
        rows[text].append(
            {"claim_id": str(n), "kind": kind, "trigger": trigger, "quote": quote, "start": start, "end": end, "hull": hull}
        )
    sentences = [s for i, g in enumerate(gold) for s in _parse(g.text, i, rows[i])]
    return LookedAt(name, gold, rows, sentences, [e for s in sentences for e in _examples(s, gold[s.text], rows[s.text])])


def _parse(text: str, number: int, rows: Sequence[Row]) -> Iterator[Sentence]:
    finders = find_with(load_register())
    blocks = list(iter_blocks(text, lambda word: bool(finders.places.find(word) or finders.places.is_city(word))))
    scenes = [set_scene(doc, block, finders) for doc, block in zip(parse(b.text for b in blocks), blocks, strict=True)]
    discourse = open_discourse(scenes)
    for scene in scenes:
        reading = Reading(scene, discourse)
        for span in scene.doc.sents:
            bare = Sentence(span, reading, (), number)
            yield Sentence(span, reading, tuple(t for row in rows if (t := _told(row, bare)) is not None), number)


def _told(row: Row, sentence: Sentence) -> Told | None:
    """A row as a claim of a sentence; None where its trigger stands elsewhere."""
    at = row["start"] + max(row["quote"].find(row["trigger"]), 0)
    trigger = [t.i for t in sentence.span if _meet(sentence.place(t.i, t.i), (at, at + len(row["trigger"])))]
    if not trigger:
        return None
    words = [t.i for t in sentence.span if _meet(sentence.place(t.i, t.i), tuple(row["hull"]))] or trigger
    return Told(trigger[0], row["kind"], min(words), max(words))


def _meet(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])


def _examples(sentence: Sentence, gold: GoldText, rows: Sequence[Row]) -> Iterator[Example]:
    found = {p.gold.claim_id for p in pair(gold.claims, rows)}
    missed = [g.trigger for g in gold.claims if g.claim_id not in found and g.trigger is not None]
    marks, lexicon = find_landmarks(sentence.span, sentence.reading), read_lexicon()
    for candidate in find_candidates(known_words(sentence.span, lexicon), sentence.told):
        if fill_by_order(candidate, marks, lexicon, sentence.reading) is None:
            continue
        at = sentence.place(candidate.token.i, candidate.token.i)
        signs = read_signs(candidate, marks, sentence.told, lexicon, sentence.reading)
        yield Example(signs, any(_meet(at, span) for span in missed))


def fit(examples: Sequence[Example], threshold: float) -> Gate:
    """Weights by penalised maximum likelihood (the start value is not penalised); signs seen seldom are left out."""
    counts = Counter(sign for e in examples for sign in e.signs)
    signs = sorted(sign for sign, n in counts.items() if n >= SEEN)
    index = {sign: i for i, sign in enumerate(signs)}
    x = np.zeros((len(examples), len(signs) + 1))
    x[:, -1] = 1
    for row, example in enumerate(examples):
        x[row, [index[s] for s in example.signs if s in index]] = 1
    y = np.array([float(e.is_claim) for e in examples])
    penalty = np.append(np.full(len(signs), PENALTY), 0.0)

    def loss(b: Floats) -> tuple[float, Floats]:
        z = x @ b
        slope = x.T @ (1 / (1 + np.exp(-z)) - y) + penalty * b
        return float((np.logaddexp(0, z) - y * z).sum() + (penalty * b * b).sum() / 2), slope

    b = minimize(loss, np.zeros(len(signs) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    weights = {sign: round(float(w), 2) for sign, w in zip(signs, b, strict=False) if abs(w) >= LEAST}
    return Gate(round(float(b[-1]), 2), threshold, weights, FLOOR)


def count(looked: LookedAt, gate: Gate | None) -> tuple[int, int, int]:
    """Pairs, annotated and read claims of a set, with a gate or as first read."""
    rows = [list(r) for r in looked.rows]
    for sentence in looked.sentences if gate is not None else ():
        assert gate is not None
        words = known_words(sentence.span, read_lexicon())
        frames = admit(words, sentence.told, gate, read_lexicon(), sentence.reading)
        text = looked.gold[sentence.text].text
        for frame in frames:
            told = tell(frame)
            (start, end), (a, b) = sentence.place(told.first, told.last), sentence.place(told.trigger, told.trigger)
            rows[sentence.text].append(
                {
                    "claim_id": f"{start}/{a}",
                    "kind": frame.kind,
                    "trigger": text[a:b],
                    "quote": text[start:end],
                    "start": start,
                    "end": end,
                }
            )
    hits = sum(len(pair(g.claims, r)) for g, r in zip(looked.gold, rows, strict=True))
    return hits, sum(len(g.claims) for g in looked.gold), sum(map(len, rows))


def shares(counts: tuple[int, int, int]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    hits, gold, ours = counts
    return hits / ours, hits / gold, 2 * hits / (gold + ours)


def leave_one_out(sets: Sequence[LookedAt]) -> None:
    """Print what a gate fitted on the other sets does on each."""
    print(f"{'set':<28}{'alone':<18}" + "".join(f"from {t:<13}" for t in THRESHOLDS) + "  precision, recall, F1")
    sums = {t: [0, 0, 0] for t in (None, *THRESHOLDS)}
    gains: dict[float, list[float]] = {t: [] for t in THRESHOLDS}
    for left_out in sets:
        gate = fit([e for s in sets if s is not left_out for e in s.examples], 0.0)
        alone = count(left_out, None)
        line = f"{left_out.name:<28}{_show(alone):<18}"
        sums[None] = [a + b for a, b in zip(sums[None], alone, strict=True)]
        for threshold in THRESHOLDS:
            counts = count(left_out, replace(gate, threshold=threshold))
            line += f"{_show(counts):<18}"
            sums[threshold] = [a + b for a, b in zip(sums[threshold], counts, strict=True)]
            gains[threshold].append(shares(counts)[2] - shares(alone)[2])
        print(line)
    print(f"{'all claims together':<28}" + "".join(f"{_show((s[0], s[1], s[2])):<18}" for s in sums.values()))
    print(f"{'mean gain of F1':<46}" + "".join(f"{np.mean(g):+.3f}{'':<12}" for g in gains.values()))


def _show(counts: tuple[int, int, int]) -> str:
    return " ".join(f"{share:.3f}".removeprefix("0") for share in shares(counts))


def write(gate: Gate) -> None:
    """Put the weights into the table, group by group, under the reasons that stand there."""

    text = TABLE.read_text(encoding="utf-8")
    head = text[: text.index("start = ")]
    reasons = {group["name"]: group["reason"] for group in tomllib.loads(text)["group"]}
    names = {name for name, _ in gate.weights}
    if names - set(reasons):
        raise ValueError(f"{TABLE}: groups without a reason: {sorted(names - set(reasons))}")
    parts = [f"{head}start = {gate.start}\nthreshold = {gate.threshold}\nfloor = {gate.floor}\n"]
    for name, reason in reasons.items():
        weights = {value: weight for (group, value), weight in gate.weights.items() if group == name}
        if weights:
            lines = "".join(f"{json.dumps(value)} = {weight}\n" for value, weight in sorted(weights.items()))
            parts.append(f'[[group]]\nname = "{name}"\nreason = {json.dumps(reason)}\n[group.weights]\n{lines}')
    TABLE.write_text("\n".join(parts), encoding="utf-8")


def main() -> None:
    """Measure, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit on all sets and write gate.toml")
    given = parser.parse_args()
    looks = json.loads(LOOKS.read_text(encoding="utf-8"))
    sets = [read_set(name, claims) for name, claims in looks["sets"].items()]
    leave_one_out(sets)
    if given.write:
        gate = fit([e for s in sets for e in s.examples], read_gate().threshold)
        write(gate)
        print(f"wrote {len(gate.weights)} weights; start {gate.start}, odds {math.exp(gate.start):.3f}")


if __name__ == "__main__":
    main()
