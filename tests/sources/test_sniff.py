"""Formats are found from content; what none knows is told what it looks like."""

from __future__ import annotations

import gzip
import struct
import zipfile
from pathlib import Path

import pytest

from vedette.case.settings import ColumnMapping
from vedette.errors import NotFound, SourceError, UnknownFormat
from vedette.sources.format import ReadContext, account
from vedette.sources.sniff import FORMATS, expand, format_named, read_source, sniff

CSV = b"time,mmsi,lat,lon\n2024-12-22 07:30:00,273396130,34.9,35.9\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x28\xb5\x2f\xfd\x00\x00", "zstd -d"),
        (b"%PDF-1.7\n", "is a PDF"),
        ("time;mmsi\n".encode("utf-16"), "UTF-16"),
        (bytes(range(256)) * 3, "is binary and of no known kind"),
        (b"\x1a2" + struct.pack(">6sB7s", b"abcdef", 9, b"1234567") + b"\x1a3abcdefg" * 3, "of which most is damaged; --format beast"),
        (b"a;b;c\n1;2;3\n", r"CSV with delimiter ';' and columns a, b, c; none of its columns is known to hold the time"),
        (b"273396130,34.9,35.9\n273396130,34.8,35.8\n", "no header; put a line with the columns' names on top"),
        (b'{"a": 1}\n', "JSON with the members a; none of its columns"),
        (b'[[1, 2], [3, 4]]', "JSON of no known layout"),
        (b"xyzzy\nplugh\n", "text of no known kind"),
    ],
)  # fmt: skip
def test_what_is_unknown_is_described(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(UnknownFormat, match=said):
        sniff(path)


def test_a_gzip_that_breaks_at_once_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(CSV)[:10])
    with pytest.raises(UnknownFormat, match="compressed, and broken from the start"):
        sniff(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read \\(No such file"):
        sniff(tmp_path / "none.csv")


def test_a_mapping_decides_the_kind_of_table(tmp_path: Path) -> None:
    mapping = ColumnMapping(time="a", identity="b", lat="c", lon="d")
    for content, name in ((b"a;b;c;d\n", "csv_mapped"), (b'{"a":1}\n', "json_lines"), (b'[{"a":1}]', "json_table"),
                          (b'{"a":{"0":1}}', "json_table")):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(content)
        assert sniff(path, mapping).name == name


def test_formats_are_called_by_name() -> None:
    assert format_named("nmea") is FORMATS["nmea"]
    with pytest.raises(NotFound, match="no format is called 'nmae'; did you mean nmea"):
        format_named("nmae")


def test_gzip_and_zip_are_looked_into(tmp_path: Path) -> None:
    packed = tmp_path / "a.csv"
    packed.write_bytes(gzip.compress(CSV) + gzip.compress(b"2024-12-22 07:31:00,273396130,34.9,35.9\n"))
    assert account(read_source(packed, ReadContext("src-x"))).positions == 2
    archive = tmp_path / "b.zip"
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("day.csv", CSV)
    assert account(read_source(archive, ReadContext("src-x"))).positions == 1


def test_a_zip_of_several_files_is_to_be_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "b.zip"
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("day1.csv", CSV)
        writing.writestr("day2.csv", CSV)
    with pytest.raises(SourceError, match="zip of 2 files"):
        sniff(archive)


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    for name in ("traces/b/2.json", "traces/a/1.json", ".hidden/3.json", "__MACOSX/4.json", "traces/.DS_Store"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert [p.relative_to(tmp_path).as_posix() for p in expand(tmp_path)] == ["traces/a/1.json", "traces/b/2.json"]
    assert expand(tmp_path / "traces/a/1.json") == [tmp_path / "traces/a/1.json"]


def test_a_folder_without_files_and_a_path_without_anything_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no files"):
        expand(tmp_path)
    with pytest.raises(SourceError, match="no such file or folder"):
        expand(tmp_path / "none")


@pytest.mark.parametrize("content", [b'{"a": 1}\n{"b": 2}\n', b'prefix,country\n"a",b\nc,d\n'])
def test_tables_and_json_are_no_reports(tmp_path: Path, content: bytes) -> None:
    assert FORMATS["report_text"].sniff(content, tmp_path) == 0.0
