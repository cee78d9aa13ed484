"""Eight bytes at once, for checksums. Bytes and places in them flow in, one integer for each eight flows out.

The first byte is the lowest. In compiled loops the highest bit is a sign, in plain Python it is not: what is done here with the
integers comes out the same for both, since nothing is added or compared, and what is shifted is masked.
"""

from __future__ import annotations

from vedette.sources.ais_bulk.characters import IN_BLOCK
from vedette.sources.ais_bulk.layout import Bytes

EIGHT = 8
_LOWEST_BITS, _HIGHEST_BITS = 0x0101010101010101, 0x8080808080808080
_COMMAS = 0x2C2C2C2C2C2C2C2C


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


def combine_bytes(content: Bytes, begin: int, end: int) -> tuple[int, bool]:
    """The exclusive or of the bytes from `begin` to `end`, and whether all are ASCII; eight bytes before `end` must be there."""
    n_last = (end - begin) % EIGHT
    found = seen = last_before(content, end, n_last)
    for at in range(begin, end - n_last, EIGHT):
        eight = eight_at(content, at)
        found ^= eight
        seen |= eight
    found ^= found >> 32
    found ^= found >> 16
    return (found ^ found >> 8) & 255, seen & _HIGHEST_BITS == 0


def has_comma(content: Bytes, begin: int, end: int) -> bool:
    """Is a comma among the bytes from `begin` to `end`? Eight bytes before `end` must be there."""
    n_last = (end - begin) % EIGHT
    others = _differ_from_comma(last_before(content, end, n_last))
    for at in range(begin, end - n_last, EIGHT):
        others &= _differ_from_comma(eight_at(content, at))
    return others & _LOWEST_BITS != _LOWEST_BITS


def _differ_from_comma(eight: int) -> int:
    """The lowest bit of every byte says whether it differs from a comma; the other bits say nothing."""
    differing = eight ^ _COMMAS
    differing |= differing >> 4
    differing |= differing >> 2
    return differing | differing >> 1
