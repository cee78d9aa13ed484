"""How far two people who annotate the same sentences agree: ``python -m benchmarks.reading_agreement [--write]``.

Each file of benchmarks/texts/second annotates sentences of one or more sets anew, by somebody who saw neither the first annotation nor
what the reader makes of them. The second is scored against the first as the reader is, and the reader against each: a reader can
hardly agree with one annotator better than another annotator does. Written and printed are numbers alone, no sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.reading_scores import FOLDER
from benchmarks.scoring.agreement import as_rows, read_twice
from benchmarks.scoring.likeness import Likeness
from benchmarks.scoring.reading import read_texts
from benchmarks.scoring.scores import score
from vedette.registry.register import load_register

SECOND = FOLDER / "second"
FILE = FOLDER / "agreement.json"


def compare(path: Path) -> dict[str, Any]:
    """Scores of the second annotation against the first, and of the reader against each."""
    register, twice = load_register(), read_twice(path, FOLDER)
    likeness, read = Likeness(register), read_texts(twice.first, register)
    return {
        "second": _numbers(score(twice.first, [as_rows(text, likeness) for text in twice.second], register)),
        "reader": _numbers(score(twice.first, read, register)),
        "reader_by_second": _numbers(score(twice.second, read, register)),
    }


def _numbers(scores: dict[str, Any]) -> dict[str, Any]:
    """What is told of a comparison: found, kind, status and slots, as shares."""
    claims = scores["claims"]
    shares = {name: scores[name]["accuracy"] for name in ("kind", "status")}
    slots = {name: slot["accuracy"] for name, slot in scores["slots"].items()}
    found = {name: claims[name] for name in ("gold", "ours", "hits", "precision", "recall", "f1", "f1_interval")}
    return {"texts": scores["texts"]} | found | shares | slots


def main() -> None:
    """Print every comparison; write them on demand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}, for docs/reading.md")
    given = parser.parse_args()
    found = {path.stem: compare(path) for path in sorted(SECOND.glob("*.yaml"))}
    for name, comparisons in found.items():
        for what, numbers in comparisons.items():
            print(name, what, json.dumps(numbers))
    if given.write:
        FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
