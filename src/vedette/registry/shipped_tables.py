"""The TOML tables that Vedette ships, parsed once on a machine.

A file comes in, its content goes out as `tomllib` gives it. Parsing some thirty tables with tomllib, which is written in Python, takes
a fifteenth of a short run; what it gave is kept as JSON in the user's cache folder under the hash of the text, so that a table that was
edited is another one. Nothing but shipped tables is kept there, and nothing hangs on it: where it cannot be written or read, the text is
parsed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parents[1]
_LEAST_CHARS = 2000  # below it parsing is as quick


def read_toml(file: Path) -> Mapping[str, Any]:
    """A TOML file as dicts and lists; each call gives its own, so that nobody sees what another changed.

    Raises:
        tomllib.TOMLDecodeError: the file is not TOML.
        OSError: it cannot be read.
    """
    text = file.read_text(encoding="utf-8")
    kept = _kept_in(text) if file.is_relative_to(_PACKAGE) and len(text) >= _LEAST_CHARS else None
    found = _read_kept(kept) if kept is not None else None
    if found is None:
        found = tomllib.loads(text)
        if kept is not None:
            _keep(kept, found)
    return found


def user_cache() -> Path:
    """Where things are kept that can be made again: `vedette` in XDG_CACHE_HOME, by default ~/.cache.

    Raises:
        RuntimeError: there is no home.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path("~/.cache").expanduser()) / "vedette"


def _kept_in(text: str) -> Path | None:
    try:
        return user_cache() / "tables" / f"{hashlib.sha256(text.encode()).hexdigest()}.json"
    except RuntimeError:
        return None


def _read_kept(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _keep(path: Path, content: Mapping[str, Any]) -> None:
    """Write in one move; a table with dates, which JSON has not, is not kept."""
    with contextlib.suppress(OSError, TypeError):
        text = json.dumps(content, ensure_ascii=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
