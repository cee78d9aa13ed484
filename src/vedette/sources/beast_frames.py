"""Frames of Beast binary, the stream that ADS-B receivers send on TCP port 30005.

Content flows in piece by piece, frames flow out in their order; bytes between them that are no frame flow out as one frame of
kind `DAMAGED`, so that nothing is lost. A frame is 0x1a, its kind ('1' Mode A/C, 2 bytes; '2' and '3' Mode S, 7 and 14 bytes;
'4' and '5' state of the receiver, 14 bytes), 6 bytes of counter, 1 of signal level, and the content; 0x1a among these stands
twice. Before a frame, readsb may put 0x1a 0xe3 and 8 bytes that name the receiver. Sources: wiki.jetvision.de,
"Mode-S Beast: data output formats"; readsb, net_io.c.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from vedette.sources.format import MEBIBYTE
from vedette.sources.opening import TruncatedError, pieces

DAMAGED, MODE_AC, MODE_S_SHORT, MODE_S_LONG = 0, ord("1"), ord("2"), ord("3")
_BYTE = rb"(?:[^\x1a]|\x1a\x1a)"
_FRAME = (
    rb"(?:\x1a\xe3" + _BYTE + rb"{8})?"
    rb"(\x1a(?:1" + _BYTE + rb"{9}|2" + _BYTE + rb"{14}|[345]" + _BYTE + rb"{21}))"
)  # fmt: skip
_PART = re.compile(_FRAME + rb"|(?:(?!" + _FRAME.replace(rb"(\x1a(?:1", rb"(?:\x1a(?:1") + rb")(?:\x1a\x1a|.))+", re.DOTALL)
_CONTENT_AT = 7  # after counter and signal level
_MAX_DAMAGED_BYTES = MEBIBYTE
_MIN_FRAMES = 3


class Frame(NamedTuple):
    """One frame: its kind, the receiver's counter (48 bits), and its content; a damaged one has its raw bytes as content."""

    kind: int
    counter: int
    content: bytes


def read_frames(path: Path) -> Iterator[Frame]:
    """The frames of a file.

    Raises:
        SourceError: the file cannot be opened.
        TruncatedError: after the last frame that could be had.
    """
    rest, broken = b"", None
    content = pieces(path)
    while True:
        try:
            piece = next(content, None)
        except TruncatedError as error:
            piece, broken = None, error
        if piece is None:
            break
        rest += piece
        end = 0
        for part in _PART.finditer(rest):
            if part[1] is None and part.end() == len(rest) and len(part[0]) < _MAX_DAMAGED_BYTES:
                break  # perhaps the start of a frame: the next piece tells
            yield _frame_of(part)
            end = part.end()
        rest = rest[end:]
    yield from map(_frame_of, _PART.finditer(rest))
    if broken is not None:
        raise broken


def share_of_frames(head: bytes) -> float:
    """How much of a head stands in whole frames, 0 to 1; 0 where it holds fewer than three."""
    lengths = [len(part[0]) for part in _PART.finditer(head) if part[1] is not None]
    return sum(lengths) / len(head) if len(lengths) >= _MIN_FRAMES else 0.0


def _frame_of(part: re.Match[bytes]) -> Frame:
    raw = part[1]
    if raw is None:
        return Frame(DAMAGED, 0, part[0])
    body = raw[2:].replace(b"\x1a\x1a", b"\x1a")
    return Frame(raw[1], int.from_bytes(body[:6], "big"), body[_CONTENT_AT:])
