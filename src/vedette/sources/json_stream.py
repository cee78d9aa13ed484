"""The entries of a JSON array, one at a time, without holding the array.

Content flows in piece by piece; Python values flow out in order. Only one entry, and one piece, is in memory.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vedette.sources.opening import TruncatedError, pieces

_BLANK = " \t\r\n"
_NUMBER = frozenset("0123456789.eE+-")


class BrokenArrayError(Exception):
    """The array ends before its bracket, or holds what is no JSON; entries before that were given."""


def array_items(path: Path, max_item_bytes: int) -> Iterator[tuple[Any]]:
    """The entries, each in a tuple of one so that a null is an entry too.

    Raises:
        BrokenArrayError: after the last entry that could be had.
        SourceError: the file cannot be opened.
    """
    text = _Text(path, max_item_bytes)
    text.fill()
    if text.next_char() == "\ufeff":
        text.at += 1
    if text.next_char() != "[":
        raise BrokenArrayError("it does not begin with [")
    text.at += 1
    while True:
        char = text.next_char()
        if char == "]":
            return
        if char == ",":
            text.at += 1
            continue
        yield (text.next_value(),)


class _Text:
    """The part of the text that is in memory, and where reading stands in it."""

    def __init__(self, path: Path, max_item_bytes: int) -> None:
        self.pieces, self.max_item_bytes = pieces(path), max_item_bytes
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.buffer, self.at, self.is_whole = "", 0, False
        self.decoder = json.JSONDecoder()

    def fill(self) -> bool:
        """Take one more piece; False at the end."""
        try:
            piece = next(self.pieces, None)
        except TruncatedError as error:
            raise BrokenArrayError(str(error)) from error
        if piece is None:
            self.is_whole = True
            return False
        self.buffer, self.at = self.buffer[self.at :] + self.decode(piece), 0
        return True

    def next_char(self) -> str:
        """The next character that is no blank; it stays unread."""
        while True:
            while self.at < len(self.buffer) and self.buffer[self.at] in _BLANK:
                self.at += 1
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self.fill():
                raise BrokenArrayError("it ends before its closing bracket")

    def next_value(self) -> Any:
        """The value that begins here; a number that reaches the end of the buffer may go on, so more is taken first."""
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.at)
            except (ValueError, RecursionError) as error:
                if len(self.buffer) - self.at > self.max_item_bytes:
                    raise BrokenArrayError(f"an entry is broken or longer than {self.max_item_bytes} bytes") from error
                if not self.fill():
                    raise BrokenArrayError("it ends in the middle of an entry") from error
                continue
            is_open = isinstance(value, int | float) and all(c in _NUMBER for c in self.buffer[end:])
            if is_open and not self.is_whole and self.fill():
                continue
            self.at = end
            return value
