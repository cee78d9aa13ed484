"""What the tests of formats share: the maker of golden slices, and reading of texts typed in a test."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
import pytest

from vedette.sources.format import Batch, Counts, ReadContext, account
from vedette.sources.sniff import format_named, sniff

MAKE = Path(__file__).parents[1] / "golden" / "sources" / "make.py"
TABLES = ("positions", "identities", "sightings", "images", "detections", "publishers", "reports", "issues")


def load_make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden_sources_make", MAKE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sample" in metafunc.fixturenames:
        metafunc.parametrize("sample", sorted(load_make().SAMPLES))


@pytest.fixture(scope="session")
def golden() -> ModuleType:
    return load_make()


class Whole:
    """All batches of a file as one."""

    def __init__(self, batches: list[Batch]) -> None:
        self.batches = batches
        self.counts: Counts = account(batches)
        self.tables = {name: pl.concat([getattr(b, name) for b in batches]) for name in TABLES}

    def __getattr__(self, name: str) -> pl.DataFrame:
        return self.tables[name]

    def reasons(self, row: int | None) -> list[str]:
        """The codes of the issues of a row, or of the whole file (None)."""
        issues = self.tables["issues"]
        wanted = pl.col("source_row").is_null() if row is None else pl.col("source_row") == row
        return issues.filter(wanted)["reason"].to_list()

    def disjoint_rows(self) -> Counts:
        """The account made anew from the tables: each row under the first table that it stands in."""
        seen: set[int] = set()
        found = []
        for names in (
            ("positions",),
            ("identities",),
            ("sightings", "images", "detections", "publishers", "reports"),
            ("issues",),
        ):
            rows = {r for name in names for r in self.tables[name]["source_row"].to_list() if r is not None}
            found.append(len(rows - seen))
            seen |= rows
        return Counts(*found)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Whole]:
    """Write some content to a file and read it, by a format's name or as sniffed."""

    def read_content(content: bytes | str | Path, form: str | None = None, name: str = "input", **context: Any) -> Whole:
        path = content if isinstance(content, Path) else tmp_path / name
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        told = ReadContext(**({"source_id": "src-test"} | context))
        chosen = format_named(form) if form else sniff(path, told.mapping)
        return Whole(list(chosen.read(path, told)))

    return read_content
