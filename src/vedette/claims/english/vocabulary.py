"""Lists of words that the reader uses, from `vocabulary*.toml`, where each list says what its words have in common."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    files = sorted(Path(__file__).parent.glob("vocabulary*.toml"))
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return {name: frozenset(row["words"]) for table in tables for name, row in table.items()}


def word_list(name: str) -> frozenset[str]:
    """A list of the vocabulary.

    Raises:
        KeyError: there is no such list.
    """
    return _lists()[name]
