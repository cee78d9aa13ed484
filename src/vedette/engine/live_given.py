"""What the scans have finished, kept until somebody asks for whole tables.

In flow frames by name, each with the column asset_id, out flow all rows of a name. Rows of a number that is replayed are taken
out again; nothing else ever changes.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from vedette.engine.step import Frame
from vedette.schema.ids import number_column

_MANY = 64  # frames of one name beyond which they are put together


class Given:
    """Finished rows by name."""

    def __init__(self) -> None:
        self._frames: dict[str, list[Frame]] = {}

    def add(self, given: Mapping[str, Frame]) -> None:
        """Keep rows."""
        for name, frame in given.items():
            if not frame.is_empty():
                frames = self._frames.setdefault(name, [])
                frames.append(frame)
                if len(frames) > _MANY:
                    self._frames[name] = [pl.concat(frames, rechunk=True)]

    def frames(self, name: str) -> list[Frame]:
        """All rows of a name, in pieces."""
        return list(self._frames.get(name, ()))

    def names(self) -> list[str]:
        """The names of which there are rows."""
        return list(self._frames)

    def forget(self, numbers: pl.Series) -> Mapping[str, Frame]:
        """Take out, and give back, all rows of these numbers; no frame where there are none."""
        is_meant = number_column().is_in(numbers.implode())
        found = {name: pl.concat([f.filter(is_meant) for f in frames]) for name, frames in self._frames.items() if frames}
        taken = {name: frame for name, frame in found.items() if not frame.is_empty()}
        for name in taken:
            self._frames[name] = [kept for f in self._frames[name] if not (kept := f.filter(~is_meant)).is_empty()]
        return taken
