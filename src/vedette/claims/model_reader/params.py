"""Settings of the model reader: how a text is cut, how an endpoint is asked, what a reply may be.

Nothing flows in but values; frozen parameters flow out. They belong to the endpoint and the machine, not to a case: a case
folder that somebody sends must not say where texts and keys go.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vedette.errors import UsageError


class ModelReaderParams(BaseModel):
    """Settings of the model reader."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    piece_chars: int = Field(6000, ge=200, le=200_000, description="longest piece of a text that is sent at once, characters")
    overlap_chars: int = Field(600, ge=0, le=20_000, description="what a piece repeats of the one before, at most, characters")
    max_pieces: int = Field(40, ge=1, le=10_000, description="pieces of one report; the rest is left unread, and said to be")
    max_tokens: int = Field(4000, ge=16, description="longest reply that the model may write, tokens")
    seed: int = Field(0, ge=0, description="seed given to the endpoint, for those that take one")
    timeout_s: float = Field(120, gt=0, le=3600, description="time for one whole answer, seconds")
    max_tries: int = Field(3, ge=1, le=10, description="tries where the endpoint is busy, fails or does not answer in time")
    backoff_s: float = Field(2, ge=0, le=60, description="wait before the second try, seconds; doubled before each further one")
    longest_wait_s: float = Field(30, ge=0, le=600, description="longest wait between two tries, whatever the endpoint asks for")
    max_reply_bytes: int = Field(1_000_000, ge=1000, le=50_000_000, description="largest reply that is read, bytes")
    max_claims: int = Field(100, ge=1, le=1000, description="claims taken from one piece")
    near_chars: int = Field(800, ge=0, le=20_000, description="how far from its quote a claim's place may be named, characters")


def read_params(settings: Iterable[str]) -> ModelReaderParams:
    """Parameters from texts such as ``timeout_s=300``.

    Raises:
        UsageError: a text is no NAME=VALUE, or a name or value cannot stand.
    """
    values: dict[str, str] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or name not in ModelReaderParams.model_fields:
            known = ", ".join(ModelReaderParams.model_fields)
            raise UsageError(f"--model-set takes NAME=VALUE with a NAME of: {known} (is {setting!r})")
        values[name] = value
    try:
        params = ModelReaderParams.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"--model-set {first['loc'][0]}: {first['msg']} (is {first['input']!r})") from None
    if params.overlap_chars * 2 > params.piece_chars:
        raise UsageError("--model-set: overlap_chars must be at most half of piece_chars")
    return params
