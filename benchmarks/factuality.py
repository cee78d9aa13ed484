"""How well the cues of modality and polarity order events by how sure they are, on an open annotated set.

    pip download decomp==0.3.2 --no-deps --only-binary :all: --python-version 3.12
    python benchmarks/factuality.py decomp-0.3.2-py3-none-any.whl [--json]

The wheel of `decomp` carries the Universal Decompositional Semantics data (CC BY-SA 4.0) on the English Web Treebank, among
them UDS-IH2 (Rudinger, White and Van Durme 2018): for some 27,000 predicates, two people each said whether the event happened and
how sure they were (0 to 4). As in that paper an answer becomes a number from -3 to 3, three quarters of the sureness with the sign
of the answer, and the answers are averaged. Our cues give each predicate a status; a status stands for a number, once by the
scale of FactBank, fixed beforehand, and once by the mean of the training part. Nothing of the data is kept here but the scores.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).parents[1]))  # for those who run this file by its path

from vedette.claims.english.phrases import is_verb, subject_of
from vedette.claims.english.status.modality import read_commitment
from vedette.claims.text.language import load_english

FOLDER = "decomp/data/2.0"
# FactBank: CT+ 3, PS+ 1, Uu 0, CT- -3 (Saurí and Pustejovsky 2009); a plan is no more than possible
SCALE: Mapping[str, float] = {
    "asserted": 3.0, "hedged": 1.0, "planned": 1.0, "conditional": 0.0, "unconfirmed": 0.0, "unresolved": 0.0, "denied": -3.0,
}  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """Words, and by the index of a predicate's word how sure its event is, -3 to 3."""

    words: tuple[str, ...]
    factuality: Mapping[int, float]


def read_part(wheel: Path, part: str) -> list[Sentence]:
    """The annotated sentences of a part (train, dev or test) of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        answers = json.loads(archive.read(f"{FOLDER}/raw/sentence/annotations/factuality.json"))["data"]
        graphs = json.loads(archive.read(f"{FOLDER}/normalized/sentence/uds-ewt-sentences-{part}-normalized.json"))["data"]
    return [_sentence(graphs[name], predicates) for name, predicates in answers.items() if name.startswith(f"ewt-{part}-")]


def _sentence(graph: Mapping[str, Any], predicates: Mapping[str, Any]) -> Sentence:
    tokens = sorted((n["position"], n["form"]) for n in graph["nodes"] if n.get("type") == "token")
    index = {position: i for i, (position, _) in enumerate(tokens)}
    values = {index[int(name.rsplit("-", 1)[1])]: mean_answer(p["factuality"]["factual"]) for name, p in predicates.items()}
    return Sentence(tuple(form for _, form in tokens), values)


def mean_answer(given: Mapping[str, Mapping[str, int]]) -> float:
    """The annotators' answers as one number from -3 to 3."""
    return fmean(0.75 * given["confidence"][who] * (1 if happened else -1) for who, happened in given["value"].items())


def read_statuses(sentences: Sequence[Sentence]) -> Iterator[tuple[str, float]]:
    """Our status and the annotated value of every predicate."""
    for sentence, doc in zip(sentences, _parse(sentences), strict=True):
        for i, value in sentence.factuality.items():
            subject = subject_of(doc[i])[0] if is_verb(doc[i]) else None
            yield read_commitment(doc[i], subject).status, value


def _parse(sentences: Sequence[Sentence]) -> Iterator[Doc]:
    """The sentences with the treebank's words as tokens."""
    model = load_english()
    yield from model.pipe(Doc(model.vocab, words=list(s.words)) for s in sentences)


def compare(found: Sequence[tuple[str, float]], scale: Mapping[str, float]) -> dict[str, float | None]:
    """Pearson's r (None where one side never varies) and the mean absolute error of statuses against annotated values."""
    ours, theirs = np.array([scale[status] for status, _ in found]), np.array([value for _, value in found])
    r = round(float(np.corrcoef(ours, theirs)[0, 1]), 3) if ours.std() > 0 and theirs.std() > 0 else None
    return {"r": r, "mae": round(float(np.abs(ours - theirs).mean()), 3)}


def measure(wheel: Path) -> dict[str, Any]:
    """All scores, on the test part; means and medians come from the training part."""
    train, test = (list(read_statuses(read_part(wheel, part))) for part in ("train", "test"))
    by_status: dict[str, list[float]] = defaultdict(list)
    for status, value in train:
        by_status[status].append(value)
    fitted = {status: fmean(by_status[status]) if by_status[status] else value for status, value in SCALE.items()}
    middle = median(value for _, value in train)
    counts = Counter(status for status, _ in test)
    return {
        "set": "UDS-IH2, test part", "predicates": len(test), "statuses": {s: counts[s] for s in SCALE},
        "means": {status: round(value, 2) for status, value in fitted.items()},
        "fixed": compare(test, SCALE), "fitted": compare(test, fitted),
        "all_happened": compare(test, dict.fromkeys(SCALE, 3.0)), "median": compare(test, dict.fromkeys(SCALE, middle)),
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    scores = measure(given.wheel)
    if given.json:
        print(json.dumps(scores, indent=1))
        return
    print(f"{scores['set']}: {scores['predicates']} predicates")
    for name in ("fixed", "fitted", "all_happened", "median"):
        print(f"{name:<14} r {scores[name]['r'] or '–':>6}   MAE {scores[name]['mae']:.3f}")
    print("  ".join(f"{status} {n} (mean {scores['means'][status]})" for status, n in scores["statuses"].items()))


if __name__ == "__main__":
    main()
