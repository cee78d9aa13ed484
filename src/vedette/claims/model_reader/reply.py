"""From the text that a model wrote to claims of the shape that was asked for.

The text flows in; claims with every field of the right type, and for all others the reason why not, flow out. Nothing is filled
in or converted: "4" is no number, a field too many rejects its claim, and what is not JSON rejects the whole reply.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from vedette.claims.model_reader.json_text import read_json, unwrap
from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.shown import one_line
from vedette.schema.words import CLAIM_KINDS, STATUSES

_HEAD = 4000  # characters of a returned claim that are turned into text to be shown
Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Places = Annotated[tuple[Words, ...], Field(max_length=12, strict=False)]
Count = Annotated[int, Field(strict=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ReturnedAsset(_Strict):
    """What moves, as a model returned it."""

    text: Words
    count_min: Count | None
    count_max: Count | None


class ReturnedClaim(_Strict):
    """One claim as a model returned it: every field there, of the type that was asked for, and not yet believed."""

    quote: Annotated[str, StringConstraints(min_length=1, max_length=1500)]
    before: Annotated[str, StringConstraints(max_length=500)]
    trigger: Words
    kind: Literal[CLAIM_KINDS]  # type: ignore[valid-type]
    status: Literal[STATUSES]  # type: ignore[valid-type]
    direction: Literal["up", "down"] | None
    actor: Words | None
    assets: Annotated[tuple[ReturnedAsset, ...], Field(max_length=12, strict=False)]
    origin: Places
    destination: Places
    place: Places
    distance_km: Annotated[float, Field(gt=0, le=40_075, allow_inf_nan=False)] | None  # the equator: no distance is longer
    time_text: Words | None
    speaker: Places


def read_items(content: str) -> list[Any]:
    """The claims of a reply, none of them looked at yet.

    Raises:
        NotTaken: the reply is not JSON, or JSON of another shape.
    """
    reply = read_json(unwrap(content))
    if not isinstance(reply, dict) or set(reply) != {"claims"} or not isinstance(reply["claims"], list):
        raise NotTaken("wrong_schema", 'not one object {"claims": [...]}', show(reply))
    return reply["claims"]


def check_items(items: Sequence[Any], most: int) -> Iterator[ReturnedClaim | NotTaken]:
    """Each claim in its order, or why it is not taken; what is beyond `most` is one refusal."""
    for item in items[:most]:
        try:
            yield ReturnedClaim.model_validate(item)
        except ValidationError as error:
            reason, detail = _reason(error)
            yield NotTaken(reason, detail, show(item))
    if len(items) > most:
        yield NotTaken("too_many_claims", f"{len(items) - most} more than {most}", show(items[most]))


def show(value: Any) -> str:
    """What was returned, as one short harmless line."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = "(cannot be shown)"
    return one_line(text[:_HEAD])


def _reason(error: ValidationError) -> tuple[str, str]:
    """The first problem's reason and place; a field too many or too few explains others, so it comes first."""
    kinds = {"extra_forbidden": "unknown_field", "missing": "missing_field"}
    problems = sorted(error.errors(include_url=False, include_input=False), key=lambda p: p["type"] not in kinds)
    where = one_line(".".join(str(part) for part in problems[0]["loc"]), 60)
    kind = problems[0]["type"]
    if kind == "literal_error":
        return {"kind": "unknown_kind", "status": "unknown_status"}.get(where, "wrong_type"), where
    return kinds.get(kind, "wrong_type"), f"{where}: {problems[0]['msg']}" if kind not in kinds else where
