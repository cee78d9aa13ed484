"""Lines of a file with their numbers, in blocks of bounded size.

Content flows in piece by piece, blocks of lines flow out. A line longer than the limit is not kept in memory: it becomes an
issue and reading goes on after it. Blank lines keep their number and are no rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vedette.sources.collecting import MAX_VALUE_CHARS, issue_row
from vedette.sources.format import MEBIBYTE, ReadContext
from vedette.sources.opening import TruncatedError, pieces

BLOCK_BYTES = 16 * MEBIBYTE
_BOM = b"\xef\xbb\xbf"


@dataclass
class LineBlock:
    """Lines without their ends, their numbers from 1, and what was wrong with lines that are not among them."""

    lines: list[bytes] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)  # of single lines: each counts as a row
    remarks: list[dict[str, Any]] = field(default_factory=list)  # of the whole file
    n_bytes: int = 0


def line_blocks(path: Path, context: ReadContext) -> Iterator[LineBlock]:
    """Blocks of at most `context.block_rows` lines or 16 MiB; there is always at least one.

    Raises:
        SourceError: the file cannot be opened.
    """
    block = LineBlock()
    for number, line, problem in _numbered_lines(path, context.max_line_bytes):
        if problem is not None:
            _tell(block, number, line, problem, context)
        elif line and not line.isspace():
            block.lines.append(line)
            block.numbers.append(number)
            block.n_bytes += len(line)
        if len(block.lines) >= context.block_rows or block.n_bytes >= BLOCK_BYTES:
            yield block
            block = LineBlock()
    yield block


def _tell(block: LineBlock, number: int, line: bytes, problem: str, context: ReadContext) -> None:
    start = line[:MAX_VALUE_CHARS].decode("utf-8", "replace")
    if problem == "truncated":
        block.remarks.append(issue_row(context.source_id, None, problem, start))
    else:
        block.issues.append(issue_row(context.source_id, number, problem, start, limit=context.max_line_bytes))


def first_lines(head: bytes, n: int = 50) -> list[bytes]:
    """The first non-blank lines of a head; the last one, which may be cut, only where it is the only one."""
    lines = head.removeprefix(_BOM).split(b"\n")
    whole = lines[:-1] if len(lines) > 1 and len(head) >= MEBIBYTE // 16 else lines
    return [line.rstrip(b"\r") for line in whole if line.strip()][:n]


def _numbered_lines(path: Path, max_line_bytes: int) -> Iterator[tuple[int, bytes, str | None]]:
    """Line numbers, lines, and what is wrong; of a line that is too long only a little more than the limit."""
    number, rest, is_skipping = 0, b"", False
    content = pieces(path)
    while True:
        try:
            piece = next(content, None)
        except TruncatedError as error:
            if rest:  # half a row would pass for a whole one: 55.12 for 55.1234
                yield number + 1, rest, "cut_line"
            yield 0, str(error).encode(), "truncated"
            return
        if piece is None:
            break
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            number += 1
            if is_skipping:
                is_skipping = False
            elif len(line) > max_line_bytes:
                yield number, line, "line_too_long"
            else:
                yield number, _trim(line, number) if number == 1 else line.removesuffix(b"\r"), None
        if is_skipping:
            rest = b""
        elif len(rest) > max_line_bytes:
            yield number + 1, rest, "line_too_long"
            rest, is_skipping = b"", True
    if rest:
        yield number + 1, _trim(rest, number + 1), None


def _trim(line: bytes, number: int) -> bytes:
    return (line.removeprefix(_BOM) if number == 1 else line).removesuffix(b"\r")
