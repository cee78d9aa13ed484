"""Blocks of lines as one run of bytes with the places of the lines in it.

Content flows in piece by piece, blocks flow out with where each line begins and ends and which number it has. The rules are
those of `lines.line_blocks`: a line that is too long is an issue and is never held whole, blank lines keep their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vedette.sources.collecting import MAX_VALUE_CHARS, issue_row
from vedette.sources.format import MEBIBYTE, ReadContext
from vedette.sources.lines import BLOCK_BYTES
from vedette.sources.opening import TruncatedError, pieces

READ_BYTES = MEBIBYTE // 4  # split at once: what fits beside the core is split much quicker
_BOM = b"\xef\xbb\xbf"
_NEWLINE, _RETURN = 10, 13
_IS_SPACE = np.isin(np.arange(256), list(b" \t\r\x0b\x0c"))

Places = npt.NDArray[np.int64]


@dataclass
class Block:
    """Lines `content[starts[i]:ends[i]]` with their numbers from 1, none of them blank, and what was wrong with others."""

    content: bytes
    starts: Places
    ends: Places
    numbers: Places
    issues: list[dict[str, Any]] = field(default_factory=list)  # of single lines: each counts as a row
    remarks: list[dict[str, Any]] = field(default_factory=list)  # of the whole file

    def line(self, i: int) -> bytes:
        """One line."""
        return self.content[self.starts[i] : self.ends[i]]

    def n_bytes(self) -> int:
        """Of all lines, without their ends."""
        return int(self.ends.sum() - self.starts.sum())


def span_blocks(path: Path, context: ReadContext) -> Iterator[Block]:
    """Blocks of at most `context.block_rows` lines or 16 MiB; there is always at least one.

    Raises:
        SourceError: the file cannot be opened.
    """
    splitter = _Splitter(context)
    held: list[Block] = []  # joined only when they make a full block
    n_lines = n_bytes = 0
    for content, end in _stretches(path):
        held.append(splitter.split(content, end))
        n_lines, n_bytes = n_lines + len(held[-1].starts), n_bytes + held[-1].n_bytes()
        while n_lines >= context.block_rows or n_bytes >= BLOCK_BYTES:
            full, rest = _cut(_join(held), context.block_rows)
            held, n_lines, n_bytes = [rest], len(rest.starts), rest.n_bytes()
            yield full
    yield _join(held)


def _stretches(path: Path) -> Iterator[tuple[bytes, str | None]]:
    """Content in stretches, each with what follows it: more (None), the end (""), or how the compression breaks."""
    held: list[bytes] = []
    n_bytes = 0
    try:
        for piece in pieces(path):
            held.append(piece)
            n_bytes += len(piece)
            if n_bytes >= READ_BYTES:
                yield b"".join(held), None
                held, n_bytes = [], 0
    except TruncatedError as error:
        yield b"".join(held), str(error) or "it breaks"
    else:
        yield b"".join(held), ""


class _Splitter:
    """Splits stretches into lines; what it holds is the line that the last stretch left open."""

    def __init__(self, context: ReadContext) -> None:
        self.context = context
        self.number = 0  # of the last whole line
        self.open_line = b""
        self.is_skipping = False  # within a line that is too long

    def split(self, content: bytes, end: str | None) -> Block:
        """The lines that a stretch completes; `end` is what follows the stretch."""
        if self.is_skipping:
            _, newline, content = content.partition(b"\n")
            self.number, self.is_skipping = self.number + len(newline), not newline
        if self.open_line:
            content = self.open_line + content
        cut = content.rfind(b"\n") + 1
        self.open_line = content[cut:]
        problem = self._judge_open_line(end)
        if end is not None and self.open_line and problem is None:
            content, self.open_line = content + b"\n", b""
        block = self._spans(content)
        if problem is not None:
            block.issues.append(self._issue(self.number + 1, problem[0], problem[1]))
        if end:
            block.remarks.append(issue_row(self.context.source_id, None, "truncated", end[:MAX_VALUE_CHARS]))
        return block

    def _judge_open_line(self, end: str | None) -> tuple[str, bytes] | None:
        """What is wrong with the line that a stretch leaves open, and the line; it is then no longer held."""
        line = self.open_line
        if len(line) > self.context.max_line_bytes:
            self.open_line, self.is_skipping = b"", True
            return "line_too_long", line
        if end and line:  # half a row would pass for a whole one
            self.open_line = b""
            return "cut_line", line
        return None

    def _spans(self, content: bytes) -> Block:
        data = np.frombuffer(content, np.uint8)
        ends = np.flatnonzero(data == _NEWLINE)
        starts = np.empty_like(ends)
        starts[:1], starts[1:] = 0, ends[:-1] + 1
        numbers = np.arange(self.number + 1, self.number + 1 + len(ends))
        is_kept = (ends - starts) <= self.context.max_line_bytes
        issues = [self._issue(int(numbers[i]), "line_too_long", content[starts[i] : ends[i]]) for i in np.flatnonzero(~is_kept)]
        if self.number == 0 and content.startswith(_BOM) and is_kept[:1].any():
            starts[0] += len(_BOM)
        self.number += len(ends)
        ends -= (ends > starts) & (data[ends - 1] == _RETURN)
        for i in np.flatnonzero((ends == starts) | _IS_SPACE[data[starts]]):
            is_kept[i] &= bool(content[starts[i] : ends[i]].strip())
        if not is_kept.all():
            starts, ends, numbers = starts[is_kept], ends[is_kept], numbers[is_kept]
        return Block(content, starts, ends, numbers, issues)

    def _issue(self, number: int, problem: str, line: bytes) -> dict[str, Any]:
        shown = line[:MAX_VALUE_CHARS].decode("utf-8", "replace")
        return issue_row(self.context.source_id, number, problem, shown, limit=self.context.max_line_bytes)


def _cut(block: Block, block_rows: int) -> tuple[Block, Block]:
    """The lines that make a full block, with the issues of lines before the last of them, and the rest; both keep the content."""
    by_bytes = int(np.searchsorted(np.cumsum(block.ends - block.starts), BLOCK_BYTES)) + 1
    n_lines = min(block_rows, by_bytes)
    last = int(block.numbers[n_lines - 1])
    before = [issue for issue in block.issues if issue["source_row"] < last]
    after = [issue for issue in block.issues if issue["source_row"] > last]
    starts, ends, numbers = block.starts, block.ends, block.numbers
    return (
        Block(block.content, starts[:n_lines], ends[:n_lines], numbers[:n_lines], before),
        Block(block.content, starts[n_lines:], ends[n_lines:], numbers[n_lines:], after, block.remarks),
    )


def _join(blocks: list[Block]) -> Block:
    """Blocks that follow each other as one, without the bytes before the first line of each."""
    parts, starts, ends, at = [], [], [], 0
    for block in blocks:
        begin = int(block.starts[0]) if len(block.starts) else len(block.content)
        parts.append(memoryview(block.content)[begin:])
        starts.append(block.starts + (at - begin))
        ends.append(block.ends + (at - begin))
        at += len(parts[-1])
    none = np.zeros(0, np.int64)
    return Block(
        b"".join(parts),
        np.concatenate([none, *starts]),
        np.concatenate([none, *ends]),
        np.concatenate([none, *(b.numbers for b in blocks)]),
        [issue for b in blocks for issue in b.issues],
        [remark for b in blocks for remark in b.remarks],
    )
