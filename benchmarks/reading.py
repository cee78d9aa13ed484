"""How well the reader reads texts that somebody annotated: ``python benchmarks/reading.py GOLD [TEXT] [--list] [--json]``.

GOLD is a list of sentences with their claims, or an annotated article (then TEXT is the article); `benchmarks/scoring/gold.py`
says which keys are known. Printed: precision, recall and F1 of the claims, the slots, kind and status of those that were found,
rows by kind and by status, and the errors that would mislead. What counts as right is said in docs/reading.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # for those who run this file by its path

from benchmarks.scoring.gold import read_gold
from benchmarks.scoring.reading import read_texts
from benchmarks.scoring.scores import score
from benchmarks.scoring.show import show
from vedette.registry.register import load_register


def main() -> None:
    """Read the files, print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("text", type=Path, nargs="?", help="the article, for an annotated article")
    parser.add_argument("--language", help="of texts that do not say; English by default")
    parser.add_argument(
        "--list", action="store_true", help="list what was missed, what was read beside the annotation, what is wrong"
    )
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    args = parser.parse_args()
    scores = score_file(args.gold, args.text, args.language)
    if args.json:
        json.dump(scores, sys.stdout, indent=1, ensure_ascii=False)
    else:
        print(*show(scores, is_listing=args.list), sep="\n")


def score_file(gold: Path, text: Path | None = None, language: str | None = None) -> dict[str, Any]:
    """All scores of one annotated file."""
    register, texts = load_register(), read_gold(gold, text, language)
    return score(texts, read_texts(texts, register), register)


if __name__ == "__main__":
    main()
