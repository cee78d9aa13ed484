from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.registry.groups import iso_countries
from vedette.registry.numbers import (
    icao24_country,
    icao24_is_military,
    is_valid_imo,
    is_valid_mmsi,
    mmsi_country,
    mmsi_station,
    russian_icao24,
    russian_registration,
)


@pytest.mark.parametrize(
    ("mmsi", "station", "country", "is_valid"),
    [
        ("273396130", "ship", "RU", True),
        (273396130, "ship", "RU", True),
        ("642122001", "ship", "LY", True),
        ("002734411", "coast", "RU", True),
        (2734411, "coast", "RU", True),
        ("027300001", "group", "RU", True),
        ("111273501", "sar_aircraft", "RU", True),
        ("992271234", "aid_to_navigation", "FR", True),
        ("982320001", "craft", "GB", True),
        ("823212345", "handheld", "GB", True),
        ("970123456", "sart", None, True),
        ("972123456", "man_overboard", None, True),
        ("974123456", "epirb", None, True),
        ("280123456", "ship", None, False),  # 280 is allotted to nobody
        ("123456789", None, None, False),
        ("27339613", None, None, False),
        ("2733961300", None, None, False),
        ("27339613a", None, None, False),
        ("", None, None, False),
        (0, "coast", None, False),
    ],
)
def test_what_an_mmsi_says(mmsi: int | str, station: str | None, country: str | None, is_valid: bool) -> None:
    assert mmsi_station(mmsi) == station
    assert mmsi_country(mmsi) == country
    assert is_valid_mmsi(mmsi) is is_valid


@pytest.mark.parametrize("imo", [9268710, "9160994", "IMO 9538892", "imo9220639", "9503304", "9743033"])
def test_imo_numbers_of_real_hulls(imo: int | str) -> None:
    assert is_valid_imo(imo)


@pytest.mark.parametrize("imo", [9268711, "916099", "91609940", "0000000", "", "IMO", "abcdefg"])
def test_imo_numbers_that_cannot_be(imo: int | str) -> None:
    assert not is_valid_imo(imo)


@given(st.integers(1_000_000, 9_999_999), st.integers(0, 5), st.integers(1, 9))
def test_an_imo_number_with_one_digit_changed_is_never_valid_twice_by_chance_of_its_weight(imo: int, place: int, by: int) -> None:
    # A change of one digit by d at weight w goes unseen only where d * w is a multiple of ten.
    digits = [int(d) for d in str(imo)]
    weight = 7 - place
    if is_valid_imo(imo) and (by * weight) % 10 and not (place == 0 and (digits[0] + by) % 10 == 0):
        digits[place] = (digits[place] + by) % 10
        changed = int("".join(map(str, digits)))
        # wrapping past nine changes the digit by ten less, which is the same modulo ten
        assert not is_valid_imo(changed)


@pytest.mark.parametrize(
    ("icao24", "country", "is_military"),
    [
        ("154073", "RU", False),
        ("1402a5", "RU", False),
        ("018001", "LY", False),
        ("778123", "SY", False),
        ("510010", "BY", False),
        ("AE1234", "US", True),
        ("a12345", "US", False),
        ("33ff01", "IT", True),
        ("43c123", "GB", True),
        ("4b8234", "TR", True),
        ("3b7000", "FR", True),
        ("508abc", "UA", False),
        ("0a4001", "DZ", True),
        ("000000", None, False),
        ("ffffff", None, False),
        ("~1402a5", None, False),
        ("12345", None, False),
        ("", None, False),
    ],
)
def test_whose_address(icao24: str, country: str | None, is_military: bool) -> None:
    assert icao24_country(icao24) == country
    assert icao24_is_military(icao24) is is_military


@pytest.mark.parametrize(
    ("registration", "icao24"),
    [
        ("RA-82035", "154073"), ("ra82035", "154073"), ("RA-76841", "152c29"), ("RA-00000", "140000"), ("RF-82035", None),
        ("RA-8203", None), ("RA-0123G", None), ("N12345", None), ("", None),
    ],
)  # fmt: skip
def test_a_russian_registration_gives_its_address(registration: str, icao24: str | None) -> None:
    assert russian_icao24(registration) == icao24


@given(st.integers(0, 99_999))
def test_registration_and_address_go_both_ways(number: int) -> None:
    registration = f"RA-{number:05d}"
    address = russian_icao24(registration)
    assert address is not None
    assert russian_registration(address) == registration
    assert icao24_country(address) == "RU"


@pytest.mark.parametrize("icao24", ["13ffff", "1586a0", "~154073", "400000"])
def test_addresses_outside_the_rule(icao24: str) -> None:
    assert russian_registration(icao24) is None


def test_mmsi_countries_agree_with_the_published_table(shared_data: Path) -> None:
    with (shared_data / "registry" / "mid_country.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 280
    for row in rows:
        assert mmsi_country(f"{row['prefix']}000000") is not None, row
    same = sum(_first_word(iso_countries()[mmsi_country(r["prefix"] + "000000") or ""][0]) in r["country"].lower() for r in rows)
    assert same / len(rows) > 0.94, "the rest are other names for the same (Ivory Coast, Eswatini, territories)"


def _first_word(name: str) -> str:
    return name.lower().split()[0][:6]


def test_address_blocks_agree_with_the_published_table(shared_data: Path) -> None:
    with (shared_data / "registry" / "icao24_code_blocks.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    national = [r for r in rows if r["IsMilitary"] == "0" and int(r["Count"]) >= 1024 and r["CountryISO2"] not in ("ZZ", "XA")]
    assert len(national) > 170
    for row in national:
        assert icao24_country(row["Start"]) == row["CountryISO2"], row
        assert icao24_country(f"{int(row['Start'], 16) + 1023:06x}") == row["CountryISO2"], row
    military = [r for r in rows if r["IsMilitary"] == "1" and int(r["Count"]) >= 1024]
    known = sum(icao24_is_military(r["Start"]) for r in military)
    assert known / len(military) > 0.75, "Australia's largest ranges are left out: civil aircraft fly in them"
