"""What changes when a text is repeated: forecasts become facts, hedges fall away, old stories come back."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from relating import Told, claim, relate, relation_rows, told

FORECAST: dict[str, Any] = {
    "claim_id": "forecast", "report": "Kyiv Daily", "made": "2025-01-03", "kind": "arrive", "assets": ["ship:sparta"],
    "destination": ["tartus"], "start": "2025-01-05", "status": "planned", "quote": "will arrive in Tartus on 5 January",
    "speaker": ["Kyiv Daily", "Ukraine's military intelligence"],
}  # fmt: skip
FACT: dict[str, Any] = {
    "claim_id": "fact", "report": "Echo", "made": "2025-01-07", "kind": "arrive", "assets": ["ship:sparta"],
    "destination": ["tartus"], "start": "2025-01-05", "quote": "arrived in Tartus on 5 January", "speaker": ["Echo"],
}  # fmt: skip


def is_echo(fact: dict[str, Any], forecast: dict[str, Any] | None = None, **given: Any) -> bool:
    return ("forecast_as_fact", "fact", "forecast") in relate(claim(**FACT | fact), claim(**FORECAST | (forecast or {})), **given)


class TestForecast:
    @pytest.mark.parametrize(
        "fact",
        [
            {},
            {"speaker": ["Echo", "Kyiv Daily"]},
            {"speaker": ["Echo", "HUR"]},
            {"start": None},  # told two days after the day
            {"destination": ["country:SY"]},
        ],
    )
    def test_what_was_expected_is_told_as_done(self, fact: dict[str, Any]) -> None:
        assert is_echo(fact)

    @pytest.mark.parametrize(
        "fact",
        [
            {"speaker": ["Echo", "satellite images"]},
            {"speaker": ["Echo", "Tartus port authority"]},
            {"status": "hedged"},
            {"status": "denied", "polarity": "negative"},
            {"made": "2025-01-02", "start": None},  # before the forecast
            {"start": "2025-01-21", "made": "2025-01-22"},  # another day
            {"assets": ["ship:sparta-ii"]},
            {"assets": ["ro_ro"]},
            {"destination": ["tobruk"]},
            {"report": "Kyiv Daily"},
        ],
    )
    def test_another_source_day_ship_or_port_clears_it(self, fact: dict[str, Any]) -> None:
        assert not is_echo(fact)

    def test_the_sentence_says_what_is_missing(self) -> None:
        rows = relation_rows(claim(**FACT), claim(**FORECAST))
        assert next(r["reason"] for r in rows if r["relation"] == "forecast_became_fact") == (
            "“arrived in Tartus on 5 January” (Echo, 7 Jan 2025) tells as a fact what “will arrive in Tartus on 5 January” (Kyiv Daily, "
            "3 Jan 2025) expected; it gives no other source."
        )

    def test_the_sentence_says_what_it_rests_on(self) -> None:
        rows = relation_rows(claim(**FACT), claim(**FORECAST), rests_on={"Echo": ["Kyiv Daily"]})
        assert "goes back to the same origin as Kyiv Daily" in next(r["reason"] for r in rows if r["rule"] == "forecast_as_fact")

    def test_a_report_that_shows_an_image_elsewhere_in_its_text_is_no_echo(self) -> None:
        text = "Sparta arrived in Tartus on 5 January. A Maxar image shows it at the pier."
        seen = claim(
            claim_id="seen", report="Echo", made="2025-01-07", kind="present", assets=["ship:sparta"], place=["tartus"],
            quote="A Maxar image shows it at the pier", start="2025-01-05",
        )  # fmt: skip
        arrived = FACT | {"quote": "Sparta arrived in Tartus on 5 January"}
        assert ("forecast_as_fact", "fact", "forecast") in relate(claim(**arrived), claim(**FORECAST))
        same = seen | {"kind": "arrive", "destination": seen["place"], "place": []}
        found = relate(claim(**arrived), same, claim(**FORECAST), texts={"Echo": text})
        assert "forecast_as_fact" not in {rule for rule, _, _ in found}

    def test_as_texts_tell_it(self) -> None:
        found = Told(
            told(
                "Kyiv Daily",
                "2025-01-03",
                "The cargo ship Sparta will arrive in Tartus on 5 January, Ukraine's military intelligence said.",
            ),
            told("Echo", "2025-01-07", "The cargo ship Sparta arrived in Tartus on 5 January."),
            told(
                "Ship Watch",
                "2025-01-07",
                "The cargo ship Sparta arrived in Tartus on 5 January, a port official told this newspaper.",
            ),
        )
        assert [(rule, quote) for rule, quote, _ in found.relations("forecast_became_fact")] == [
            ("forecast_as_fact", "The cargo ship Sparta arrived in Tartus on 5 January")
        ]
        assert "(Echo, 7 Jan 2025)" in found.reasons("forecast_became_fact")[0]


class TestFirmerCopy:
    HELD: ClassVar[dict[str, Any]] = {
        "claim_id": "held", "report": "First", "made": "2024-12-10", "kind": "depart", "actor": "Russia", "assets": ["warship"],
        "origin": ["tartus"], "status": "hedged", "quote": "may have left",
    }  # fmt: skip
    FIRM: ClassVar[dict[str, Any]] = {
        "claim_id": "firm", "report": "Second", "made": "2024-12-11", "kind": "depart", "actor": "Russia", "assets": ["warship"],
        "origin": ["tartus"], "quote": "have left",
    }  # fmt: skip

    def test_the_hedge_falls_away_in_the_copy(self) -> None:
        assert ("firmer_copy", "firm", "held") in relate(claim(**self.FIRM), claim(**self.HELD), rests_on={"Second": ["First"]})

    @pytest.mark.parametrize(
        ("firm", "rests_on"),
        [
            ({}, {}),  # nothing ties them
            ({"made": "2024-12-09"}, {"Second": ["First"]}),  # it was there first
            ({"status": "hedged"}, {"Second": ["First"]}),
            ({"origin": ["tobruk"]}, {"Second": ["First"]}),
        ],
    )
    def test_it_takes_a_copy_and_a_firmer_word(self, firm: dict[str, Any], rests_on: dict[str, list[str]]) -> None:
        assert "firmer_copy" not in {
            rule for rule, _, _ in relate(claim(**self.FIRM | firm), claim(**self.HELD), rests_on=rests_on)
        }

    def test_a_source_that_also_says_it_firmly_is_not_outdone(self) -> None:
        also = claim(**self.HELD | {"claim_id": "also", "status": "asserted", "quote": "did leave"})
        found = relate(claim(**self.FIRM), claim(**self.HELD), also, rests_on={"Second": ["First"]})
        assert "firmer_copy" not in {rule for rule, _, _ in found}

    def test_copies_are_found_by_their_words(self) -> None:
        rest = "They had been moored at the northern pier since early November and were seen taking fuel from a barge on Sunday night."
        found = Told(
            told("First", "2024-12-10", f"Russian warships may have left Tartus. {rest}"),
            told("Second", "2024-12-11", f"Russian warships have left Tartus. {rest}"),
        )
        assert ("firmer_copy", "Russian warships have left Tartus", "Russian warships may have left Tartus") in found.relations(
            "status_escalated"
        )


class TestResurfaced:
    TEXT = (
        "Military flights to Libya have been detected, and at least four Il-76 aircraft landed at Benghazi, a spokesman for the "
        "army said."
    )

    def test_a_text_of_years_ago_is_told_again(self) -> None:
        found = Told(
            told("Old Paper", "2020-06-01", self.TEXT), told("New Blog", "2024-12-20", self.TEXT.replace("spokesman", "speaker"))
        )
        reasons = found.reasons("resurfaced")
        assert reasons
        assert all("published 1,663 days earlier" in reason for reason in reasons)
        assert {rule for rule, _, _ in found.relations("resurfaced")} == {"old_text"}

    def test_the_stated_origin_may_be_the_old_one(self) -> None:
        old = claim(
            claim_id="old",
            report="Old",
            made="2020-06-01",
            kind="arrive",
            assets=["il_76"],
            destination=["benina"],
            quote="landed",
        )
        new = claim(
            claim_id="new",
            report="New",
            made="2024-12-20",
            kind="arrive",
            assets=["il_76"],
            destination=["benina"],
            quote="have landed",
        )
        assert ("old_text", "new", "old") in relate(new, old, rests_on={"New": ["Old"]})
        assert "old_text" not in {rule for rule, _, _ in relate(new, old)}
        recent = new | {"made": old["made"].replace(month=7)}
        assert "old_text" not in {rule for rule, _, _ in relate(recent, old, rests_on={"New": ["Old"]})}

    def test_a_text_that_dates_its_news_long_ago(self) -> None:
        headline = claim(
            claim_id="news", report="Blog", made="2024-12-20", kind="depart", actor="Russia", assets=["warship"],
            origin=["tartus"], quote="ships leave",
        )  # fmt: skip
        dated = headline | {"claim_id": "dated", "quote": "left on 3 May 2020"}
        dated |= {"time_start": claim(start="2020-05-03")["time_start"], "time_end": claim(start="2020-05-03")["time_end"]}
        rows = relation_rows(headline, dated)
        assert "1,692 days before publication" in next(r["reason"] for r in rows if r["rule"] == "old_event")
        recent = dated | {"claim_id": "recent", "quote": "left on 18 December"}
        recent |= {"time_start": claim(start="2024-12-18")["time_start"], "time_end": claim(start="2024-12-18")["time_end"]}
        assert "old_event" not in {rule for rule, _, _ in relate(headline, dated, recent)}
