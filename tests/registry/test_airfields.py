"""All airfields, each once."""

from __future__ import annotations

from dataclasses import replace

from vedette.registry.airfields import field_heights
from vedette.registry.gazetteer import airfield
from vedette.registry.register import load_register


def test_a_site_of_a_case_stands_for_the_airfield_at_its_place() -> None:
    denver = airfield("KDEN")
    assert denver is not None
    own = replace(denver, place_id="denver", icao=None, lat_deg=39.862, lon_deg=-104.674)
    ids = {f.place_id for f in field_heights(load_register((own,)))}
    assert "denver" in ids
    assert "icao:KDEN" not in ids
    assert "icao:KAPA" in ids  # Centennial, 36 km away


def test_a_typed_base_without_a_code_is_one_field() -> None:
    ids = [f.place_id for f in field_heights(load_register())]
    assert "al-khadim" in ids
    assert "icao:HL59" not in ids
    assert len(ids) == len(set(ids))
