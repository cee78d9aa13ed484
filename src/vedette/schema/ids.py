"""Ids made from content: the same thing has the same id whenever and wherever it is computed."""

from __future__ import annotations

import hashlib

_SEPARATOR = "\x1f"  # ASCII unit separator: stands in no id, number or name


def content_id(prefix: str, *parts: object) -> str:
    """`prefix` and the first 16 hex digits of the SHA-256 of the parts as text, in order."""
    content = _SEPARATOR.join(str(part) for part in parts)
    return prefix + hashlib.sha256(content.encode()).hexdigest()[:16]
