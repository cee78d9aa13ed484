"""Which addresses may become links: http and https, nothing that a browser would run.

Addresses come from files that anybody may have written.
"""

from __future__ import annotations

from urllib.parse import urlsplit


def web_link(url: str | None) -> str | None:
    """The address if it leads to the web, else null; spaces and control characters make it null too."""
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
