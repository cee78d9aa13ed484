"""Ships that a text names and no register knows."""

from __future__ import annotations

import polars as pl
import pytest
from builders import Row, claim, end_of, event, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.known.unregistered import Names, name_of_id
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")


def named(text: str, asset_class: str | None = None, count: int | None = 1) -> Row:
    row = claim("c", "arrive", destination=["tobruk"], assets=[], time=("2024-12-10", "2024-12-20"))
    return row | {"assets": [{"text": text, "class": asset_class, "count_min": count, "count_max": count, "asset_id": None}]}


def seen(name: str, key: str = "s", place: str = "tobruk", how: str = "imagery") -> Row:
    row = sighting(key, "ship", "present", place, "2024-12-15", how=how, source_ids=[f"pub-{key}"])
    return row | {"class": None, "asset_text": name}


def judged(register: Register, claimed: Row, **rows: list[Row]) -> tuple[Row, pl.DataFrame]:
    out = assess(tables([claimed], **rows), register, PARAMS, AS_OF)
    return out.verdicts.sort("as_of").row(-1, named=True), out.evidence.filter(pl.col("is_sensor"))


def test_one_name_is_one_ship(register: Register) -> None:
    verdict, rows = judged(register, named("Galaxy Leader"), sightings=[seen("GALAXY LEADER")])
    (row,) = rows.to_dicts()
    assert row["bears_identity"]
    assert row["why"].startswith("Galaxy Leader at Tobruk")
    assert verdict["probability"] > 0.4  # it may have come earlier: nothing showed it away before


@pytest.mark.parametrize("other", ["Yi Peng 3", "Galaxy", "some ship"])
def test_another_ship_is_not(register: Register, other: str) -> None:
    verdict, _ = judged(register, named("Galaxy Leader"), sightings=[seen(other, str(i)) for i in range(3)])
    assert verdict["probability"] <= 0.1
    assert verdict["verdict"] not in ("corroborated", "confirmed")


def test_a_registered_ship_at_the_place_is_not(register: Register) -> None:
    rows = [
        sighting(f"s{i}", "ship:sparta", "present", "tobruk", "2024-12-15", how=h) for i, h in enumerate(("imagery", "photo"))
    ]
    assert judged(register, named("Galaxy Leader"), sightings=rows)[0]["probability"] <= 0.1


def test_the_name_that_a_signal_sent(register: Register) -> None:
    sent = [{"asset_id": "mmsi:412000001", "key": "name", "value": "YI PENG 3", "source_id": "src-ais", "source_row": 1}]
    visit = event("v", "visit", "mmsi:412000001", "2024-12-14", "2024-12-16", place_id="tobruk")
    verdict, rows = judged(register, named("Yi Peng 3", "bulk_carrier"), events=[visit], identities=sent)
    assert "v" in rows["item_id"].to_list()
    assert verdict["probability"] > 0.5
    twice = [*sent, sent[0] | {"asset_id": "mmsi:412000002"}]
    assert judged(register, named("Yi Peng 3", "bulk_carrier"), events=[visit], identities=twice)[0]["probability"] <= 0.1


def test_its_class_is_known_from_the_text(register: Register) -> None:
    frigate = sighting("s", "frigate", "present", "tobruk", "2024-12-15")
    _, rows = judged(register, named("HMS Diamond", "frigate"), sightings=[frigate])
    assert rows.filter(pl.col("rule") == "class_seen_at_destination").height == 1


@pytest.mark.parametrize(
    ("text", "count", "is_name"),
    [
        ("Galaxy Leader", 1, True), ("HMS Diamond", 1, True), ("Yi Peng 3", 1, True), ("MT Eagle S", None, True),
        ("Galaxy Leader", 2, False), ("Russian warship", 1, False), ("frigate", 1, False), ("Il-76", 1, False), ("", 1, False),
        ("78", 1, False), (None, 1, False),
    ],
)  # fmt: skip
def test_what_is_a_name(register: Register, text: str | None, count: int | None, is_name: bool) -> None:
    assert bool(Names([], register).id_of(text, count)) == is_name


def test_letters_before_a_name_do_not_count(register: Register) -> None:
    names = Names([], register)
    assert names.id_of("MT Eagle S") == names.id_of("Eagle S") == names.id_of("M/T EAGLE S")
    assert name_of_id(str(names.id_of("MT EAGLE S"))) == "Eagle S"
    assert name_of_id("mmsi:412000001") is None


def sent_by(asset_id: str, key: str, value: str, first: str | None = None, last: str | None = None) -> Row:
    times = {"valid_from": first and end_of(first), "valid_to": last and end_of(last)}
    return {"asset_id": asset_id, "key": key, "value": value, **times}


AT = (end_of("2024-12-15"), end_of("2024-12-15"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Galaxy Leader (IMO 9074729)", "mmsi:412000001"),  # the number tells, whatever name was sent
        ("IMO 9074729", "mmsi:412000001"),
        ("tanker with MMSI 256123000", "mmsi:256123000"),
        ("aircraft with hex code 1433F3", "icao24:1433f3"),
        ("RA-78835", "icao24:1533f3"),  # by the rule of Russian addresses
        ("RA-78836", "icao24:abcdef"),  # sent: the rule need not hold
        ("RFF7061", "icao24:1433f3"),
        ("RFF7062", "name:rff7062"),  # nobody sent it at that time
        ("Nobody's Star (IMO 9319466)", "name:nobodys star"),
    ],
)
def test_numbers_tell_who_is_meant(register: Register, text: str, wanted: str) -> None:
    sent = [
        sent_by("mmsi:412000001", "imo", "9074729"),
        sent_by("mmsi:412000001", "name", "OTHER NAME"),
        sent_by("icao24:abcdef", "registration", "RA-78836"),
        sent_by("icao24:1433f3", "callsign", "RFF7061", "2024-12-14", "2024-12-16"),
        sent_by("icao24:abcdef", "callsign", "RFF7061", "2024-12-18", "2024-12-19"),
        sent_by("icao24:abcdef", "callsign", "RFF7062", "2024-12-18", "2024-12-19"),
    ]
    assert Names(sent, register).id_of(text, 1, AT) == wanted


def test_a_registered_hull_is_known_by_its_number_too(register: Register) -> None:
    assert Names([], register).id_of("vessel (IMO 9538892)") == "ship:ursa-major"


def test_a_number_in_words(register: Register) -> None:
    assert name_of_id(str(Names([], register).id_of("IMO 9074729"))) == "IMO 9074729"
