"""A report as plain text, with or without front matter. One file is one row.

Text flows in; one report flows out. Front matter (YAML between two lines of ``---``) gives title, outlet, date and link;
without it, a short first line is the title, and a line among the first six that is a date gives the date. The text is kept as
it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import frontmatter
from yaml import YAMLError  # type: ignore[import-untyped]

from vedette.clock import day_end, span
from vedette.errors import SourceError
from vedette.schema.tables import ISSUES, REPORTS
from vedette.sources.collecting import issue_row
from vedette.sources.decoding import decode_text
from vedette.sources.format import MEBIBYTE, Batch, Counts, Format, ReadContext
from vedette.sources.lines import first_lines
from vedette.sources.opening import read_all
from vedette.sources.publishers_csv import publishers_beside
from vedette.sources.reports import report_row
from vedette.sources.table_lines import Header
from vedette.sources.written_csv import split_list

MAX_BYTES = 8 * MEBIBYTE
_KEYS = {"title": "title", "outlet": "outlet", "url": "url", "link": "url", "language": "language", "source": "publisher_id"}
_OTHER_KEYS = ("published", "date", "rests_on", "summary")  # summary: the text is a summary in the user's words
_DATE_FORMATS = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%Y-%m-%d", "%d.%m.%Y")
_DATE_LINE = re.compile(
    r"^(?:published|updated|posted|date)?:?\s*(?:on\s+)?(?:\w+day,?\s+)?(.+?)(?:\s+(?:at\s+)?\d{1,2}:\d{2}.*)?$", re.IGNORECASE
)
_MAX_TITLE_CHARS, _MAX_DATE_CHARS, _FIRST_LINES = 160, 80, 6
_SCALARS = (str, int, float, date)  # nested values of hostile YAML are never written out
_MIN_WORDS, _MIN_LETTERS = 5, 0.75


def sniff(head: bytes, _path: Path) -> float:
    """0.9 with front matter; 0.3 for text that reads as sentences."""
    if b"\0" in head or not head.strip():
        return 0.0
    lines = first_lines(head)
    if lines[0].strip() == b"---" and any(line.strip() == b"---" for line in lines[1:]):
        return 0.9
    return 0.3 if _reads_as_sentences(decode_text(head), lines) else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """One batch of one report.

    Raises:
        SourceError: the front matter is no YAML, or a date in it is none.
    """
    content = decode_text(read_all(path, MAX_BYTES))
    try:
        said, text = frontmatter.parse(content) if content.lstrip().startswith("---") else ({}, content)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"the front matter is not YAML ({getattr(error, 'problem', error)}); put texts with a colon in quotes"
        raise SourceError(str(path), problem, mark.line + 1 if mark else None) from error
    known = _known(said, path) if said else guess_heading(text)
    unread = [str(key) for key in said if key not in (*_KEYS, *_OTHER_KEYS)]
    issues = [issue_row(context.source_id, None, "unread_columns", names=", ".join(unread))] if unread else []
    if not text.strip():
        issues.append(issue_row(context.source_id, 1, "no_text"))
        yield Batch(issues=ISSUES.build(issues), counts=Counts(issues=1))
        return
    row = report_row(text, 1, known, context, publishers_beside(path, context))
    yield Batch(reports=REPORTS.build([row]), issues=ISSUES.build(issues), counts=Counts(other=1))


def guess_heading(text: str) -> dict[str, Any]:
    """Title and date of an article pasted without front matter: a short first line, and a line that is a date."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_FIRST_LINES]
    if not lines:
        return {}
    is_title = len(lines) > 1 and len(lines[0]) <= _MAX_TITLE_CHARS and not lines[0].endswith((".", ";", ","))
    dates = [day for line in lines if (day := _date_of(line)) is not None]
    return {"title": lines[0] if is_title else None, "published": day_end(dates[0]) if dates else None}


def _date_of(line: str) -> date | None:
    if len(line) > _MAX_DATE_CHARS:
        return None
    match = _DATE_LINE.match(line)
    for candidate in (line, match[1]) if match else (line,):
        for form in _DATE_FORMATS:
            try:
                return datetime.strptime(candidate.strip(" ,"), form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
    return None


def _known(said: Mapping[str, Any], path: Path) -> dict[str, Any]:
    known: dict[str, Any] = {target: str(said[key]) for key, target in _KEYS.items() if isinstance(said.get(key), _SCALARS)}
    rests_on = said.get("rests_on") or ()
    entries = split_list(rests_on) if isinstance(rests_on, str) else rests_on if isinstance(rests_on, list) else []
    known["rests_on"] = [str(entry) for entry in entries if isinstance(entry, _SCALARS)]
    published = said.get("published") or said.get("date")
    if published:
        text = published.isoformat() if isinstance(published, date) else published if isinstance(published, str) else "?"
        try:
            known["published"] = span(text)[1]
        except ValueError:
            raise SourceError(str(path), f"published is no date: {text!r}; write 2024-12-22 or 2024-12-22T07:30Z") from None
    return known


def _reads_as_sentences(text: str, lines: list[bytes]) -> bool:
    """Mostly letters, several words to a line, and neither JSON nor a table."""
    if text.lstrip()[:1] in ("{", "[", "<") or _is_table(lines):
        return False
    letters = sum(c.isalpha() or c.isspace() for c in text)
    words = [len(line.split()) for line in text.splitlines() if line.strip()]
    return letters > _MIN_LETTERS * len(text) and max(words, default=0) >= _MIN_WORDS


def _is_table(lines: list[bytes]) -> bool:
    """Have the first lines all as many fields as the first, and more than one?"""
    header = Header.of_line(lines[0])
    if header is None or len(lines) == 1:
        return False
    widths = {len(Header.fields_of(line, header.delimiter)) for line in lines[1:7]}
    return widths == {len(header.columns)}


FORMAT = Format(
    "report_text",
    "Report, plain text",
    "file",
    "Front matter keys: title, outlet, published (or date), url (or link), language, source (id in sources.csv, or a name), "
    "rests_on, summary. Without front matter a short first line is the title, and a date line near the top the date.",
    sniff,
    read,
)
