"""A written world: the same bytes for the same seed, valid sentences, stamped, and showing what its truth says."""

from __future__ import annotations

import csv
import gzip
import json
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pyais import NMEAMessage

from vedette.case.load import load_case
from vedette.geo import distance_km
from vedette.registry.register import load_register
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.writing.folder import write_world

PARAMS = QuickParams(seed=4, days=20, n_claims=4, base_rate=0.5, n_of=(2, 2, 3, 2), covered_shares=(0.95,))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(PARAMS, tmp_path_factory.mktemp("world"), load_register()).folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_same_seed_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = write_world(PARAMS, tmp_path / "again", load_register()).folder
    assert bytes_of(again) == bytes_of(folder)


def test_another_seed_makes_others(folder: Path, tmp_path: Path) -> None:
    other = write_world(QuickParams(**vars(PARAMS) | {"seed": 5}), tmp_path / "other", load_register()).folder
    differ = {name for name, content in bytes_of(other).items() if bytes_of(folder).get(name) != content}
    assert {"feeds/ais.csv", "feeds/coast.nmea", "truth/stays.csv", "claims.toml"} <= differ


def sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """(tag block, sentence) of every line."""
    for line in (folder / "feeds" / "coast.nmea").read_text(encoding="ascii").splitlines():
        _, block, sentence = line.split("\\", 2)
        yield block, sentence


def test_every_checksum_holds(folder: Path) -> None:
    n = 0
    for block, sentence in sentences(folder):
        text, _, sum_of_block = block.partition("*")
        expected = 0
        for character in text.encode():
            expected ^= character
        assert int(sum_of_block, 16) == expected
        assert NMEAMessage(sentence.encode()).is_valid
        n += 1
    assert n > 100


def test_everything_is_stamped_synthetic(folder: Path) -> None:
    case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    assert case["case"]["is_synthetic"] is True
    assert len(case["sources"]) == 5
    assert all(source["is_synthetic"] for source in case["sources"])
    assert "Synthetic" in case["case"]["question"]
    for name in ("sources.csv", "sightings.csv"):
        assert {row["note"] for row in rows_of(folder / name)} == {"simulated"}
    for report in (folder / "reports").glob("*.txt"):
        assert "Simulated report" in report.read_text(encoding="utf-8")


def test_the_case_loads_and_names_nothing_of_the_truth(folder: Path) -> None:
    case = load_case(folder)
    assert {claim.id for claim in case.claims} == {row["claim_id"] for row in rows_of(folder / "truth" / "claims.csv")}
    assert len(case.claims) >= 2
    assert not [path for path, _ in case.data_files() if "truth" in str(path)]
    for name, content in bytes_of(folder).items():
        if not name.startswith("truth/"):
            assert b"is_true" not in content, name


def test_positions_of_loud_ships_lie_where_the_truth_says(folder: Path) -> None:
    """Independent oracle: each position during a true stay, measured on the globe, against the place of that stay."""
    register = load_register()
    numbers = {row["value"]: row["asset_id"] for row in rows_of(folder / "assets.csv")}
    stays = [row for row in rows_of(folder / "truth" / "stays.csv") if row["group"] == "cargo"]
    within = beyond = 0
    for row in rows_of(folder / "feeds" / "ais.csv"):
        asset_id = numbers.get(row["MMSI"])
        for stay in stays:
            if row["VesselName"].startswith("SIM TWIN"):  # another ship under the same number
                break
            if stay["asset_id"] == asset_id and stay["start"] <= row["BaseDateTime"] + "Z" <= stay["end"]:
                place = register.place(stay["place_id"])
                km = distance_km(float(row["LAT"]), float(row["LON"]), place.lat_deg or 0.0, place.lon_deg or 0.0)
                within, beyond = within + (km < 1.0), beyond + (km >= 1.0)
    assert within > 300
    assert beyond <= 0.01 * within  # a broken position now and then


def test_another_ship_sends_under_the_number_of_one_of_the_case(folder: Path) -> None:
    """Both hulls are heard under one number, a long way apart, and the truth says which number that is."""
    register = load_register()
    shared = rows_of(folder / "truth" / "shared.csv")
    assert len(shared) == PARAMS.n_shared_numbers
    numbers = {row["value"]: row["asset_id"] for row in rows_of(folder / "assets.csv")}
    heard = [row for row in rows_of(folder / "feeds" / "ais.csv") if row["VesselName"].startswith("SIM TWIN")]
    assert len({row["MMSI"] for row in heard}) >= 1
    for row in shared:
        assert numbers[row["mmsi"]] == row["asset_id"]
        place = register.place(row["other_place_id"])
        own = [x for x in heard if x["MMSI"] == row["mmsi"]]
        far = [x for x in own if distance_km(float(x["LAT"]), float(x["LON"]), place.lat_deg or 0, place.lon_deg or 0) > 1]
        assert len(far) <= 0.01 * len(own)


def test_class_b_sends_types_18_and_24_and_who_is_asked_answers_with_3(folder: Path) -> None:
    types: dict[int, set[int]] = {}
    for _, sentence in sentences(folder):
        message = NMEAMessage(sentence.encode())
        if message.frag_cnt == 1:
            found = message.decode()
            types.setdefault(int(found.mmsi), set()).add(int(found.msg_type))
    assert {1, 3} <= set().union(*types.values())
    class_b = [sent for sent in types.values() if sent & {18, 24}]
    assert class_b
    assert all(sent <= {18, 24} for sent in class_b)


def test_pictures_show_more_hulls_than_the_case_has(folder: Path) -> None:
    unnamed = rows_of(folder / "truth" / "unnamed.csv")
    found = rows_of(folder / "feeds" / "detections.csv")
    stays = [row for row in rows_of(folder / "truth" / "stays.csv") if row["group"] != "aircraft"]
    places = {row["image_id"]: row["place_id"] for row in rows_of(folder / "feeds" / "images.csv")}
    alone = sum(
        not any(s["place_id"] == places[d["image_id"]] and s["start"] <= d["time"] <= s["end"] for s in stays)
        and any(u["place_id"] == places[d["image_id"]] and u["start"] <= d["time"] <= u["end"] for u in unnamed)
        for d in found
    )
    assert alone >= 3
    assert not any("name" in column or "asset" in column for column in found[0])


def test_truth_says_how_every_report_came_about(folder: Path) -> None:
    natures = {row["report_id"]: row for row in rows_of(folder / "truth" / "reports.csv")}
    assert set(natures) == {path.stem for path in (folder / "reports").glob("*.txt")}
    for row in natures.values():
        assert bool(row["copies"]) == (row["nature"] in ("copied", "hidden_copy", "mistranslated", "late", "resurfacing"))


def test_traces_are_whole_and_in_order(folder: Path) -> None:
    start = datetime.fromisoformat(f"{PARAMS.start}T00:00:00+00:00").timestamp()
    for path in (folder / "feeds" / "traces").glob("*.json"):
        document = json.loads(gzip.decompress(path.read_bytes()))
        assert document["timestamp"] == start
        seconds = [point[0] for point in document["trace"]]
        assert seconds == sorted(seconds)
        assert 0 <= seconds[0] <= seconds[-1] <= PARAMS.days * 86_400
