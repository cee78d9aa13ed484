"""The parts of a block's messages of several sentences, with those that still wait from blocks before.

Scanned blocks flow in, in the order of the file. The messages that their lines complete are put beside those of single
sentences; what became of each part flows out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vedette.engine.columns import Ints
from vedette.engine.compiled import compiled
from vedette.sources.ais_bulk.joining import GIVEN_UP, LATER, MAX_LINES, N_DIGITS, WAITS, copy_sentences, join_fragments
from vedette.sources.ais_bulk.layout import FRAGMENT, LINE, SENTENCE, WHOLE, Records, as_blobs
from vedette.sources.ais_bulk.line_records import Scanned, as_bytes, layouts
from vedette.sources.ais_bulk.messages import decode_wholes


@dataclass(frozen=True)
class Assembled:
    """What became of the parts, and the messages that are whole now.

    `fragments` holds all parts that were looked at, `text` their sentences; `letters` the payloads of the `wholes` in a row, of
    which each was completed by the line `completing[k]` of the block.
    """

    text: bytes
    fragments: Records
    letters: bytes
    wholes: Records
    completing: Ints

    def later(self) -> tuple[Ints, Ints]:
        """Rows of later parts of whole messages, and of the first part of each."""
        is_later = self.fragments["fate"] == LATER
        return self.fragments["row"][is_later], self.fragments["whole_row"][is_later]

    def given_up(self) -> Ints:
        """Rows of parts that are given up."""
        rows: Ints = self.fragments["row"][self.fragments["fate"] == GIVEN_UP]
        return rows

    def first_sentence(self, line: int) -> bytes:
        """The sentence that begins the message which a line of the block completed."""
        k = int(np.searchsorted(self.completing, line))
        return sentence_of(self.text, self.fragments[self.wholes["first"][k]])


class Assembler:
    """Parts that wait for others."""

    def __init__(self) -> None:
        self._text = b""
        self._waiting = np.zeros(0, FRAGMENT)
        self._groups, self._members = np.zeros(MAX_LINES + 2, np.int64), np.zeros((MAX_LINES + 2, N_DIGITS), np.int64)

    def take(self, scanned: Scanned, size: int) -> Assembled:
        """Take the parts of a block, and put the messages that they complete into its records."""
        own = np.flatnonzero((scanned.lines["kind"] == SENTENCE) & (scanned.lines["parts"] != 1))
        text, fragments = self._with_parts(scanned, own, size)
        letters, wholes = np.zeros(len(text), np.uint8), np.zeros(len(fragments), WHOLE)
        join = compiled(join_fragments, size)
        n_whole = join(as_bytes(text, size), fragments, self._groups, self._members, letters, wholes)
        wholes = wholes[:n_whole]
        completing = own[wholes["last"] - len(self._waiting)]
        joined = letters.tobytes()
        decode = compiled(decode_wholes, size)
        decode(as_bytes(joined, size), fragments, wholes, completing, layouts(size), scanned.messages)
        self._keep(text, fragments[fragments["fate"] == WAITS])
        return Assembled(text, fragments, joined, wholes, completing)

    def close(self) -> Ints:
        """The rows of all parts that still wait."""
        return np.sort(self._waiting["row"])

    def _with_parts(self, scanned: Scanned, own: Ints, size: int) -> tuple[bytes, Records]:
        """The parts that wait and those of a block, with their sentences."""
        lines = as_blobs(scanned.lines)[own].view(LINE)
        ends = np.cumsum(lines["body_end"] - lines["body"], dtype=np.int64)
        sentences = np.zeros(int(ends[-1]) if len(own) else 0, np.uint8)
        copy = compiled(copy_sentences, size)
        copy(as_bytes(scanned.block.content, size), lines, sentences)
        n_waiting = len(self._waiting)
        fragments = np.zeros(n_waiting + len(own), FRAGMENT)
        as_blobs(fragments)[:n_waiting] = as_blobs(self._waiting)
        new = fragments[n_waiting:]
        as_blobs(new["line"])[:] = as_blobs(lines)
        new["row"] = scanned.block.numbers[own]
        new["at"] = len(self._text) + ends - (lines["body_end"] - lines["body"])
        return self._text + sentences.tobytes(), fragments

    def _keep(self, text: bytes, waiting: Records) -> None:
        """Keep parts for the next block, whose replay gives the same groups: what became of others does not change them."""
        sentences = [sentence_of(text, fragment) for fragment in waiting]
        self._text, self._waiting = b"".join(sentences), waiting.copy()
        self._waiting["at"] = np.cumsum([0, *map(len, sentences)])[:-1]


def sentence_of(text: bytes, fragment: np.void) -> bytes:
    """The sentence of a fragment."""
    begin = int(fragment["at"])
    return text[begin : begin + int(fragment["line"]["body_end"]) - int(fragment["line"]["body"])]
