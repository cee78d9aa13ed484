"""Bytes of a file, whatever wraps them: plain, gzip (by its magic bytes, not its name), or a zip of one file.

A path flows in, pieces of content flow out, never the whole. A gzip that breaks in the middle gives what came before the
break and then raises `TruncatedError`.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from vedette.errors import SourceError

HEAD_BYTES = 64 * 1024
PIECE_BYTES = 256 * 1024
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_AUTO_GZIP = 31  # zlib's number for "a gzip header is expected"


class TruncatedError(Exception):
    """A compressed file ends or breaks before its end."""


def pieces(path: Path) -> Iterator[bytes]:
    """The content, decompressed, in pieces of at most 256 KiB.

    Raises:
        SourceError: the file cannot be opened, or is a zip of several files.
        TruncatedError: after the last piece that could be had.
    """
    try:
        with path.open("rb") as stream:
            magic = stream.read(4)
            stream.seek(0)
            if magic.startswith(_GZIP):
                yield from _gunzip(stream)
            elif magic == _ZIP:
                yield from _unzip(path, stream)
            else:
                while piece := stream.read(PIECE_BYTES):
                    yield piece
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror}); check that it exists and its rights") from error


def read_head(path: Path) -> tuple[bytes, bool]:
    """The first 64 KiB of the content, and whether the compression breaks within them."""
    head = b""
    try:
        for piece in pieces(path):
            head += piece
            if len(head) >= HEAD_BYTES:
                break
    except TruncatedError:
        return head[:HEAD_BYTES], True
    return head[:HEAD_BYTES], False


def read_all(path: Path, limit_bytes: int) -> bytes:
    """The whole content of a file whose format cannot be read in pieces.

    Raises:
        SourceError: there is more than the limit, or the compression breaks: half of such a file means nothing.
    """
    content = bytearray()
    try:
        for piece in pieces(path):
            content += piece
            if len(content) > limit_bytes:
                raise SourceError(str(path), f"is larger than {limit_bytes >> 20} MiB, and this format is read whole; split it")
    except TruncatedError as error:
        raise SourceError(str(path), f"the compressed file breaks in the middle ({error}); fetch it again") from error
    return bytes(content)


def _gunzip(stream: IO[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_AUTO_GZIP)
    packed = b""
    while True:
        packed = packed or stream.read(PIECE_BYTES)
        if not packed:
            break
        try:
            piece = unpacker.decompress(packed, PIECE_BYTES)
        except zlib.error as error:
            raise TruncatedError(str(error)) from error
        if piece:
            yield piece
        packed = unpacker.unconsumed_tail
        if unpacker.eof:
            packed = unpacker.unused_data or stream.read(PIECE_BYTES)
            if not packed.startswith(_GZIP):  # the end, or padding after it
                return
            unpacker = zlib.decompressobj(_AUTO_GZIP)
    raise TruncatedError("it ends before its end mark")


def _unzip(path: Path, stream: IO[bytes]) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
            if len(members) != 1:
                shown = ", ".join(m.filename for m in members[:3])
                raise SourceError(str(path), f"is a zip of {len(members)} files ({shown} ...); unpack it and add the folder")
            with archive.open(members[0]) as content:
                while piece := content.read(PIECE_BYTES):
                    yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise TruncatedError(str(error)) from error
