"""Beast binary, against frames from an encoder of our own: framing, counters, places, and what becomes of each frame."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.clock import parse_time
from vedette.geo import distance_km
from vedette.schema.flags import Flag
from vedette.sources import opening
from vedette.sources.beast_clock import MLAT_COUNTER, FrameClock, measure
from vedette.sources.beast_frames import DAMAGED, Frame, read_frames
from vedette.sources.beast_places import Sky, decode, is_whole

from .conftest import load_make

MAKE = load_make()
SECOND = 12_000_000
RECEIVED = parse_time("2025-01-01T00:00:00Z")
HERE, THERE = 0x1402A5, 0x1402A6
FIRST = 0x1A1A1A1A  # a counter full of bytes that must be doubled
EVEN, ODD = (MAKE.squitter(HERE, MAKE.airborne(34.4, 35.9, odd)) for odd in (0, 1))


def recording(*timed: tuple[float, bytes]) -> bytes:
    return b"".join(MAKE.beast_frame("3", FIRST + round(at_s * SECOND), message) for at_s, message in timed)


@pytest.fixture
def read_timed(read) -> Any:
    return lambda content, **context: read(content, form="beast", **({"received": RECEIVED} | context))


# framing


@settings(max_examples=60)
@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from([("1", 2), ("2", 7), ("3", 14)]), st.sampled_from([0, FIRST, 2**48 - 1]), st.integers(0, 2**112 - 1)
        )
    )
)
def test_frames_come_back_as_they_were_written(parts: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    wanted = [Frame(ord(kind), counter, bits.to_bytes(14, "big")[:n]) for (kind, n), counter, bits in parts]
    path = tmp_path_factory.mktemp("frames") / "x"
    path.write_bytes(b"".join(MAKE.beast_frame(chr(f.kind), f.counter, f.content, signal=0x1A) for f in wanted))
    assert list(read_frames(path)) == wanted


@pytest.mark.parametrize("piece_bytes", [1, 2, 7, 64])
def test_size_of_pieces_changes_nothing(monkeypatch: pytest.MonkeyPatch, golden: ModuleType, piece_bytes: int) -> None:
    path = golden.HERE / "beast" / "input.bin"
    whole = list(read_frames(path))
    monkeypatch.setattr(opening, "PIECE_BYTES", piece_bytes)
    assert list(read_frames(path)) == whole


@pytest.mark.parametrize(
    ("between", "n_damaged"),
    [(b"", 0), (b"noise", 1), (b"\x1a3" + bytes(9), 1), (b"\x1a7" + bytes(9), 1), (b"\x1a\x1a3" + b"x" * 21, 1)],
)
def test_what_lies_between_frames_is_one_damaged_frame(tmp_path: Path, between: bytes, n_damaged: int) -> None:
    frame = MAKE.beast_frame("3", FIRST, EVEN)
    (tmp_path / "x").write_bytes(frame + between + frame)
    found = list(read_frames(tmp_path / "x"))
    damaged = [f.content for f in found if f.kind == DAMAGED]
    assert damaged == [between] * n_damaged
    assert [f.content for f in found if f.kind != DAMAGED] == [EVEN, EVEN]


def test_endless_noise_is_taken_piece_by_piece(tmp_path: Path) -> None:
    noise = b"\x1a0 noise" * 400_000
    (tmp_path / "x").write_bytes(noise + MAKE.beast_frame("3", FIRST, EVEN))
    found = list(read_frames(tmp_path / "x"))
    assert b"".join(f.content for f in found[:-1]) == noise
    assert found[-1].content == EVEN


# counters


@pytest.mark.parametrize(
    ("counters_s", "elapsed_s", "n_restarts"),
    [
        ([1, 3, 10], 9, 0),
        ([100, 99, 103], 3, 0),  # merged streams, a little out of order
        ([100, 200, 5, 8], 103, 1),
        ([1, 1 + 50_000, 2 + 50_000], 1, 1),  # further than any silence
        ([2**48 / 12e6 - 1, 1], 2, 0),  # the counter runs over
    ],
)
def test_seconds_of_a_counter(counters_s: list[float], elapsed_s: float, n_restarts: int) -> None:
    clock = FrameClock()
    restarts = [clock.advance(round(s * SECOND) or 1) for s in counters_s]
    assert (clock.elapsed_s, sum(restarts)) == (pytest.approx(elapsed_s, abs=1e-6), n_restarts)


@pytest.mark.parametrize("counter", [0, MLAT_COUNTER, MLAT_COUNTER + 1])
def test_what_is_no_counter_leaves_the_clock_as_it_is(counter: int) -> None:
    clock = FrameClock()
    assert not clock.advance(counter)
    assert not clock.is_running


def frames_at(seconds: list[float], *, gps: bool) -> list[Frame]:
    return [Frame(50, int(s) << 30 | round(s % 1 * 1e9) if gps else round(s * SECOND), b"") for s in seconds]


def test_gps_time_is_told_from_a_12_mhz_counter() -> None:
    seconds = [86_350 + i * 0.0475 for i in range(2_000)]  # over midnight
    gps, plain = (measure(frames_at([s % 86_400 if is_gps else s for s in seconds], gps=is_gps)) for is_gps in (True, False))
    assert (gps.is_gps, plain.is_gps) == (True, False)
    assert gps.elapsed_s == pytest.approx(plain.elapsed_s, abs=1e-4)
    hours = measure(frames_at([1.0 + i for i in range(7_200)], gps=False))
    assert not hours.is_gps


def test_times_count_back_from_the_last_frame(read_timed) -> None:
    whole = read_timed(recording((0, EVEN), (1.5, ODD), (4.0, EVEN)))
    assert whole.positions["time"].to_list() == [RECEIVED - timedelta(seconds=2.5), RECEIVED]
    assert whole.reasons(None) == ["time_from_counter"]


def test_a_restart_is_told_and_joins_no_halves(read_timed) -> None:
    content = recording((100, EVEN), (101, ODD)) + recording((0, EVEN), (1, ODD))
    whole = read_timed(content)
    assert whole.positions["time"].to_list() == [RECEIVED - timedelta(seconds=1), RECEIVED]
    assert [whole.reasons(row) for row in (1, 2, 3, 4)] == [["unpaired"], [], ["counter_restarted", "unpaired"], []]
    assert whole.counts == whole.disjoint_rows()


def test_without_a_counter_no_halves_are_joined(read_timed) -> None:
    whole = read_timed(b"".join(MAKE.beast_frame("3", 0, message) for message in (EVEN, ODD)))
    assert whole.issues["reason"].to_list() == ["no_counter"] * 2


def test_without_a_time_of_reception_places_are_no_positions(read) -> None:
    whole = read(recording((0, EVEN), (1, ODD), (2, MAKE.squitter(HERE, MAKE.named("RFF8050")))), form="beast")
    assert whole.issues["reason"].to_list() == ["unpaired", "no_time"]
    assert "--received-at" in whole.issues["message"][1]
    assert whole.identities.select("value", "valid_from").rows() == [("RFF8050", None)]


# places


@settings(max_examples=150, deadline=None)
@given(lat=st.floats(-86.5, 86.5), lon=st.floats(-180, 179.99), odd=st.integers(0, 1))
def test_a_pair_gives_the_place_that_was_sent(lat: float, lon: float, odd: int) -> None:
    sky, place = Sky(), None
    for which in (1 - odd, odd):
        content = MAKE.squitter(HERE, MAKE.airborne(lat, lon, which))
        place = sky.locate("a", content, decode(content) or {}, 0.0)
    # the zones of the halves may differ within a step of a zone's border: then there is no place, never a wrong one
    border = any(MAKE.zones(lat + d) != MAKE.zones(lat - d) for d in (1e-4,))
    assert place is not None or border
    if place is not None:
        assert distance_km(lat, lon, *place) < 0.02


@settings(max_examples=60, deadline=None)
@given(lat=st.floats(-80, 80), lon=st.floats(-179, 179), far=st.floats(-0.4, 0.4), odd=st.integers(0, 1))
def test_on_the_ground_the_place_before_settles_it(lat: float, lon: float, far: float, odd: int) -> None:
    sky = Sky()
    for second, which in enumerate((0, 1)):
        content = MAKE.squitter(HERE, MAKE.airborne(lat, lon, which))
        before = sky.locate("a", content, decode(content) or {}, float(second))
    content = MAKE.squitter(HERE, MAKE.surface(lat + far, lon + far, odd))
    place = sky.locate("a", content, decode(content) or {}, 300.0)
    assert (place is None) == (before is None)
    if place is not None:
        assert distance_km(lat + far, lon + far, *place) < 0.005


@pytest.mark.parametrize(
    ("wait_s", "reasons"), [(9.0, []), (11.0, ["unpaired"]), (-9.0, []), (700.0, ["unpaired"])]
)  # fmt: skip
def test_halves_are_joined_within_ten_seconds(read_timed, wait_s: float, reasons: list[str]) -> None:
    whole = read_timed(recording((1_000, EVEN), (1_000 + wait_s, ODD)))
    assert whole.reasons(2) == reasons


@pytest.mark.parametrize(("wait_s", "n_positions"), [(590, 2), (610, 1)])
def test_a_half_is_read_against_a_place_of_ten_minutes(read_timed, wait_s: float, n_positions: int) -> None:
    far = MAKE.squitter(HERE, MAKE.airborne(35.5, 37.0, 0))
    whole = read_timed(recording((0, EVEN), (1, ODD), (1 + wait_s, far)))
    assert whole.counts.positions == n_positions


def test_halves_of_two_aircraft_are_kept_apart(read_timed) -> None:
    other = MAKE.squitter(THERE, MAKE.airborne(34.4, 35.9, 1))
    assert read_timed(recording((0, EVEN), (1, other))).issues["reason"].to_list()[:2] == ["unpaired"] * 2


# messages


def test_a_position_has_the_motion_heard_before(read_timed) -> None:
    fast = MAKE.squitter(HERE, MAKE.velocity(0, 160, -640))
    found = read_timed(recording((0, fast), (1, EVEN), (2, ODD), (12, EVEN))).positions.rows(named=True)
    assert [(f["sog_kn"], f["cog_deg"], f["vrate_fpm"]) for f in found] == [(160.0, 0.0, -640.0), (None, None, None)]
    assert {(f["alt_ft"], f["on_ground"], f["sensor"], f["flags"]) for f in found} == {(1200.0, False, "adsb", 0)}


def test_supersonic_speeds_come_in_steps_of_four_knots(read_timed) -> None:
    fast = MAKE.squitter(HERE, MAKE.velocity(0, 1_200, 0, subtype=2))
    assert read_timed(recording((0, fast), (1, EVEN), (2, ODD))).positions["sog_kn"].to_list() == [1_200.0]


@pytest.mark.parametrize(
    ("first", "supplement", "asset_id"),
    [
        (0x8D, 0, "icao24:1402a5"),
        (0x8D, 1, "icao24:1402a5"),
        (0x90, 1, "icao24:1402a5"),
        (0x91, 0, "icao24:~1402a5"),
        (0x92, 0, "icao24:1402a5"),
        (0x92, 1, "icao24:~1402a5"),
        (0x95, 0, "icao24:~1402a5"),
        (0x96, 0, "icao24:1402a5"),
        (0x93, 0, None),
        (0x94, 0, None),
    ],
)
def test_whose_address_it_is(read_timed, first: int, supplement: int, asset_id: str | None) -> None:
    halves = [MAKE.squitter(HERE, MAKE.airborne(34.4, 35.9, odd, supplement=supplement), first=first) for odd in (0, 1)]
    whole = read_timed(recording((0, halves[0]), (1, halves[1])))
    assert whole.positions["asset_id"].to_list() == ([asset_id] if asset_id else [])
    assert whole.positions["flags"].to_list() == ([Flag.NON_ICAO if "~" in asset_id else 0] if asset_id else [])
    if asset_id is None:
        assert [whole.reasons(row) for row in (1, 2)] == [["no_position"]] * 2


@given(bit=st.integers(0, 111))
def test_one_wrong_bit_is_found(bit: int) -> None:
    assert is_whole(EVEN)
    broken = (int.from_bytes(EVEN, "big") ^ 1 << bit).to_bytes(14, "big")
    assert not is_whole(broken)
    if broken[0] >> 3 in (17, 18):
        assert decode(broken) is None


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (MAKE.beast_frame("1", FIRST, b"\x12\x34"), "no_position"),
        (MAKE.beast_frame("2", FIRST, bytes.fromhex("5d3981e46dc8eb")), "no_position"),
        (MAKE.beast_frame("3", FIRST, bytes.fromhex("a80018a7ca380030a800001d4e3e")), "no_position"),
        (MAKE.beast_frame("3", FIRST, MAKE.squitter(HERE, bytes(7))), "no_position"),
        (MAKE.beast_frame("3", FIRST, MAKE.squitter(HERE, MAKE.named(" "))), "no_position"),
        (MAKE.beast_frame("3", FIRST, EVEN[:-1] + b"\0"), "bad_checksum"),
        (MAKE.beast_frame("2", FIRST, EVEN[:7]), "bad_checksum"),
        (MAKE.beast_frame("3", FIRST, MAKE.squitter(HERE, MAKE.packed((11, 5), (0, 3), (129, 12), (0, 36)))), "bad_payload"),
        (MAKE.beast_frame("3", FIRST, EVEN)[:-1], "bad_frame"),
        (b"noise", "bad_frame"),
    ],
)
def test_what_gives_nothing_says_why(read_timed, frame: bytes, reason: str) -> None:
    whole = read_timed(frame)
    assert whole.reasons(1) == [reason]
    assert whole.counts.rows == 1


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300), cut=st.integers(0, 90))
def test_any_bytes_are_accounted_for(content: bytes, cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    from vedette.sources.beast import read as read_beast
    from vedette.sources.format import ReadContext, account

    path = tmp_path_factory.mktemp("any") / "x"
    path.write_bytes(recording((0, EVEN), (1, ODD), (2, EVEN))[: 90 - cut] + content)
    n_rows = account(read_beast(path, ReadContext("src-any", received=RECEIVED))).rows
    assert n_rows == sum(1 for _ in read_frames(path))


def test_a_compressed_recording_that_breaks_keeps_what_came_before(read_timed) -> None:
    import gzip

    packed = gzip.compress(recording(*((i, (EVEN, ODD)[i % 2]) for i in range(2_000))))
    whole = read_timed(packed[: len(packed) // 2])
    assert "truncated" in whole.reasons(None)
    assert 100 < whole.counts.positions < 2_000
    times: list[datetime] = whole.positions["time"].to_list()
    assert {b - a for a, b in pairwise(times)} == {timedelta(seconds=1)}
    assert whole.counts == whole.disjoint_rows()
