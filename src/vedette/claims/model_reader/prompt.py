"""What a model is asked: the system text, the piece of text behind a fence, the shape of the reply.

A piece of text and the model's name flow in; a question flows out, whose key is a hash of all that it holds. The fence is made
from the piece itself, so that the same piece always makes the same question and no text can hold its own fence.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.schema.ids import content_id
from vedette.schema.words import CLAIM_KINDS, STATUSES

TEMPERATURE = 0


@dataclass(frozen=True)
class Question:
    """One question to a model, complete and without anything of where it is asked."""

    model: str
    system: str
    user: str
    seed: int
    max_tokens: int

    @property
    def key(self) -> str:
        """A hash of the model's name, the texts, the shape of the reply and the seed."""
        schema = json.dumps(reply_schema(), sort_keys=True)
        return content_id("ask-", self.model, self.system, self.user, schema, self.seed, self.max_tokens, TEMPERATURE)


def ask_about(piece: str, model: str, *, seed: int, max_tokens: int) -> Question:
    """The question about a piece of text."""
    fence = fence_of(piece)
    return Question(model, system_text(), f"{fence}\n{piece}\n{fence}", seed, max_tokens)


def fence_of(piece: str) -> str:
    """A line that does not stand in a piece: a hash of it, hashed again until it does not."""
    mark = hashlib.sha256(piece.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    while mark in piece:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:24]
    return f"===== text {mark} ====="


@lru_cache(maxsize=1)
def system_text() -> str:
    """The task, the fields, the kinds and the statuses."""
    table = _table()
    parts = [table["task"].strip()]
    parts.append('The object: {"claims": [...]}, each claim with exactly these fields:\n' + _lines(table["fields"]))
    parts.append("Kinds:\n" + _lines({kind: table["kinds"][kind] for kind in CLAIM_KINDS}))
    parts.append("Statuses:\n" + _lines({status: table["statuses"][status] for status in STATUSES}))
    return "\n\n".join(parts)


@lru_cache(maxsize=1)
def reply_schema() -> dict[str, Any]:
    """The JSON schema of a reply: every field required, no other allowed, as strict endpoints want it."""
    told = _table()["fields"]
    asset = _object({"text": _TEXT, "count_min": _maybe("integer"), "count_max": _maybe("integer")})
    shapes: dict[str, Any] = dict.fromkeys(("quote", "before", "trigger"), _TEXT)
    shapes |= {name: _maybe("string") for name in ("actor", "time_text")}
    shapes |= dict.fromkeys(("origin", "destination", "place", "speaker"), _TEXTS)
    shapes |= {"kind": {"type": "string", "enum": list(CLAIM_KINDS)}, "status": {"type": "string", "enum": list(STATUSES)}}
    shapes |= {"direction": {"anyOf": [{"type": "string", "enum": ["up", "down"]}, {"type": "null"}]}}
    shapes |= {"assets": {"type": "array", "items": asset}, "distance_km": _maybe("number")}
    claim = _object({name: {**shapes[name], "description": told[name]} for name in told})
    return _object({"claims": {"type": "array", "items": claim}})


_TEXT: Mapping[str, Any] = {"type": "string"}
_TEXTS: Mapping[str, Any] = {"type": "array", "items": {"type": "string"}}


def _maybe(kind: str) -> dict[str, Any]:
    return {"type": [kind, "null"]}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False}


def _lines(rows: Mapping[str, str]) -> str:
    return "\n".join(f"- {name}: {meaning}" for name, meaning in rows.items())


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("prompt.toml").read_text(encoding="utf-8"))
