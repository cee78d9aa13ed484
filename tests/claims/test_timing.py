"""Which claim a time dates, in whole sentences; published Friday 14 March 2025."""

from __future__ import annotations

from typing import Any

import pytest
from claim_reading import read


def _days(claim: dict[str, Any]) -> str | None:
    """First and last day of a claim, one if they are the same."""
    if claim["time_start"] is None:
        return None
    first, last = claim["time_start"].date().isoformat(), claim["time_end"].date().isoformat()
    return first if first == last else f"{first}/{last}"


def _times(text: str) -> dict[str, str | None]:
    return {claim["trigger"]: _days(claim) for claim in read(text)}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The frigate left Bizerte on Monday and reached Split.", {"left": "2025-03-10", "reached": None}),
        ("On Monday the frigate left Bizerte and reached Split.", {"left": "2025-03-10", "reached": "2025-03-10"}),
        ("The frigate sailed from Bizerte on Monday and headed for Malta.", {"sailed": "2025-03-10", "headed": "2025-03-10"}),
        ("The tug left Bizerte on 3 March and docked in Split two days later.", {"left": "2025-03-03", "docked": "2025-03-05"}),
        (
            "The tug docked in Split on Sunday, four days after leaving Bizerte.",
            {"docked": "2025-03-09", "leaving": "2025-03-05"},
        ),
        ("The tug, damaged in a storm in January, has sailed to Split.", {"sailed": None}),
        ("The ministry said on Monday that the frigate had left Split.", {"left": None}),
        ("The frigate is moored in Split, the ministry said on Monday.", {"moored": "2025-03-10"}),
        ("Satellite images taken on Monday show that six bombers have left Engels.", {"left": None}),
        ("Six bombers were parked at Engels in an image of 9 March.", {"parked": "2025-03-09"}),
        ("The frigate left Split on Monday; the tug will follow it to Bari.", {"left": "2025-03-10", "follow": None}),
        ("Tankers have left Basra for the first time since January.", {"left": None}),
        ("The corvette was due in Oran on Monday but has not been seen.", {"due": "2025-03-10"}),
        ("The corvette is due in Oran on Monday.", {"due": "2025-03-17"}),
        ("Two bombers may land at Gwadar on Monday.", {"land": "2025-03-17"}),
        ("The corvette crossed to Oran in four days.", {"crossed": None}),
        ("The corvette will not sail to Oran this year.", {"sail": "2025-03-14/2025-12-31"}),
        (
            "The corvette left Oran in January and has been in Toulon ever since.",
            {"left": "2025-01-01/2025-01-31", "been": "2025-01-01/2025-03-14"},
        ),
    ],
)
def test_a_time_dates_what_it_is_said_of(text: str, times: dict[str, str | None]) -> None:
    found = _times(text)
    assert {trigger: found[trigger] for trigger in times} == times


def test_a_sentence_counts_from_the_one_before_it() -> None:
    found = _times("The freighter left Mersin on 4 March. It anchored off Benghazi five days later.")
    assert found == {"left": "2025-03-04", "anchored": "2025-03-09"}


def test_days_are_not_counted_on_from_nothing() -> None:
    assert _times("The freighter anchored off Benghazi five days later.") == {"anchored": None}


def test_an_unrelated_sentence_before_it_changes_no_absolute_time() -> None:
    text = "The freighter left Mersin on Tuesday."
    assert _times(f"Rain fell in Genoa in 2019. {text}")["left"] == _times(text)["left"] == "2025-03-11"
