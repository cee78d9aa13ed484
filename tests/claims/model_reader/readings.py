"""Reading in tests without a network: a model that returns what the test says."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vedette.claims.model_reader.cache import ReplyCache
from vedette.claims.model_reader.ground import Ground, lay_ground
from vedette.claims.model_reader.grounding import ModelClaim, ground_claim
from vedette.claims.model_reader.params import ModelReaderParams
from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.prompt import Question
from vedette.claims.model_reader.reader import Ask, ModelReader, ModelReading
from vedette.claims.model_reader.reply import check_items
from vedette.claims.reader import find_with
from vedette.claims.rows import ReportText
from vedette.registry.register import load_register

PUBLISHED = datetime(2025, 3, 14, tzinfo=UTC)  # a Friday


def report_of(text: str, report_id: str = "rep-test") -> ReportText:
    return ReportText(report_id, "Example Post", PUBLISHED, text, "src-test", 1)


def ground_of(text: str, near_chars: int = 800) -> Ground:
    register = load_register()
    return lay_ground(report_of(text), find_with(register), register, near_chars, len(text))


def ground_one(text: str, item: dict[str, Any], near_chars: int = 800) -> ModelClaim:
    """One returned claim on the ground of a text; raises NotTaken as the reader's parts do."""
    (found,) = check_items([item], 10)
    if isinstance(found, NotTaken):
        raise found
    return ground_claim(found, (0, len(text)), ground_of(text, near_chars), "model:test")


def reason_of(text: str, item: dict[str, Any], near_chars: int = 800) -> str:
    """Why a returned claim is not taken."""
    try:
        ground_one(text, item, near_chars)
    except NotTaken as problem:
        return problem.reason
    return "taken"


def returning(*items: Any) -> Ask:
    """A model that always returns these claims."""
    return lambda _question: json.dumps({"claims": list(items)})


def read_with(
    text: str | list[str], ask: Ask | None, cache: Path, on_question: Callable[[Question], None] | None = None, **settings: Any
) -> ModelReading:
    """A model's reading of one text or several."""

    def noted(question: Question) -> str:
        if on_question is not None:
            on_question(question)
        assert ask is not None
        return ask(question)

    params, register = ModelReaderParams(**settings), load_register()
    kept = ReplyCache(cache, params.max_reply_bytes)
    reader = ModelReader("test", register, find_with(register), kept, params, noted if ask is not None else None)
    for i, one in enumerate([text] if isinstance(text, str) else text):
        reader.read(report_of(one, f"rep-{i}"))
    return reader.reading
