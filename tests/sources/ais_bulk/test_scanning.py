"""The loop over lines says what `read_line` says of a line, or leaves it to it."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vedette.engine import compiled as compiling
from vedette.sources.ais_bulk.layout import ODD
from vedette.sources.ais_bulk.line_records import scan_block
from vedette.sources.ais_bulk.scanning import scan_lines
from vedette.sources.ais_bulk.spans import Block

SHAPES = (
    b"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C",
    rb"\s:2573555,c:1707873398*05\!BSVDM,1,1,,A,13mB7d001E1dDH0`KlKBjB?<0490,0*34",
    b"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C,s25124,d-082,rNDBC1,1272412824",
    b"$PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,2B*5B",
    b"$GPGGA,073000,3454.0,N,03551.0,E,1,08,0.9,10.0,M,,M,,*6C",
    b"!AIVDM,1,1,,B,,0*25",
    b"# a comment",
)
MARKS = st.sampled_from([bytes([c]) for c in b"\\!$*,:.# 0159AFacsrbV\xff\x00"])


def records_of(line: bytes) -> tuple[np.ndarray, np.ndarray]:
    """A line as the loop has it, and as `read_line` has it."""
    block = Block(line, np.zeros(1, np.int64), np.array([len(line)]), np.ones(1, np.int64))
    scanned = scan_block(block, 1)
    looped = np.zeros_like(scanned.lines)
    scan_lines(line, block.starts, block.ends, looped)
    return looped, scanned.lines


def assert_agrees(line: bytes) -> bool:
    """Whether the loop knew the line; where it did, it has what `read_line` has of what matters for its kind."""
    looped, read = records_of(line)
    if looped["kind"][0] == ODD:
        return False
    names = {0: looped.dtype.names, 1: ("kind", "time_us", "checksum")}.get(int(read["kind"][0]), ("kind",))
    assert [looped[name][0] for name in names] == [read[name][0] for name in names]
    return True


@pytest.mark.parametrize("line", SHAPES)
def test_usual_lines_are_known(line: bytes) -> None:
    assert assert_agrees(line)
    assert assert_agrees(b"  " + line + b" \r")


@settings(max_examples=400)
@example(SHAPES[3], [(5, 1, b"\\")], False)
@given(st.sampled_from(SHAPES), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 2), MARKS), max_size=3), st.booleans())
def test_changed_lines_are_read_alike(line: bytes, changes: list[tuple[int, int, bytes]], is_mended: bool) -> None:
    for at, n_lost, mark in changes:
        line = line[:at] + mark + line[at + n_lost :]
    if is_mended and line.startswith((b"!", b"$")) and b"*" in line:
        body = line[1 : line.rindex(b"*")]
        line = line[:1] + body + b"*%02X" % np.bitwise_xor.reduce(np.frombuffer(body or b"\0", np.uint8))
    if line.strip():
        assert_agrees(line)


@given(st.binary(min_size=1, max_size=60).filter(bytes.strip))
def test_any_bytes_are_read_alike(line: bytes) -> None:
    assert_agrees(line.replace(b"\n", b"."))


@pytest.mark.parametrize(
    "time", [b"0", b"1734852600", b"1734852600.5", b"1734852600250", b"4102444800", b"4102444801", b"9" * 13]
)
def test_times_of_tag_blocks(ais_lines: ModuleType, time: bytes) -> None:
    assert_agrees(ais_lines.tagged(SHAPES[0], b"s:x,c:" + time))


def test_compiled_and_plain_loops_fill_the_same_records(ais_lines: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line.rstrip(b"\r") for line in ais_lines.Maker(5).lines(400) if line.strip() and b"\n" not in line]
    content = b"\n".join(lines)
    ends = np.cumsum([len(line) + 1 for line in lines]) - 1
    starts = ends - np.array([len(line) for line in lines])
    block = Block(content, starts, ends, np.arange(1, len(lines) + 1))
    plain = scan_block(block, 1)
    monkeypatch.setattr(compiling, "MIN_COMPILED_ROWS", 0)
    fast = scan_block(block, 1)
    sentences = plain.lines["kind"] == 0
    assert np.array_equal(plain.lines["kind"], fast.lines["kind"])
    for name in plain.lines.dtype.names:
        assert plain.lines[name][sentences].tolist() == fast.lines[name][sentences].tolist()
    assert plain.messages.tobytes() == fast.messages.tobytes()
