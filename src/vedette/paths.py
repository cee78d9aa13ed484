"""Whether what was typed is the name of a file or folder, or a text. Imports nothing of Vedette."""

from __future__ import annotations

from pathlib import Path


def is_file(given: str) -> bool:
    """Whether a file of this name is there; a text that is longer than a name may be is none."""
    try:
        return Path(given).is_file()
    except (OSError, ValueError):
        return False


def is_folder(given: str) -> bool:
    """The same of a folder."""
    try:
        return Path(given).is_dir()
    except (OSError, ValueError):
        return False
