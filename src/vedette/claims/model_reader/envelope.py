"""From the bytes of an HTTP answer to the text that the model wrote.

The body of a chat completion flows in; the text of its first choice flows out. A refusal, a cut-off or an empty reply is told
apart, since each has another mend.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from vedette.claims.model_reader.json_text import read_json, unwrap
from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.shown import one_line


def text_of_reply(body: bytes, is_secret: Callable[[str], bool]) -> str:
    """The text that the model wrote.

    Args:
        body: of an answer with status 200.
        is_secret: whether a text holds what must not be shown.
    Raises:
        NotTaken: there is none, or not a whole one, or it holds what must not be shown, however written.
    """
    _refuse_secret(body.decode("utf-8", "replace"), is_secret)
    envelope = read_json(decode(body))
    _refuse_secret(_spelt_out(envelope), is_secret)
    content = _content(envelope)
    try:
        _refuse_secret(_spelt_out(read_json(unwrap(content))), is_secret)
    except NotTaken as problem:
        if problem.reason == "holds_the_key":
            raise
    return content


def error_in(body: bytes, hide: Callable[[str], str]) -> str:
    """What an error answer says, as one short line; as much of it as can be read."""
    text = body.decode("utf-8", "replace")
    try:
        found = read_json(text)
    except NotTaken:
        return one_line(hide(text), 200)
    error = found.get("error", found.get("detail", found)) if isinstance(found, dict) else found
    message = error.get("message", error) if isinstance(error, dict) else error
    return one_line(hide(str(message)), 200)


def decode(body: bytes) -> str:
    """Bytes as text.

    Raises:
        NotTaken: they are not UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotTaken("not_utf8", f"byte {error.start}", one_line(body[:200].decode("utf-8", "replace"))) from None


def _content(envelope: object) -> str:
    choices = envelope.get("choices") if isinstance(envelope, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise NotTaken("wrong_schema", "no message, as a chat completion has one", one_line(str(envelope)))
    content, ending = message.get("content"), choice.get("finish_reason")
    if (refusal := message.get("refusal")) or ending == "content_filter":
        raise NotTaken("refused", returned=one_line(str(refusal or content or "")))
    if ending == "length":
        raise NotTaken("truncated", "a larger max_tokens or a smaller piece_chars may help", one_line(str(content or "")))
    if not isinstance(content, str) or not content.strip():
        raise NotTaken("no_answer", returned=one_line(str(choice)))
    return content


def _refuse_secret(text: str, is_secret: Callable[[str], bool]) -> None:
    if is_secret(text):
        raise NotTaken("holds_the_key")


def _spelt_out(value: object) -> str:
    """A JSON value with its escapes gone."""
    return json.dumps(value, ensure_ascii=False)
