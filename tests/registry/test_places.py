from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vedette.errors import CaseError
from vedette.registry.places import Place, read_places

TARTUS = """
[[place]]
id = "tartus"
name = "Tartus"
kind = "naval_base"
country = "SY"
groups = ["region:syrian-coast"]
lat = 34.907
lon = 35.871
enter_km = 3.0
exit_km = 4.0
boundary = [[35.84, 34.88], [35.90, 34.88], [35.90, 34.93]]
unlocode = "SYTTS"
operators = [
  { name = "Soviet Navy", from = "1971", to = "1991", source = "https://example.org" },
  { name = "Russian Navy", from = "1992", to = "2025-01" },
]
aliases = { en = ["Tartous"], ru = ["Тартус"] }
source = "https://example.org/tartus"
"""


def read(tmp_path: Path, text: str) -> tuple[Place, ...]:
    file = tmp_path / "places_test.toml"
    file.write_text(text, encoding="utf-8")
    return read_places([file])


def test_a_place_as_typed(tmp_path: Path) -> None:
    (place,) = read(tmp_path, TARTUS)
    assert place.groups == ("region:syrian-coast", "country:SY")
    assert list(place.names()) == ["Tartus", "Tartous", "Тартус"]
    assert place.boundary_wkt == "POLYGON ((35.84 34.88, 35.9 34.88, 35.9 34.93, 35.84 34.88))"
    assert place.polygon is not None
    assert place.polygon.is_valid
    assert not place.is_group
    assert hash(place) == hash(read(tmp_path, TARTUS)[0])


@pytest.mark.parametrize(
    ("time", "name"),
    [
        (datetime(1970, 12, 31, tzinfo=UTC), None),
        (datetime(1980, 1, 1, tzinfo=UTC), "Soviet Navy"),
        (datetime(2024, 12, 8, tzinfo=UTC), "Russian Navy"),
        (datetime(2025, 1, 31, 23, tzinfo=UTC), "Russian Navy"),
        (datetime(2025, 2, 1, tzinfo=UTC), None),
    ],
)
def test_operators_by_date(tmp_path: Path, time: datetime, name: str | None) -> None:
    (place,) = read(tmp_path, TARTUS)
    operator = place.operator_at(time)
    assert (operator.name if operator else None) == name


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "tartus"', 'id = "Tartus Base"', "id must be a slug"),
        ('kind = "naval_base"', 'kind = "navy"', "kind 'navy' is none of"),
        ('kind = "naval_base"', 'kind = "country"', "kind 'country' is none of"),
        ("exit_km = 4.0", "exit_km = 3.0", "needs 0 < enter_km < exit_km"),
        ("lat = 34.907", "lat = 134.907", "out of range"),
        ("lat = 34.907\n", "", "needs lat"),
        ("lat = 34.907", 'lat = "34.9"', "lat must be a number"),
        ('source = "https://example.org/tartus"', "", "needs source"),
        ("enter_km = 3.0", "enter_km = 3.0\nradius = 2", "unknown field radius"),
        ("[35.84, 34.88], [35.90, 34.88],", "[35.84, 94.88], [35.90, 34.88],", "boundary must be a ring"),
        ("boundary = [[35.84, 34.88], [35.90, 34.88], [35.90, 34.93]]", "boundary = [[35.84, 34.88]]", "boundary must be a ring"),
        ('{ name = "Russian Navy", from = "1992"', '{ from = "1992"', "each operator needs a name"),
        ('from = "1992"', 'from = "in 1992"', "is not a date"),
        ('to = "1991"', 'until = "1991"', "operator has an unknown field until"),
    ],
)
def test_what_cannot_stand_is_named_with_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in TARTUS
    with pytest.raises(CaseError, match=problem) as error:
        read(tmp_path, TARTUS.replace(old, new))
    assert error.value.file == "places_test.toml"
    assert error.value.line == 3


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="used twice"):
        read(tmp_path, TARTUS + TARTUS)
