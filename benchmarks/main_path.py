"""The way of a case beside its floors: ``python -m benchmarks.main_path [--rows N] [--repeats N] [--json]``.

A feed is brought in and taken to events, against Polars reading and sorting the same file; then texts are read, against the language
model alone on the same paragraphs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from benchmarks.text_speed import measure_text_speed
from benchmarks.timing import Result, compare
from vedette.case.templates import make_case
from vedette.schema.tables import TABLES
from vedette.verbs.adding import add, describe_source
from vedette.verbs.inputs import gather_inputs
from vedette.verbs.opening import open_case

from vedette import pipeline  # isort: skip

AS_OF = datetime(2025, 1, 1, tzinfo=UTC)


def measure_main_path(n_rows: int, repeats: int) -> list[Result]:
    """`vedette add`, then the steps from positions to events."""
    with tempfile.TemporaryDirectory() as scratch:
        feed = write_feed(Path(scratch) / "feed.csv", n_rows)

        def floor() -> pl.DataFrame:
            return pl.read_csv(feed, try_parse_dates=True).sort("MMSI", "BaseDateTime")

        def bring_in() -> Path:
            case = Path(scratch) / "case"
            shutil.rmtree(case, ignore_errors=True)
            make_case(case, "blank")
            add(case, [feed], describe_source())
            return case

        opened = open_case(bring_in())
        inputs = gather_inputs(opened)

        def find_events() -> pl.DataFrame:
            tables = {name: table.empty() for name, table in TABLES.items()} | inputs
            for line in pipeline.MOVEMENT:
                pipeline.take(line, tables, opened.register, pipeline.Settings(), AS_OF)
            return tables["events"]

        return [
            compare("add: CSV to Delta tables", bring_in, floor, n_rows, repeats),
            compare("run: positions to visits, gaps and legs", find_events, floor, n_rows, repeats),
        ]


def write_feed(path: Path, n_rows: int, n_ships: int = 100) -> Path:
    """A generated feed: ships that go to and fro between the waters off Tartus and off Limassol."""
    i = pl.int_range(n_rows, eager=True).alias("i")
    ship, tick = pl.col("i") % n_ships, pl.col("i") // n_ships
    share = (1 + ((tick + ship * 7) * 0.005).sin()) / 2
    empty = ("VesselName", "IMO", "CallSign", "VesselType", "Status", "Length", "Width", "Draft", "Cargo", "TransceiverClass")
    frame = pl.DataFrame(i).select(
        MMSI=273_000_000 + ship,
        BaseDateTime=pl.datetime(2024, 12, 1) + pl.duration(minutes=tick),
        LAT=34.9 - 0.25 * share,
        LON=35.86 - 2.8 * share,
        SOG=pl.lit(12.0),
        COG=pl.lit(270.0),
        Heading=pl.lit(270),
    )
    frame.with_columns(pl.lit("").alias(name) for name in empty).write_csv(path, datetime_format="%Y-%m-%dT%H:%M:%S")
    return path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=300_000, help="positions of the feed that goes through a case")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each step; medians are printed")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    steps = [*measure_main_path(given.rows, given.repeats), *measure_text_speed(given.repeats)]
    if given.json:
        print(json.dumps([step.as_dict() for step in steps]))
        return
    for step in steps:
        print(
            f"{step.step:<42}{step.median_s:>10.2f} s{step.floor_s:>10.2f} s floor{step.ratio:>8.1f} x{step.per_s:>14,.0f} a second"
        )


if __name__ == "__main__":
    main()
