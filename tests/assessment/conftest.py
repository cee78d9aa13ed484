"""The shipped register, with the waters off Tartus that the shipped case adds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vedette.registry.places import Place
from vedette.registry.register import Register, load_register

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def register() -> Register:
    approaches = Place(
        place_id="tartus-approaches", name="Off Tartus", kind="anchorage", country="SY",
        groups=("region:syrian-coast", "country:SY"), lat_deg=34.93, lon_deg=35.70, enter_km=32.0, exit_km=36.0,
    )  # fmt: skip
    return load_register(extra_places=(approaches,))
