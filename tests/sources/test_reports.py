"""Reports: texts, pages, exports; what they say of themselves, and what is kept of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from vedette.clock import parse_time
from vedette.errors import SourceError
from vedette.schema.tables import PUBLISHERS
from vedette.sources.report_text import guess_heading

DAY_END = "T23:59:59.999999"
BODY = "Two ships were seen leaving Tartus on Friday, according to port workers.\n"
LISTED = PUBLISHERS.build(
    [{"publisher_id": "one", "outlet": "Example News", "published": parse_time("2024-12-22"), "url": "https://example.org/1",
      "language": "en", "rests_on": ["two"], "source_id": "src-p", "source_row": 2}]
)  # fmt: skip


def test_front_matter_says_what_it_says(read) -> None:
    text = "---\ntitle: Ships leave\noutlet: Example\npublished: 2024-12-22\nurl: https://e.org\nlanguage: en\n"
    text += "rests_on: two; three\n---\n"
    whole = read(text + BODY)
    found = whole.reports.row(0, named=True)
    assert (found["title"], found["outlet"], found["language"]) == ("Ships leave", "Example", "en")
    assert found["published"] == parse_time("2024-12-22" + DAY_END)
    assert found["rests_on"] == ["two", "three"]
    assert found["text"] == BODY.strip()
    assert found["sha256"] == hashlib.sha256(found["text"].encode()).hexdigest()


def test_keys_that_others_use_are_read_too(read) -> None:
    whole = read(f"---\nsource: Daily Bugle\ndate: 2024-12-22\nlink: https://e.org\n---\n{BODY}")
    found = whole.reports.row(0, named=True)
    assert (found["publisher_id"], found["url"]) == ("Daily Bugle", "https://e.org")
    assert found["published"] == parse_time("2024-12-22" + DAY_END)
    assert whole.issues.is_empty()


@pytest.mark.parametrize("published", ["2024-12-22T07:30:00Z", "2024-12-22 07:30:00"])
def test_a_moment_stays_a_moment(read, published: str) -> None:
    assert read(f"---\npublished: {published}\n---\n{BODY}").reports["published"][0] == parse_time("2024-12-22T07:30")


def test_a_listed_source_fills_what_is_not_said(read) -> None:
    found = read(f"---\nsource: one\ntitle: Own title\n---\n{BODY}", publishers=LISTED).reports.row(0, named=True)
    assert (found["publisher_id"], found["title"], found["outlet"], found["url"]) == (
        "one", "Own title", "Example News", "https://example.org/1",
    )  # fmt: skip
    assert found["rests_on"] == ["two"]


def test_a_listed_link_does_too(read) -> None:
    assert read(f"---\nurl: https://example.org/1\n---\n{BODY}", publishers=LISTED).reports["publisher_id"].to_list() == ["one"]


def test_hints_come_after_what_is_said(read) -> None:
    found = read(f"---\noutlet: Said\n---\n{BODY}", outlet="Hinted", title="Hinted").reports.row(0, named=True)
    assert (found["outlet"], found["title"]) == ("Said", "Hinted")


def test_broken_front_matter_names_its_line(read) -> None:
    with pytest.raises(SourceError, match=r"input:\d+: the front matter is not YAML .* put texts with a colon in quotes"):
        read(f"---\ntitle: a: b: c\n---\n{BODY}")
    with pytest.raises(SourceError, match="published is no date: 'soon'"):
        read(f"---\npublished: soon\n---\n{BODY}")


def test_unknown_keys_are_named(read) -> None:
    assert "author" in read(f"---\nauthor: A\n---\n{BODY}").issues["message"][0]


def test_text_is_kept_as_it_stands(read) -> None:
    text = "Cafe\u0301 «Тартус» \u00a0 two  blanks\r\n\r\nTwo ships were seen leaving the port on Friday evening.\t\n"
    assert read("\ufeff" + text).reports["text"][0] == text


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8"])
def test_older_encodings_are_recognised(read, encoding: str) -> None:
    text = (
        "Корабли покидают порт\n\nДва корабля были замечены при выходе из порта Тартус в пятницу, сообщили рабочие порта.\n" * 3
    )
    assert read(text.encode(encoding), form="report_text").reports["text"][0] == text


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        ("Ships leave\n\nDecember 22, 2024\n\n" + BODY, "Ships leave", "2024-12-22"),
        ("Ships leave\nBy A. Writer\nPublished: Sunday, 22 December 2024 at 10:15 GMT\n" + BODY, "Ships leave", "2024-12-22"),
        ("Ships leave\nDec 22, 2024\n" + BODY, "Ships leave", "2024-12-22"),
        ("Ships leave\n22.12.2024\n" + BODY, "Ships leave", "2024-12-22"),
        ("Ships leave\n2024-12-22\n" + BODY, "Ships leave", "2024-12-22"),
        (BODY + "Another sentence.\n", None, None),
        ("Ships leave\n" + "a\n" * 8 + "December 22, 2024\n", "Ships leave", None),
        (BODY, None, None),
    ],
)
def test_headings_are_guessed_with_care(text: str, title: str | None, day: str | None) -> None:
    found = guess_heading(text)
    assert found["title"] == title
    assert found["published"] == (parse_time(day + DAY_END) if day else None)


def test_the_founding_article(shared_data: Path, read) -> None:
    path = shared_data / "text" / "seed_article.txt"
    found = read(path).reports.row(0, named=True)
    assert found["published"] == parse_time("2024-12-22" + DAY_END)
    assert found["title"] == path.read_text(encoding="utf-8").splitlines()[0].strip()
    assert found["text"] == path.read_text(encoding="utf-8")


def test_an_empty_text_is_an_issue(read) -> None:
    assert read("---\ntitle: x\n---\n\n").reasons(1) == ["no_text"]


def test_a_page_without_an_article_is_an_issue(read) -> None:
    whole = read("<!doctype html><html><body></body></html>")
    assert whole.reasons(1) == ["no_article"]
    assert whole.counts.rows == 1


def export(*messages: object, **more: object) -> str:
    return json.dumps({"name": "Ship Watch", "type": "public_channel", "id": 1, "messages": list(messages)} | more)


MESSAGE = {"id": 2, "type": "message", "date": "2024-12-10T14:00:00", "date_unixtime": "1733832000", "text": "Four Il-76 today."}


def test_a_message_has_the_time_of_the_server_not_of_the_exporter(read) -> None:
    found = read(export(MESSAGE)).reports.row(0, named=True)
    assert (found["published"], found["outlet"], found["text"]) == (
        parse_time("2024-12-10T12:00"),
        "Ship Watch",
        "Four Il-76 today.",
    )


def test_half_a_surrogate_pair_is_replaced_and_shifts_nothing(read) -> None:
    found = read(export(MESSAGE | {"text": "Four \ud83d Il-76 today."})).reports.row(0, named=True)
    assert found["text"] == "Four \ufffd Il-76 today."


def test_an_account_of_several_chats_counts_on(read) -> None:
    chats = [{"name": name, "messages": [MESSAGE, MESSAGE]} for name in ("A", "B")]
    whole = read(json.dumps({"about": "x", "chats": {"list": chats}}))
    assert whole.reports.sort("source_row").select("outlet", "source_row").rows() == [("A", 1), ("A", 2), ("B", 3), ("B", 4)]
    assert whole.reports["report_id"].n_unique() == 4


@pytest.mark.parametrize(
    ("message", "reason"),
    [({**MESSAGE, "type": "service"}, "service_message"), ({**MESSAGE, "text": ""}, "no_text"),
     ({**MESSAGE, "text": [{}]}, "no_text"),
     ("x", "bad_json"), ({"type": "message"}, "no_text")],
)  # fmt: skip
def test_messages_without_words_are_counted(read, message: object, reason: str) -> None:
    whole = read(export(MESSAGE, message))
    assert whole.reasons(2) == [reason]
    assert whole.counts.rows == 2


def test_a_broken_export_is_an_error(read) -> None:
    with pytest.raises(SourceError, match="no whole Telegram export"):
        read(export(MESSAGE)[:-3])
