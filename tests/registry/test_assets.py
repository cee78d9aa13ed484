from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vedette.errors import NotFound
from vedette.registry.assets import Asset, Identity, read_assets
from vedette.registry.numbers import is_valid_imo, is_valid_mmsi, mmsi_country, russian_icao24
from vedette.registry.register import Register, load_register

ASSETS = read_assets()
DECEMBER, FEBRUARY = datetime(2024, 12, 20, tzinfo=UTC), datetime(2025, 2, 4, tzinfo=UTC)


@pytest.mark.parametrize("asset", ASSETS, ids=lambda a: a.asset_id)
def test_every_asset_and_identity_has_a_source_and_well_formed_numbers(asset: Asset) -> None:
    assert asset.source
    assert asset.source.startswith("https://")
    for identity in asset.identities:
        assert identity.source, identity
        match identity.key:
            case "imo":
                assert is_valid_imo(identity.value)
            case "mmsi":
                assert is_valid_mmsi(identity.value)
                assert mmsi_country(identity.value) == asset.country
            case "icao24":
                assert russian_icao24(asset.name) == identity.value


@pytest.mark.parametrize("asset", ASSETS, ids=lambda a: a.asset_id)
def test_every_name_and_number_finds_its_asset(register: Register, asset: Asset) -> None:
    for name in asset.names():
        assert asset in register.find_assets(name), name
    for identity in asset.identities:
        if identity.key in ("imo", "mmsi", "icao24", "registration", "callsign"):
            assert register.resolve(identity.key, identity.value) == asset.asset_id


@pytest.mark.parametrize("asset", ASSETS, ids=lambda a: a.asset_id)
def test_a_length_fits_its_class(register: Register, asset: Asset) -> None:
    if asset.length_m is not None:
        bounds = register.asset_class(asset.asset_class).length_m
        assert bounds is not None
        assert bounds[0] <= asset.length_m <= bounds[1]


@pytest.mark.parametrize(
    ("text", "asset_id"),
    [
        ("SPARTA II", "ship:sparta-ii"), ("Sparta III", "ship:ursa-major"), ("Ivan Skobelev", "ship:general-skobelev"),
        ("Orefkovsky", "ship:aleksandr-otrakovsky"), ("Alexander Otrakovsky", "ship:aleksandr-otrakovsky"),
        ("Адмирал Горшков", "ship:admiral-gorshkov"), ("Grigorivich", "ship:admiral-grigorovich"),
        ("ra 82035", "aircraft:ra-82035"),
    ],
)  # fmt: skip
def test_names_as_they_occur_in_print(register: Register, text: str, asset_id: str) -> None:
    assert [a.asset_id for a in register.find_assets(text)] == [asset_id]


def test_a_number_is_an_assets_only_while_it_bore_it(register: Register) -> None:
    assert register.resolve("mmsi", "273396130", DECEMBER) == "ship:ursa-major"
    assert register.resolve("mmsi", "273396130", FEBRUARY) is None, "the hull sank on 24 December"
    assert register.resolve("mmsi", "273396130") == "ship:ursa-major"
    assert register.resolve("mmsi", "999999999", DECEMBER) is None


def test_both_numbers_of_a_hull_on_which_sources_differ_lead_to_it(register: Register) -> None:
    for mmsi in ("273389870", "273351920"):
        assert register.resolve("mmsi", mmsi, DECEMBER) == "ship:sparta"


def test_a_number_that_two_assets_bore_at_once_resolves_to_neither() -> None:
    first = Asset("ship:a", "ship", "ship", "A", identities=(Identity("mmsi", "201000001", None, DECEMBER),))
    second = Asset("ship:b", "ship", "ship", "B", identities=(Identity("mmsi", "201000001", DECEMBER, None),))
    register = load_register(extra_assets=[first, second])
    assert register.resolve("mmsi", "201000001", datetime(2024, 1, 1, tzinfo=UTC)) == "ship:a"
    assert register.resolve("mmsi", "201000001", FEBRUARY) == "ship:b"
    assert register.resolve("mmsi", "201000001", DECEMBER) is None


def test_a_case_can_correct_a_shipped_asset() -> None:
    corrected = Asset("ship:sparta", "ship", "general_cargo", "Sparta")
    register = load_register(extra_assets=[corrected])
    assert register.asset("ship:sparta") is corrected
    assert register.resolve("mmsi", "273389870") is None
    assert load_register().asset("ship:sparta").asset_class == "ro_ro"


def test_a_slip_in_an_id_is_answered_with_what_it_resembles(register: Register) -> None:
    with pytest.raises(NotFound, match="did you mean ship:sparta"):
        register.asset("ship:spartaa")
    assert "Sparta" in register.resemble_asset("Spartaa")


def test_every_hull_of_the_documented_case_is_registered_with_its_numbers(register: Register, shared_data: Path) -> None:
    with (shared_data / "case-tartus-2024" / "assets.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    for row in rows:
        (asset,) = register.find_assets(row["name"])
        for key, field in (("imo", "imo"), ("mmsi", "mmsi_a"), ("mmsi", "mmsi_b"), ("callsign", "callsign")):
            if row[field]:
                assert register.resolve(key, row[field], DECEMBER) == asset.asset_id, (row["name"], field)
        for former in filter(None, row["former_names"].split(";")):
            assert asset in register.find_assets(former)


def test_no_asset_bears_the_name_of_a_place(register: Register) -> None:
    places = {name for name, _ in register.place_names()}
    clashes = {name for name, _ in register.asset_names() if name in places}
    assert not clashes, "a text that names the place would be read as naming the ship"
