"""A file of AIS sentences to batches, block by block; this module knows the order.

Blocks flow in, batches flow out, one for each block and a last one with the identities. Blocks are scanned ahead on two threads,
since nothing there depends on what came before; what does (parts that wait, time lines, names) follows in the order of the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from vedette.engine.columns import to_us
from vedette.engine.compiled import compiled
from vedette.engine.local import N_THREADS
from vedette.schema.tables import IDENTITIES, ISSUES
from vedette.sources.ais_bulk.assembly import Assembled, Assembler
from vedette.sources.ais_bulk.fates import Fates, judge_messages
from vedette.sources.ais_bulk.hearing import hear_messages
from vedette.sources.ais_bulk.layout import NO_TIME
from vedette.sources.ais_bulk.line_records import Scanned, as_bytes, prepare, scan_block
from vedette.sources.ais_bulk.name_book import NameBook, Static
from vedette.sources.ais_bulk.noting import NOTHING
from vedette.sources.ais_bulk.raw_names import N_SLOTS
from vedette.sources.ais_bulk.spans import span_blocks
from vedette.sources.ais_bulk.tables import Issues, position_rows
from vedette.sources.collecting import issue_row
from vedette.sources.format import Batch, Counts, ReadContext
from vedette.sources.remarks import reception_remark


def read_sentences(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of messages.

    Raises:
        SourceError: the file cannot be opened.
    """
    reader = _Reader(context)
    for scanned, size in scanned_blocks(path, context):
        yield reader.read(scanned, size)
    yield reader.close()


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


def _result(waiting: deque[tuple[Future[Scanned], int]]) -> tuple[Scanned, int]:
    future, size = waiting.popleft()
    return future.result(), size


class _Reader:
    """The state of one reading: parts that wait, what was heard, the last time line."""

    def __init__(self, context: ReadContext) -> None:
        self.context = context
        self.book = NameBook(context.source_id)
        self.assembler = Assembler()
        self.time_line = np.array([NO_TIME, 0])
        self.received_us = NO_TIME if context.received is None else to_us(context.received)
        self.has_borrowed_time = False

    def read(self, scanned: Scanned, size: int) -> Batch:
        """Take one block."""
        source_id, messages = self.context.source_id, scanned.messages
        assembled = self.assembler.take(scanned, size)
        compiled(hear_messages, size)(scanned.lines, messages, self.time_line)
        fates = judge_messages(messages, self.received_us)
        self.has_borrowed_time |= fates.has_borrowed_time
        static = self._static(scanned, assembled, fates, size)
        given, repeats = self.book.note(static, size)
        named = fates.static[fates.is_placeless & (given != NOTHING)]
        issues = Issues(scanned, assembled, source_id)
        issues.of_lines()
        issues.of_parts()
        issues.of_unreadable()
        issues.of_fates(fates, np.setdiff1d(fates.placeless, named, assume_unique=True))
        return Batch(
            positions=position_rows(scanned, fates.positions, source_id),
            identities=repeats,
            issues=issues.close(),
            counts=Counts(positions=len(fates.positions), identities=len(named), issues=issues.n_rows),
        )

    def close(self) -> Batch:
        """The last batch: parts that still wait, and identities."""
        rows = self.assembler.close().tolist()
        issues = [issue_row(self.context.source_id, row, "fragment_incomplete") for row in rows]
        remarks = reception_remark(self.context) if self.has_borrowed_time else []
        return Batch(
            identities=IDENTITIES.shape(self.book.close()), issues=ISSUES.build(issues + remarks), counts=Counts(issues=len(rows))
        )

    def _static(self, scanned: Scanned, assembled: Assembled, fates: Fates, size: int) -> Static:
        """The static messages of a block, with what they name as raw values."""
        which, messages = fates.static, scanned.messages
        is_single = scanned.lines["parts"][which] == 1
        raws = np.empty((len(which), N_SLOTS), np.int64)
        for own, content in ((is_single, scanned.block.content), (~is_single, assembled.letters)):
            raws[own] = self.book.number(as_bytes(content, size), messages, which[own], size)
        mmsi, heard_us, rows = (np.ascontiguousarray(messages[name][which]) for name in ("mmsi", "heard_us", "row"))
        return Static(mmsi, heard_us, rows, raws, fates.is_placeless)
