"""When messages were heard: the time on the message itself, else that of the time line which names it, else its own.

Lines flow in, in the order of the log; the messages' times are written in place. A time line serves one message: the next one
whose checksums, taken together, are the one that it names.
"""

from __future__ import annotations

from vedette.engine.columns import Ints
from vedette.sources.ais_bulk.layout import NO_TIME, PLACELESS, POSITION, TIME_LINE, Records


def hear_messages(lines: Records, messages: Records, time_line: Ints) -> None:
    """Give messages that have no time the one of a time line, or their own.

    Args:
        lines, messages: (n,) `heard_us` of messages that can be read is written in place.
        time_line: (2,) time and checksum of the last time line that served none, `NO_TIME` if there is none; carried on in place.
    """
    for i in range(len(lines)):
        if lines[i]["kind"] == TIME_LINE:
            time_line[0], time_line[1] = lines[i]["time_us"], lines[i]["checksum"]
            continue
        message = messages[i]
        if message["status"] != POSITION and message["status"] != PLACELESS:
            continue
        if message["heard_us"] == NO_TIME and time_line[0] != NO_TIME and time_line[1] == message["checksum"]:
            message["heard_us"] = time_line[0]
            time_line[0] = NO_TIME
        if message["heard_us"] == NO_TIME:
            message["heard_us"] = message["own_us"]
