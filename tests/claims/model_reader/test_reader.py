from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.claims.model_reader.readings import read_with, report_of, returning
from tests.claims.model_reader.stand_in import claim

from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.prompt import Question
from vedette.errors import ModelError
from vedette.schema.tables import CLAIMS

TEXT = "Two frigates left Tartus on Monday. Three tankers reached Benghazi. A corvette sank."
LEFT = claim("Two frigates left Tartus", kind="depart", trigger="left", origin=["Tartus"])
REACHED = claim("Three tankers reached Benghazi", kind="arrive", trigger="reached", destination=["Benghazi"])


def test_good_claims_become_rows_in_the_order_of_the_text(tmp_path: Path) -> None:
    reading = read_with(TEXT, returning(REACHED, LEFT), tmp_path)
    assert [c.row["quote"] for c in reading.claims] == [LEFT["quote"], REACHED["quote"]]
    assert {c.row["reader"] for c in reading.claims} == {"model:test"}
    assert (reading.rejected, reading.unread, reading.n_pieces, reading.n_asked) == ([], [], 1, 1)
    assert CLAIMS.build([c.row for c in reading.claims]).height == 2


def test_bad_claims_are_logged_with_what_was_returned_and_good_ones_stay(tmp_path: Path) -> None:
    bad = LEFT | {"quote": "Two frigates left Oslo"}
    reading = read_with(TEXT, returning(bad, LEFT, REACHED | {"kind": "attack"}, 7), tmp_path)
    assert [c.row["quote"] for c in reading.claims] == [LEFT["quote"]]
    assert [r.reason for r in reading.rejected] == ["quote_not_in_text", "unknown_kind", "wrong_type"]
    assert "Two frigates left Oslo" in reading.rejected[0].returned
    assert (reading.rejected[0].report_id, reading.rejected[0].start, reading.rejected[0].end) == ("rep-0", 0, len(TEXT))


def test_a_claim_twice_in_one_reply_is_a_duplicate_even_with_another_quote(tmp_path: Path) -> None:
    reading = read_with(TEXT, returning(LEFT, LEFT, LEFT | {"quote": "left Tartus"}), tmp_path)
    assert len(reading.claims) == 1
    assert [r.reason for r in reading.rejected] == ["duplicate", "duplicate"]


def test_pieces_overlap_and_a_claim_in_the_overlap_counts_once(tmp_path: Path) -> None:
    text = "Nothing moved here today at all. " * 6 + "Two frigates left Tartus. " + "Nothing moved here today at all. " * 6
    pieces: list[str] = []
    reading = read_with(
        text, returning(LEFT), tmp_path, lambda q: pieces.append(q.user), piece_chars=260, overlap_chars=120, near_chars=50
    )
    holding = [p for p in pieces if LEFT["quote"] in p]
    assert len(holding) == 2
    assert [text[c.row["start"] : c.row["end"]] for c in reading.claims] == [LEFT["quote"]]
    assert {r.reason for r in reading.rejected} <= {"quote_not_in_text"}


def test_offsets_are_those_of_the_whole_text(tmp_path: Path) -> None:
    filler = "".join(f"Paragraph {i} says nothing, at some length, of ships. \n\n" for i in range(40))
    reading = read_with(filler + TEXT, returning(LEFT, REACHED), tmp_path, piece_chars=500, overlap_chars=50)
    assert [c.row["start"] for c in reading.claims] == [len(filler), len(filler) + TEXT.index("Three")]
    assert all((filler + TEXT)[c.row["start"] : c.row["end"]] == c.row["quote"] for c in reading.claims)


def test_reading_again_asks_nothing_and_gives_the_same(tmp_path: Path) -> None:
    first = read_with([TEXT, TEXT + " It rained."], returning(LEFT, 7), tmp_path)
    again = read_with([TEXT, TEXT + " It rained."], None, tmp_path)
    assert (first.n_asked, again.n_asked) == (2, 0)
    assert [c.row for c in again.claims] == [c.row for c in first.claims]
    assert again.rejected == first.rejected


def test_without_an_answer_in_the_cache_a_piece_stays_unread(tmp_path: Path) -> None:
    reading = read_with(TEXT, None, tmp_path)
    assert [r.reason for r in reading.unread] == ["not_asked"]
    assert reading.claims == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["I cannot help with that.", '{"claims": [', "[" * 100_000, '{"other": []}'])
def test_a_reply_that_cannot_be_used_is_unread_not_kept_and_asked_for_again(tmp_path: Path, content: str) -> None:
    reading = read_with(TEXT, lambda _q: content, tmp_path)
    assert len(reading.unread) == 1
    assert list(tmp_path.iterdir()) == []
    assert read_with(TEXT, returning(LEFT), tmp_path).n_asked == 1


def test_one_bad_reply_among_good_ones_costs_its_piece_only(tmp_path: Path) -> None:
    replies = iter(["nonsense", json.dumps({"claims": [LEFT]})])
    reading = read_with(["Another text.", TEXT], lambda _q: next(replies), tmp_path)
    assert [r.report_id for r in reading.unread] == ["rep-0"]
    assert [c.row["report_id"] for c in reading.claims] == ["rep-1"]


def test_three_bad_replies_in_a_row_end_it(tmp_path: Path) -> None:
    asked: list[Question] = []
    with pytest.raises(ModelError, match="3 replies in a row could not be used"):
        read_with(["One.", "Two.", "Three.", "Four."], lambda _q: "nonsense", tmp_path, asked.append)
    assert len(asked) == 3


def test_a_problem_of_one_reply_from_the_endpoint_is_unread(tmp_path: Path) -> None:
    def refuse(_question: Question) -> str:
        raise NotTaken("refused", returned="no")

    assert [(r.reason, r.returned) for r in read_with(TEXT, refuse, tmp_path).unread] == [("refused", "no")]


def test_an_endless_text_is_read_to_max_pieces_and_the_rest_said_to_be_unread(tmp_path: Path) -> None:
    text = "The fleet stayed in port. " * 20_000
    reading = read_with(text, returning(), tmp_path, max_pieces=3, piece_chars=1000, overlap_chars=0)
    assert reading.n_pieces == 3
    assert [r.reason for r in reading.unread] == ["too_long_a_text"]
    assert reading.unread[0].end == len(text)


def test_too_many_claims_are_left_out_and_counted(tmp_path: Path) -> None:
    reading = read_with(TEXT, returning(*[LEFT] * 1000), tmp_path, max_claims=5)
    assert len(reading.claims) == 1
    assert [r.reason for r in reading.rejected].count("too_many_claims") == 1
    assert len(reading.rejected) == 5


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x00", "\ufeff\u200b"])
def test_strange_texts_do_no_harm(tmp_path: Path, text: str) -> None:
    assert read_with(text, returning(LEFT), tmp_path).claims == []


@pytest.mark.parametrize("text", ["x" * 300_000, "سفن \u202e روسية\u200f " * 5000, "<div>" * 30_000])
def test_hostile_texts_take_bounded_time_and_offsets_stay_exact(tmp_path: Path, text: str) -> None:
    reading = read_with(f"{text}\nTwo frigates left Tartus.", returning(LEFT), tmp_path, max_pieces=100)
    for found in reading.claims:
        assert f"{text}\nTwo frigates left Tartus."[found.row["start"] : found.row["end"]] == LEFT["quote"]
    assert len(reading.claims) == 1


def test_progress_tells_text_and_share_and_an_error_says_what_is_kept(tmp_path: Path) -> None:
    from vedette.claims.model_reader.cache import ReplyCache
    from vedette.claims.model_reader.params import ModelReaderParams
    from vedette.claims.model_reader.reader import ModelReader, read_reports
    from vedette.claims.reader import find_with
    from vedette.registry.register import load_register

    def ask(question: Question) -> str:
        if "Third" in question.user:
            raise ModelError("http://x cannot be reached.")
        return '{"claims": []}'

    register, told = load_register(), list[tuple[str, float | None]]()
    params = ModelReaderParams(piece_chars=200, overlap_chars=0)
    reader = ModelReader("m", register, find_with(register), ReplyCache(tmp_path, 1000), params, ask)
    texts = [report_of("First. " + "It rained all day. " * 15, "a"), report_of("Second.", "b"), report_of("Third.", "c")]
    with pytest.raises(ModelError, match=r"cannot be reached\. What was answered before is kept: run it again to go on\."):
        read_reports(reader, texts, lambda message, share: told.append((message, share)))
    assert told == [
        ("asking about text 1 of 3", 0.0), ("asking about text 1 of 3", 1 / 6), ("asking about text 2 of 3", 1 / 3),
        ("asking about text 3 of 3", 2 / 3),
    ]  # fmt: skip
    assert len(list(tmp_path.iterdir())) == 3


def test_bad_replies_that_are_not_in_a_row_do_not_end_it(tmp_path: Path) -> None:
    replies = iter(["bad", "bad", '{"claims": []}', "bad", "bad", '{"claims": []}'])
    reading = read_with([f"Text {i}." for i in range(6)], lambda _q: next(replies), tmp_path)
    assert len(reading.unread) == 4
