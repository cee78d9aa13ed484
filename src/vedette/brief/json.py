"""A document as JSON with a schema id, for programs that read briefs.

In: a `Document`. Out: text, keys in the order of the dataclasses, times in ISO 8601 with a Z, null for what is not known.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from vedette.brief.document import Document
from vedette.clock import format_time

SCHEMA = "vedette.brief/1"


def render_json(document: Document) -> str:
    """The brief as JSON; deterministic, ends with a newline."""
    return json.dumps(to_plain(document), ensure_ascii=False, indent=1, default=_plain) + "\n"


def to_plain(document: Document) -> dict[str, Any]:
    """The brief as dicts and lists under its schema id; times are still `datetime`."""
    return {"schema": SCHEMA, **asdict(document)}


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return format_time(value)
    raise TypeError(f"a brief holds no {type(value).__name__}")
