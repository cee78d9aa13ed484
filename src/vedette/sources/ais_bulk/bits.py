"""Bits of a payload: six to a letter. Letters and a place flow in, a number flows out.

Source: IEC 61162-1, the armouring of encapsulated sentences. A letter outside its alphabet counts as zero, as pyais has it.
"""

from __future__ import annotations

from vedette.sources.ais_bulk.layout import IN_BLOCK, Bytes

_FIRST, _LAST, _GAP = 48, 119, 8  # 0 to W stand for 0 to 39, ` to w for 40 to 63
# of all 256 letters: looked up, a payload is read five times as quickly as with comparisons
_VALUES = bytes(
    0 if not _FIRST <= letter <= _LAST else letter - _FIRST - (_GAP if letter - _FIRST > 40 else 0) for letter in range(256)
)


def letter_value(letter: int) -> int:
    """The six bits of a letter of the payload."""
    return _VALUES[letter]


def read_bits(content: Bytes, payload: int, first: int, width: int) -> int:
    """A number without sign of at most 54 bits, which begins at bit `first` of the letters from `payload` on."""
    end = first + width
    last = (end - 1) // 6
    value = 0
    for i in range(payload + first // 6, payload + last + 1):
        value = (value << 6) | letter_value(content[i & IN_BLOCK])
    return (value >> ((last + 1) * 6 - end)) & ((1 << width) - 1)


def read_signed(content: Bytes, payload: int, first: int, width: int) -> int:
    """The same in two's complement."""
    value = read_bits(content, payload, first, width)
    return value - (1 << width) if value >> (width - 1) else value
