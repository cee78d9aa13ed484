"""The forms in which a question is put, from the strictest to the plainest: endpoints differ in what they take.

A question flows in; the body of a chat completion flows out. Where an endpoint refuses a form, the next is tried; what is asked
and how the reply is checked stays the same, so the form decides only how often a reply is usable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vedette.claims.model_reader.prompt import TEMPERATURE, Question, reply_schema


@dataclass(frozen=True)
class Form:
    """One form: how the reply is bound, and whether a seed goes with it."""

    name: str
    response_format: dict[str, Any] | None
    has_seed: bool
    reason: str


def forms() -> tuple[Form, ...]:
    """All forms, in the order in which they are tried."""
    schema = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": reply_schema()}}
    return (
        Form("json_schema", schema, True, "the model can only write what the schema allows"),
        Form("json_object", {"type": "json_object"}, True, "older endpoints bind to JSON, not to a schema"),
        Form("plain", None, True, "local servers may know no response_format at all"),
        Form("bare", None, False, "some refuse a seed"),
    )


def body_of(question: Question, form: Form) -> dict[str, Any]:
    """The body of a chat completion, temperature 0."""
    body: dict[str, Any] = {
        "model": question.model,
        "messages": [{"role": "system", "content": question.system}, {"role": "user", "content": question.user}],
        "temperature": TEMPERATURE,
        "max_tokens": question.max_tokens,
        "stream": False,
    }
    if form.response_format is not None:
        body["response_format"] = form.response_format
    return body | ({"seed": question.seed} if form.has_seed else {})
