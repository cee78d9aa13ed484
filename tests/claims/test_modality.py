"""What the writer commits to: one table of sentences, one claim each."""

from __future__ import annotations

import pytest
from claim_reading import read_all

STATUSES = (
    ("Russia moved ships to Libya.", "asserted"),
    ("Russia is moving ships to Libya.", "asserted"),
    ("Officials said Russia had moved ships to Libya.", "asserted"),
    ("Satellite images show Russia moving ships to Libya.", "asserted"),
    ("Russia may have moved ships to Libya.", "hedged"),
    ("Russia appears to be moving ships to Libya.", "hedged"),
    ("Russia has reportedly moved ships to Libya.", "hedged"),
    ("Russia is believed to have moved ships to Libya.", "hedged"),
    ("Ships are likely to have left Tartus.", "hedged"),
    ("There are rumours that Russia moved ships to Libya.", "hedged"),
    ("Russia will move ships to Libya.", "planned"),
    ("Russia plans to move ships to Libya.", "planned"),
    ("Russia is expected to move ships to Libya.", "planned"),
    ("Moscow ordered the ships to leave Tartus.", "planned"),
    ("Russia said it would move ships to Libya.", "planned"),
    ("Russia would move ships to Libya if it lost Tartus.", "conditional"),
    ("If Russia moves ships to Libya, Italy will protest.", "conditional"),
    ("Should Russia move ships to Libya, Italy will protest.", "conditional"),
    ("Unless the ships leave Tartus, they will be sunk.", "conditional"),
    ("No evidence has confirmed that Russia moved ships to Libya.", "unconfirmed"),
    ("There is no evidence that Russia moved ships to Libya.", "unconfirmed"),
    ("Reports that Russia moved ships to Libya could not be verified.", "unconfirmed"),
    ("Unconfirmed reports say that Russia moved ships to Libya.", "unconfirmed"),
    ("It is unclear whether Russia moved ships to Libya.", "unresolved"),
    ("It is not known if the ships left Tartus.", "unresolved"),
    ("Did Russia move ships to Libya?", "unresolved"),
    ("Russia has not moved ships to Libya.", "denied"),
    ("Russia never moved ships to Libya.", "denied"),
    ("Russia denied that it had moved ships to Libya.", "denied"),
    ("Russia denied moving ships to Libya.", "denied"),
    ("No ships left Tartus.", "denied"),
    ("None of the ships left Tartus.", "denied"),
    ("The ships failed to reach Tobruk.", "denied"),
    ("Russia has no plans to move ships to Libya.", "denied"),
    ("Not only did the ships leave Tartus, they reached Tobruk.", "asserted"),
    ("Italy did not deny that ships had left Tartus.", "hedged"),
)


@pytest.fixture(scope="module")
def statuses() -> list[set[str]]:
    claims = read_all(*(text for text, _ in STATUSES))
    found: list[set[str]] = [set() for _ in STATUSES]
    for claim in claims.iter_rows(named=True):
        if claim["kind"] in ("move", "depart", "arrive"):
            found[int(claim["report_id"][1:])].add(claim["status"])
    return found


@pytest.mark.parametrize("number", range(len(STATUSES)), ids=[text for text, _ in STATUSES])
def test_status(number: int, statuses: list[set[str]]) -> None:
    assert STATUSES[number][1] in statuses[number]
