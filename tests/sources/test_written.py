"""What people write: sightings and lists of sources."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from vedette.clock import parse_time
from vedette.errors import SourceError
from vedette.schema.tables import PUBLISHERS
from vedette.sources.format import ReadContext
from vedette.sources.publishers_csv import publishers_beside
from vedette.sources.sightings_csv import COLUMNS

HEADER = ",".join(COLUMNS) + "\n"


def sighting(**cells: str) -> str:
    full = {"sighting_id": "e1", "asset": "Sparta", "event": "present", "place": "tartus", "earliest": "2025-01-21",
            "how": "imagery", "certainty": "confirmed", "sources": "one"} | cells  # fmt: skip
    return ",".join(f'"{full.get(name, "")}"' for name in COLUMNS) + "\n"


def publishers(**dates: str) -> object:
    rows = [
        {
            "publisher_id": name,
            "outlet": name,
            "published": parse_time(day),
            "rests_on": [],
            "source_id": "src-p",
            "source_row": i,
        }
        for i, (name, day) in enumerate(dates.items(), 2)
    ]
    return PUBLISHERS.build(rows)


@pytest.fixture
def log(read, golden: ModuleType):
    def read_log(*rows: str, **dates: str):
        listed = publishers(**(dates or {"one": "2025-01-23"}))
        return read(HEADER + "".join(rows), register=golden.register(), publishers=listed)

    return read_log


def test_a_sighting_is_known_from_its_earliest_publication(log) -> None:
    whole = log(sighting(sources="two;one"), one="2025-01-23", two="2025-01-22T10:00")
    assert whole.sightings["known"].to_list() == [parse_time("2025-01-22T10:00")]
    assert whole.sightings["source_ids"].to_list() == [["two", "one"]]
    assert whole.issues.is_empty()


def test_several_assets_become_several_sightings_of_one_row(log) -> None:
    whole = log(sighting(asset="Sparta; Sparta II ;frigate"))
    assert sorted(whole.sightings["sighting_id"]) == ["e1", "e1.2", "e1.3"]
    assert whole.counts.other == 1
    found = {row["sighting_id"]: row for row in whole.sightings.iter_rows(named=True)}
    assert (found["e1"]["asset_id"], found["e1.2"]["asset_id"], found["e1.3"]["asset_id"]) == (
        "ship:sparta",
        "ship:sparta-ii",
        None,
    )
    assert [found[i]["class"] for i in ("e1", "e1.2", "e1.3")] == ["ro_ro", "ro_ro", "frigate"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3", (3, 3)), (">=2", (2, None)), (">2", (3, None)), ("2+", (2, None)), ("<=4", (None, 4)), ("2-4", (2, 4)),
     ("2 to 4", (2, 4)), ("~6", (6, 6)), ("0", (0, 0)), ("", (None, None))],
)  # fmt: skip
def test_counts(log, text: str, expected: tuple[int | None, int | None]) -> None:
    assert log(sighting(asset="frigate", count=text)).sightings.select("count_min", "count_max").row(0) == expected


def test_a_named_ship_is_one_ship(log) -> None:
    assert log(sighting()).sightings.select("count_min", "count_max").row(0) == (1, 1)


@pytest.mark.parametrize(
    ("earliest", "latest", "start", "end"),
    [
        ("2025-01-21", "", "2025-01-21", "2025-01-21T23:59:59.999999"),
        ("2025-01-21", "2025-01-22", "2025-01-21", "2025-01-22T23:59:59.999999"),
        ("2025-01", "", "2025-01-01", "2025-01-31T23:59:59.999999"),
        ("2025-01-21T07:30Z", "", "2025-01-21T07:30", "2025-01-21T07:30"),
    ],
)
def test_intervals(log, earliest: str, latest: str, start: str, end: str) -> None:
    found = log(sighting(earliest=earliest, latest=latest)).sightings.select("start", "end").row(0)
    assert found == (parse_time(start), parse_time(end))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"sighting_id": ""}, "no_id"),
        ({"asset": ""}, "no_identity"),
        ({"event": "vanished"}, "bad_word"),
        ({"how": "hearsay"}, "bad_word"),
        ({"certainty": "sure"}, "bad_word"),
        ({"count": "several"}, "bad_count"),
        ({"earliest": "last week"}, "bad_time"),
        ({"earliest": ""}, "bad_time"),
        ({"latest": "2025-01-20"}, "bad_interval"),
        ({"lat": "95", "lon": "35"}, "bad_position"),
        ({"lat": "34.9"}, "bad_position"),
    ],
)
def test_a_row_that_cannot_stand_is_an_issue(log, cells: dict[str, str], reason: str) -> None:
    whole = log(sighting(**cells))
    assert whole.reasons(2) == [reason]
    assert (whole.counts.other, whole.counts.issues) == (0, 1)


def test_a_wrong_word_is_told_the_right_ones(log) -> None:
    message = log(sighting(event="depart")).issues["message"][0]
    assert message.startswith("event must be one of present, absent, departed")
    assert "did you mean departed?" in message


@pytest.mark.parametrize(
    ("cells", "reason", "hint"),
    [
        ({"place": "Tartuss"}, "unknown_place", "did you mean Tartus"),
        ({"asset": "Spartaa Z"}, "unknown_asset", "Sparta"),
        ({"sources": "onne"}, "unknown_publisher", "did you mean one?"),
    ],
)
def test_an_unknown_name_is_kept_as_text_with_a_warning(log, cells: dict[str, str], reason: str, hint: str) -> None:
    whole = log(sighting(**cells))
    assert whole.counts.other == 1
    issue = whole.issues.filter(reason=reason).row(0, named=True)
    assert issue["severity"] == "warning"
    assert hint in issue["message"]


def test_names_of_places_are_resolved(log) -> None:
    found = log(sighting(place="Port of Nowhere Xq", **{"from": "Tartus", "to": "TOBRUK"})).sightings.row(0, named=True)
    assert (found["place_id"], found["from_place_id"], found["to_place_id"]) == (None, "tartus", "tobruk")
    assert found["place_text"] == "Port of Nowhere Xq; Tartus to TOBRUK"


def test_an_id_may_stand_once(log) -> None:
    assert log(sighting(), sighting()).reasons(3) == ["repeated_id"]


def test_a_note_may_hold_line_breaks_and_rows_keep_their_lines(log) -> None:
    whole = log(sighting(note="one\ntwo\nthree"), sighting(sighting_id="e2"))
    assert whole.sightings.sort("source_row")["source_row"].to_list() == [2, 5]


def test_the_shipped_case_reads_without_a_lost_row(tartus_case: Path, read) -> None:
    from vedette.registry.register import load_register

    whole = read(tartus_case / "sightings.csv", register=load_register())
    assert whole.counts.issues == 0
    assert "unknown_publisher" not in whole.issues["reason"].to_list()
    assert (whole.sightings["known"] >= whole.sightings["start"]).all()


def test_the_list_of_sources_beside_is_found(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("source_id,published,outlet\none,2025-01,Example\n")
    (tmp_path / "reports").mkdir()
    for near in (tmp_path / "sightings.csv", tmp_path / "reports" / "one.txt"):
        assert publishers_beside(near, ReadContext("src-x"))["publisher_id"].to_list() == ["one"]
    assert publishers_beside(tmp_path / "a" / "b" / "c.txt", ReadContext("src-x")).is_empty()


def test_a_month_counts_from_its_end(read) -> None:
    whole = read("source_id,published,outlet\none,2024-12,Example\ntwo,,Example\n")
    assert dict(whole.publishers.select("publisher_id", "published").rows()) == {
        "one": parse_time("2024-12-31T23:59:59.999999"), "two": None,
    }  # fmt: skip


def test_a_grade_must_be_one(read) -> None:
    whole = read("source_id,published,outlet,reliability,credibility\none,2024-12-01,Example,b,2\ntwo,2024-12-01,Example,G,7\n")
    assert whole.publishers.select("reliability", "credibility").rows() == [("B", 2), (None, None)]
    assert whole.reasons(3) == ["bad_value", "bad_value"]


def test_a_broken_quote_names_its_line(read) -> None:
    with pytest.raises(SourceError, match="has no column outlet"):
        read("source_id,published\n", form="publishers_csv")
