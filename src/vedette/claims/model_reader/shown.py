"""Foreign text made fit to be printed: what an endpoint or a model says may hold anything.

A text flows in; one line without control, format, private and unpaired characters, cut to a length, flows out. Terminals take
orders from control characters, and right-to-left marks turn what is read around, so neither passes.
"""

from __future__ import annotations

import unicodedata

LONGEST = 500  # characters of a returned thing that are shown and logged
_SPACES = frozenset("\t\n\r")


def one_line(text: str, longest: int = LONGEST) -> str:
    """A text as one harmless line; what was left out at the end is marked by an ellipsis."""
    head = text[: longest * 2]
    plain = "".join(" " if c in _SPACES else "�" if unicodedata.category(c)[0] == "C" else c for c in head)
    line = " ".join(plain.split())
    return line if len(line) <= longest and len(text) <= longest * 2 else line[: longest - 1] + "…"
