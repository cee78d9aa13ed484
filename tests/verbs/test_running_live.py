"""`vedette run --engine live` leaves what `vedette run` leaves, whatever came between two runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.case.templates import make_case
from vedette.cli.main import run as vedette
from vedette.engine.live import LiveEngine
from vedette.schema.tables import POSITIONS, SOURCES, TABLES
from vedette.store.tables import Store
from vedette.testing.feed import make_feed
from vedette.verbs.running import run


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three files of ships' positions, the last of them from before the second."""
    folder, paths = tmp_path_factory.mktemp("files"), []
    feed = make_feed(5, n_ships=4, n_aircraft=0, days=3.0).sort("time")
    third = feed.height // 3
    for n, part in enumerate((feed.slice(0, third), feed.slice(2 * third), feed.slice(third, third))):
        path = folder / f"{n}.csv"
        mmsi = part["asset_id"].str.strip_prefix("mmsi:").alias("mmsi")
        part.select(mmsi, part["time"].dt.to_string("%Y-%m-%dT%H:%M:%SZ"), lat="lat_deg", lon="lon_deg", sog="sog_kn").write_csv(
            path
        )
        paths.append(path)
    return paths


def case_with(folder: Path, *files: Path) -> Path:
    make_case(folder, "blank")
    assert vedette(["add", str(folder), *map(str, files), "--json"]) == 0
    return folder


def assert_same_tables(one: Path, other: Path) -> None:
    ours, theirs = Store(one / "data"), Store(other / "data")
    for table in TABLES.values():
        a, b = ours.read(table), theirs.read(table)
        if table is SOURCES:
            a, b = a.drop("added"), b.drop("added")
        assert a.equals(b), table.name


def test_a_case_goes_on_where_it_stopped(tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    live = case_with(tmp_path / "live", files[0], files[1])
    assert run(live, engine="live").has_changed
    fed: list[int] = []
    advance = LiveEngine.advance
    monkeypatch.setattr(LiveEngine, "advance", lambda self, rows: (fed.append(rows.height), advance(self, rows))[1])
    assert not run(live, engine="live").has_changed
    assert vedette(["add", str(live), str(files[2]), "--json"]) == 0  # rows from before those that are there
    run(live, engine="live")
    n_rows = Store(live / "data").read(POSITIONS).height
    assert fed[0] == 0, "nothing was new"
    assert 0 < fed[1] < n_rows / 2, "only the new file was fed"
    whole = case_with(tmp_path / "whole", *files)
    run(whole)
    assert_same_tables(live, whole)
    assert Store(live / "data").read(TABLES["events"]).height > 5


def test_a_source_that_was_forgotten_begins_all_anew(tmp_path: Path, files: list[Path]) -> None:
    live, rest = case_with(tmp_path / "live", files[0], files[1]), case_with(tmp_path / "rest", files[1])
    run(live, engine="live")
    store = Store(live / "data")
    sources = store.read(SOURCES).drop_nulls("start").sort("start")
    store.forget_sources([sources["source_id"][0]])
    run(live, engine="live")
    run(rest)
    assert_same_tables(live, rest)


def test_other_settings_begin_all_anew(tmp_path: Path, files: list[Path]) -> None:
    live, whole = case_with(tmp_path / "live", files[0]), case_with(tmp_path / "whole", files[0])
    run(live, engine="live")
    for case in (live, whole):
        path = case / "case.toml"
        path.write_text(path.read_text() + "\n[settings.gaps]\nship_min_h = 7.0\n")
    run(live, engine="live")
    run(whole)
    assert_same_tables(live, whole)


def test_the_live_engine_has_no_master(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "case"
    make_case(folder, "blank")
    assert vedette(["run", str(folder), "--engine", "live", "--master", "local[2]"]) == 2
    assert "--master local[2] is for Spark" in capsys.readouterr().err
