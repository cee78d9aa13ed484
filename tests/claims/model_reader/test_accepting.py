from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.claims.model_reader.readings import ground_one
from tests.claims.model_reader.stand_in import claim

from vedette.case.files import WrittenClaim
from vedette.claims.model_reader.accepting import entry_of

WHO = {"by": None, "on": datetime(2025, 3, 15, tzinfo=UTC), "note": None}
TEXT = (
    "Two frigates and trinkets left Tartus on 10 March 2025. It rained. Two frigates and trinkets left Tartus on 10 March 2025."
)


def entry(**fields: Any) -> dict[str, Any]:
    item = claim("Two frigates and trinkets left Tartus", kind="depart", trigger="left", origin=["Tartus"]) | fields
    found = entry_of(ground_one(TEXT, item | {"before": fields.get("before", "")}), TEXT, WHO)
    WrittenClaim.model_validate({k: v for k, v in found.items() if v is not None})
    return found


def asset(text: str, low: int | None = None, high: int | None = None) -> dict[str, Any]:
    return {"text": text, "count_min": low, "count_max": high}


def test_an_entry_holds_what_was_read_as_ids() -> None:
    found = entry(assets=[asset("frigates", 2, 2)], time_text="10 March 2025")
    assert (found["kind"], found["origin"], found["destination"], found["assets"]) == ("depart", ["tartus"], None, ["frigate"])
    assert (found["count_min"], found["count_max"]) == (2, 2)
    assert found["start"] == datetime(2025, 3, 10, tzinfo=UTC)
    assert found["speaker"] == ["Example Post"]
    assert found["note"] == "read by model:test and accepted"


def test_what_it_cannot_hold_is_said_in_its_note() -> None:
    found = entry(assets=[asset("frigates", 2, 2), asset("trinkets")])
    assert found["assets"] == ["frigate"]
    assert "without trinkets, which is no class" in found["note"]


def test_remarks_go_into_the_note() -> None:
    assert "remark: place outside quote" in entry(quote="Two frigates and trinkets left", origin=["Tartus"])["note"]


def test_words_that_stand_twice_keep_their_sentence_and_their_place() -> None:
    found = entry(before="It rained.")
    assert found["sentence"] == "Two frigates and trinkets left Tartus on 10 March 2025."
    assert found["nth"] == 2
    assert entry()["nth"] is None
