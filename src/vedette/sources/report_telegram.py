"""A channel or chat as Telegram Desktop exports it (result.json). One message is one row, counted from 1 over the whole file.

A JSON document flows in, of one chat or of a whole account; each message with words becomes a report. Times are taken from
date_unixtime; the field `date` is the exporter's local time. Source: core.telegram.org/import-export.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vedette.clock import parse_time
from vedette.errors import SourceError
from vedette.schema.tables import ISSUES, REPORTS
from vedette.sources.collecting import issue_row
from vedette.sources.format import MEBIBYTE, Batch, Counts, Format, ReadContext
from vedette.sources.opening import read_all
from vedette.sources.publishers_csv import publishers_beside
from vedette.sources.reports import report_row

MAX_BYTES = 256 * MEBIBYTE


def sniff(head: bytes, _path: Path) -> float:
    """0.95 if it has messages with the fields of an export."""
    is_object = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return 0.95 if is_object and b'"messages"' in head and b'"date_unixtime"' in head else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of messages.

    Raises:
        SourceError: it is no whole export.
    """
    try:
        chats = _chats(json.loads(read_all(path, MAX_BYTES)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SourceError(str(path), f"is no whole Telegram export ({type(error).__name__}: {error}); export it again") from error
    publishers = publishers_beside(path, context)
    messages = [(chat, message) for chat in chats for message in chat.get("messages", ())]
    for first in range(0, max(len(messages), 1), context.block_rows):
        rows, issues, n_issues = [], [], 0
        for number, (chat, message) in enumerate(messages[first : first + context.block_rows], first + 1):
            refused = _refuse(message)
            if refused is not None:
                issues.append(issue_row(context.source_id, number, refused, message if refused == "bad_json" else None))
                n_issues += 1
                continue
            said, remark = _said(chat, message)
            rows.append(report_row(_text(message["text"]), number, said, context, publishers))
            issues += [issue_row(context.source_id, number, remark, message.get("date"))] if remark else []
        yield Batch(reports=REPORTS.build(rows), issues=ISSUES.build(issues), counts=Counts(other=len(rows), issues=n_issues))


def _chats(document: dict[str, Any]) -> list[dict[str, Any]]:
    if isinstance(document.get("messages"), list):
        return [document]
    return [chat for chat in document["chats"]["list"] if isinstance(chat, dict)]


def _refuse(message: object) -> str | None:
    if not isinstance(message, dict):
        return "bad_json"
    if message.get("type") != "message":
        return "service_message"
    return None if _text(message.get("text")).strip() else "no_text"


def _text(text: object) -> str:
    """The words of a message: a text, or a list of texts and of marked-up parts."""
    if isinstance(text, str):
        return text
    parts = text if isinstance(text, list) else []
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in parts if isinstance(part, str | dict))


def _said(chat: dict[str, Any], message: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    published, remark = _published(message)
    forwarded = message.get("forwarded_from")
    outlet = chat.get("name") or message.get("from")
    return {"outlet": outlet, "published": published, "rests_on": [str(forwarded)] if forwarded else []}, remark


def _published(message: dict[str, Any]) -> tuple[datetime | None, str | None]:
    """When it was sent, and a remark where the zone had to be assumed."""
    try:
        return datetime.fromtimestamp(int(message["date_unixtime"]), UTC), None
    except (KeyError, ValueError, TypeError, OverflowError):
        try:
            return parse_time(str(message["date"])), "zone_assumed"
        except (KeyError, ValueError):
            return None, None


FORMAT = Format(
    "report_telegram",
    "Reports, Telegram Desktop export (result.json)",
    "message",
    "A single chat or a whole account. Messages without words and notes of the messenger are counted, not read. A forwarded "
    "message rests on the chat that it came from.",
    sniff,
    read,
)
