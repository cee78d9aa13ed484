"""Traces of many aircraft read at once: a day's archive is tens of thousands of small files.

Paths flow in, groups of files flow out, each file with its hash and its points, or without points where it must be read in
the ordinary way. Threads share the files: unpacking, hashing and the compiled loop hold no lock. While one group is worked on
outside, the next is being read.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from vedette.engine.compiled import compiled
from vedette.sources.format import MEBIBYTE
from vedette.sources.opening import HEAD_BYTES
from vedette.sources.readsb_kernel import scan_points
from vedette.sources.readsb_points import Scan, TracePoints, read_points
from vedette.sources.readsb_trace import MAX_BYTES, sniff

GROUP_BYTES, GROUP_FILES = 12 * MEBIBYTE, 1024  # a group's points take some 100 MB unpacked
_GZIP, _AUTO_GZIP = b"\x1f\x8b", 31
_FILE_BYTES_A_POINT = 20  # packed; readsb's files have 20 to 30


@dataclass(frozen=True)
class TraceFile:
    """A file whose content is hashed; `points` is None where it must be read in the ordinary way."""

    path: Path
    sha256: str
    n_bytes: int
    points: TracePoints | None


def is_named_as_trace(path: Path) -> bool:
    """Is it named as readsb names traces?"""
    return path.name.startswith("trace_") and path.suffix in (".json", ".gz")


def read_files(paths: Sequence[Path], n_threads: int | None = None) -> Iterator[list[TraceFile | Path]]:
    """Files in groups, in their order; a path alone could not be opened.

    Args:
        paths: files, traces by their names.
        n_threads: how many read at once; None = one for each core.
    """
    sizes = [_size_of(path) for path in paths]
    scan: Scan = compiled(scan_points, sum(sizes) // _FILE_BYTES_A_POINT)
    with ThreadPoolExecutor(n_threads or os.cpu_count() or 1) as pool:
        ahead = None
        for group in _groups(paths, sizes):
            reading = [pool.submit(read_file, path, scan) for path in group]
            if ahead is not None:
                yield [each.result() for each in ahead]
            ahead = reading
        if ahead is not None:
            yield [each.result() for each in ahead]


def read_file(path: Path, scan: Scan = scan_points) -> TraceFile | Path:
    """One file; its path alone if it cannot be opened."""
    try:
        content = path.read_bytes()
    except OSError:
        return path
    document = _unpack(content)
    is_trace = document is not None and sniff(document[:HEAD_BYTES], path) >= 1.0
    points = read_points(document, scan) if is_trace and document is not None else None
    return TraceFile(path, hashlib.sha256(content).hexdigest(), len(content), points)


def _unpack(content: bytes) -> bytes | None:
    """The content without its gzip, if it is whole and one piece; else None."""
    if not content.startswith(_GZIP):
        return content
    unpacker = zlib.decompressobj(_AUTO_GZIP)
    try:
        document = unpacker.decompress(content, MAX_BYTES)
    except zlib.error:
        return None
    return document if unpacker.eof and not unpacker.unused_data else None


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _groups(paths: Sequence[Path], sizes: Sequence[int]) -> Iterator[list[Path]]:
    group: list[Path] = []
    n_bytes = 0
    for path, size in zip(paths, sizes, strict=True):
        if group and (n_bytes + size > GROUP_BYTES or len(group) >= GROUP_FILES):
            yield group
            group, n_bytes = [], 0
        group.append(path)
        n_bytes += size
    if group:
        yield group
