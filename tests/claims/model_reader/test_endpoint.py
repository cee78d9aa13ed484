"""An endpoint asked over a real socket on this machine: what is taken, what is tried again, what is refused, and how it is told."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.claims.model_reader.stand_in import KEY, Reply, StandIn, claim, completion, running

from vedette.claims.model_reader.address import read_address
from vedette.claims.model_reader.endpoint import Endpoint
from vedette.claims.model_reader.key import Key
from vedette.claims.model_reader.params import ModelReaderParams
from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.prompt import ask_about
from vedette.errors import ModelError

QUESTION = ask_about("Two frigates left Tartus.", "stand-in", seed=3, max_tokens=50)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with running() as server:
        yield server


class Asker:
    """An endpoint with short times; notes how long it would have waited."""

    def __init__(self, address: str, key: str | None = KEY, **settings: Any) -> None:
        self.waits: list[float] = []
        params = ModelReaderParams(**{"timeout_s": 5, **settings})
        self.endpoint = Endpoint(read_address(address, has_key=key is not None), Key(key), params, self.waits.append)

    def ask(self) -> str:
        return self.endpoint.ask(QUESTION)

    def refusal(self) -> str:
        with pytest.raises(ModelError) as caught:
            self.ask()
        assert KEY not in str(caught.value)
        assert str(caught.value).isprintable()
        assert caught.value.__cause__ is None
        return str(caught.value)

    def reason(self) -> NotTaken:
        with pytest.raises(NotTaken) as caught:
            self.ask()
        assert KEY not in caught.value.message + caught.value.returned
        return caught.value


def test_a_good_reply_is_the_models_text(stand_in: StandIn) -> None:
    stand_in.answer(completion([claim("Two frigates left Tartus")]))
    assert json.loads(Asker(stand_in.address).ask())["claims"][0]["quote"] == "Two frigates left Tartus"
    (sent,) = stand_in.sent
    assert sent.path == "/v1/chat/completions"
    assert sent.headers["Authorization"] == f"Bearer {KEY}"
    assert (sent.body["model"], sent.body["temperature"], sent.body["seed"]) == ("stand-in", 0, 3)
    assert sent.body["response_format"]["type"] == "json_schema"
    assert sent.piece == "Two frigates left Tartus."
    assert KEY not in json.dumps(sent.body)


def test_without_a_key_no_header_carries_one(stand_in: StandIn) -> None:
    Asker(stand_in.address, None).ask()
    assert "Authorization" not in stand_in.sent[0].headers


def test_a_form_that_is_refused_is_followed_by_a_plainer_one_which_is_remembered(stand_in: StandIn) -> None:
    def only_plain(sent: Any, _n: int) -> Reply:
        return Reply(b'{"error": "no response_format"}', 400) if "response_format" in sent.body else completion([])

    stand_in.behaviour = only_plain
    asker = Asker(stand_in.address)
    asker.ask()
    asker.ask()
    kinds = [sent.body.get("response_format", {}).get("type", "plain") for sent in stand_in.sent]
    assert kinds == ["json_schema", "json_object", "plain", "plain"]
    assert asker.waits == []


def test_an_endpoint_that_refuses_a_seed_is_asked_without(stand_in: StandIn) -> None:
    stand_in.behaviour = lambda sent, _n: Reply(b"{}", 422) if "seed" in sent.body else completion([])
    Asker(stand_in.address).ask()
    assert len(stand_in.sent) == 4


def test_where_every_form_is_refused_the_servers_words_are_told(stand_in: StandIn) -> None:
    stand_in.answer(Reply(json.dumps({"error": {"message": f"context too long for {KEY}"}}).encode(), 400))
    told = Asker(stand_in.address).refusal()
    assert "does not take the question in any form (400)" in told
    assert "It says: context too long for [key]" in told


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 529, 599])
def test_a_busy_or_failing_server_is_asked_again_after_growing_waits(stand_in: StandIn, status: int) -> None:
    stand_in.answer(Reply(b"{}", status), Reply(b"{}", status), completion([]))
    asker = Asker(stand_in.address, backoff_s=2)
    asker.ask()
    assert asker.waits == [2, 4]


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        ("7", 7),
        ("0", 0),
        ("100000", 30),
        ("-5", 2),
        ("nan", 2),
        ("inf", 2),
        ("1e9", 2),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 2),
        ("٣", 2),
    ],
)
def test_the_wait_that_the_server_asks_for_is_kept_within_bounds(stand_in: StandIn, asked: str, waited: float) -> None:
    headers = {"Retry-After": asked} if asked.isascii() else {}
    stand_in.answer(Reply(b"{}", 429, headers), completion([]))
    asker = Asker(stand_in.address)
    asker.ask()
    assert asker.waits == [waited]


@pytest.mark.parametrize(("status", "words"), [(429, "asked too often"), (500, "failed (500)"), (503, "overloaded")])
def test_tries_are_bounded(stand_in: StandIn, status: int, words: str) -> None:
    stand_in.answer(Reply(b"{}", status))
    told = Asker(stand_in.address, max_tries=3).refusal()
    assert len(stand_in.sent) == 3
    assert words in told
    assert "3 times" in told


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "set VEDETTE_MODEL_KEY to a valid one"),
        (402, "payment"),
        (403, "may this key use the model 'stand-in'"),
        (404, "is 'stand-in' spelt right"),
        (405, "lack /v1"),
        (413, "smaller piece_chars"),
        (418, "an error (418)"),
    ],
)
def test_what_another_try_would_not_better_is_told_at_once(stand_in: StandIn, status: int, words: str) -> None:
    stand_in.answer(Reply(json.dumps({"error": {"message": f"bad key {KEY}"}}).encode(), status))
    told = Asker(stand_in.address).refusal()
    assert len(stand_in.sent) == 1
    assert words in told
    assert "bad key [key]" in told


def test_a_key_at_the_cut_of_a_long_error_does_not_show_in_part(stand_in: StandIn) -> None:
    for filler in range(170, 205, 5):
        stand_in.answer(Reply(("x" * filler + KEY + "y" * 300).encode(), 401, kind="text/plain"))
        assert KEY[:6] not in Asker(stand_in.address).refusal()


def test_control_characters_of_a_server_reach_no_terminal(stand_in: StandIn) -> None:
    stand_in.answer(Reply(b"\x1b]0;owned\x07\x1b[2J \xe2\x80\xae evil", 401, kind="text/plain"))
    assert "evil" in Asker(stand_in.address).refusal()  # refusal() asserts that all of it can be printed


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "https://other.example.org/v1", "/v2/chat/completions", ""])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(stand_in: StandIn, status: int, target: str) -> None:
    stand_in.answer(Reply(b"", status, {"Location": target}))
    told = Asker(stand_in.address).refusal()
    assert "leads elsewhere" in told
    assert target in told
    assert len(stand_in.sent) == 1


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=utf-8", "application/octet-stream", "text/event-stream", ""])
def test_content_that_is_no_json_is_refused(stand_in: StandIn, kind: str) -> None:
    stand_in.answer(Reply(b"<html>Welcome</html>", kind=kind))
    assert "not JSON" in Asker(stand_in.address).refusal()


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/problem+json"])
def test_json_by_any_of_its_names_is_taken(stand_in: StandIn, kind: str) -> None:
    good = completion([])
    good.kind = kind
    stand_in.answer(good)
    Asker(stand_in.address).ask()


def test_a_compressed_answer_is_refused_unread(stand_in: StandIn) -> None:
    stand_in.answer(Reply(gzip.compress(b" " * 10_000_000), headers={"Content-Encoding": "gzip"}))
    assert "compressed" in Asker(stand_in.address).refusal()
    assert stand_in.sent[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("status", [200, 500])
def test_ten_megabytes_are_not_read(stand_in: StandIn, status: int) -> None:
    stand_in.answer(Reply(b" " * 10_000_000, status))
    assert Asker(stand_in.address, max_tries=1).reason().reason == "too_large"


def test_an_endless_answer_ends(stand_in: StandIn) -> None:
    stand_in.answer(Reply(is_endless=True))
    assert Asker(stand_in.address).reason().reason == "too_large"


@pytest.mark.parametrize("reply", [Reply(completion([]).body, drip_s=0.05), Reply(b"{}", before_s=8)], ids=["drip", "silence"])
def test_a_slow_answer_costs_no_more_than_its_time(stand_in: StandIn, reply: Reply) -> None:
    stand_in.answer(reply)
    begun = time.monotonic()
    told = Asker(stand_in.address, timeout_s=1.5, max_tries=2).refusal()
    assert time.monotonic() - begun < 12  # two tries, their pause, and a busy machine
    assert "did not answer within 1.5 s" in told
    assert len(stand_in.sent) == 2


def test_a_slow_head_costs_no_more_than_its_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        import threading

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Filler: x\r\n" * 100:
                    try:
                        connection.sendall(bytes([byte]))
                    except OSError:
                        return
                    time.sleep(0.02)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        begun = time.monotonic()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        assert "did not answer" in Asker(address, timeout_s=0.4, max_tries=1).refusal()
        assert time.monotonic() - begun < 12
        thread.join(timeout=3)


def test_a_timeout_then_an_answer_is_an_answer(stand_in: StandIn) -> None:
    stand_in.answer(Reply(b"{}", before_s=3), completion([]))
    asker = Asker(stand_in.address, timeout_s=0.4)
    asker.ask()
    assert asker.waits == [2]


def test_an_answer_that_breaks_off_is_asked_for_again(stand_in: StandIn) -> None:
    whole = completion([])
    stand_in.answer(Reply(whole.body, cut_at=20), whole)
    assert json.loads(Asker(stand_in.address).ask()) == {"claims": []}
    stand_in.answer(Reply(whole.body, cut_at=20))
    assert "broke off" in Asker(stand_in.address).refusal()


def test_no_server_is_told_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    asker = Asker(f"http://127.0.0.1:{port}/v1")
    assert "cannot be reached: is there a network" in asker.refusal()
    assert asker.waits == []


def test_what_does_not_speak_http_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        import threading

        def babble() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n\x00\xff\r\n")

        thread = threading.Thread(target=babble, daemon=True)
        thread.start()
        assert "broke off" in Asker(f"http://127.0.0.1:{listening.getsockname()[1]}", max_tries=1).refusal()
        thread.join(timeout=3)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (completion("No.", refusal="I cannot help with that."), "refused"),
        (completion("half", finish="content_filter"), "refused"),
        (completion('{"claims": [', finish="length"), "truncated"),
        (completion(""), "no_answer"),
        (completion("  \n"), "no_answer"),
        (Reply(b'{"choices": [{"message": {"content": null}}]}'), "no_answer"),
        (Reply(b'{"choices": [{"message": {"content": [1]}}]}'), "no_answer"),
        (Reply(b'{"choices": []}'), "wrong_schema"),
        (Reply(b'{"choices": [7]}'), "wrong_schema"),
        (Reply(b'{"error": "out of tokens"}'), "wrong_schema"),
        (Reply(b"[]"), "wrong_schema"),
        (Reply(b"null"), "wrong_schema"),
        (Reply(b"not json"), "not_json"),
        (Reply(b""), "not_json"),
        (Reply(b"[" * 100_000), "not_json"),
        (Reply(b'{"a":' * 100_000), "not_json"),
        (Reply(b"9" * 100_000), "not_json"),
        (Reply(b'\xff\xfe{"choices": []}'), "not_utf8"),
        (Reply(completion([]).body.decode().encode("utf-16")), "not_utf8"),
    ],
)
def test_a_reply_that_cannot_be_used_says_why(stand_in: StandIn, reply: Reply, reason: str) -> None:
    stand_in.answer(reply)
    problem = Asker(stand_in.address).reason()
    assert problem.reason == reason
    assert len(problem.returned) <= 500
    assert problem.returned.isprintable()


def _spelt(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in text)


@pytest.mark.parametrize(
    "body",
    [
        completion(f"your key is {KEY}").body,
        completion([claim("x", actor=KEY)]).body,
        completion("no", refusal=KEY).body,
        completion(f"cut {KEY}", finish="length").body,
        completion(f'{{"claims": ["{_spelt(KEY)}"]}}').body,
        b'{"choices": [{"message": {"content": "' + _spelt(KEY).encode() + b'"}}]}',
        KEY.encode(),
        b"\xff" + KEY.encode(),
        b'{"choices": "' + _spelt(KEY).encode() + b'"}',
    ],
)
def test_a_reply_that_repeats_the_key_in_any_spelling_is_neither_shown_nor_kept(stand_in: StandIn, body: bytes) -> None:
    stand_in.answer(Reply(body))
    problem = Asker(stand_in.address).reason()
    assert problem.reason == "holds_the_key"
    assert problem.returned == ""


def test_an_endpoint_shows_nothing_of_its_key() -> None:
    assert KEY not in repr(Asker("http://127.0.0.1:1").endpoint)
