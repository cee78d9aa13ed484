"""The account of a file in the table of sources."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from vedette.case.settings import SourceSpec
from vedette.clock import parse_time
from vedette.errors import SourceError, StoreError
from vedette.schema.tables import IDENTITIES, ISSUES, POSITIONS, SOURCES
from vedette.sources.bring_in import bring_in, read_whole
from vedette.store.tables import Store

ADDED = parse_time("2025-02-01")
CSV = (
    "time,mmsi,lat,lon,name\n2024-12-22T07:30:00Z,273396130,34.9,35.9,A\n"
    "2024-12-22T07:31:00Z,273396130,34.8,35.8,A\n,273396130,34.8,35.8,\n"
)


def brought(golden: ModuleType, folder: Path, **stated: object) -> dict[str, object]:
    path = folder / "data.csv"
    path.write_text(CSV)
    spec = SourceSpec(path="-", **stated)
    tables = read_whole(path, base=folder, register=golden.register(), added=ADDED, spec=spec)
    return tables["sources"].row(0, named=True)


def test_rows_are_positions_identities_issues_and_others(golden: ModuleType, tmp_path: Path) -> None:
    row = brought(golden, tmp_path)
    assert (row["n_rows"], row["n_positions"], row["n_identities"], row["n_issues"], row["n_other"]) == (3, 2, 0, 1, 0)
    assert (row["start"], row["end"]) == (parse_time("2024-12-22T07:30"), parse_time("2024-12-22T07:31"))
    assert (row["south_deg"], row["west_deg"], row["north_deg"], row["east_deg"]) == (34.8, 35.8, 34.9, 35.9)
    assert (row["path"], row["format"], row["row_unit"]) == ("data.csv", "csv_mapped", "line")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, (None, None, None)),
        ({"licence": "noaa"}, ("US public domain", "AIS data: NOAA Office for Coastal Management", True)),
        ({"licence": "MIT"}, ("MIT", None, True)),
        ({"licence": "noaa", "attribution": "mine", "is_redistributable": False}, ("US public domain", "mine", False)),
        ({"url": "https://coast.noaa.gov/htdata/x.zip"}, ("US public domain", "AIS data: NOAA", True)),
    ],
)
def test_terms_come_from_what_is_stated(golden: ModuleType, tmp_path: Path, stated: dict, expected: tuple) -> None:
    row = brought(golden, tmp_path, **stated)
    assert row["licence"] == expected[0]
    assert (row["attribution"] or "").startswith(expected[1] or "")
    assert row["is_redistributable"] is expected[2]


def test_a_file_is_brought_in_once(golden: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(CSV)
    store = Store(tmp_path / "tables")
    spec = SourceSpec(path="-")
    first, second = (bring_in(store, path, base=tmp_path, spec=spec, register=golden.register(), added=ADDED) for _ in range(2))
    assert (first.was_here, second.was_here) == (False, True)
    assert [store.read(t).height for t in (SOURCES, POSITIONS, IDENTITIES, ISSUES)] == [1, 2, 1, 1]


def test_a_write_that_broke_off_is_taken_up_again(golden: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "data.csv"
    path.write_text(CSV)
    store = Store(tmp_path / "tables")
    arguments = {"base": tmp_path, "spec": SourceSpec(path="-"), "register": golden.register(), "added": ADDED}
    append = Store.append

    def break_off(self: Store, table, frame, **kwargs):
        if table.name == "identities":
            raise StoreError("the disk is full")
        return append(self, table, frame, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "append", break_off)
        with pytest.raises(StoreError, match="disk is full"):
            bring_in(store, path, **arguments)
    assert store.read(POSITIONS).is_empty()  # a source without its own row does not count
    bring_in(store, path, **arguments)
    assert [store.read(t).height for t in (SOURCES, POSITIONS, IDENTITIES, ISSUES)] == [1, 2, 1, 1]


def test_a_stated_mapping_is_used(golden: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("a;b;c;d\n2024-12-22 07:30:00;273396130;34.9;35.9\n")
    spec = SourceSpec(path="-", columns={"time": "a", "identity": "b", "lat": "c", "lon": "d"})
    tables = read_whole(path, base=tmp_path, register=golden.register(), added=ADDED, spec=spec)
    assert tables["positions"].height == 1
    with pytest.raises(SourceError, match="columns a, b, c, d"):
        read_whole(path, base=tmp_path, register=golden.register(), added=ADDED)
