"""A stand-in for an OpenAI-compatible endpoint, on 127.0.0.1 only: it answers what a test tells it to, well or badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-stand-in-0123456789abcdef"


@dataclass
class Sent:
    """What a client sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def piece(self) -> str:
        """The text between the fences."""
        return self.body["messages"][1]["content"].split("\n", 1)[1].rsplit("\n", 1)[0]


@dataclass
class Reply:
    """What the server answers. `drip_s` is the pause between single bytes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    drip_s: float = 0.0
    before_s: float = 0.0
    is_endless: bool = False
    cut_at: int | None = None


Behaviour = Callable[[Sent, int], Reply]


def claim(quote: str, **fields: Any) -> dict[str, Any]:
    """A claim as a model returns it; the trigger is the quote's first word with a small letter unless given."""
    words = [w.strip(".,") for w in quote.split()]
    found: dict[str, Any] = {
        "quote": quote, "before": "", "trigger": next((w for w in words if w.islower() and len(w) > 3), words[0]), "kind": "move",
        "status": "asserted", "direction": None, "actor": None, "assets": [], "origin": [], "destination": [], "place": [],
        "distance_km": None, "time_text": None, "speaker": [],
    }  # fmt: skip
    return found | fields


def completion(content: Any, *, finish: str = "stop", **message: Any) -> Reply:
    """A chat completion around a text, or around claims."""
    text = content if isinstance(content, str) else json.dumps({"claims": content}, ensure_ascii=False)
    choice = {"index": 0, "message": {"role": "assistant", "content": text, **message}, "finish_reason": finish}
    return Reply(json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode())


class StandIn:
    """A running stand-in: its address, what it was sent, and what it answers."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.sent: list[Sent] = []
        self.behaviour: Behaviour = lambda _sent, _n: completion([])

    def answer(self, *replies: Reply) -> None:
        """Answer with these in turn, the last again and again."""
        self.behaviour = lambda _sent, n: replies[min(n, len(replies) - 1)]


@contextmanager
def running() -> Iterator[StandIn]:
    """A stand-in that runs while the test does."""
    stopping = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            sent = Sent(self.path, dict(self.headers.items()), json.loads(self.rfile.read(size)))
            stand_in.sent.append(sent)
            self._write(stand_in.behaviour(sent, len(stand_in.sent) - 1))

        def _write(self, reply: Reply) -> None:
            self.close_connection = True
            stopping.wait(reply.before_s)
            try:
                self.send_response(reply.status)
                for name, value in ({"Content-Type": reply.kind, "Connection": "close"} | reply.headers).items():
                    self.send_header(name, value)
                if not reply.is_endless and "Content-Length" not in reply.headers:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self._write_body(reply)
            except OSError:
                pass  # the client had enough

        def _write_body(self, reply: Reply) -> None:
            if reply.is_endless:
                while not stopping.is_set():
                    self.wfile.write(b" " * 65536)
            elif reply.drip_s:
                for byte in reply.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(reply.drip_s)
            else:
                self.wfile.write(reply.body[: reply.cut_at])

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand_in = StandIn(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
