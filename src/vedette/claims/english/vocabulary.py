"""Lists of words that the reader uses, from `vocabulary*.toml`, where each list says what its words have in common."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from vedette.registry.shipped_tables import read_toml


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    files = sorted(Path(__file__).parent.glob("vocabulary*.toml"))
    tables = [read_toml(file) for file in files]
    return {name: frozenset(row["words"]) for table in tables for name, row in table.items()}


def word_list(name: str) -> frozenset[str]:
    """A list of the vocabulary.

    Raises:
        KeyError: there is no such list.
    """
    return _lists()[name]
