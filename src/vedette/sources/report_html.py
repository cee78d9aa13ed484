"""A report as a saved web page. One file is one row.

Markup flows in; the article's text flows out, without menus and comments, with title, date, outlet and link where the page says
them. What is text and what is not is trafilatura's judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from vedette.clock import span
from vedette.errors import SourceError
from vedette.schema.tables import ISSUES, REPORTS
from vedette.sources.collecting import issue_row
from vedette.sources.format import MEBIBYTE, Batch, Counts, Format, ReadContext
from vedette.sources.opening import read_all
from vedette.sources.publishers_csv import publishers_beside
from vedette.sources.reports import report_row

MAX_BYTES = 32 * MEBIBYTE
_MARKUP = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]*\blang=[\"']?([a-z]{2})\b", re.IGNORECASE)


def sniff(head: bytes, _path: Path) -> float:
    """0.9 if it begins with markup of a page."""
    return 0.9 if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _MARKUP.search(head) else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """One batch of one report; a page without an article is an issue.

    Raises:
        SourceError: it cannot be opened, or is no markup.
    """
    import trafilatura

    content = read_all(path, MAX_BYTES)
    tree = trafilatura.load_html(content)
    if tree is None:
        raise SourceError(str(path), "is no web page; save the page as HTML, or its text as .txt")
    found: Any = trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)
    text = found.text if found is not None else None
    if not text or not text.strip():
        issue = issue_row(context.source_id, 1, "no_article")
        yield Batch(issues=ISSUES.build([issue]), counts=Counts(issues=1))
        return
    language = _LANGUAGE.search(content[:4096].decode("utf-8", "replace"))
    said = {
        "title": found.title, "outlet": found.sitename or found.hostname, "url": found.url,
        "published": _published(found.date), "language": language[1].lower() if language else None,
    }  # fmt: skip
    row = report_row(text, 1, said, context, publishers_beside(path, context))
    yield Batch(reports=REPORTS.build([row]), counts=Counts(other=1))


def _published(text: str | None) -> datetime | None:
    try:
        return span(text)[1] if text else None
    except ValueError:
        return None


FORMAT = Format(
    "report_html",
    "Report, saved web page",
    "file",
    "The article's text, title, date, outlet and link are taken from the page; state what it does not say in sources.csv.",
    sniff,
    read,
)
