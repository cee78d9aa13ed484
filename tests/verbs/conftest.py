from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vedette.case.templates import shipped_case
from vedette.verbs.judging import Judgement, judge
from vedette.verbs.opening import Opened, open_case, read_as_of

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def tartus_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped case that tests may write to."""
    return shipped_case("tartus-2024", tmp_path_factory.mktemp("cases") / "tartus")


@pytest.fixture(scope="session")
def opened(tartus_copy: Path) -> Opened:
    return open_case(tartus_copy)


@pytest.fixture(scope="session")
def in_december(opened: Opened) -> Judgement:
    """The shipped case as of 22 December 2024."""
    return judge(opened, read_as_of("2024-12-22", opened.case))


@pytest.fixture(scope="session")
def in_february(opened: Opened) -> Judgement:
    """The shipped case as of 5 February 2025."""
    return judge(opened, read_as_of("2025-02-05", opened.case))
