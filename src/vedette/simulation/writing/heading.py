"""What case.toml says of a simulated case: a heading flows in, lines of TOML flow out, always stamped synthetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from vedette.case.toml_writing import format_value


@dataclass(frozen=True)
class Heading:
    """Title and question of a case, and what its brief shows: places, the box of the map, the bases that it is about."""

    title: str
    question: str = "Which of these invented movements took place? (Synthetic data: a test of the judgement.)"
    places: tuple[str, ...] = ()
    map: Mapping[str, float] = field(default_factory=dict)
    bases: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


def heading_lines(heading: Heading, begin: datetime, last: datetime) -> Iterator[str]:
    """The head of case.toml, up to its sources; `begin` and `last` are the first and last day."""
    yield "# A simulated world: nothing in this folder happened."
    yield "[case]"
    yield f"title = {format_value(heading.title)}"
    yield f"question = {format_value(heading.question)}"
    yield f'period = {{ start = "{begin:%Y-%m-%d}", end = "{last:%Y-%m-%d}" }}'
    yield f'as_of = "{last:%Y-%m-%d}"'
    yield "is_synthetic = true"
    if heading.places:
        yield f"places = {format_value(list(heading.places))}"
    yield from (f"map.{side} = {format_value(degrees)}" for side, degrees in heading.map.items())
    for name, value in heading.bases.items():
        yield f"bases.{name} = {format_value(value if isinstance(value, str) else list(value))}"
