"""What these tests share: the reader that goes line by line and asks pyais, and the maker of logs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from vedette.engine import compiled as compiling

FOLDER = Path(__file__).parents[1]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def oracle() -> ModuleType:
    """The reader that `ais_bulk` must agree with."""
    return load("ais_oracle")


@pytest.fixture(scope="session")
def ais_lines() -> ModuleType:
    """The maker of logs."""
    return load("ais_lines")


@pytest.fixture(params=["plain", "compiled"])
def loops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both forms of the loops, whatever the size of the input."""
    monkeypatch.setattr(compiling, "MIN_COMPILED_ROWS", 0 if request.param == "compiled" else 10**9)
    return str(request.param)
