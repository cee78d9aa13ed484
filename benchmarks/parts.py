"""The parts of `make bench`: what each measures, the command that does, its small size to try it, and what it needs.

A part is a benchmark of its own that prints one JSON object with --json. In its arguments WORK stands for the folder in which feeds are
kept, and FEED(n) for a feed of n rows there, which is made first.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from dataclasses import dataclass


def no_spark() -> str:
    """Why Spark cannot run here; empty if it can."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed: uv sync --extra spark"
    return "" if shutil.which("java") else "Java is not installed"


@dataclass(frozen=True)
class Part:
    """One part; `file` names what docs/*.md is filled from, and `is_one_of_many` says that this file holds a list by rows."""

    name: str
    what: str
    module: str
    arguments: str
    quick: str
    file: str = ""
    is_one_of_many: bool = False
    missing: Callable[[], str] = lambda: ""


PARTS = (
    Part("case", "adding a feed to a case, finding events, reading texts, each beside its floor", "main_path", "",
         "--rows 30000 --repeats 1"),
    Part("start", "a check of a hundred rows from a cold start", "start", "", "--repeats 1", "start"),
    Part("sentences", "AIS sentences to columns and tables", "ais_sentences", "", "--sentences 100000 --repeats 1", "ais_sentences"),
    Part("traces", "readsb traces to positions and to the store", "traces", "", "--files 20 --repeats 1", "traces"),
    Part("landings", "take-offs and landings, beside traffic", "landings", "", "--rows 200000 --repeats 1", "landings"),
    Part("live", "the live engine, row by row", "live", "", "--rows 60000", "live"),
    Part("store", "small commits, readers at once, tidying", "store", "", "--commits 120", "store"),
    Part("archive", "an archive in one pass, beside the floor and the truth", "events", "--feed FEED(10000000)",
         "--feed FEED(100000) --repeats 1", "events", is_one_of_many=True),
    Part("large-archive", "the same of a large archive", "events", "--feed FEED(50000000)", "--feed FEED(300000) --repeats 1", "events",
         is_one_of_many=True),
    Part("peers", "what others offer, on the same rows", "peers", "--work WORK", "--work WORK --most-rows 100000", "peers"),
    Part("curve", "time and memory against rows", "curve", "--work WORK",
         "--work WORK --rows 0.1e6,0.3e6 --repeats 1", "curve"),
    Part("equality", "one hash over every way to the same tables", "equality", "--feed FEED(10000000)",
         "--feed FEED(100000) --rows 30000", "equality"),
    Part("spark", "the one pass on Spark, beside its own sort", "spark", "--feed FEED(10000000)",
         "--feed FEED(100000) --repeats 1", "spark", is_one_of_many=True, missing=no_spark),
)  # fmt: skip
