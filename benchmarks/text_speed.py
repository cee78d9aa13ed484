"""Reading claims from articles: how many a second, in how much memory, and what share of it is the parser's.

    python -m benchmarks.text_speed [--articles 250 500 1000] [--processes 2] [--json] [--write]

Each number of articles is read by an interpreter of its own, so that its start, the loading of the model and of the
gazetteers are part of the time, and the memory is that of this number alone. The parser's share is what the language model
alone needs for the same texts in one process, of what the whole reading needs in one process. With `--write` the figures go to
benchmarks/texts/speed.json, from which `make docs` fills docs/reading.md.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.articles import report_row, write_article
from benchmarks.timing import Result, compare
from vedette.claims.reader import ReaderParams, read_claims, read_here
from vedette.claims.text.language import load_english, parse
from vedette.registry.register import load_register
from vedette.schema.tables import REPORTS

N_ARTICLES = 60
FILE = Path(__file__).parent / "texts" / "speed.json"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[250, 500, 1000])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="keep the figures for the docs")
    parser.add_argument("--once", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once is not None:
        print(json.dumps(read_once(given.once, given.processes)))
        return
    runs = [_run_alone(number, given.processes) for number in given.articles]
    share = parser_share()
    figures = json.dumps({"runs": runs, "parser_share": share, "processes": given.processes}, indent=1)
    if given.write:
        FILE.write_text(figures + "\n", encoding="utf-8")
    if given.json:
        print(figures)
        return
    print(
        f"{'articles':>8}{'words':>9}{'claims':>8}{'s, start included':>19}{'articles/s':>12}{'CPU s':>8}{'peak MB':>9}{'of helper':>11}"
    )
    for run in runs:
        print(
            f"{run['articles']:>8}{run['words']:>9}{run['claims']:>8}{run['seconds']:>19.1f}{run['articles_per_s']:>12.1f}"
            f"{run['cpu_s']:>8.1f}{run['peak_mb']:>9.0f}{run['peak_helper_mb']:>11.0f}"
        )
    print(f"share of the parser: {share:.0%}")


def read_once(n_articles: int, processes: int) -> dict[str, Any]:
    """Read so many articles in this process and its helpers; peaks of memory in MB of 1024 x 1024 bytes."""
    reports = REPORTS.build([report_row(n) for n in range(n_articles)])
    claims = read_claims(reports, load_register(), ReaderParams(processes=processes))
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, helper = (of.ru_maxrss / 1024 for of in usage)
    cpu_s = sum(of.ru_utime + of.ru_stime for of in usage)
    words = sum(len(text.split()) for text in reports["text"])
    return {
        "articles": n_articles, "words": words, "claims": claims.height, "cpu_s": cpu_s, "peak_mb": own, "peak_helper_mb": helper,
    }  # fmt: skip


def _run_alone(n_articles: int, processes: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.text_speed", "--once", str(n_articles), "--processes", str(processes)]
    begun = time.perf_counter()
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - begun
    run: dict[str, Any] = json.loads(printed)
    return run | {"seconds": seconds, "articles_per_s": n_articles / seconds}


def parser_share(repeats: int = 3) -> float:
    """What the parser alone needs, of what reading needs, in one process."""
    (result,) = measure_text_speed(repeats)
    return 1 / result.ratio


def measure_text_speed(repeats: int) -> list[Result]:
    """Reading in one process against the language model alone on the same paragraphs."""
    texts = [paragraph for n in range(N_ARTICLES) for paragraph in write_article(n).split("\n\n")]
    reports = REPORTS.build([report_row(n) for n in range(N_ARTICLES)])
    register = load_register()
    load_english()
    return [
        compare(
            "claims: articles of 400 words",
            lambda: read_here(reports, register),
            lambda: list(parse(texts)),
            N_ARTICLES,
            repeats,
        )
    ]


if __name__ == "__main__":
    main()
