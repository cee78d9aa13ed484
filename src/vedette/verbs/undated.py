"""When does a text count as published that does not say so? Its "on 15 December" gets its year from there.

A case's period and the data beside the text flow in; a day and the reason for it flow out, which the reader is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vedette.case.load import Case
from vedette.clock import day_end, format_day
from vedette.sources.bring_in import Tables


@dataclass(frozen=True)
class Anchor:
    """The day as of which a text counts as published that gives none, and why; its "on 15 December" gets its year from there."""

    moment: datetime
    why: str = ""

    @property
    def remark(self) -> str:
        """What the reader is told."""
        return f"the text gives no date; it is taken as published on {format_day(self.moment)}{self.why} (--published says otherwise)"


def anchor_in(case: Case | None, data: Sequence[Tables], as_of: datetime) -> Anchor:
    """The last day of a case's period, else of the data beside the text, but not after the time of judgement; else that time."""
    if case is not None:
        return Anchor(
            min(case.question.period.end, as_of), ", the end of the case's period" if case.question.period.end <= as_of else ""
        )
    lasts = [last for tables in data if (last := tables["positions"]["time"].max()) is not None]
    if lasts and (last := day_end(max(lasts).date())) <= as_of:
        return Anchor(last, ", the last day of the data")
    return Anchor(as_of)
