"""The records that the loops hand each other, and the codes in them.

`LINE` is what stands on a line, `MESSAGE` what the message says that this line completes, `FRAGMENT` a sentence that waits for
others. A block of n lines has n records of the first two, so that one number names a line throughout.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Records = npt.NDArray[np.void]
Bytes = Any  # numpy uint8 for the compiled loops, bytes for plain Python: both give small integers
NO_TIME = -(2**63)  # of a time in microseconds since 1970
NO_STATION = 0
NOT_PLAIN = -1  # a number that is not written as usual
# a place in a block of lines, which `place & IN_BLOCK` leaves as it is; it tells compilers that none is negative
IN_BLOCK = 0x7FFFFFFF

# what stands on a line; from COMMENT on it is refused, with the reason that REFUSALS gives
SENTENCE, TIME_LINE, ODD = 0, 1, 2
COMMENT, NOT_A_SENTENCE, BAD_CHECKSUM, EMPTY_MESSAGE, NOT_AIS, BAD_FIELDS, BAD_DATE = 3, 4, 5, 6, 7, 8, 9
REFUSALS: dict[int, tuple[str, str | None]] = {
    COMMENT: ("comment", None),
    NOT_A_SENTENCE: ("not_a_sentence", None),
    BAD_CHECKSUM: ("bad_checksum", None),
    EMPTY_MESSAGE: ("empty_message", None),
    NOT_AIS: ("not_ais", None),
    BAD_FIELDS: ("bad_payload", "its fields do not fit an AIS sentence"),
    BAD_DATE: ("bad_payload", "its date does not exist"),
}

# what became of a message; from TOO_SHORT on it is refused
NO_MESSAGE, POSITION, PLACELESS = 0, 1, 2
TOO_SHORT, BAD_SENTENCE, UNKNOWN_TYPE, UNKNOWN_PART = 3, 4, 5, 6

LINE = np.dtype(
    [
        ("kind", "u1"), ("parts", "u1"), ("part", "u1"), ("sequence", "i1"), ("fill", "u1"), ("checksum", "u1"), ("is_ascii", "u1"),
        ("body", "i4"), ("body_end", "i4"), ("payload", "i4"), ("n_letters", "i4"), ("time_us", "i8"), ("station", "i8"),
    ],
    align=True,
)  # fmt: skip
MESSAGE = np.dtype(
    [
        ("status", "u1"), ("type", "u1"), ("checksum", "u1"), ("flags", "i4"), ("n_bits", "i4"), ("mmsi", "i8"),
        ("lat_deg", "f8"), ("lon_deg", "f8"), ("sog_kn", "f8"), ("cog_deg", "f8"), ("heading_deg", "f8"), ("alt_ft", "f8"),
        ("accuracy_m", "f8"), ("own_us", "i8"), ("heard_us", "i8"), ("row", "i8"), ("payload", "i4"), ("n_letters", "i4"),
    ],
    align=True,
)  # fmt: skip
WHOLE = np.dtype(
    [
        ("first", "i8"), ("last", "i8"), ("payload", "i4"), ("n_letters", "i4"), ("fill", "u1"), ("checksum", "u1"), ("is_sound", "u1"),
        ("time_us", "i8"),
    ],
    align=True,
)  # fmt: skip
FRAGMENT = np.dtype([("line", LINE), ("at", "i8"), ("row", "i8"), ("fate", "i1"), ("whole_row", "i8")], align=True)


def as_blobs(records: Records) -> Records:
    """The same records without their fields: numpy copies them in one go instead of field by field."""
    return records.view(f"V{records.dtype.itemsize}")
