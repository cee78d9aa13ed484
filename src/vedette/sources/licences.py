"""What the terms of known feeds say, so that a user who names the feed need not type its licence.

What the user states (a feed's name, its licence, a link) flows in; the terms of a row of `licences.toml` flow out. Without such a
statement nothing is assumed: a layout says what wrote a file, not who may pass it on.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TABLE = Path(__file__).with_name("licences.toml")


@dataclass(frozen=True)
class Terms:
    """What may be done with a content; None = the terms do not say, or were not stated."""

    licence: str | None = None
    attribution: str | None = None
    is_redistributable: bool | None = None
    terms: str | None = None


@dataclass(frozen=True)
class Feed:
    """A known feed: its names, the hosts of its links, the formats of its files, its terms."""

    id: str
    title: str
    names: tuple[str, ...]
    hosts: tuple[str, ...]
    formats: tuple[str, ...]
    terms: Terms
    is_commercial_ok: bool | None = None
    note: str | None = None


@lru_cache(maxsize=1)
def known_feeds() -> tuple[Feed, ...]:
    """All feeds of the table."""
    return tuple(
        Feed(
            row["id"], row["title"], tuple(row["names"]), tuple(row["hosts"]), tuple(row["formats"]),
            _terms(row), row.get("is_commercial_ok"), row.get("note"),
        )
        for row in _table()["feed"]
    )  # fmt: skip


def find_feed(stated: str | None = None, url: str | None = None) -> Feed | None:
    """The feed that a stated name means, or else that a link belongs to; None if neither does."""
    word = _normal(stated or "")
    for feed in known_feeds() if word else ():
        if word in {_normal(name) for name in (feed.id, feed.title, *feed.names)}:
            return feed
    return _of_link(url) if url else None


def find_terms(stated: str | None = None, url: str | None = None) -> Terms:
    """The terms of what a user stated: a feed by name or link, or a licence by name; an unknown licence stands as typed."""
    feed = find_feed(stated)
    if feed is not None:
        return feed.terms
    word = _normal(stated or "")
    for row in _table()["licence"] if word else ():
        if word in {_normal(name) for name in (row["licence"], *row["names"])}:
            return _terms(row)
    if stated:
        return Terms(licence=stated)
    feed = find_feed(url=url)
    return feed.terms if feed is not None else Terms()


def suggest_feeds(format_name: str) -> tuple[Feed, ...]:
    """Feeds whose files have a format: what to ask the user about, never an answer."""
    return tuple(feed for feed in known_feeds() if format_name in feed.formats)


@lru_cache(maxsize=1)
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def _terms(row: dict[str, Any]) -> Terms:
    return Terms(row.get("licence"), row.get("attribution"), row.get("is_redistributable"), row.get("terms"))


def _of_link(url: str) -> Feed | None:
    parts = urlsplit(url if "//" in url else f"//{url}")
    host, place = (parts.hostname or "").removeprefix("www."), (parts.hostname or "") + parts.path
    for feed in known_feeds():
        for known in feed.hosts:
            if host == known or host.endswith(f".{known}") or ("/" in known and place.startswith(known)):
                return feed
    return None


def _normal(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
