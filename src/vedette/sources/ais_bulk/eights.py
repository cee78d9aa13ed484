"""Eight bytes at once, for checksums and times. Bytes and places in them flow in, one integer for each eight flows out.

The first byte is the lowest. In compiled loops the highest bit is a sign, in plain Python it is not: what is done here with the
integers comes out the same for both: what is shifted is masked, and what is added has its highest bit free.
"""

from __future__ import annotations

from vedette.sources.ais_bulk.layout import IN_BLOCK, NOT_PLAIN, Bytes

EIGHT = 8
# none of these has the highest bit: compilers would compare such a number as a rounded one
_LOWEST_BITS, _LOW_HALVES = 0x0101010101010101, 0x0F0F0F0F0F0F0F0F
_COMMAS, _THREES = 0x2C2C2C2C2C2C2C2C, 0x0303030303030303


def eight_at(content: Bytes, at: int) -> int:
    """The bytes from `at` on, all of which must be there; compilers make one load of it."""
    i = at & IN_BLOCK
    return int(
        content[i] | content[i + 1] << 8 | content[i + 2] << 16 | content[i + 3] << 24
        | content[i + 4] << 32 | content[i + 5] << 40 | content[i + 6] << 48 | content[i + 7] << 56
    )  # fmt: skip


def last_before(content: Bytes, end: int, n: int) -> int:
    """The last `n` of the bytes before `end`, 0 to 7 of them; eight must be there."""
    return (eight_at(content, end - EIGHT) >> 8 * (EIGHT - n) & ((1 << 8 * n) - 1)) if n > 0 else 0


def combine_ascii(content: Bytes, begin: int, end: int) -> int:
    """The exclusive or of the bytes from `begin` to `end`, -1 if one is not ASCII; eight bytes before `end` must be there.

    The way out of the loop keeps compilers from going over several eights at once, which they would make of single bytes.
    """
    n_last = (end - begin) & (EIGHT - 1)
    found = last_before(content, end, n_last)
    if (found >> 7) & _LOWEST_BITS != 0:
        return NOT_PLAIN
    for at in range(begin, end - n_last, EIGHT):
        eight = eight_at(content, at)
        if (eight >> 7) & _LOWEST_BITS != 0:
            return NOT_PLAIN
        found ^= eight
    found ^= found >> 32
    found ^= found >> 16
    return (found ^ found >> 8) & 255


def has_comma(content: Bytes, begin: int, end: int) -> bool:
    """Is a comma among the bytes from `begin` to `end`? Eight bytes before `end` must be there."""
    n_last = (end - begin) & (EIGHT - 1)
    at = begin
    while at < end - n_last and _is_without_comma(eight_at(content, at)):
        at += EIGHT
    return at < end - n_last or not _is_without_comma(last_before(content, end, n_last))


def eight_digits(content: Bytes, at: int) -> int:
    """The number that eight digits from `at` on make, or -1; neighbours are put together, by twos, fours and eights."""
    eight = eight_at(content, at)
    digits = eight & _LOW_HALVES
    if (eight >> 4) & _LOW_HALVES != _THREES or (digits + 0x0606060606060606) & 0x1010101010101010 != 0:
        return NOT_PLAIN
    twos = (digits * 10 + (digits >> 8)) & 0x00FF00FF00FF00FF
    fours = (twos * 100 + (twos >> 16)) & 0x0000FFFF0000FFFF
    return (fours * 10_000 + (fours >> 32)) & 0xFFFFFFFF


def _is_without_comma(eight: int) -> bool:
    """Does each of eight bytes differ from a comma? All bits by which a byte differs are gathered in its lowest."""
    differing = eight ^ _COMMAS
    differing |= differing >> 4
    differing |= differing >> 2
    differing |= differing >> 1
    return differing & _LOWEST_BITS == _LOWEST_BITS
