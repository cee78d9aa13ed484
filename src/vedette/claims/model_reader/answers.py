"""HTTP answers judged: which are refused unread, which are worth another try, how long to wait, what each error means.

Status, headers and the number of a try flow in; decisions flow out. The judgement stands in one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vedette.claims.model_reader.params import ModelReaderParams
from vedette.claims.model_reader.shown import one_line
from vedette.errors import ModelError

TOO_LATE, BROKEN_OFF = -1, -2  # no status came at all
# status -> is another try worth it, what it means; {model} {variable} {timeout_s}
_MEANINGS: Mapping[int, tuple[bool, str]] = {
    TOO_LATE: (True, "did not answer within {timeout_s:g} s; a larger timeout_s or a smaller piece_chars may help."),
    BROKEN_OFF: (True, "broke off before its answer was whole."),
    400: (False, "does not take the question in any form (400)."),
    401: (False, "refuses the key (401): set {variable} to a valid one, or name its variable with --model-key."),
    402: (False, "asks for payment (402)."),
    403: (False, "forbids it (403): may this key use the model {model!r}?"),
    404: (False, "knows no such address or model (404): is {model!r} spelt right, does the base address lack /v1?"),
    405: (False, "takes no chat completions there (405): does the base address lack /v1?"),
    408: (True, "gave up waiting for the question (408)."),
    413: (False, "finds the question too large (413): a smaller piece_chars may help."),
    422: (False, "does not take the question in any form (422)."),
    429: (True, "is asked too often, or the account has no credit left (429)."),
    500: (True, "failed (500)."),
    502: (True, "is out of reach behind its gateway (502)."),
    503: (True, "is overloaded or being started (503)."),
    504: (True, "did not answer its gateway in time (504)."),
    529: (True, "is overloaded (529)."),
}


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, read whole. `retry_after` is the header of that name."""

    status: int
    body: bytes
    retry_after: str | None = None


def check_answer(status: int, headers: Mapping[str, str]) -> None:
    """Refuse an answer before its body is read.

    Raises:
        ModelError: it leads elsewhere, is compressed, or is no JSON although it is no error.
    """
    if 300 <= status < 400:
        target = one_line(headers.get("location", "nowhere"), 100)
        raise ModelError(f"leads elsewhere ({status}, to {target}); it is not followed. Give the address that is meant.")
    if (coding := headers.get("content-encoding", "identity").strip().lower()) not in ("", "identity"):
        raise ModelError(f"sends a compressed answer ({one_line(coding, 20)}), which was not asked for.")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if status == 200 and kind != "application/json" and not kind.endswith("+json"):
        found = one_line(kind, 60) or "content without a type"
        raise ModelError(f"answers with {found}, not JSON: is this the base address of an API, does it lack /v1?")


def is_worth_another_try(status: int) -> bool:
    """Whether a later try may go better."""
    return _MEANINGS.get(status, (500 <= status < 600, ""))[0]


def problem_of(status: int, model: str, variable: str, params: ModelReaderParams) -> str:
    """What an error status means for the person who asked."""
    retried, meaning = _MEANINGS.get(status, (500 <= status < 600, "answers with an error ({status})."))
    told = meaning.format(model=model, variable=variable, status=status, timeout_s=params.timeout_s)
    return f"{told} It was tried {params.max_tries} times." if retried and params.max_tries > 1 else told


def wait_before(attempt: int, answer: Answer, params: ModelReaderParams) -> float:
    """Seconds to wait after a try (from 1) before the next: doubled each time, or as the server asks, within bounds."""
    asked = answer.retry_after or ""
    wanted = float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else params.backoff_s * 2 ** (attempt - 1)
    return min(wanted, params.longest_wait_s)
