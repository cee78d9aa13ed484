"""What the tests of the register share."""

from __future__ import annotations

import pytest

from vedette.registry.natural_earth import NATURAL_EARTH
from vedette.registry.register import Register, load_register


@pytest.fixture(scope="session")
def register() -> Register:
    """The shipped register."""
    return load_register()


@pytest.fixture(scope="session")
def natural_earth() -> None:
    """Skips where Natural Earth has not been built."""
    if not NATURAL_EARTH.exists():
        pytest.skip("Natural Earth has not been built: make setup")
