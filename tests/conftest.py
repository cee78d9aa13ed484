"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# how long an example takes says more of the machine than of the code; benchmarks hold speed
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data that lies beside the checkout; a user's clone does not have it."""
    if not SHARED_DATA.is_dir():
        pytest.skip("shared data is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def tartus_case() -> Path:
    """The shipped case."""
    return Path(__file__).parents[1] / "cases" / "tartus-2024"
