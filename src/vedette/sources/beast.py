"""Beast binary (TCP port 30005), as ADS-B receivers send it. One frame is one row; bytes that are no frame are a row too.

Frames flow in; positions, call signs and issues flow out. Only squitters whose parity fits are read (downlink formats 17 and
18): other replies carry no position, and their parity is laid over an address, so nothing tells a damaged one. Times count
back, by the receiver's counter, from the stated time of reception, which is taken as that of the last frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from vedette.schema.flags import Flag
from vedette.sources.beast_clock import MLAT_COUNTER, FrameClock, measure
from vedette.sources.beast_frames import DAMAGED, MODE_AC, MODE_S_LONG, MODE_S_SHORT, Frame, read_frames, share_of_frames
from vedette.sources.beast_places import Message, Sky, decode, is_whole
from vedette.sources.collecting import Collector
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.identities import IdentityBook
from vedette.sources.opening import TruncatedError
from vedette.sources.ranges import bound_one

_SQUITTERS = (17, 18)
_IDENTITY, _VELOCITY, _AIRBORNE, _SURFACE = "08", "09", "05", "06"
_SHOWN_BYTES = 30
# Downlink format 18 by rs1090's names: whether the address is an ICAO one; None: the IMF bit says. The others have contents
# of their own (coarse positions, service management), which are not read. Source: RTCA DO-260B, 2.2.3.2.1.5
_IS_ICAO: dict[str, bool | None] = {
    "ADSB_ES_NT": True, "ADSB_ES_NT_ALT": False, "TISB_FINE": None, "TISB_ADSB_RELAY": False, "TISB_ADSB": None,
}  # fmt: skip
# Type code -> radius of containment, the larger one where a supplement would decide. Source: RTCA DO-260B, table 2-14
_CONTAINMENT_M = {
    5: 7.5, 6: 25.0, 7: 185.2, 9: 7.5, 10: 25.0, 11: 185.2, 12: 370.4, 13: 1_111.2, 14: 1_852.0, 15: 3_704.0, 16: 14_816.0,
    17: 37_040.0, 20: 7.5, 21: 25.0,
}  # fmt: skip


def sniff(head: bytes, _path: Path) -> float:
    """The share of bytes that stand in whole frames."""
    share = share_of_frames(head) if b"\x1a" in head else 0.0
    return share if share > 0.5 else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of frames. The file is gone through twice: how long it lasts must be known before the first time can be.

    Raises:
        SourceError: the file cannot be opened.
    """
    reader = _Reader(context, _measure(path))
    try:
        for row, frame in enumerate(read_frames(path), 1):
            reader.take(row, frame)
            if reader.rows.n_rows >= context.block_rows:
                yield reader.rows.take()
    except TruncatedError as error:
        reader.rows.remark(None, "truncated", str(error))
    yield reader.close()


def _measure(path: Path) -> FrameClock:
    def whole_frames() -> Iterator[Frame]:
        try:
            yield from read_frames(path)
        except TruncatedError:  # told on the second way through
            return

    return measure(whole_frames())


class _Reader:
    """What was heard so far in one file, and the rows made of it."""

    def __init__(self, context: ReadContext, end: FrameClock) -> None:
        self.rows, self._book, self._sky = Collector(context.source_id), IdentityBook(context.source_id), Sky()
        self._clock, self._end_s, self._received = FrameClock(is_gps=end.is_gps), end.elapsed_s, context.received

    def take(self, row: int, frame: Frame) -> None:
        """One frame: exactly one row."""
        if frame.kind == DAMAGED:
            self.rows.issue(row, "bad_frame", frame.content[:_SHOWN_BYTES].hex())
            return
        if self._clock.advance(frame.counter):
            self.rows.remark(row, "counter_restarted")
            self._sky.forget()
        downlink = frame.content[0] >> 3
        if frame.kind not in (MODE_S_SHORT, MODE_S_LONG):
            self.rows.issue(row, "no_position", "Mode A/C" if frame.kind == MODE_AC else "state of the receiver")
        elif downlink not in _SQUITTERS:
            self.rows.issue(row, "no_position", f"DF {downlink}")
        else:
            self._take_squitter(row, frame)

    def close(self) -> Batch:
        """The last batch: what is left, all identities, and what is to be said of the whole file."""
        identities, remarks = self._book.close()
        self.rows.take_over([], remarks)
        if self._received is not None and self._clock.is_running:
            kind = "GPS time of day" if self._clock.is_gps else "12 MHz"
            self.rows.remark(None, "time_from_counter", self._received.isoformat(), kind=kind)
        return self.rows.take(identities)

    def _time(self) -> datetime | None:
        if self._received is None or not self._clock.is_running:
            return None
        return self._received - timedelta(seconds=self._end_s - self._clock.elapsed_s)

    def _take_squitter(self, row: int, frame: Frame) -> None:
        message = decode(frame.content)
        if message is None:
            if is_whole(frame.content):
                self.rows.issue(row, "bad_payload", frame.content.hex(), why="its codes are not in use")
            else:
                self.rows.issue(row, "bad_checksum", frame.content.hex())
            return
        content, asset_id = str(message["bds"]), _asset_of(message)
        if asset_id is None or content not in (_IDENTITY, _VELOCITY, _AIRBORNE, _SURFACE):
            self.rows.issue(row, "no_position", f"DF {message['df']}, {message.get('tisb') or 'BDS'} {content}")
        elif content == _IDENTITY:
            self._take_callsign(row, asset_id, message)
        elif content == _VELOCITY:
            self._sky.note_motion(asset_id, _motion_of(frame, message), self._clock.elapsed_s)
            self.rows.issue(row, "no_position", "velocity")
        else:
            self._take_position(row, asset_id, frame, message)

    def _take_callsign(self, row: int, asset_id: str, message: Message) -> None:
        callsign = str(message["callsign"]).replace("#", " ")  # rs1090's sign for a code that is no letter
        named = self._book.note_message(asset_id, [("callsign", callsign)], row, self._time())
        if named is not None:
            self.rows.identity(named)
        else:
            self.rows.issue(row, "no_position", "empty call sign")

    def _take_position(self, row: int, asset_id: str, frame: Frame, message: Message) -> None:
        if not self._clock.is_running:
            self.rows.issue(row, "no_counter", frame.content.hex())
            return
        now_s = self._clock.elapsed_s
        place = self._sky.locate(asset_id, frame.content, message, now_s)
        if place is None:
            self.rows.issue(row, "unpaired", frame.content.hex())
            return
        time = self._time()
        if time is None:
            self.rows.issue(row, "no_time", f"{asset_id} {place[0]:.5f}, {place[1]:.5f}")
            return
        is_surface = message["bds"] == _SURFACE
        motion = message if is_surface else self._sky.motion(asset_id, now_s)
        columns = _measures(message, motion)
        columns["flags"] |= int(Flag.NON_ICAO) if "~" in asset_id else 0
        self.rows.position(
            row, asset_id=asset_id, time=time, lat_deg=place[0], lon_deg=place[1], on_ground=is_surface,
            accuracy_m=_CONTAINMENT_M.get(message["tc"]), sensor="mlat" if frame.counter == MLAT_COUNTER else "adsb", **columns,
        )  # fmt: skip


def _asset_of(message: Message) -> str | None:
    """The asset that a squitter is about; None where its kind is not read."""
    address, kind = str(message["icao24"]), message.get("tisb")
    if kind is not None and kind not in _IS_ICAO:
        return None
    is_icao = kind is None or _IS_ICAO[kind]
    if is_icao is None:
        is_icao = message.get("NICb") != 1  # the bit of NIC supplement B is IMF here
    return f"icao24:{address}" if is_icao else f"icao24:~{address}"


def _motion_of(frame: Frame, message: Message) -> Message:
    """Speed, track and vertical rate; rs1090 reads the supersonic layout (subtype 2) in steps of 1 kn, they are of 4 kn."""
    speed, is_supersonic = message.get("groundspeed"), frame.content[4] & 7 == 2
    return {**message, "groundspeed": speed * 4 if is_supersonic and speed is not None else speed}


def _measures(message: Message, motion: Message) -> dict[str, Any]:
    columns: dict[str, Any] = {"flags": 0}
    for measure_name, value in (
        ("alt_ft", message.get("altitude")),
        ("sog_kn", motion.get("groundspeed")),
        ("cog_deg", motion.get("track")),
        ("vrate_fpm", motion.get("vertical_rate")),
    ):
        number = None if value is None else round(float(value), 2)
        columns[measure_name], bits = bound_one(number, "aircraft", measure_name)
        columns["flags"] |= bits
    return columns


FORMAT = Format(
    "beast",
    "ADS-B, Beast binary",
    "frame",
    "What readsb, dump1090 and Beast receivers send on TCP port 30005. Frames carry a counter and no time: positions need "
    "--received-at, the time of the last frame, from which the others are counted back. Positions come from pairs of frames, "
    "so the first of an aircraft gives none; on the ground they need one heard in the air before. Speed and vertical rate "
    "are those heard within 10 s. Damaged frames are counted and refused.",
    sniff,
    read,
)
