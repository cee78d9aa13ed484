"""JSON as it is defined, and no further: what Python's reader lets through beyond it is refused.

A text flows in; the value that it stands for flows out. Nesting without end, numbers of thousands of digits and a key given
twice make the text unreadable; NaN and the infinities, which some servers write, become floats that no later check accepts.
"""

from __future__ import annotations

import json
import re
from typing import Any

from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.shown import one_line

# what may stand around the object where an endpoint cannot bind the reply: a code block, thoughts before it
_WRAPPED = re.compile(r"\s*(?:<think>.*?</think>\s*)?(?:```(?:json)?\s*\n(?P<block>.*?)\n?```|(?P<bare>.*))\s*\Z", re.DOTALL)


def read_json(text: str) -> Any:
    """The value that a JSON text stands for.

    Raises:
        NotTaken: it is not JSON.
    """
    try:
        return json.loads(text, object_pairs_hook=_once)
    except RecursionError:
        raise NotTaken("not_json", "nested too deeply", one_line(text)) from None
    except ValueError as error:
        raise NotTaken("not_json", one_line(str(error), 120), one_line(text)) from None


def unwrap(text: str) -> str:
    """The object's text without a code block around it or a model's thoughts before it."""
    found = _WRAPPED.match(text)
    return text if found is None else found["block"] or found["bare"] or ""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object gives a key twice")
    return found
