"""New case folders, and where the shipped ones lie.

In: a folder and the name of a template. Out: the files written. Nothing that exists is overwritten.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from rapidfuzz import process

from vedette.errors import CaseError, NotFound

STARTERS = Path(__file__).parent / "starters"
_CLONE = Path(__file__).parents[3] / "cases"
_INSTALLED = Path(__file__).parents[1] / "shipped_cases"


def make_case(folder: Path, template: str) -> tuple[Path, ...]:
    """Copy a template into a new folder, or an empty one.

    Raises:
        NotFound: there is no such template.
        CaseError: the folder holds something already, or cannot be made.
    """
    known = sorted(p.name for p in STARTERS.iterdir() if p.is_dir())
    if template not in known:
        raise NotFound("template", template, [m[0] for m in process.extract(template, known, limit=2)])
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(str(folder), None, "is not empty; name a new folder")
    try:
        shutil.copytree(STARTERS / template, folder, dirs_exist_ok=True)
        (folder / "reports").mkdir(exist_ok=True)
    except OSError as error:
        raise CaseError(str(folder), None, f"cannot be made ({error.strerror}); check the rights of the folder above") from error
    return tuple(sorted(p for p in folder.rglob("*") if p.is_file()))


def starter_questions() -> frozenset[str]:
    """The questions that stand in the templates, to be replaced by a user's own."""
    files = (folder / "case.toml" for folder in STARTERS.iterdir() if folder.is_dir())
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))["case"]["question"] for file in files)


def shipped_case(name: str, folder: Path | None = None) -> Path:
    """A shipped case, fit to be run: the clone's own folder, or a copy.

    An installed package is not written to: its case is copied to `folder`, by default ``./NAME``; a copy that is
    there already is taken as it is.

    Raises:
        NotFound: no such case is shipped.
        CaseError: the folder holds something that is no case.
    """
    source = next((root / name for root in (_CLONE, _INSTALLED) if (root / name / "case.toml").exists()), None)
    if source is None:
        raise NotFound("shipped case", name)
    if folder is None and source.parent == _CLONE:
        return source
    target = folder or Path(name)
    if not (target / "case.toml").exists():
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise CaseError(str(target), None, "is not empty and holds no case; name a new folder")
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("data", "briefs"), dirs_exist_ok=True)
    return target
