"""`vedette tidy`: the tables of a case in few files, and nothing on disk that neither the case nor a brief of it needs.

In flows a case folder, out flows what was done to each table. Versions that a brief in the case's `briefs` folder names stay readable,
so that the brief can be made again; a brief that was written elsewhere is not known here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from vedette.store.tidying import Tidied, tidy_store
from vedette.verbs.opening import open_case


@dataclass(frozen=True)
class TidiedCase:
    """What was done to each table, and which briefs' versions were kept."""

    tables: tuple[Tidied, ...]
    briefs: tuple[Path, ...]
    unread: tuple[Path, ...]  # manifests that could not be read


def tidy(folder: Path, *, older_than_h: int = 1, dry_run: bool = False) -> TidiedCase:
    """Merge small files, and remove files that neither the newest versions nor those of briefs need.

    Args:
        folder: the case. older_than_h: files that went out of use less than this ago stay, as somebody may be reading.
        dry_run: change nothing.
    Raises:
        StoreError: somebody else is writing here, or a table cannot be read.
    """
    opened = open_case(folder)
    keep: defaultdict[str, set[int]] = defaultdict(set)
    briefs, unread = [], []
    for path in sorted(opened.case.briefs.glob("**/manifest.json")):
        named = _versions_named(path)
        if named is None:
            unread.append(path)
            continue
        briefs.append(path.parent)
        for table, version in named.items():
            keep[table].add(version)
    if unread and not dry_run:
        return TidiedCase((), tuple(briefs), tuple(unread))  # what they need is not known: nothing may go
    with opened.store.writing():
        return TidiedCase(
            tuple(tidy_store(opened.store.folder, keep, older_than_h=older_than_h, dry_run=dry_run)), tuple(briefs), tuple(unread)
        )


def _versions_named(manifest: Path) -> dict[str, int] | None:
    """The versions of tables that a brief was made from; None where the manifest cannot be read."""
    try:
        named = json.loads(manifest.read_text(encoding="utf-8"))["table_versions"]
        return {str(table): int(version) for table, version in named.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
