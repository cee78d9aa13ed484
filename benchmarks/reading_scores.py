"""The scores that docs/reading.md prints, of every annotated set of the repository: ``python -m benchmarks.reading_scores``.

The sets are the files of benchmarks/texts and the sentences that the reader was fitted to. Each is read and scored;
benchmarks/texts/scores.json holds the counts and shares, no sentence and no miss, so that a held-out set stays unseen. The page is
then filled by `make docs`. With `--article GOLD TEXT` an annotated article that is not in the repository is scored too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.factuality import SCALE, compare
from benchmarks.factuality import measure as measure_factuality
from benchmarks.scoring.gold import GoldText, read_gold
from benchmarks.scoring.pairing import pair
from benchmarks.scoring.reading import read_texts
from benchmarks.scoring.scores import score
from vedette.registry.register import load_register

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "benchmarks" / "texts"
FILE = FOLDER / "scores.json"
FITTED = ROOT / "tests" / "claims" / "sentences.yaml"
_COUNTED = ("errors", "lists")  # kept as numbers
_LEFT_OUT = ("missed", "not_annotated", "wrong")


@dataclass(frozen=True)
class GoldSet:
    """An annotated file and what it is to the reader: fitted, development or held out."""

    path: Path
    role: str

    @property
    def name(self) -> str:
        """The path in the repository."""
        return self.path.relative_to(ROOT).as_posix()


def find_sets() -> Iterator[GoldSet]:
    """All sets of the repository: those on which the reader is measured first, the one that it was fitted to last."""
    files = sorted(FOLDER.glob("*.yaml"), key=lambda path: ("heldout" not in path.name, "_" in path.name, path.name))
    for path in files:
        yield GoldSet(path, "held out" if "heldout" in path.name else "development")
    yield GoldSet(FITTED, "fitted")


def score_set(texts: list[GoldText]) -> dict[str, Any]:
    """The scores of a set without anything that would tell what stands in it."""
    register = load_register()
    scores = score(texts, read_texts(texts, register), register)
    counted = {name: {error: len(ids) for error, ids in scores[name].items()} for name in _COUNTED}
    kept = {name: value for name, value in scores.items() if name not in _LEFT_OUT}
    return kept | counted | {"languages": sorted({text.language for text in texts})}


def score_article(gold: Path, text: Path) -> dict[str, Any]:
    """The scores of an annotated article, with how sure its annotator was of each event against our statuses."""
    (article,) = texts = read_gold(gold, text)
    (rows,) = read_texts(texts, load_register())
    known = [(p.ours["status"], p.gold.factuality) for p in pair(article.claims, rows) if p.gold.factuality is not None]
    values = {"pairs": len(known), "fixed": compare(known, SCALE), "all_happened": compare(known, dict.fromkeys(SCALE, 3.0))}
    return score_set(texts) | {"factuality": values}


def main() -> None:
    """Score every set and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--article", type=Path, nargs=2, metavar=("GOLD", "TEXT"))
    parser.add_argument("--factuality", type=Path, metavar="WHEEL", help="the wheel of decomp, see benchmarks/factuality.py")
    given = parser.parse_args()
    before: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    written = {
        "sets": {s.name: score_set(read_gold(s.path)) | {"role": s.role} for s in find_sets()},
        "article": score_article(*given.article) if given.article else before.get("article"),
        "factuality": measure_factuality(given.factuality) if given.factuality else before.get("factuality"),
    }
    FILE.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {FILE.relative_to(ROOT)}; now run: make docs")


if __name__ == "__main__":
    main()
