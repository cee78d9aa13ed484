"""Fixtures of the documentation's tests: the generator, the reference pages."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest
from tests.docs.pages import DOCS, ROOT


@pytest.fixture(scope="session")
def build_docs() -> ModuleType:
    """tools/build_docs.py, loaded by its path."""
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "tools" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_docs"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def reference() -> dict[str, str]:
    """The reference pages by file name."""
    return {p.name: p.read_text(encoding="utf-8") for p in (DOCS / "reference").glob("*.md")}
