"""Distances on the map of a brief, and in its answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vedette.brief.document import MapMeasure, MapSheet
from vedette.brief.extent import points_of
from vedette.brief.land import no_land
from vedette.brief.map import caption, describe, draw_map

FITS = MapMeasure("324 km\nto Crete", (32.08, 23.98), (34.93, 24.74), fits=True)
MISFIT = MapMeasure("1,636 km\nto mainland Italy", (34.92, 35.87), (39.8, 18.35), fits=False)
BOX = (10.0, 28.0, 40.0, 44.0)


def test_lines_with_their_lengths() -> None:
    svg = draw_map(MapSheet(measures=(FITS, MISFIT), box=BOX), no_land, 700.0, "m", "Map")
    assert len(re.findall('class="measure"', svg)) == 1 + 4  # a line, and a stroke at each end of both
    assert len(re.findall('class="measure off"', svg)) == 1
    assert "324 km" in svg
    assert "1,636 km" in svg


def test_the_caption_speaks_of_what_is_there() -> None:
    assert caption(MapSheet(measures=(FITS,))) == "Lines with a stroke at each end are distances to the nearest point of a coast."
    assert caption(MapSheet(measures=(MISFIT,))).endswith("A dotted one is not as long as the text says.")
    assert describe(MapSheet(measures=(FITS,))) == "Distance: 324 km, to Crete."
    assert not MapSheet(measures=(FITS,)).is_empty
    assert points_of(MapSheet(measures=(FITS,))) == [FITS.start, FITS.end]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from vedette.case.templates import make_case

    folder = tmp_path_factory.mktemp("case") / "c"
    make_case(folder, "blank")
    (folder / "claims.toml").write_text(
        "\n".join(
            f'[[claims]]\nid = "{i}"\nquote = "{quote}"\nkind = "distance"\nactor = "Russia"\nplace = {places}\n'
            f"distance_km = {km}\nmade = 2024-12-22\n"
            for i, quote, places, km in (
                ("c1", "The base is 1,000 km away", '["tartus"]', 1000),
                ("c2", "Tobruk is 1,000 km closer to Italy than Tartus", '["tobruk", "tartus", "country:IT"]', 1000),
            )
        )
    )
    return folder


def test_from_claim_to_line_and_answer(case: Path) -> None:
    import json

    from vedette.verbs.publishing import publish

    path = next(p for p in publish(case, as_of="2025-01-31", formats=("json",), out=case / "out") if p.name == "brief.json")
    document = json.loads(path.read_text())
    lines = {m["label"]: m["fits"] for m in document["map"]["measures"]}
    assert "960 km\nto Italy" in lines  # what the claim names, though it does not fit
    assert not lines["960 km\nto Italy"]
    assert sum(lines.values()) == 1  # the other claim names no coast: the one that would make it true
    answer = document["answer"][0]
    assert answer["lead"] == "Distances"
    assert (
        "Tobruk is 676 km closer to Italy than Tartus (960 against 1,636 km), which does not fit the claimed 1,000 km."
        in answer["text"]
    )
    assert len(answer["text"]) < 450
