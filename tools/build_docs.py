"""Write the pages of docs/ that come from the code, or check that they are what the code says.

    python tools/build_docs.py            writes docs/reference/*.md and the filled parts of other pages
    python tools/build_docs.py --check    writes nothing; names the pages that are stale and exits with 1

In flow the command line, the models of the case files, the tables, the formats, the likelihood table and the register; out
flows one page each. A page is one function in `reference/`, listed here; nothing in it depends on the machine or the day.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))  # for those who import this file by its path

from reference import (
    air_speed,
    ais_sentences,
    calibration,
    case_files,
    case_hypotheses,
    commands,
    decisions,
    formats,
    json_shapes,
    likelihoods,
    live,
    performance,
    reading,
    register,
    relations,
    settings,
    spark,
    stores,
    tables,
    targets,
    tutorial,
    verdicts,
)
from reference.filled import Parts, fill

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"

# file name -> the function that gives its text
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "case-files.md": case_files.page,
    "settings.md": settings.page,
    "formats.md": formats.page,
    "tables.md": tables.page,
    "verdicts.md": verdicts.page,
    "likelihoods.md": likelihoods.page,
    "case-hypotheses.md": case_hypotheses.page,
    "relations.md": relations.page,
    "register.md": register.page,
    "json.md": json_shapes.page,
}
# hand-written page -> the parts of it that come from the code
FILLED: Mapping[Path, Parts] = {
    ROOT / "docs" / "calibration.md": calibration.PARTS,
    ROOT / "docs" / "engines.md": {**live.PARTS, **stores.EQUALITY_PARTS},
    ROOT / "docs" / "index.md": decisions.PARTS,
    ROOT / "docs" / "performance.md": {
        **performance.PARTS,
        **air_speed.PARTS,
        **ais_sentences.PARTS,
        **targets.PARTS,
        **stores.STORE_PARTS,
    },
    ROOT / "docs" / "reading.md": reading.PARTS,
    ROOT / "docs" / "spark.md": spark.PARTS,
    ROOT / "docs" / "tutorial.md": tutorial.PARTS,
}


def stale_pages(folder: Path = FOLDER) -> Iterator[tuple[Path, str]]:
    """Path and wanted text of every page that is not what the code says; a page that should not be there has no text."""
    for name, build in PAGES.items():
        path, text = folder / name, build()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield path, text
    for path in sorted(folder.glob("*.md")):
        if path.name not in PAGES:
            yield path, ""


def stale_parts(filled: Mapping[Path, Parts] = FILLED) -> Iterator[tuple[Path, str]]:
    """Path and wanted text of every hand-written page with a part that is not what the code says."""
    for path, parts in filled.items():
        text = path.read_text(encoding="utf-8")
        if (wanted := fill(text, parts)) != text:
            yield path, wanted


def main(arguments: list[str]) -> int:
    """Write or check; the exit code."""
    is_check = arguments == ["--check"]
    if arguments and not is_check:
        print(__doc__, file=sys.stderr)
        return 2
    stale = [*stale_pages(), *stale_parts()]
    for path, text in stale:
        shown = path.relative_to(ROOT)
        if is_check:
            print(f"{shown} is stale; run: make docs", file=sys.stderr)
        elif text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {shown}")
        else:
            path.unlink()
            print(f"removed {shown}")
    return 1 if is_check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
