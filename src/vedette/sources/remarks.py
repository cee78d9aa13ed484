"""What is to be said of a whole table besides its rows."""

from __future__ import annotations

from typing import Any

from vedette.sources.collecting import issue_row
from vedette.sources.columns import Columns
from vedette.sources.format import ReadContext


def remarks_on(columns: Columns, context: ReadContext) -> list[dict[str, Any]]:
    """Whole-file remarks that follow from what the columns hold."""
    remarks = []
    if columns.assumed:
        remarks.append(issue_row(context.source_id, None, "unit_assumed", names=", ".join(columns.assumed)))
    if columns.scheme == "flight":
        remarks.append(issue_row(context.source_id, None, "flight_identity"))
    return remarks + reception_remark(context)


def reception_remark(context: ReadContext) -> list[dict[str, Any]]:
    """That rows without a time got the stated time of reception, if one was stated."""
    if context.received is None:
        return []
    return [issue_row(context.source_id, None, "time_from_reception", context.received.isoformat())]
