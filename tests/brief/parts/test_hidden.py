"""What could not have been seen, in the words and marks of a brief."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from vedette.assessment.seeing.unobserved import REASONS
from vedette.brief.document import BaseTimeline, ClaimSection, HiddenSpan, MapHidden, MapPlace, MapSheet
from vedette.brief.land import no_land
from vedette.brief.map import caption, describe, draw_map
from vedette.brief.parts.hidden import index_hidden, list_hidden, list_spans, mark_hidden
from vedette.brief.parts.rows import CaseRows
from vedette.brief.phrases import HIDDEN
from vedette.brief.symbols import hatch_disc
from vedette.brief.timeline import draw_timelines
from vedette.errors import NotFound

START = datetime(2024, 12, 10, tzinfo=UTC)
AS_OF = datetime(2025, 1, 1, tzinfo=UTC)


class Names:
    """Two ports and a country."""

    def place(self, place_id: str) -> Any:
        kinds = {"tartus": "naval_base", "tobruk": "port", "country:LY": "country"}
        if place_id not in kinds:
            raise NotFound("place", place_id, [])
        return SimpleNamespace(name=place_id.title(), kind=kinds[place_id], lat_deg=32.0, lon_deg=24.0, enter_km=3.0)


def row(
    reason: str, place: str | None = "tobruk", first: int = 0, days: int = 10, claim: str = "c", **cells: Any
) -> dict[str, Any]:
    start = START + timedelta(days=first)
    return {
        "claim_id": claim, "as_of": AS_OF, "part": "arrival" if place else "transit", "place_id": place, "cell": None,
        "lat_deg": 32.07, "lon_deg": 23.98, "start": start, "end": start + timedelta(days=days, microseconds=-1), "reason": reason,
        "sensor": None if reason in ("no_image", "cloud") else "ais", "why": "",
    } | cells  # fmt: skip


def case(*rows: dict[str, Any]) -> CaseRows:
    return CaseRows({"unobserved": rows}, cast("Any", Names()), AS_OF)


def said(*rows: dict[str, Any]) -> list[str]:
    given = case(*rows)
    return [f"{line.where}: {line.text}" for line in list_hidden("c", index_hidden(given), given)]


def marked(*rows: dict[str, Any]) -> list[tuple[str, bool]]:
    given = case(*rows)
    return [(m.name, m.is_cell) for m in mark_hidden(("c", "d"), index_hidden(given), given)]


def test_every_reason_has_words() -> None:
    assert set(REASONS) <= set(HIDDEN)


def test_one_line_a_place_with_every_reason_and_its_days() -> None:
    assert said(row("no_image"), row("no_receiver")) == [
        "Arrival, Tobruk: no AIS receiver heard anybody (10–19 Dec); no image (10–19 Dec)"
    ]


def test_many_stretches_are_counted_in_days() -> None:
    assert said(*(row("feed_down", first=n, days=1) for n in (0, 3, 6))) == [
        "Arrival, Tobruk: the AIS feeds were down (3 days, 10–16 Dec)"
    ]


def test_the_way_is_one_line() -> None:
    cells = [row("no_receiver", None, cell=f"N33E02{n}") for n in range(4)]
    assert said(*cells) == ["On the way: 4 one-degree cells of the way without a receiver"]


def test_only_the_latest_judgement_counts() -> None:
    early = row("no_receiver", as_of=AS_OF - timedelta(days=5))
    assert said(early, row("no_image")) == ["Arrival, Tobruk: no image (10–19 Dec)"]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([row("no_receiver"), row("no_image")], ["Tobruk"]),
        ([row("no_receiver")], []),  # an image was there
        ([row("no_image")], []),  # a receiver was
        ([row("no_receiver", days=3), row("no_image")], []),  # for most of the time
        ([row("no_receiver"), row("no_image"), row("no_receiver", claim="d"), row("no_image", claim="d")], ["Tobruk"]),
        ([row("no_receiver"), row("no_image"), row("no_receiver", claim="d")], []),  # another claim's time was seen
        ([row("no_receiver", "country:LY"), row("no_image", "country:LY")], []),  # nobody said where in it
        ([row("no_receiver", "nowhere"), row("no_image", "nowhere")], []),
    ],
)
def test_a_place_is_hatched_where_nothing_could_see_it(rows: list[dict[str, Any]], places: list[str]) -> None:
    assert [name for name, _ in marked(*rows)] == places


def test_cells_of_the_way_are_hatched() -> None:
    assert marked(row("no_receiver", None, cell="N33E028"), row("no_receiver", None, cell="N33E028", claim="d")) == [
        ("N33E028", True)
    ]


def test_spans_of_a_base_join_claims_of_the_same_time() -> None:
    sections = [cast("ClaimSection", SimpleNamespace(claim_id=c, number=n, is_central=True)) for n, c in enumerate("cd", 1)]
    given = case(row("no_receiver"), row("no_receiver", claim="d"), row("no_image"), row("weak_reception", first=2, days=1))
    (span,) = list_spans(sections, index_hidden(given))["tobruk"]
    assert span.label == "nothing could be heard here (claims 1, 2)"
    assert (span.start, span.end.date()) == (START, (START + timedelta(days=9)).date())


def test_the_map_hatches_and_says_so() -> None:
    place = MapPlace("tobruk", "Tobruk", 32.07, 23.98)
    hidden = (MapHidden("Tobruk", 32.07, 23.98, 35.0, is_cell=False), MapHidden("N33E028", 33.5, 28.5, None, is_cell=True))
    sheet = MapSheet(places=(place,), hidden=hidden, box=(20.0, 30.0, 30.0, 36.0))
    svg = draw_map(sheet, no_land, 600.0, "m", "Map")
    assert svg.count('class="hidden-place"') == 1
    assert svg.count('class="hidden-cell"') == 1
    assert svg.count('class="hatch"') == 2
    assert "Hatched grey" in caption(sheet)
    assert "Hatched grey" not in caption(MapSheet(places=(place,)))
    assert "Nothing could have been seen at Tobruk" in describe(sheet)


def test_the_timeline_hatches_the_claimed_time() -> None:
    span = HiddenSpan("nothing could be heard here (claim 1)", START, START + timedelta(days=3))
    base = BaseTimeline("tobruk", "Tobruk", (), (), (), (), (span,))
    svg = draw_timelines([base], (START, START + timedelta(days=20)), 700.0, "t", "Bases")
    assert 'class="hidden-span"' in svg
    assert "nothing could be heard here (claim 1)" in svg


def test_hatching_stays_within_its_disc() -> None:
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", hatch_disc(0.0, 0.0, 20.0).split('d="')[1].split('"')[0])]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    assert len(points) >= 8
    assert all((x * x + y * y) ** 0.5 <= 20.2 for x, y in points)
