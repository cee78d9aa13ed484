"""The first 180 bits of a payload as three numbers of 60, so that a field is cut out of one or two of them instead of found letter
by letter. A payload flows in, words flow out, and fields of the words.

No message needs more for its sender, its place and its measures; letters that the payload lacks count as zero.
"""

from __future__ import annotations

from vedette.sources.ais_bulk.bits import letter_value
from vedette.sources.ais_bulk.layout import IN_BLOCK, Bytes

WORD_BITS, WORD_LETTERS = 60, 10
Words = tuple[int, int, int]


def read_word(content: Bytes, begin: int, n_letters: int) -> int:
    """Ten letters from `begin` on, of which there are `n_letters`, which may be none or more than ten."""
    if n_letters >= WORD_LETTERS:  # as usual; a loop of fixed length is unrolled
        word = 0
        for i in range(WORD_LETTERS):
            word = (word << 6) | letter_value(content[(begin + i) & IN_BLOCK])
        return word
    word, n_read = 0, max(n_letters, 0)
    for i in range(n_read):
        word = (word << 6) | letter_value(content[(begin + i) & IN_BLOCK])
    return word << (6 * (WORD_LETTERS - n_read))


def field_of(words: Words, first: int, width: int) -> int:
    """A number without sign of at most 54 bits, which begins at bit `first` of the words."""
    left, right, at = words[0], words[1], first
    if first >= 2 * WORD_BITS:
        left, right, at = words[2], 0, first - 2 * WORD_BITS
    elif first >= WORD_BITS:
        left, right, at = words[1], words[2], first - WORD_BITS
    beyond = at + width - WORD_BITS  # bits in the second word
    whole = left >> -beyond if beyond <= 0 else (left & ((1 << (width - beyond)) - 1)) << beyond | right >> (WORD_BITS - beyond)
    return whole & ((1 << width) - 1)


def signed_field_of(words: Words, first: int, width: int) -> int:
    """The same in two's complement."""
    value = field_of(words, first, width)
    return value - (1 << width) if value >> (width - 1) else value
