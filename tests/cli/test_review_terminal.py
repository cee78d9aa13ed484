"""The walk in a real terminal: the program under a pseudo-terminal, interrupted half-way, gone on with."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "verbs"))
from review_case import REMARK, make_review_case

PROGRAM = "from vedette.cli.main import main; main()"
KEYS = "[q]uit: "


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            environment = os.environ | {"TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
            os.execve(sys.executable, [sys.executable, "-c", PROGRAM, *arguments], environment)
        self.seen = self._unread = ""

    def wait_for(self, words: str, seconds: float = 60) -> None:
        """Read until these words appear behind what was waited for before."""
        end = time.monotonic() + seconds
        while words not in self._unread:
            assert time.monotonic() < end, f"{words!r} did not appear in {self._unread!r}"
            if select.select([self.handle], [], [], 0.2)[0]:
                try:
                    self._unread += os.read(self.handle, 65536).decode(errors="replace")
                except OSError:  # the program ended
                    assert words in self._unread, f"{words!r} did not appear in {self._unread!r}"
        read, found, self._unread = self._unread.partition(words)
        self.seen += read + found

    def type(self, text: str, then: str) -> None:
        """Type, and wait for what comes."""
        os.write(self.handle, text.encode())
        self.wait_for(then)

    def end(self) -> int:
        """The exit code."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self.handle)
        return os.waitstatus_to_exitcode(status)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_walk_interrupted_half_way_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    case = make_review_case(tmp_path / "case")
    path = case / "claims.toml"
    first = Terminal("claims", str(case), "--review")
    first.wait_for("(Enter = none): ")
    first.type("A. Person\r", "1 of 3")
    first.type("a\r", "2 of 3")
    assert len(tomllib.loads(path.read_text())["reviews"]) == 1, "saved while the program still runs"
    first.wait_for(KEYS)
    first.type("r\r", "given): ")
    time.sleep(0.5)  # faster than any person, an interrupt falls between the prompt and the wait for it, and Python drops it
    first.type("\x03", "interrupted; run the same command again to go on")
    assert first.end() == 130
    assert "saved 1 in " in first.seen
    assert len(tomllib.loads(path.read_text())["reviews"]) == 1
    assert "\x1b[1;7mTwo frigates left Tartus for Tobruk on 12 December" in first.seen, "the quote is set off"

    second = Terminal("claims", str(case), "--review")
    second.wait_for("(Enter = A. Person): ")
    second.type("\r", "1 of 2")
    second.wait_for(KEYS)
    second.type("r\r", "given): ")
    second.type("no such ship\r", "2 of 2")
    second.wait_for(KEYS)
    second.type("q\r", "saved 1 in ")
    assert second.end() == 0
    text = path.read_text()
    assert text.startswith(REMARK)
    assert [(r["decision"], r["by"]) for r in tomllib.loads(text)["reviews"]] == [
        ("accept", "A. Person"),
        ("reject", "A. Person"),
    ]
