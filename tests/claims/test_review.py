"""Reviews applied: what stands, what re-opens, what is said about it."""

from __future__ import annotations

import pytest
from review_rows import apply, bare, claim, only, place, report, review, states

from vedette.errors import CaseError

TEXT = "Two ships left Tartus on Monday. They may have reached Tobruk. Nobody saw them."
PAPER = report(TEXT)
LEFT = claim(PAPER, "Two ships left Tartus on Monday", origin=[place("tartus")])
REACHED = claim(
    PAPER, "They may have reached Tobruk", "arrive", trigger="reached", status="hedged", destination=[place("tobruk")]
)


def test_accepting_changes_nothing_but_is_told() -> None:
    done = apply([PAPER], [LEFT, REACHED], [review(PAPER, LEFT, by="A", note="n", line=7)])
    assert done.claims.to_dicts() == [LEFT, REACHED]
    row = only(done.reviews)
    assert (row["claim_id"], row["decision"], row["state"], row["by"], row["note"]) == (
        LEFT["claim_id"],
        "accept",
        "in_force",
        "A",
        "n",
    )
    assert (row["source_row"], row["differences"], row["changes"], row["problem"]) == (7, [], [], None)
    assert done.issues.is_empty()


def test_rejecting_leaves_out_that_claim_alone() -> None:
    done = apply([PAPER], [LEFT, REACHED], [review(PAPER, LEFT, "reject")])
    assert done.claims.to_dicts() == [REACHED]
    assert states(done) == ["in_force"]
    assert done.readings[LEFT["claim_id"]] == LEFT


def test_editing_lays_the_slots_of_the_person_over_those_read() -> None:
    changes = {"destination": ["tobruk", "Benghazi"], "status": "denied", "assets": ["four Il-76"], "clear": ["origin"]}
    done = apply([PAPER], [LEFT, REACHED], [review(PAPER, LEFT, "edit", set=changes)])
    edited = done.claims.to_dicts()[0]
    assert edited["destination"][0]["place_id"] == "tobruk"
    assert edited["destination"][1]["text"] == "Benghazi"
    assert (edited["status"], edited["polarity"], edited["origin"]) == ("denied", "negative", [])
    assert (edited["assets"][0]["class"], edited["assets"][0]["count_min"]) == ("il_76", 4)
    assert edited["proposition_id"] != LEFT["proposition_id"]
    assert {k: edited[k] for k in ("claim_id", "quote", "start", "end", "speaker", "made")} == {
        k: LEFT[k] for k in ("claim_id", "quote", "start", "end", "speaker", "made")
    }
    assert [c.split(":")[0] for c in only(done.reviews)["changes"]] == ["status", "assets", "origin", "destination"]


def test_an_edit_with_a_wrong_place_names_the_line_and_what_it_resembles() -> None:
    with pytest.raises(CaseError, match=r"claims.toml:9: review of clm-\w+: no place is called 'tobruc'; did you mean .*Tobruk"):
        apply([PAPER], [LEFT], [review(PAPER, LEFT, "edit", set={"destination": ["tobruc"]}, line=9)])
    with pytest.raises(CaseError, match=r"claims.toml:9: .*count_min counts nothing"):
        apply([PAPER], [LEFT], [review(PAPER, LEFT, "edit", set={"count_min": 2}, line=9)])


NEW_PARAGRAPH = "A first paragraph, put in later.\n\n" + TEXT.replace("on Monday.", "on\nMonday.")


@pytest.mark.parametrize("decision", ["accept", "reject", "edit"])
def test_a_review_survives_a_change_elsewhere_and_another_id(decision: str) -> None:
    changes = {"set": {"actor": "Russia"}} if decision == "edit" else {}
    later = report(NEW_PARAGRAPH)
    now = [claim(later, "Two ships left Tartus on\nMonday", origin=[place("tartus")])]
    assert now[0]["claim_id"] != LEFT["claim_id"]
    done = apply([later], now, [review(PAPER, LEFT, decision, **changes)])
    assert states(done) == ["in_force"]
    if decision == "reject":
        assert done.claims.is_empty()
        return
    kept = only(done.claims)
    assert kept["claim_id"] == LEFT["claim_id"], "a claim keeps the name under which people know it"
    assert kept["report_id"] == later["report_id"]
    assert later["text"][kept["start"] : kept["end"]] == kept["quote"] == "Two ships left Tartus on\nMonday"
    assert kept["actor"] == ("Russia" if decision == "edit" else None)


@pytest.mark.parametrize("decision", ["accept", "reject"])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (TEXT.replace("Two ships left", "Sources denied that two ships left"), "no longer stands in the report 'paper'"),
        (TEXT.replace("Two ships", "It is untrue: Two ships"), "now stands in another sentence of the report 'paper'"),
        ("Nothing is left of it.", "no longer stands in the report 'paper'"),
    ],
)
def test_a_review_reopens_when_its_sentence_changes(decision: str, text: str, problem: str) -> None:
    later = report(text)
    now = [claim(later, text.split(".", maxsplit=1)[0], origin=[place("tartus")])]
    done = apply([later], now, [review(PAPER, LEFT, decision, line=4)])
    assert done.claims.to_dicts() == now, "the claim stands as it is read, and nobody has reviewed it"
    assert only(done.reviews)["state"] == "reopened"
    assert problem in only(done.reviews)["problem"]
    issue = only(done.issues)
    assert (issue["reason"], issue["severity"], issue["source_row"], issue["value"]) == (
        "review_reopened",
        "warning",
        4,
        LEFT["quote"],
    )
    assert f"the decision to {decision} {LEFT['claim_id']} does not count: " in issue["message"]


def test_an_edit_that_reopens_still_says_what_it_changed() -> None:
    later = report(TEXT.replace("Two ships", "Three ships"))
    done = apply([later], [], [review(PAPER, LEFT, "edit", set={"actor": "Russia"})])
    assert only(done.reviews)["changes"] == ["actor: Russia (read: nothing)"]


def test_a_review_of_a_report_that_is_gone_reopens() -> None:
    done = apply([report("Other news.", "other")], [], [review(PAPER, LEFT)])
    assert states(done) == ["reopened"]
    assert "the report 'paper' is no longer among the reports" in only(done.issues)["message"]


def test_a_report_under_another_name_is_known_by_its_text() -> None:
    renamed = PAPER | {"publisher_id": "gazette", "report_id": "rep-other"}
    now = [claim(renamed, LEFT["quote"], origin=[place("tartus")])]
    assert apply([renamed], now, [review(PAPER, LEFT, "reject")]).claims.is_empty()


def test_two_reports_of_one_publisher_are_told_apart_by_the_words() -> None:
    other = report("Rain fell on Tartus.")
    assert apply([other, PAPER], [LEFT], [review(PAPER, LEFT, "reject")]).claims.is_empty()


def test_a_better_reader_may_cut_the_quote_otherwise() -> None:
    longer = claim(PAPER, "ships left Tartus on Monday", origin=[place("tartus")])
    done = apply([PAPER], [longer, REACHED], [review(PAPER, LEFT)])
    assert done.claims["quote"].to_list() == [LEFT["quote"], REACHED["quote"]], "what was accepted stays as it was accepted"
    assert states(done) == ["in_force"]


def test_an_accepted_claim_keeps_its_slots_and_the_difference_is_told() -> None:
    read_now = claim(PAPER, LEFT["quote"], origin=[place("latakia")], actor="Russia")
    done = apply([PAPER], [read_now], [review(PAPER, LEFT)])
    assert only(done.claims)["origin"] == [place("tartus")]
    assert only(done.claims)["actor"] is None
    assert only(done.reviews)["differences"] == [
        "actor: nothing then, Russia now", "origin: Tartus (tartus) then, Latakia (latakia) now",
    ]  # fmt: skip
    assert done.readings[LEFT["claim_id"]] == read_now


def test_an_accepted_claim_that_is_no_longer_read_stays() -> None:
    done = apply([PAPER], [REACHED], [review(PAPER, LEFT)])
    kept = done.claims.to_dicts()[0]
    assert kept == LEFT
    assert only(done.reviews)["differences"] == ["the reader no longer reads a claim here"]


def test_what_is_read_instead_is_named() -> None:
    other_kind = claim(PAPER, "ships left Tartus", "move", origin=[place("tartus")])
    done = apply([PAPER], [other_kind], [review(PAPER, LEFT)])
    assert done.claims.height == 2
    told = f"the reader no longer reads a claim of this kind here; it reads move ({other_kind['claim_id']})"
    assert only(done.reviews)["differences"] == [told]


def test_a_rejection_is_of_one_reading() -> None:
    read_now = claim(PAPER, LEFT["quote"], origin=[place("latakia")])
    done = apply([PAPER], [read_now], [review(PAPER, LEFT, "reject")])
    assert done.claims.to_dicts() == [read_now]
    assert (
        "what was rejected is now read otherwise: origin: Tartus (tartus) then, Latakia (latakia) now"
        in only(done.issues)["message"]
    )
    same_but_speaker = claim(PAPER, LEFT["quote"], origin=[place("tartus")], speaker=["Paper", "an official"])
    assert apply([PAPER], [same_but_speaker], [review(PAPER, LEFT, "reject")]).claims.is_empty()
    assert states(apply([PAPER], [], [review(PAPER, LEFT, "reject")])) == ["not_read"]


def test_of_two_claims_with_the_same_words_each_keeps_its_own_review() -> None:
    sailed = claim(PAPER, LEFT["quote"], trigger="sailed", origin=[place("latakia")])
    done = apply([PAPER], [LEFT, sailed], [review(PAPER, LEFT, "reject"), review(PAPER, sailed, "accept", line=2)])
    assert done.claims.to_dicts() == [sailed]


def test_a_claim_beside_it_with_another_trigger_is_not_taken_for_it() -> None:
    wider = claim(PAPER, "Two ships left Tartus on Monday. They", trigger="sailed", origin=[place("latakia")])
    done = apply([PAPER], [wider], [review(PAPER, LEFT, "reject")])
    assert done.claims.to_dicts() == [wider]


def test_the_same_sentence_twice_is_two_places() -> None:
    twice = report("Ships left. Rain fell. Ships left.")
    first, second = (claim(twice, "Ships left", nth=n) for n in (1, 2))
    done = apply([twice], [first, second], [review(twice, second, "reject")])
    assert done.claims.to_dicts() == [first]


def test_the_latest_review_counts_and_the_others_remain_to_be_seen() -> None:
    reviews = [
        review(PAPER, LEFT, "reject", hour=14),
        review(PAPER, LEFT, "accept", hour=13, line=2),
        bare(LEFT["claim_id"], line=3),
    ]
    done = apply([PAPER], [LEFT], reviews)
    assert done.claims.is_empty()
    assert states(done) == ["in_force", "superseded", "superseded"]


def test_a_review_under_another_id_is_superseded_by_a_later_one() -> None:
    earlier = review(PAPER, LEFT | {"claim_id": "clm-earlier"}, "reject", hour=9)
    done = apply([PAPER], [LEFT], [earlier, review(PAPER, LEFT, "accept", hour=10, line=2)])
    assert done.claims.to_dicts() == [LEFT]
    assert states(done) == ["superseded", "in_force"]


def test_withdrawing_takes_back_every_earlier_review() -> None:
    reviews = [
        review(PAPER, LEFT, "reject", hour=9),
        bare(LEFT["claim_id"], "withdraw", line=2) | {"on": review(PAPER, LEFT)["on"]},
    ]
    done = apply([PAPER], [LEFT], reviews)
    assert done.claims.to_dicts() == [LEFT]
    assert states(done) == ["superseded", "in_force"]


def test_the_old_form_holds_by_its_id() -> None:
    assert apply([PAPER], [LEFT, REACHED], [bare(LEFT["claim_id"], "reject")]).claims.to_dicts() == [REACHED]
    done = apply([PAPER], [LEFT, REACHED], [bare(LEFT["claim_id"], "edit", set={"actor": "Russia"})])
    assert done.claims["actor"].to_list() == ["Russia", None]


def test_a_misspelt_id_is_not_silent() -> None:
    done = apply([PAPER], [LEFT], [bare(LEFT["claim_id"][:-1] + "x", "reject", line=5)])
    assert done.claims.to_dicts() == [LEFT]
    issue = only(done.issues)
    assert (issue["reason"], issue["source_row"]) == ("review_unknown_claim", 5)
    assert f"did you mean {LEFT['claim_id']}" in issue["message"]


def test_a_review_of_a_report_that_was_not_read_waits() -> None:
    for one in (review(PAPER, LEFT), bare("clm-of-it")):
        done = apply([PAPER], [], [one], read_ids=frozenset())
        assert states(done) == ["not_yet"]
        assert done.claims.is_empty()
        assert done.issues.is_empty()


def test_a_claim_written_by_hand_is_edited_where_it_stands() -> None:
    hand = LEFT | {"claim_id": "mine", "reader": "hand"}
    assert apply([PAPER], [hand], [bare("mine", "reject")]).claims.is_empty()
    with pytest.raises(CaseError, match=r"claims.toml:1: 'mine' is written by hand; edit it where it stands"):
        apply([PAPER], [hand], [bare("mine", "edit", set={"actor": "Russia"})])
