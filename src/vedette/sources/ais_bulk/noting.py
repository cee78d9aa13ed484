"""Which assets bore which identities, between which times: one entry for each pair, found again through an open-addressed table.

Static messages flow in, in the order in which they were heard; what each of them gave flows out.
"""

from __future__ import annotations

from vedette.engine.columns import Ints
from vedette.sources.ais_bulk.layout import NO_TIME
from vedette.sources.ais_bulk.raw_names import N_SLOTS, NONE

# what a message gave: nothing that is an identity, something new, only what was known
NOTHING, NEW, KNOWN = 0, 1, 2
_MIX_ASSET, _MIX_VALUE = 0x5E3779B1, 0x45EBCA6B


def note_messages(
    mmsi: Ints, heard_us: Ints, rows: Ints, values: Ints, table: Ints, entries: Ints, n_entries: int, given: Ints
) -> int:
    """Note the identities that messages give.

    Args:
        mmsi, heard_us, rows: (n,) of the messages. values: (n, 5) numbers of values, -1 where there is none.
        table: (a power of two,) numbers of entries, -1 where empty.
        entries: (at least n_entries + 5 n, 5) asset, value, row, first and last time, written in place.
        given: (n,) what each message gave, written in place.
    Returns:
        How many entries there are now.
    """
    for j in range(len(mmsi)):
        given[j] = NOTHING
        for slot in range(N_SLOTS):
            value = int(values[j, slot])
            if value == NONE:
                continue
            if given[j] == NOTHING:
                given[j] = KNOWN
            at = _place(int(mmsi[j]), value, table, entries)
            if table[at] < 0:
                given[j] = NEW
                table[at] = n_entries
                entries[n_entries, 0], entries[n_entries, 1], entries[n_entries, 2] = mmsi[j], value, rows[j]
                entries[n_entries, 3], entries[n_entries, 4] = heard_us[j], heard_us[j]
                n_entries += 1
            elif heard_us[j] != NO_TIME:
                _widen(entries, int(table[at]), int(heard_us[j]))
    return n_entries


def fill_entries(table: Ints, entries: Ints, n_entries: int) -> None:
    """Put all entries into an empty table."""
    for k in range(n_entries):
        table[_place(int(entries[k, 0]), int(entries[k, 1]), table, entries)] = k


def _place(mmsi: int, value: int, table: Ints, entries: Ints) -> int:
    """Where the entry of an asset and a value stands in the table, or is to be put."""
    mixed = (mmsi * _MIX_ASSET) ^ (value * _MIX_VALUE)  # both have 31 bits at most: no product overflows
    at = (mixed ^ (mixed >> 17) ^ (mixed >> 31)) & (len(table) - 1)
    while table[at] >= 0 and not (entries[table[at], 0] == mmsi and entries[table[at], 1] == value):
        at = (at + 1) & (len(table) - 1)
    return at


def _widen(entries: Ints, k: int, heard_us: int) -> None:
    """Let an entry's span hold a time."""
    if entries[k, 3] == NO_TIME or heard_us < entries[k, 3]:
        entries[k, 3] = heard_us
    entries[k, 4] = max(int(entries[k, 4]), heard_us)
