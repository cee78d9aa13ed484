"""Replies kept on disk, by the hash of their question, so that reading again needs no network and gives the same bytes.

A question flows in; the text that a model wrote, or nothing, flows out. Only replies that could be read as claims are kept, with
the model's name and no more of the question than its hash; a file that was cut off or changed counts as absent.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from vedette.claims.model_reader.prompt import Question
from vedette.schema.ids import content_id

SCHEMA = "vedette.model_reply/1"
_SLACK = 4  # a reply grows when it is written as ASCII JSON, at most six times, mostly not at all


class ReplyCache:
    """A folder of replies. Nothing is made before something is kept."""

    def __init__(self, folder: Path, max_reply_bytes: int) -> None:
        self.folder = folder
        self._most = max_reply_bytes * _SLACK

    def recall(self, question: Question) -> str | None:
        """The reply to a question; None if there is none that can be trusted to be whole."""
        path = self._path(question)
        try:
            if path.stat().st_size > self._most:
                return None
            found = json.loads(path.read_text(encoding="ascii"))
        except (OSError, ValueError, RecursionError):
            return None
        content = found.get("content") if isinstance(found, dict) else None
        if not isinstance(content, str) or found != self._entry(question, content):
            return None
        return content

    def keep(self, question: Question, content: str) -> None:
        """Keep a reply; the file appears whole or not at all.

        Raises:
            OSError: the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self._entry(question, content), indent=1)
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")  # readable by its owner only
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
            Path(temporary).replace(self._path(question))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _path(self, question: Question) -> Path:
        return self.folder / f"{question.key}.json"

    def _entry(self, question: Question, content: str) -> dict[str, str]:
        check = content_id("", question.key, json.dumps(content))
        return {"schema": SCHEMA, "question": question.key, "model": question.model, "check": check, "content": content}


def user_cache(environment: Mapping[str, str], home: Path) -> Path:
    """Where replies about loose texts are kept, after the XDG base directory specification."""
    stated = environment.get("XDG_CACHE_HOME", "")
    base = Path(stated) if stated.startswith("/") else home / ".cache"
    return base / "vedette" / "model-reader"
