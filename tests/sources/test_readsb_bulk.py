"""Traces read in bulk give what reading each alone gives, or are left to that."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from benchmarks.trace_archive import make_trace
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from vedette.case.settings import SourceSpec
from vedette.clock import parse_time
from vedette.engine import compiled
from vedette.registry.register import load_register
from vedette.schema.tables import IDENTITIES, ISSUES, POSITIONS, SOURCES
from vedette.sources import bring_traces, readsb_trace
from vedette.sources.bring_in import NO_SPEC, bring_in
from vedette.sources.bring_traces import bring_in_traces
from vedette.sources.format import ReadContext
from vedette.sources.readsb_files import TraceFile, read_file, read_files
from vedette.sources.readsb_kernel import scan_points
from vedette.sources.readsb_points import TracePoints, read_points
from vedette.sources.readsb_tables import assets_of, identity_rows, positions_of
from vedette.store.tables import Store

NOW = parse_time("2025-01-02")
SOURCE = "src-000000000000"
POINT: list[Any] = [0.5, 34.4, 35.9, 1200, 160.0, 181.0, 0, 64, None, "adsb_icao", 1300, 64, None, None]
DETAILS = {"type": "adsb_icao", "flight": "RFF8050 ", "true_heading": 91.5, "rc": 186, "nav_modes": ["vnav", "lnav"], "mlat": []}
SCANS = {"plain": scan_points, "compiled": compiled.compiled(scan_points, compiled.MIN_COMPILED_ROWS)}
EACH_SCAN = pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS.keys())


def point(**changes: Any) -> list[Any]:
    names = ("offset_s", "lat", "lon", "alt", "gs", "track", "flags", "rate", "details", "source", "geom", "grate", "ias", "roll")
    return [changes.get(name, value) for name, value in zip(names, POINT, strict=True)]


def document(*points: Any, **more: Any) -> bytes:
    return json.dumps({"icao": "1402a5", "r": "RA-82035", "timestamp": 1735689600.25, **more, "trace": list(points)}).encode()


def read_alone(path: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    batches = list(readsb_trace.read(path, ReadContext(source_id=SOURCE)))
    named = ((POSITIONS, "positions"), (IDENTITIES, "identities"), (ISSUES, "issues"))
    return tuple(table.shape(pl.concat([getattr(b, name) for b in batches])) for table, name in named)  # type: ignore[return-value]


def assert_as_alone(points: TracePoints, path: Path) -> None:
    positions, identities, issues = read_alone(path)
    asset_id = assets_of([points])[0]
    assert asset_id is not None
    assert_frame_equal(positions_of([points], [SOURCE], [asset_id]), positions, check_exact=True)
    assert_frame_equal(IDENTITIES.build(identity_rows(points, SOURCE, asset_id)), identities, check_exact=True)
    assert issues.is_empty()


USUAL = {
    "all fields": document(POINT),
    "five fields": document(POINT[:5], POINT[:7], POINT[:10]),
    "more fields": document([*POINT, 7, "x", [1, "a"], [], True, None]),
    "details": document(point(details=DETAILS), POINT, point(details={}), point(details={**DETAILS, "flight": None})),
    "call signs": document(*(point(offset_s=n, details={"flight": f}) for n, f in enumerate(("A1", "B2", "A1", "A1 ", "", "-")))),
    "times going back": document(point(offset_s=9, details=DETAILS), point(offset_s=1, details=DETAILS), point(offset_s=5)),
    "on the ground": document(point(alt="ground"), point(alt="ground", details=DETAILS), point(alt="ground", track=None)),
    "no altitude": document(point(alt=None), point(alt=None, geom=None), [*POINT[:3], None, None]),
    "flags": document(*(point(flags=bits) for bits in (None, 0, 1, 2, 3, 7, 2.0, -2))),
    "sources": document(*(point(source=s, details=d) for s in (None, "", "mlat", "tisb") for d in (None, {"type": "mlat"}))),
    "off range": document(point(gs=5000.0), point(alt=200_000), point(track=400), point(rate=99_999), point(track=-10.5)),
    "integers": document([5, 34, 35, 0, 160, 181, 0, 0, None, None]),
    "minus zero": document(point(lat=-0.0, lon=0, rate=-0.0)).replace(b"34.4", b"-0"),
    "many digits": document(point(lat=34.4000000000001, lon=35.1234567)),
    "rounded times": document(
        *(point(offset_s=s) for s in (0.0005, 0.0015, 1.0625, 1.06250001, 0.12349999, 86_399.9996, 90_000))
    ),
    "not an icao address": document(POINT, icao="~2B0001"),
    "blank names": document(POINT, r="", t="N/A", desc="Ilyuschin ÄÖ \u2026"),
    "spaces": json.dumps(json.loads(document(point(details=DETAILS), POINT)), indent=3).encode(),
}
UNUSUAL = {
    "null place": document(POINT, point(lat=None)),
    "place not available": document(point(lat=91.0)),
    "impossible place": document(point(lon=-181.0)),
    "impossible time": document(point(offset_s=1e11)),
    "number as text": document(point(gs="160")),
    "word for altitude": document(point(alt="grounds"), point(alt="groun")),
    "truth for a number": document(point(flags=True)),
    "an exponent": document(POINT).replace(b"34.4", b"3.44e1"),
    "too many digits": document(POINT).replace(b"34.4", b"34.40000000000000000001"),
    "escapes": document(point(details={"flight": "A\u00e91"})),
    "letters beyond ASCII": document(point(details={"flight": "QQ"})).replace(b"QQ", "Ä1".encode()),
    "not a point": document(POINT, None),
    "too few fields": document(POINT[:4]),
    "details nested": document(point(details={"lastPosition": {"lat": 1}})),
    "details a list": document(point(details=[1])),
    "source a number": document(point(source=7)),
    "NaN": document(point(gs=float("nan"))),
    "no points": document(),
    "not an address": document(POINT, icao="zz"),
    "address a number": document(POINT, icao=123456),
    "registration a number": document(POINT, r=7),
    "a trace elsewhere": document(POINT, other={"trace": [POINT]}),
    "two traces": document(POINT).replace(b'"icao"', b'"trace": [[1, 2, 3, 4, 5]], "icao"'),
}
BROKEN = {
    "cut": document(POINT)[:-1],
    "cut in a point": document(POINT, POINT)[:-40],
    "comma": document(POINT).replace(b"]]", b"],]"),
    "comma in a point": document(POINT[:6]).replace(b"181.0]", b"181.0,]"),
    "no comma": document(POINT).replace(b"34.4, 35.9", b"34.4 35.9"),
    "leading zero": document(POINT).replace(b"34.4", b"034.4"),
    "bare point": document(POINT).replace(b"34.4", b"34."),
    "plus": document(POINT).replace(b"34.4", b"+34.4"),
    "control character": document(point(source="a\tb")).replace(b"\\t", b"\t"),
    "nul": document(POINT).replace(b"null", b"nul\0", 1),
    "more behind": document(POINT) + b"x",
    "no timestamp": document(POINT).replace(b"timestamp", b"timestomp"),
}
PATCHES = (b"", b"0", b"-", b".", b",", b"]", b"[", b'"', b" ", b"e", b"null", b"{}", b":")


@EACH_SCAN
@pytest.mark.parametrize("name", USUAL)
def test_what_readsb_writes_is_read_as_alone(name: str, scan: Any, tmp_path: Path) -> None:
    path = tmp_path / "trace_full_1402a5.json"
    path.write_bytes(gzip.compress(USUAL[name]))
    found = read_file(path, scan)
    assert isinstance(found, TraceFile)
    assert found.points is not None
    assert_as_alone(found.points, path)


@EACH_SCAN
@pytest.mark.parametrize("name", [*UNUSUAL, *BROKEN])
def test_everything_else_is_left_to_the_patient_reader(name: str, scan: Any) -> None:
    points = read_points((UNUSUAL | BROKEN)[name], scan)
    assert points is None or assets_of([points]) == [None]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_document_with_any_bytes_changed_is_read_as_alone_or_left(data: st.DataObject, tmp_path_factory: Any) -> None:
    name = data.draw(st.sampled_from(sorted(USUAL)))
    content = bytearray(USUAL[name])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 2))] = data.draw(st.sampled_from(PATCHES))
    points = read_points(bytes(content), scan_points)
    if points is not None and assets_of([points]) != [None]:
        path = tmp_path_factory.mktemp("changed") / "trace_full_1402a5.json"
        path.write_bytes(content)
        assert_as_alone(points, path)


def test_a_made_up_day_is_read_as_alone(archive: Callable[..., list[Path]]) -> None:
    for files in read_files(archive(6, 400)):
        for found in files:
            assert isinstance(found, TraceFile)
            assert found.points is not None
            assert_as_alone(found.points, found.path)


def test_shared_traces_are_read_as_alone(shared_data: Path) -> None:
    paths = sorted((shared_data / "adsb").rglob("trace_full_*.json"))
    taken = 0
    for path in paths:
        found = read_file(path, SCANS["compiled"])
        assert isinstance(found, TraceFile)
        assert found.points is not None, path
        assert_as_alone(found.points, path)
        taken += 1
    assert taken == len(paths) >= 20


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., list[Path]]:
    def make(n_files: int, n_points: int) -> list[Path]:
        rng = np.random.default_rng(11)
        paths = [tmp_path / "in" / f"trace_full_{0x100000 + n:06x}.json" for n in range(n_files)]
        (tmp_path / "in").mkdir(exist_ok=True)
        for path in paths:
            path.write_bytes(gzip.compress(make_trace(path.stem[-6:], n_points, rng)))
        return paths

    return make


def bring_alone(store: Store, paths: list[Path], base: Path) -> None:
    for path in paths:
        bring_in(store, path, base=base, spec=NO_SPEC, register=load_register(), added=NOW)


def bring_together(store: Store, paths: list[Path], base: Path, **more: Any) -> dict[Path, Any]:
    return bring_in_traces(store, paths, **{"base": base, "spec": NO_SPEC, "added": NOW, **more})


def assert_same_stores(one: Store, other: Store) -> None:
    for table in (POSITIONS, IDENTITIES, SOURCES, ISSUES):
        assert_frame_equal(one.read(table), other.read(table), check_exact=True)


def test_traces_brought_in_together_leave_the_tables_that_they_leave_alone(archive: Any, tmp_path: Path) -> None:
    paths = archive(7, 60)
    alone, together = Store(tmp_path / "a"), Store(tmp_path / "b")
    bring_alone(alone, paths, tmp_path)
    accounts = bring_together(together, paths, tmp_path)
    assert_same_stores(alone, together)
    assert together.read(POSITIONS).height == 7 * 60
    assert [accounts[p].counts.positions for p in paths] == [60] * 7
    assert together.versions()["positions"] == 0  # one commit


def test_traces_that_are_there_are_left_alone(archive: Any, tmp_path: Path) -> None:
    paths = archive(4, 30)
    store = Store(tmp_path / "a")
    bring_alone(store, paths[:2], tmp_path)
    again = bring_together(store, paths, tmp_path)
    assert [again[p].was_here for p in paths] == [True, True, False, False]
    assert store.read(POSITIONS).height == 4 * 30


def test_what_is_said_anew_replaces_what_was_said(archive: Any, tmp_path: Path) -> None:
    paths = archive(3, 30)
    store = Store(tmp_path / "a")
    bring_together(store, paths, tmp_path)
    bring_together(store, paths, tmp_path, spec=SourceSpec(path="-", licence="ODbL 1.0"))
    assert store.read(POSITIONS).height == 3 * 30
    assert set(store.read(SOURCES)["licence"]) == {"ODbL 1.0"}


@pytest.mark.parametrize("stop", [1, 2])
def test_stopped_between_two_tables_and_resumed_in_other_company(
    stop: int, archive: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = archive(6, 30)
    store, whole = Store(tmp_path / "a"), Store(tmp_path / "b")
    append_many, calls = Store.append_many, []

    def stopping(self: Store, *args: Any, **named: Any) -> None:
        if len(calls) == stop:
            raise KeyboardInterrupt
        calls.append(1)
        append_many(self, *args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "append_many", stopping)
        with pytest.raises(KeyboardInterrupt):
            bring_together(store, paths[:4], tmp_path)
    assert store.read(POSITIONS).is_empty()  # nothing counts before its source is there
    bring_alone(store, paths[:1], tmp_path)
    bring_together(store, paths[2:], tmp_path)
    bring_together(store, paths, tmp_path)
    bring_alone(whole, paths, tmp_path)
    assert_same_stores(store, whole)


def test_files_that_are_no_usual_traces_are_passed_over(archive: Any, tmp_path: Path) -> None:
    paths = archive(3, 30)
    paths[0].write_bytes(paths[0].read_bytes()[:-20])
    paths[1].write_bytes(UNUSUAL["null place"])
    other = tmp_path / "in" / "notes.json"
    other.write_text("{}")
    missing = tmp_path / "in" / "trace_full_ffffff.json"
    assert list(bring_together(Store(tmp_path / "a"), [*paths, other, missing], tmp_path)) == [paths[2]]


def test_two_copies_of_a_trace_count_once(archive: Any, tmp_path: Path) -> None:
    paths = archive(1, 30)
    copy = paths[0].with_name("trace_full_copy.json")
    copy.write_bytes(paths[0].read_bytes())
    store = Store(tmp_path / "a")
    assert list(bring_together(store, [*paths, copy], tmp_path)) == paths
    assert store.read(POSITIONS).height == 30


def test_nothing_is_written_when_only_shown(archive: Any, tmp_path: Path) -> None:
    store = Store(tmp_path / "a")
    accounts = bring_together(store, archive(2, 30), tmp_path, dry_run=True)
    assert [a.counts.positions for a in accounts.values()] == [30, 30]
    assert store.versions() == {}


def test_groups_of_files_do_not_change_what_is_read(archive: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = archive(7, 30)
    one, other = Store(tmp_path / "a"), Store(tmp_path / "b")
    bring_together(one, paths, tmp_path)
    monkeypatch.setattr("vedette.sources.readsb_files.GROUP_FILES", 2)
    bring_together(other, paths, tmp_path)
    assert_same_stores(one, other)
    assert bring_traces.FORMAT.name == one.read(SOURCES)["format"][0]
