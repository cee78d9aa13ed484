"""One invented slice per format: sniffed as itself, read as written down, whatever the size of the blocks."""

from __future__ import annotations

import json
from dataclasses import replace
from types import ModuleType

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from vedette.errors import VedetteError
from vedette.sources.format import account
from vedette.sources.opening import read_all
from vedette.sources.sniff import FORMATS, format_named, sniff

TABLES = ("positions", "identities", "sightings", "images", "detections", "publishers", "reports", "issues")


def test_every_format_has_a_slice(golden: ModuleType) -> None:
    assert set(golden.SAMPLES) == set(FORMATS)


def test_input_is_what_the_maker_writes(golden: ModuleType, sample: str, tmp_path) -> None:
    filename, make = golden.SAMPLES[sample]
    made = tmp_path / filename
    made.write_bytes(make())
    assert read_all(golden.HERE / sample / filename, 1 << 20) == read_all(made, 1 << 20), f"make it anew: {golden.COMMAND}"


def test_reads_as_written_down(golden: ModuleType, sample: str) -> None:
    expected = json.loads((golden.HERE / sample / "expected.json").read_text(encoding="utf-8"))
    found = json.loads(json.dumps(golden.read_sample(sample)))
    assert found == expected, f"if this change is meant, make the slices anew and read the difference: {golden.COMMAND}"


def test_is_sniffed_by_content_alone(golden: ModuleType, sample: str, tmp_path) -> None:
    misnamed = tmp_path / "data.bin"
    misnamed.write_bytes((golden.HERE / sample / golden.SAMPLES[sample][0]).read_bytes())
    assert sniff(misnamed).name == sample


@pytest.mark.parametrize("block_rows", [1, 2, 3, 7])
def test_size_of_blocks_changes_nothing(golden: ModuleType, sample: str, block_rows: int) -> None:
    path = golden.HERE / sample / golden.SAMPLES[sample][0]
    whole, parts = (
        list(format_named(sample).read(path, replace(golden.context(sample), block_rows=n))) for n in (100_000, block_rows)
    )
    assert account(parts) == account(whole)
    for table in TABLES:
        one, many = (pl.concat([getattr(b, table) for b in batches]) for batches in (whole, parts))
        order = ["source_row", *[c for c in one.columns if c in ("key", "value", "reason", "message")]]
        assert_frame_equal(one.sort(order), many.sort(order), check_row_order=True)


def test_account_is_that_of_the_tables(golden: ModuleType, sample: str, read) -> None:
    whole = read(golden.HERE / sample / golden.SAMPLES[sample][0], form=sample, register=golden.register())
    assert whole.counts == whole.disjoint_rows()


@pytest.mark.parametrize("share", [0.1, 0.35, 0.6, 0.9, 0.99])
def test_cut_anywhere_it_reads_or_refuses_with_words(golden: ModuleType, sample: str, read, share: float) -> None:
    content = (golden.HERE / sample / golden.SAMPLES[sample][0]).read_bytes()
    try:
        whole = read(content[: int(len(content) * share)], form=sample, register=golden.register())
    except VedetteError as error:
        said = str(error)
    else:
        said = "input: it reads, and says what is lost" if whole.counts == whole.disjoint_rows() else ""
    assert said.startswith(("input", "/"))
    assert len(said) > 20
