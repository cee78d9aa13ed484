"""Messages of several sentences, put together from their parts.

`FRAGMENT` records flow in, in the order of the log, whole messages flow out: their letters in a row, and the line that
completed them. Parts belong together when station, number of parts and sequence number agree; since sequence numbers return
after ten messages, parts that come too late for each other are given up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from vedette.engine.columns import Ints
from vedette.sources.ais_bulk.layout import NO_TIME, Bytes, Records
from vedette.sources.ais_bulk.messages import MAX_LETTERS

# Parts follow each other within a second on the air; receivers' queues hold them up for longer, a busy site repeats a sequence
# number every few seconds. Both limits are judgements: 10 s where times are known, 200 lines where they are not.
MAX_WAIT_US = 10_000_000
MAX_LINES = 200
N_DIGITS = 10  # a part's number is one digit
UInts = npt.NDArray[np.uint8]

# what became of a fragment
WAITS, FIRST, LATER, GIVEN_UP = 0, 1, 2, 3


def join_fragments(text: Bytes, fragments: Records, groups: Ints, members: Ints, joined: UInts, wholes: Records) -> int:
    """Find the fragments that make whole messages, and put their letters in a row.

    Args:
        text: the sentences of the fragments. fragments: (n,) in the order of the log; `fate` and `whole_row` (the row of the
            first part) are written in place.
        groups: (MAX_LINES + 2,) room to work in. members: (MAX_LINES + 2, 10) room: the fragment of each part, or -1.
        joined: (at least as long as the text,) the letters, written in place. wholes: (n,) written in place.
    Returns:
        How many messages are whole.
    """
    n_open, n_whole, n_letters = 0, 0, 0
    for i in range(len(fragments)):
        fragment = fragments[i]
        fragment["fate"] = WAITS
        n_open = _expire(fragments, groups, members, n_open, int(fragment["row"]))
        k = _find(fragments, groups, n_open, i)
        part = int(fragment["line"]["part"])
        if k < n_open and (members[k, part] >= 0 or _is_late(fragments, members, k, i)):
            _give_up(fragments, members, k)
            _clear(members, k)
        elif k == n_open:
            _clear(members, k)
            n_open += 1
        groups[k] = i
        members[k, part] = i
        if _count(members, k) >= fragment["line"]["parts"]:
            wholes[n_whole]["last"], wholes[n_whole]["payload"] = i, n_letters
            n_letters = _close(text, fragments, members, k, joined, wholes[n_whole])
            n_whole += 1
            n_open -= 1
            _move(groups, members, n_open, k)
    return n_whole


def copy_sentences(content: Bytes, lines: Records, sentences: UInts) -> None:
    """Copy the sentences of lines (n,) into one row of bytes, which has room for just these."""
    at = 0
    for i in range(len(lines)):
        for k in range(int(lines[i]["body"]), int(lines[i]["body_end"])):
            sentences[at] = content[k]
            at += 1


def _find(fragments: Records, groups: Ints, n_open: int, i: int) -> int:
    """The group that a fragment belongs to, or the number after the last."""
    new = fragments[i]["line"]
    for k in range(n_open):
        old = fragments[groups[k]]["line"]
        if old["station"] == new["station"] and old["parts"] == new["parts"] and old["sequence"] == new["sequence"]:
            return k
    return n_open


def _expire(fragments: Records, groups: Ints, members: Ints, n_open: int, row: int) -> int:
    """Give up the groups whose last part lies too far back; how many are left."""
    k = 0
    while k < n_open:
        if row - fragments[groups[k]]["row"] > MAX_LINES:
            _give_up(fragments, members, k)
            n_open -= 1
            _move(groups, members, n_open, k)
        else:
            k += 1
    return n_open


def _is_late(fragments: Records, members: Ints, k: int, i: int) -> bool:
    """Is a fragment too far in time from the first of its group that has a time?"""
    time_us = fragments[i]["line"]["time_us"]
    earliest = -1
    for p in range(N_DIGITS):
        member = members[k, p]
        if member >= 0 and fragments[member]["line"]["time_us"] != NO_TIME and (earliest < 0 or member < earliest):
            earliest = member
    if earliest < 0 or time_us == NO_TIME:
        return False
    return bool(abs(time_us - fragments[earliest]["line"]["time_us"]) > MAX_WAIT_US)


def _give_up(fragments: Records, members: Ints, k: int) -> None:
    for p in range(N_DIGITS):
        if members[k, p] >= 0:
            fragments[members[k, p]]["fate"] = GIVEN_UP


def _clear(members: Ints, k: int) -> None:
    for p in range(N_DIGITS):
        members[k, p] = -1


def _move(groups: Ints, members: Ints, source: int, target: int) -> None:
    """Put the last group where another was."""
    groups[target] = groups[source]
    for p in range(N_DIGITS):
        members[target, p] = members[source, p]


def _count(members: Ints, k: int) -> int:
    n_parts = 0
    for p in range(N_DIGITS):
        if members[k, p] >= 0:
            n_parts += 1
    return n_parts


def _close(text: Bytes, fragments: Records, members: Ints, k: int, joined: UInts, whole: Any) -> int:
    """Write a whole message; where the next one's letters begin."""
    first, at = -1, int(whole["payload"])
    whole["checksum"], whole["time_us"], whole["is_sound"] = 0, NO_TIME, 1
    for p in range(N_DIGITS):
        member = int(members[k, p])
        if member < 0:
            continue
        fragment = fragments[member]
        line = fragment["line"]
        first = member if first < 0 else first
        fragment["fate"] = FIRST if member == first else LATER
        fragment["whole_row"] = fragments[first]["row"]
        begin = int(fragment["at"]) + int(line["payload"]) - int(line["body"])
        for i in range(begin, begin + int(line["n_letters"])):
            joined[at] = text[i]
            at += 1
        whole["checksum"] ^= line["checksum"]
        whole["fill"] = line["fill"]
        if whole["time_us"] == NO_TIME:
            whole["time_us"] = line["time_us"]
        if not 1 <= p <= line["parts"] or line["is_ascii"] == 0 or line["n_letters"] > MAX_LETTERS:
            whole["is_sound"] = 0
    whole["first"], whole["n_letters"] = first, at - int(whole["payload"])
    return at
