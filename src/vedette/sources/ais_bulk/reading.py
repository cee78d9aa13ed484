"""A file of AIS sentences to batches, block by block; this module knows the order.

Blocks flow in, batches flow out, one for each block and a last one with the identities. Blocks are scanned ahead on two threads,
since nothing there depends on what came before; what does (parts that wait, time lines, names) follows in the order of the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from vedette.engine.columns import Ints, to_us
from vedette.engine.compiled import compiled
from vedette.engine.local import N_THREADS
from vedette.schema.tables import ISSUES
from vedette.sources.ais_bulk.assembly import Assembled, Assembler
from vedette.sources.ais_bulk.fates import Fates, judge_messages
from vedette.sources.ais_bulk.hearing import hear_messages
from vedette.sources.ais_bulk.issue_rows import Issues
from vedette.sources.ais_bulk.layout import NO_TIME
from vedette.sources.ais_bulk.line_records import Scanned, as_bytes, prepare, scan_block
from vedette.sources.ais_bulk.name_book import NameBook, Static
from vedette.sources.ais_bulk.noting import NOTHING
from vedette.sources.ais_bulk.position_rows import position_rows
from vedette.sources.ais_bulk.raw_names import N_SLOTS
from vedette.sources.ais_bulk.spans import span_blocks
from vedette.sources.collecting import issue_row
from vedette.sources.format import Batch, Counts, ReadContext
from vedette.sources.remarks import reception_remark


@dataclass(frozen=True)
class Decoded:
    """A block whose messages are all whole, decoded and dated; `size` is the number of lines of the largest block so far."""

    scanned: Scanned
    assembled: Assembled
    size: int


def read_sentences(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of messages.

    Raises:
        SourceError: the file cannot be opened.
    """
    assembler, reader = Assembler(), _Reader(context)
    waiting: deque[tuple[Batch, Future[pl.DataFrame]]] = deque()
    with ThreadPoolExecutor(1) as thread:  # makes the rows of a block's positions while the next block is read
        for decoded in decoded_blocks(path, context, assembler):
            batch, positions = reader.read(decoded)
            waiting.append((batch, thread.submit(position_rows, decoded.scanned, positions, context.source_id, decoded.size)))
            if len(waiting) > 1:
                yield _with_positions(*waiting.popleft())
        while waiting:
            yield _with_positions(*waiting.popleft())
    yield reader.close(assembler.close().tolist())


def decoded_blocks(path: Path, context: ReadContext, assembler: Assembler) -> Iterator[Decoded]:
    """The blocks of a file as columns; parts that still wait at the end are left in the assembler."""
    time_line = np.array([NO_TIME, 0])
    for scanned, size in scanned_blocks(path, context):
        assembled = assembler.take(scanned, size)
        compiled(hear_messages, size)(scanned.lines, scanned.messages, time_line)
        yield Decoded(scanned, assembled, size)


def scanned_blocks(path: Path, context: ReadContext) -> Iterator[tuple[Scanned, int]]:
    """The blocks of a file, scanned, each with the number of lines of the largest so far."""
    size = 0
    waiting: deque[tuple[Future[Scanned], int]] = deque()
    with ThreadPoolExecutor(N_THREADS) as threads:
        for block in span_blocks(path, context):
            size = max(size, len(block.starts))
            prepare(size)
            waiting.append((threads.submit(scan_block, block, size), size))
            if len(waiting) > N_THREADS:
                yield _result(waiting)
        while waiting:
            yield _result(waiting)


def _with_positions(batch: Batch, positions: Future[pl.DataFrame]) -> Batch:
    return replace(batch, positions=positions.result())


def _result(waiting: deque[tuple[Future[Scanned], int]]) -> tuple[Scanned, int]:
    future, size = waiting.popleft()
    return future.result(), size


class _Reader:
    """What is known of a file besides the block at hand: the identities heard."""

    def __init__(self, context: ReadContext) -> None:
        self.context = context
        self.book = NameBook(context.source_id)
        self.received_us = NO_TIME if context.received is None else to_us(context.received)
        self.has_borrowed_time = False

    def read(self, decoded: Decoded) -> tuple[Batch, Ints]:
        """The rows of one block but those of its positions, and the lines of these."""
        source_id, scanned = self.context.source_id, decoded.scanned
        fates = judge_messages(scanned.messages, self.received_us, decoded.size)
        self.has_borrowed_time |= fates.has_borrowed_time
        given, repeats = self.book.note(self._static(decoded, fates), decoded.size)
        named = fates.static[fates.is_placeless & (given != NOTHING)]
        issues = Issues(scanned, decoded.assembled, source_id)
        issues.of_lines()
        issues.of_parts()
        issues.of_unreadable()
        issues.of_fates(fates, np.setdiff1d(fates.placeless, named, assume_unique=True))
        counts = Counts(positions=len(fates.positions), identities=len(named), issues=issues.n_rows)
        return Batch(identities=repeats, issues=issues.close(), counts=counts), fates.positions

    def close(self, rows_waiting: list[int]) -> Batch:
        """The last batch: parts whose others did not come, and identities."""
        issues = [issue_row(self.context.source_id, row, "fragment_incomplete") for row in rows_waiting]
        remarks = reception_remark(self.context) if self.has_borrowed_time else []
        return Batch(identities=self.book.close(), issues=ISSUES.build(issues + remarks), counts=Counts(issues=len(rows_waiting)))

    def _static(self, decoded: Decoded, fates: Fates) -> Static:
        """The static messages of a block, with what they name as raw values."""
        which, messages, size = fates.static, decoded.scanned.messages, decoded.size
        is_single = decoded.scanned.lines["parts"][which] == 1
        raws = np.empty((len(which), N_SLOTS), np.int64)
        for own, content in ((is_single, decoded.scanned.block.content), (~is_single, decoded.assembled.letters)):
            raws[own] = self.book.number(as_bytes(content, size), messages, which[own], size)
        mmsi, heard_us, rows = (np.ascontiguousarray(messages[name][which]) for name in ("mmsi", "heard_us", "row"))
        return Static(mmsi, heard_us, rows, raws, fates.is_placeless)
