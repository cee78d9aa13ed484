"""Records of a block to rows of `issues`. Columns are made, no rows one by one, save the texts of bad ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl

from vedette.engine.columns import Ints
from vedette.schema.tables import ISSUES
from vedette.sources.ais_bulk.assembly import Assembled
from vedette.sources.ais_bulk.fates import Fates
from vedette.sources.ais_bulk.frames import times
from vedette.sources.ais_bulk.layout import (
    BAD_SENTENCE,
    REFUSALS,
    SENTENCE,
    TIME_LINE,
    TOO_SHORT,
    UNKNOWN_PART,
    UNKNOWN_TYPE,
)
from vedette.sources.ais_bulk.line_records import Scanned
from vedette.sources.collecting import MAX_VALUE_CHARS
from vedette.sources.reasons import REASONS

_MAX_VALUE_BYTES = 4 * MAX_VALUE_CHARS  # a character of UTF-8 has at most four
# why a message cannot be read, in the words of pyais
_UNREADABLE = {
    BAD_SENTENCE: "InvalidNMEAMessageException",
    UNKNOWN_TYPE: "UnknownMessageException",
    UNKNOWN_PART: "UnknownPartNoException",
}


class Issues:
    """Rows of `issues` of one block."""

    def __init__(self, scanned: Scanned, assembled: Assembled, source_id: str) -> None:
        self._scanned, self._assembled, self._source_id = scanned, assembled, source_id
        self._parts = [ISSUES.build([*scanned.block.issues, *scanned.block.remarks])]
        self.n_rows = len(scanned.block.issues)

    def of_lines(self) -> None:
        """Lines that are no AIS sentences, or not to be trusted."""
        kinds, block = self._scanned.lines["kind"], self._scanned.block
        self._add(block.numbers[kinds == TIME_LINE], "time_line")
        for kind in np.unique(kinds[(kinds != SENTENCE) & (kinds != TIME_LINE)]).tolist():
            code, why = REFUSALS[kind]
            bad = np.flatnonzero(kinds == kind)
            texts = [block.line(i)[:_MAX_VALUE_BYTES].decode("utf-8", "replace") for i in bad.tolist()]
            self._add(block.numbers[bad], code, texts, **({} if why is None else {"why": why}))

    def of_parts(self) -> None:
        """Later parts of messages, and parts that are given up."""
        rows, first_rows = self._assembled.later()
        self._add(rows, "fragment", [f"of the message in line {row}" for row in first_rows.tolist()])
        self._add(self._assembled.given_up(), "fragment_incomplete")

    def of_unreadable(self) -> None:
        """Messages that cannot be read."""
        status, messages = self._scanned.messages["status"], self._scanned.messages
        for code, why in _UNREADABLE.items():
            self._add_messages(np.flatnonzero(status == code), "bad_payload", why=why)
        short = np.flatnonzero(status == TOO_SHORT)
        sizes = messages["type"][short].astype(np.int64) << 32 | messages["n_bits"][short]
        for size in np.unique(sizes).tolist():
            self._add_messages(short[sizes == size], "bad_payload", why=f"type {size >> 32} in {size & 0xFFFFFFFF} bits")

    def of_fates(self, fates: Fates, nameless: Ints) -> None:
        """Messages without a time or with a bad one, and those that have no place and name nobody."""
        self._add_messages(fates.no_time, "no_time")
        messages = self._scanned.messages
        texts = [t.isoformat() for t in times(messages["heard_us"][fates.bad_time]).to_list()]
        self._add(messages["row"][fates.bad_time], "bad_time", texts, wanted="between 1990 and 2100")
        types = messages["type"][nameless].tolist()
        self._add(messages["row"][nameless], "no_position", [f"message type {t}" for t in types])

    def close(self) -> pl.DataFrame:
        """All rows."""
        return ISSUES.shape(pl.concat(self._parts))

    def _add_messages(self, lines: Ints, code: str, **fields: str) -> None:
        """An issue for each message that a line completed, with its first sentence."""
        self._add(self._scanned.messages["row"][lines], code, list(self._sentences(lines)), **fields)

    def _sentences(self, lines: Ints) -> Iterable[str]:
        records, content = self._scanned.lines, self._scanned.block.content
        for i in lines.tolist():
            is_single = records["parts"][i] == 1
            own = content[records["body"][i] : records["body_end"][i]]
            yield (own if is_single else self._assembled.first_sentence(i)).decode("ascii", "replace")

    def _add(self, rows: Ints, code: str, values: Sequence[str] | None = None, **fields: str) -> None:
        """An issue for each row. Each of these rows is counted."""
        if not len(rows):
            return
        self.n_rows += len(rows)
        reason = REASONS[code]
        value = pl.Series(values, dtype=pl.String).str.slice(0, MAX_VALUE_CHARS) if values else pl.lit(None, pl.String)
        frame = pl.DataFrame({"source_row": np.ascontiguousarray(rows)})
        self._parts.append(
            frame.select(
                source_id=pl.lit(self._source_id), source_row="source_row", severity=pl.lit(reason.severity),
                reason=pl.lit(code), message=pl.lit(reason.sentence.format(**fields)), value=value,
            )
        )  # fmt: skip
