"""One line of an NMEA log: its tag block, its sentence, its time. Checksums are enforced.

A line flows in, a `Sentence` flows out, or the reason why it is none. Layouts: tag blocks (``\\s:station,c:time*hh\\``) after
NMEA 4.10, AIS sentences (``!aaVDM``, ``!aaVDO``) after IEC 61162-1, Gatehouse's ``$PGHP`` lines, which give the time of the
message that follows and name it by its checksum (of several sentences, the exclusive or of theirs).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import xor

_AIS = re.compile(rb"!([A-Z0-9-]{2})VD[MO],(\d),(\d),(\d?),([^,]{0,2}),([^,]*),([0-5])\*([0-9A-Fa-f]{2})$")
_PGHP = re.compile(rb"\$PGHP,1,(\d+),(\d+),(\d+),(\d+),(\d+),(\d+),(\d+),.*,([0-9A-Fa-f]{2})\*([0-9A-Fa-f]{2})$")
_CHECKED = re.compile(rb"[!$](.*)\*([0-9A-Fa-f]{2})$")
# the US Coast Guard's logs add fields after the checksum: signal, slot, station (r...), and the time of reception last
_TRAILED = re.compile(rb"(!.*\*[0-9A-Fa-f]{2})((?:,[^,]*)*?),(\d{9,10}(?:\.\d+)?)$")
MAX_BYTES = 1024  # a sentence has at most 82, a tag block 80, logs add a little; patterns must not meet megabytes
_LAST_EPOCH_S = 4_102_444_800  # 2100; larger numbers are milliseconds


@dataclass(frozen=True)
class Refused:
    """Why a line or message cannot be read: a code of `reasons`, and what fills its sentence."""

    code: str
    why: str | None = None

    @property
    def fields(self) -> dict[str, str]:
        """What fills the reason's sentence."""
        return {} if self.why is None else {"why": self.why}


@dataclass(frozen=True)
class TimeLine:
    """A time for the message whose checksum it names."""

    time: datetime
    checksum: int


@dataclass(frozen=True)
class Sentence:
    """One AIS sentence: part `part` of `parts`, payload still in six-bit letters."""

    body: bytes
    checksum: int
    parts: int
    part: int
    sequence: str
    channel: str
    payload: bytes
    station: str | None = None
    time: datetime | None = None


def read_line(line: bytes) -> Sentence | TimeLine | Refused:
    """What a line is."""
    line = line.strip()
    if line.startswith(b"#"):
        return Refused("comment")
    if len(line) > MAX_BYTES:
        return Refused("not_a_sentence")
    if line.startswith(b"$PGHP"):
        return _read_time_line(line)
    tags: dict[str, str] = {}
    if line.startswith(b"\\"):
        block, _, line = line[1:].partition(b"\\")
        content, _, digits = block.rpartition(b"*")
        if not _fits(content, digits):
            return Refused("bad_checksum")
        tags = dict(field.split(":", 1) for field in content.decode("ascii", "replace").split(",") if ":" in field)
    if (trailed := _TRAILED.match(line)) is not None:
        line, tags = trailed[1], tags | _trailed_tags(trailed)
    return _read_sentence(line, tags)


def _read_sentence(line: bytes, tags: dict[str, str]) -> Sentence | Refused:
    match = _AIS.match(line)
    if match is None:
        return _refuse(line)
    if not _fits(line[1:-3], match[8]):
        return Refused("bad_checksum")
    if not match[6]:
        return Refused("empty_message")
    return Sentence(
        body=line, checksum=int(match[8], 16), parts=int(match[2]), part=int(match[3]), sequence=match[4].decode(),
        channel=match[5].decode("ascii", "replace"), payload=match[6], station=tags.get("s"), time=_tag_time(tags.get("c")),
    )  # fmt: skip


def _trailed_tags(trailed: re.Match[bytes]) -> dict[str, str]:
    stations = [field[1:].decode("ascii", "replace") for field in trailed[2].split(b",") if field.startswith((b"r", b"b"))]
    return {"c": trailed[3].decode(), **({"s": stations[0]} if stations else {})}


def _fits(content: bytes, checksum: bytes) -> bool:
    """Is the checksum the exclusive or of all bytes?"""
    try:
        return reduce(xor, content, 0) == int(checksum, 16)
    except ValueError:
        return False


def _refuse(line: bytes) -> Refused:
    """A line that is no AIS sentence: another sentence, a damaged one, or none."""
    checked = _CHECKED.match(line)
    if checked is None:
        return Refused("not_a_sentence")
    if not _fits(checked[1], checked[2]):
        return Refused("bad_checksum")
    if line[3:6] in (b"VDM", b"VDO"):
        return Refused("bad_payload", "its fields do not fit an AIS sentence")
    return Refused("not_ais")


def _read_time_line(line: bytes) -> TimeLine | Refused:
    match = _PGHP.match(line)
    if match is None or not _fits(line[1:-3], match[9]):
        return Refused("bad_checksum" if match else "not_a_sentence")
    year, month, day, hour, minute, second, millisecond = (int(match[i]) for i in range(1, 8))
    try:
        time = datetime(year, month, day, hour, minute, second, millisecond * 1000, tzinfo=UTC)
    except ValueError:
        return Refused("bad_payload", "its date does not exist")
    return TimeLine(time, int(match[8], 16))


def _tag_time(text: str | None) -> datetime | None:
    """The time of a tag block: seconds since 1970, or milliseconds as some receivers write."""
    try:
        number = float(text or "")
        return datetime.fromtimestamp(number / 1000 if number > _LAST_EPOCH_S else number, UTC)
    except (ValueError, OverflowError, OSError):
        return None
