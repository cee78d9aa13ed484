"""What sources.csv knows of a report fills what the report leaves open; a source that it does not list is at least a name."""

from __future__ import annotations

import pytest

from vedette.claims.publishers import complete_reports
from vedette.schema.tables import PUBLISHERS, REPORTS

LISTED = {"publisher_id": "one", "outlet": "Example News", "rests_on": [], "source_id": "sources.csv", "source_row": 2}


@pytest.mark.parametrize(
    ("said", "publisher", "expected"),
    [("Own Name", "one", "Own Name"), (None, "one", "Example News"), (None, "Daily Bugle", "Daily Bugle"), (None, None, None)],
)
def test_the_outlet_of_a_report(said: str | None, publisher: str | None, expected: str | None) -> None:
    row = {
        "report_id": "r",
        "outlet": said,
        "publisher_id": publisher,
        "rests_on": [],
        "text": "x",
        "sha256": "0",
        "source_id": "s",
        "source_row": 1,
    }
    completed = complete_reports(REPORTS.build([row]), PUBLISHERS.build([LISTED]))
    assert completed["outlet"].to_list() == [expected]
