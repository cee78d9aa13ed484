"""The one pass on Spark, beside Spark's own sort of the same columns and beside one machine without Spark.

`python -m benchmarks.spark --feed DIR [--json] [--repeats N] [--master URL] [--write]` runs them in turn in one session, its start
aside, and prints the medians, their ratios to the sort, and whether all found the same events, by one hash over all of them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.feeds import COLUMNS, FeedFolder, as_chunk, as_feed, open_feed, read_places
from vedette.engine.spark import SparkEngine
from vedette.engine.spark_feed import FeedFiles
from vedette.engine.spark_files import FilesReading
from vedette.engine.spark_remarks import quiet
from vedette.engine.spark_session import DEFAULT_MASTER
from vedette.engine.spark_tables import TablesReading
from vedette.events.steps import RendezvousParams, VisitParams
from vedette.one_pass.find import Found, OnePassParams, find_in_feed
from vedette.one_pass.on_spark import find_in_files

FIGURES = Path(__file__).with_name("spark.json")
TABLES = ("visits", "gaps", "legs", "rendezvous")


def sort_rows(spark: Any, feed: FeedFolder) -> None:
    """Spark reads the columns and sorts them by asset and time; the rows go nowhere."""
    with quiet():
        session = spark.newSession()  # with Spark's own settings, but for as many parts as ours has
        session.conf.set("spark.sql.shuffle.partitions", str(4 * spark.sparkContext.defaultParallelism))
        rows = session.read.parquet(*map(str, feed.files)).select(*COLUMNS)
        rows.sort("mmsi", "t").write.format("noop").mode("overwrite").save()


def hash_found(found: Found) -> str:
    """One hash over all events, to the last bit of every number and the order of every row."""
    digest = hashlib.sha256()
    for name in TABLES:
        digest.update(getattr(found, name).write_ndjson().encode())
    return digest.hexdigest()


def measure(folder: Path, master: str, repeats: int) -> dict[str, Any]:
    """Medians of the sort and of ours, read by workers and by Spark, run in turn, and of one machine."""
    feed, places = open_feed(folder), read_places(folder)
    params = OnePassParams(visits=VisitParams(places=places), rendezvous=RendezvousParams(places=places))
    files = FeedFiles(tuple(map(str, feed.files)), "mmsi", "t", COLUMNS, lambda rows: as_chunk(rows))  # noqa: PLW0108 - by value
    start = time.perf_counter()
    with SparkEngine(master) as engine:
        spark = engine.spark
        started_s = time.perf_counter() - start
        runs: dict[str, Callable[[], Any]] = {
            "sort": lambda: sort_rows(spark, feed),
            "ours": lambda: find_in_files(spark, FilesReading(files), "feed", params),
            "read_by_spark": lambda: find_in_files(spark, TablesReading(files), "feed", params),
            "local": lambda: find_in_feed(as_feed(feed), "feed", params),
        }
        hashes = {name: hash_found(found) for name, run in runs.items() if (found := run()) is not None}  # warms up, too
        turns = [{name: _seconds(run) for name, run in runs.items()} for _ in range(repeats)]
    seconds = {name: median(turn[name] for turn in turns) for name in runs}
    return {
        "rows": feed.n_rows, "master": master, "session_start_s": round(started_s, 2),
        **{f"{name}_s": round(value, 3) for name, value in seconds.items()},
        "ratio": round(median(turn["ours"] / turn["sort"] for turn in turns), 3),
        "read_by_spark_ratio": round(median(turn["read_by_spark"] / turn["sort"] for turn in turns), 3),
        "ours_to_local": round(median(turn["ours"] / turn["local"] for turn in turns), 2),
        "is_equal": len(set(hashes.values())) == 1, "hash": hashes["local"], "repeats": repeats,
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def _seconds(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> None:
    """Measure one feed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feed", type=Path, required=True, help="folder of a feed with its truth")
    parser.add_argument("--master", default=DEFAULT_MASTER, help="where Spark is")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--write", action="store_true", help="keep the figures for docs/spark.md")
    given = parser.parse_args()
    found = measure(given.feed, given.master, given.repeats)
    if given.write:
        kept = {run["rows"]: run for run in (json.loads(FIGURES.read_text()) if FIGURES.exists() else [])}
        runs = sorted((kept | {found["rows"]: found}).values(), key=lambda run: run["rows"])
        FIGURES.write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found) if given.json else "\n".join(f"{name:>20}  {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
