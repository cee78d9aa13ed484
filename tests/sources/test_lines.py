"""Lines of damaged, huge and odd files: bounded memory, nothing swallowed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from vedette.sources.format import ReadContext
from vedette.sources.json_stream import BrokenArrayError, array_items
from vedette.sources.lines import line_blocks

HEADER = b"time,mmsi,lat,lon,name\n"
GOOD = b"2024-12-22 07:30:00,273396130,34.9,35.9,A\n"


def test_a_line_that_is_too_long_is_an_issue_and_reading_goes_on(read) -> None:
    whole = read(HEADER + GOOD + b"x" * 700_000 + b"\n" + GOOD, max_line_bytes=1_000)
    assert whole.positions["source_row"].to_list() == [2, 4]
    assert whole.reasons(3) == ["line_too_long"]
    assert len(whole.issues.filter(reason="line_too_long")["value"][0]) == 200


def test_a_long_line_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"y" * 3_000_000 + b"\nshort\n")
    blocks = list(line_blocks(path, ReadContext("src-x", max_line_bytes=1_000)))
    assert [(b.lines, b.numbers) for b in blocks] == [([b"short"], [2])]
    assert len(blocks[0].issues) == 1


def test_a_long_last_line_without_an_end(read) -> None:
    whole = read(HEADER + GOOD + b"x" * 700_000, max_line_bytes=1_000)
    assert whole.reasons(3) == ["line_too_long"]


def test_nul_bytes(read) -> None:
    whole = read(HEADER + GOOD + b"\0" * 40 + b"\n" + GOOD)
    assert whole.counts.positions == 2
    assert whole.reasons(3) == ["nul_byte"]


def test_bad_utf8_is_read_as_windows_1252_with_a_warning(read) -> None:
    whole = read(HEADER + GOOD + "2024-12-22 07:30:00,273396130,34.9,35.9,KØBENHAVN\n".encode("cp1252"))
    assert whole.counts.positions == 2
    assert whole.reasons(3) == ["bad_encoding"]
    assert whole.identities["value"].to_list() == ["A", "KØBENHAVN"]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_gzip_gives_what_it_has(read, share: float) -> None:
    import random

    numbers = random.Random(1)
    rows = [
        f"2024-12-22T07:30:00Z,{273396000 + i},{numbers.uniform(30, 40):.6f},{numbers.uniform(30, 40):.6f},A\n".encode()
        for i in range(9_000)
    ]
    packed = gzip.compress(HEADER + b"".join(rows))
    whole = read(packed[: int(len(packed) * share)])
    assert 9_000 * share * 0.8 < whole.counts.positions < 9_000
    assert whole.reasons(None) == ["truncated"]
    assert whole.issues.filter(reason="truncated")["severity"].to_list() == ["error"]
    assert whole.counts.issues == len(whole.issues.filter(reason="cut_line"))  # half a row is no row


def test_a_corrupt_gzip_gives_what_came_before(read) -> None:
    import random

    numbers = random.Random(2)
    rows = [f"2024-12-22 07:30:00,273396130,{numbers.uniform(30, 40):.6f},35.9,A\n".encode() for _ in range(40_000)]
    packed = bytearray(gzip.compress(HEADER + b"".join(rows)))
    middle = len(packed) // 2
    packed[middle : middle + 64] = b"\xff" * 64
    whole = read(bytes(packed))
    assert 0 < whole.counts.positions < 40_000
    assert "truncated" in whole.reasons(None)


def test_a_header_alone_gives_no_rows(read) -> None:
    assert read(b"MMSI,BaseDateTime,LAT,LON\n").counts.rows == 0
    assert read(HEADER).counts.rows == 0


def test_a_repeated_header_is_no_row_of_data(read) -> None:
    whole = read(HEADER + GOOD + HEADER + GOOD)
    assert whole.counts.positions == 2
    assert whole.reasons(3) == ["repeated_header"]


def test_quoted_fields_and_broken_quotes(read) -> None:
    quoted = b'2024-12-22 07:30:00,273396130,"34,9",35.9,"A ""big"" ship, afloat"\n'
    broken = b'2024-12-22 07:30:00,273396130,34.9,35.9,"A\n'
    whole = read(HEADER + quoted + broken + GOOD)
    assert whole.positions["source_row"].to_list() == [2, 4]
    assert whole.positions["lat_deg"].to_list() == [34.9, 34.9]
    assert 'A "big" ship, afloat' in whole.identities["value"].to_list()
    assert whole.reasons(3) == ["bad_columns"]


@pytest.mark.parametrize("line", [b"1,2,3\n", b"1,2,3,4,5,6\n", b"a;b;c;d;e\n"])
def test_a_wrong_number_of_fields(read, line: bytes) -> None:
    whole = read(HEADER + GOOD + line + GOOD)
    assert whole.reasons(3) == ["bad_columns"]
    assert whole.counts.positions == 2


def test_blank_lines_keep_their_numbers_and_are_no_rows(read) -> None:
    whole = read(b"\n" + HEADER + b"\r\n" + GOOD + b"   \n" + GOOD)
    assert whole.positions["source_row"].to_list() == [4, 6]
    assert whole.counts.rows == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_and_line_ends(read, delimiter: str, end: str) -> None:
    lines = [delimiter.join(r) for r in (("time", "mmsi", "lat", "lon"), ("2024-12-22 07:30:00", "273396130", "34.9", "35.9"))]
    assert read(end.join(lines)).counts.positions == 1


def test_two_columns_of_one_name_are_kept_apart(read) -> None:
    whole = read("time,mmsi,lat,lon,x,x\n2024-12-22 07:30:00,273396130,34.9,35.9,1,2\n")
    assert "x, x#2" in whole.issues["message"][0]


@pytest.mark.parametrize("size", [1, 7, 1 << 18])
def test_an_array_is_read_entry_by_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr("vedette.sources.opening.PIECE_BYTES", size)
    path = tmp_path / "x.json"
    path.write_text('\ufeff [1, 23, {"a": [1, {"b": "]"}]}, null, "é", -4.5e3 ]\n', encoding="utf-8")
    assert [item for (item,) in array_items(path, 1_000)] == [1, 23, {"a": [1, {"b": "]"}]}, None, "é", -4500.0]


@pytest.mark.parametrize("content", ["[1, 2", '[1, {"a": ', "[1, x]", '{"a": 1}', "[1, " + '"' + "z" * 5_000])
def test_a_broken_array_gives_what_it_has(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    items = array_items(path, 1_000)
    with pytest.raises(BrokenArrayError):
        list(items)


def test_a_json_table_that_ends_early_keeps_its_rows(read) -> None:
    record = '{"timestamp": 1734852600000, "icao24": "1402a5", "latitude": 34.4, "longitude": 35.9}'
    whole = read(f"[{record}, {record}, {record[:40]}")
    assert whole.counts.positions == 2
    assert whole.reasons(None) == ["truncated"]
