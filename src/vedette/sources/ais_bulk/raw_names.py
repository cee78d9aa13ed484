"""Numbers and names in static messages, as bits: each that differs gets a number of its own, so that text is made of it once.

Payloads flow in, numbers of raw values flow out. A raw value is at most 120 bits, held as two integers of 60, with its slot:
name, IMO number, call sign, type, length. They are found again through an open-addressed table.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from vedette.engine.columns import Ints
from vedette.sources.ais_bulk.bits import read_bits
from vedette.sources.ais_bulk.fields import ABSENT, EXTENDED_B, STATIC_A
from vedette.sources.ais_bulk.layout import Bytes, Records

# in the order in which a message's identities are noted
KEYS = ("name", "imo", "callsign", "type", "length_m")
N_SLOTS = 5
NAME, IMO, CALLSIGN, TYPE, LENGTH = 0, 1, 2, 3, 4
WIDTHS = (120, 30, 42, 8, 18)
# first bits of name, IMO number, call sign, type, length (to bow and to stern). Source: ITU-R M.1371-5, annex 8
FIRST_BITS = (
    112, 40, 70, 232, 240,  # type 5
    143, ABSENT, ABSENT, 263, 271,  # type 19
    40, ABSENT, ABSENT, ABSENT, ABSENT,  # type 24, part A
    ABSENT, ABSENT, 90, 40, 132,  # type 24, part B
    ABSENT, ABSENT, 90, 40, ABSENT,  # the same of an auxiliary craft, which gives its mother ship where others give their length
)  # fmt: skip
NONE = -1
_MIX_A, _MIX_B, _MIX_C, _MIX_D, _LOW_30 = 0x5E3779B1, 0x45EBCA6B, 0x42B2AE3D, 0x27D4EB2F, (1 << 30) - 1
_FIRST_AUXILIARY, _LAST_AUXILIARY = 980_000_000, 989_999_999


def number_raws(
    content: Bytes, messages: Records, which: Ints, table: Ints, raw_slot: Ints, raw_high: Ints, raw_low: Ints, n_raws: int,
    found: Any,
) -> int:  # fmt: skip
    """Number the raw values of messages.

    Args:
        which: (n,) the messages to read. table: (a power of two,) numbers of raw values, -1 where empty.
        raw_slot, raw_high, raw_low: (at least n_raws + 5 n,) the raw values, written in place.
        found: (n, 5) their numbers, -1 where the message has none, written in place.
    Returns:
        How many raw values there are now.
    """
    for j in range(len(which)):
        message = messages[which[j]]
        payload = int(message["payload"])
        variant = _variant_of(content, payload, int(message["type"]), int(message["mmsi"]))
        for slot in range(N_SLOTS):
            found[j, slot] = NONE
            high, low = read_raw(content, payload, variant, slot)
            if high == NONE:
                continue
            at = raw_hash(slot, high, low) & (len(table) - 1)
            while table[at] >= 0 and not (
                raw_high[table[at]] == high and raw_low[table[at]] == low and raw_slot[table[at]] == slot
            ):
                at = (at + 1) & (len(table) - 1)
            if table[at] < 0:
                table[at] = n_raws
                raw_slot[n_raws], raw_high[n_raws], raw_low[n_raws] = slot, high, low
                n_raws += 1
            found[j, slot] = table[at]
    return n_raws


def fill_raws(table: Ints, raw_slot: Ints, raw_high: Ints, raw_low: Ints, n_raws: int) -> None:
    """Put all raw values into an empty table."""
    for k in range(n_raws):
        at = raw_hash(int(raw_slot[k]), int(raw_high[k]), int(raw_low[k])) & (len(table) - 1)
        while table[at] >= 0:
            at = (at + 1) & (len(table) - 1)
        table[at] = k


def raw_hash(slot: int, high: int, low: int) -> int:
    """A number whose low bits differ between raw values. No product overflows: compilers take for granted that none does."""
    mixed = ((high & _LOW_30) * _MIX_A) ^ ((high >> 30) * _MIX_B) ^ ((low & _LOW_30) * _MIX_C) ^ ((low >> 30) * _MIX_D) ^ slot
    return mixed ^ (mixed >> 29) ^ (mixed >> 47)


def read_raw(content: Bytes, payload: int, variant: int, slot: int) -> tuple[int, int]:
    """The two halves of a raw value, or -1 and -1 where a message of that variant does not have it."""
    first = FIRST_BITS[variant * N_SLOTS + slot]
    if first == ABSENT:
        return NONE, NONE
    if slot == NAME:
        return _read_60(content, payload, first), _read_60(content, payload, first + 60)
    if slot == LENGTH:
        return 0, read_bits(content, payload, first, 9) + read_bits(content, payload, first + 9, 9)
    return 0, read_bits(content, payload, first, WIDTHS[slot])


def _variant_of(content: Bytes, payload: int, kind: int, mmsi: int) -> int:
    """Which of the rows of `FIRST_BITS` a message follows."""
    if kind == STATIC_A:
        return 0
    if kind == EXTENDED_B:
        return 1
    if read_bits(content, payload, 38, 2) == 0:
        return 2
    return 4 if _FIRST_AUXILIARY <= mmsi <= _LAST_AUXILIARY else 3


def _read_60(content: Bytes, payload: int, first: int) -> int:
    return (read_bits(content, payload, first, 30) << 30) | read_bits(content, payload, first + 30, 30)


def raw_texts(slot: int, high: Ints, low: Ints) -> list[str]:
    """Raw values (n,) of one slot as text: numbers in digits, letters as AIS has them, blanks and unused letters at the ends left out."""
    if slot not in (NAME, CALLSIGN):
        return [str(number) for number in low.tolist()]
    halves = (_letters_of(high, 10), _letters_of(low, 10)) if slot == NAME else (_letters_of(low, 7),)
    letters = np.concatenate(halves, axis=1)
    text, n_letters = letters.tobytes().decode("ascii"), letters.shape[1]
    return [text[i : i + n_letters].rstrip("@").strip() for i in range(0, len(text), n_letters)]


def _letters_of(half: Ints, n_letters: int) -> npt.NDArray[np.uint8]:
    """The letters (n, n_letters) in the lowest bits of halves, six bits to each."""
    values = (half[:, None] >> np.arange(6 * (n_letters - 1), -1, -6)) & 63
    return np.where(values < 32, values + 64, values).astype(np.uint8)
