"""Parts of hand-written pages that come from the code: what stands between ``<!-- filled: NAME -->`` and ``<!-- end -->``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Parts = Mapping[str, Callable[[], str]]
_PART = re.compile(r"(?<=<!-- filled: )([\w-]+) -->\n.*?(?=<!-- end -->)", re.DOTALL)


def fill(text: str, parts: Parts) -> str:
    """A page with each of its parts as it should be now; fails where the page asks for a part that does not exist."""
    return _PART.sub(lambda part: f"{part[1]} -->\n{parts[part[1]]()}\n", text)
