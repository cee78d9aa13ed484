"""The time that a claim speaks of, as an interval that two claims can be compared by.

A row of the claims table flows in, a `Window` flows out. What the text states counts as stated; a claim without a time speaks of the
days before its publication, a plan of the days after it, and a state ("is at Tartus") of the day itself and little more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

_STATES = frozenset({"present", "absent", "distance"})


class WindowParams(BaseModel):
    """When a claim speaks of, where it does not say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    recent_days: int = Field(21, ge=1, description="a claim without a time speaks of the days before its publication, days")
    state_days: int = Field(2, ge=0, description="the same for a claim that something is or is not somewhere, days")
    ahead_days: int = Field(60, ge=1, description="a plan without a time speaks of the days after its publication, days")


@dataclass(frozen=True)
class Window:
    """The time that a claim speaks of; None is open. `is_stated`: the text gives it, and it is not taken from publication."""

    start: datetime | None
    end: datetime | None
    is_stated: bool

    def overlaps(self, other: Window) -> bool:
        """Is there a moment in both?"""
        starts_in = self.start is None or other.end is None or self.start <= other.end
        return starts_in and (other.start is None or self.end is None or other.start <= self.end)

    def contains(self, other: Window) -> bool:
        """Does the other lie inside?"""
        begins = self.start is None or (other.start is not None and self.start <= other.start)
        return begins and (self.end is None or (other.end is not None and other.end <= self.end))

    @property
    def length(self) -> timedelta | None:
        """How long it is; None where an end is open."""
        return None if self.start is None or self.end is None else self.end - self.start


def find_window(claim: Mapping[str, Any], params: WindowParams) -> Window:
    """The time that a claim speaks of; where it gives none, the days before its publication, after it for a plan."""
    start, end, made = claim["time_start"], claim["time_end"], claim["made"]
    if start is not None or end is not None:
        return Window(start, end if end is not None else _later(start, made), is_stated=True)
    if made is None:
        return Window(None, None, is_stated=False)
    if claim["status"] in ("planned", "conditional"):
        return Window(made, made + timedelta(days=params.ahead_days), is_stated=False)
    days = params.state_days if claim["kind"] in _STATES else params.recent_days
    return Window(made - timedelta(days=days), made, is_stated=False)


def _later(start: datetime | None, made: datetime | None) -> datetime | None:
    """An open end reaches to publication where that lies behind the start."""
    return made if start is not None and made is not None and made > start else None


def gap_between(first: Window, second: Window) -> timedelta | None:
    """How far apart two windows lie; zero where they overlap, None where an end that matters is open."""
    if first.overlaps(second):
        return timedelta(0)
    early, late = sorted((first, second), key=lambda w: (w.start is not None, w.start))
    return None if early.end is None or late.start is None else late.start - early.end


def widest_between(first: Window, second: Window) -> timedelta | None:
    """The longest time that can lie between a moment of the one and a moment of the other; None where an end is open."""
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return None
    return max(second.end - first.start, first.end - second.start)
