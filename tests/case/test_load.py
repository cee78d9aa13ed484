"""A typo in every field gives one line that names file, line, value and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.case.complaints import key_lines
from vedette.case.load import load_case
from vedette.errors import CaseError

GOOD = """\
[case]
title = "Test"
question = "Did they move?"
period = { start = "2024-12-01", end = "2025-02-28" }
as_of = 2024-12-22
milestones = ["2024-12-22"]

[case.map]
south = 20
west = 10
north = 40
east = 40

[[sources]]
path = "a.csv"
received_at = "2024-12-05"

[settings.visits]
enter_km = 2
"""


def write(folder: Path, text: str = GOOD, **companions: str) -> Path:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    (folder / "a.csv").write_text("x")
    for name, content in companions.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return folder


def complaint(folder: Path) -> str:
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    return str(caught.value)


def test_a_good_case_loads(tmp_path: Path) -> None:
    case = load_case(write(tmp_path))
    assert case.question.title == "Test"
    assert case.question.as_of is not None
    assert case.question.as_of.isoformat() == "2024-12-22T23:59:59.999999+00:00"
    assert case.question.period.start.isoformat() == "2024-12-01T00:00:00+00:00"
    assert case.data_files()[0][0].name == "a.csv"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'received_at = "2024-12-05"',
            'received_at = "5.12."',
            "case.toml:16: sources[0].received_at must be a date or time such as 2024-12-01",
        ),
        (
            "west = 10",
            "west = 50",
            "case.toml:10: case.map.west lies east of east (40): that box would go 350 degrees",
        ),
        ("title =", "titel =", "case.toml:2: unknown key 'case.titel'; did you mean 'title'? (and 1 more)"),
        ("[[sources]]", "[[source]]", "case.toml:14: unknown key 'source'; did you mean 'sources'?"),
        ('question = "Did they move?"\n', "", "case.toml:1: case.question is missing"),
        ("south = 20", "south = 95", "case.toml:9: case.map.south must be <= 90 (is 95)"),
        ("north = 40", "north = 10", "case.toml:11: case.map.north must be above south (20) (is 10)"),
        ("south = 20", 'south = "a"', "case.toml:9: case.map.south must be a number (is 'a')"),
        (
            'end = "2025-02-28"',
            'end = "2024-02-28"',
            "case.toml:4: case.period.end must be after start (2024-12-01) (is '2024-02-28')",
        ),
        ('end = "2025-02-28"', 'end = "28/02/2025"', "case.toml:4: case.period.end must be a date or time such as"),
        ("as_of = 2024-12-22", "as_of = 2024-22-12", "case.toml:5: not TOML"),
        ('title = "Test"', 'title = "Test', 'case.toml:2: not TOML: a text is not closed; end it with " on the same line'),
        ('title = "Test"', "title = Test", "case.toml:2: not TOML: the value is none that TOML knows"),
        ('title = "Test"', 'title = ""', "case.toml:2: case.title must not be empty (is '')"),
        ("[settings.visits]", "[settings.visit]", "case.toml:18: unknown key 'settings.visit'; did you mean 'visits'?"),
        ('path = "a.csv"', "path = 7", "case.toml:15: sources[0].path must be a text in quotes (is 7)"),
    ],
)
def test_what_cannot_stand_is_named_with_its_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    assert complaint(write(tmp_path, GOOD.replace(old, new))).startswith(expected)


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    case = load_case(write(tmp_path, GOOD.replace('"a.csv"', '"b.csv"')))
    with pytest.raises(CaseError, match=r"case.toml:15: sources\[0\].path: nothing is at 'b.csv'"):
        case.data_files()


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path: Path) -> None:
    assert "vedette init" in complaint(tmp_path)
    assert "no such folder" in complaint(tmp_path / "absent")


ASSETS = "asset_id,kind,class,name,length_m,key,value\nship:a,ship,ro_ro,A,120,mmsi,273000001\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("120", "-1", "assets.csv:2: length_m must be > 0 (is '-1')"),
        ("ship,ro_ro", "boat,ro_ro", "assets.csv:2: kind must be 'ship' or 'aircraft' (is 'boat')"),
        ("mmsi", "msi", "assets.csv:2: key must be 'mmsi'"),
        ("length_m", "lenght_m", "assets.csv:2: unknown key 'lenght_m'; did you mean 'length_m'?"),
        (",273000001", ",", "assets.csv:2: value is missing beside key"),
        (",273000001", "", "assets.csv:2: has fewer cells than the header"),
        ("ship:a", "", "assets.csv:2: asset_id is missing"),
    ],
)
def test_assets_csv(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert complaint(write(tmp_path, assets_csv=ASSETS.replace(old, new))).startswith(expected)


def test_asset_rows_keep_their_lines(tmp_path: Path) -> None:
    ((line, row),) = load_case(write(tmp_path, assets_csv=ASSETS)).assets
    assert (line, row.asset_class, row.value) == (2, "ro_ro", "273000001")


PLACES = """{"type": "FeatureCollection", "features": [{"type": "Feature",
 "properties": {"place_id": "x", "name": "X", "kind": "port", "enter_km": 3, "exit_km": 4},
 "geometry": {"type": "Point", "coordinates": [35.9, 34.9]}}]}"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"exit_km": 4', '"exit_km": 2', "places.geojson: features[0].properties.exit_km must be > enter_km (3) (is 2)"),
        ("[35.9, 34.9]", "[34.9, 95.9]", "places.geojson: features[0].geometry [34.9, 95.9] is not [longitude, latitude]"),
        ('"port"', '"harbour"', "places.geojson: features[0].properties.kind must be 'naval_base'"),
        ("]}", "]", "places.geojson:3: not JSON"),
    ],
)
def test_places_geojson(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert complaint(write(tmp_path, places_geojson=PLACES.replace(old, new))).startswith(expected)


CLAIMS = '[[claims]]\nid = "c1"\nquote = "They moved."\nkind = "move"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLAIMS + CLAIMS, "claims.toml:6: claim id 'c1' is taken (line 2)"),
        (CLAIMS + "count_min = 5\ncount_max = 2\n", "claims.toml:6: claims[0].count_max must be >= count_min (5) (is 2)"),
        (
            CLAIMS + 'start = "2024-12-10"\nend = "2024-12-08"\n',
            "claims.toml:6: claims[0].end must not be before start (2024-12-10)",
        ),
        (CLAIMS + 'sentence = "They left."\n', "claims.toml:5: claims[0].sentence needs the report in which it stands"),
        (CLAIMS.replace('"move"', '"moved"'), "claims.toml:4: claims[0].kind must be 'move'"),
        (CLAIMS.replace("quote", "qoute"), "claims.toml:3: unknown key 'claims[0].qoute'; did you mean 'quote'? (and 1 more)"),
    ],
)
def test_claims_toml(tmp_path: Path, text: str, expected: str) -> None:
    assert complaint(write(tmp_path, claims_toml=text)).startswith(expected)


def test_key_lines_count_tables_in_arrays() -> None:
    lines = key_lines("a = 1\n[[s]]\nx = 1\n[[s]]\nx = 2\n[s.t]\ny.z = 3\n")
    assert lines[("s", 0, "x")] == 3
    assert lines[("s", 1, "x")] == 5
    assert lines[("s", 1, "t", "y", "z")] == 7


def test_own_files_come_in_a_fixed_order(tmp_path: Path) -> None:
    folder = write(tmp_path, sources_csv="", sightings_csv="")
    (folder / "reports").mkdir()
    for name in ("b.txt", "a.html", "notes.docx"):
        (folder / "reports" / name).write_text("x")
    assert [p.name for p in load_case(folder).own_files()] == ["sources.csv", "sightings.csv", "a.html", "b.txt"]
