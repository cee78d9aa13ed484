"""Making a case of a simulated world: parameters and a folder's name flow in, a whole case is on disk or nothing is."""

from __future__ import annotations

import shutil
from pathlib import Path

from vedette.errors import CaseError
from vedette.registry.register import load_register
from vedette.simulation.comparing import TRUTH
from vedette.simulation.quick.lives import make_lives
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.worlds import Live
from vedette.simulation.writing.folder import Progress, Written, write_world
from vedette.simulation.writing.heading import Heading

_TAKEN = "is not empty; name a new folder, or replace a simulated case with --force"


def make_case(
    params: QuickParams,
    folder: Path,
    *,
    live: Live = make_lives,
    heading: Heading | None = None,
    with_pictures: bool = True,
    is_forced: bool = False,
    on_progress: Progress = lambda _m, _s: None,
) -> Written:
    """Write a world into a new folder. It is written beside and moved there at the end, so that no half of it stays.

    Args:
        params: the world.
        folder: a new folder, or an empty one.
        live: makes the lives of the world's assets.
        heading: what case.toml says of the case; None = the world's number.
        with_pictures: also as images and detections.
        is_forced: a simulated case that lies in the folder is replaced.
    Raises:
        CaseError: the folder holds something already, or cannot be made.
    """
    is_replaced = is_forced and (folder / TRUTH).is_file()
    if not is_replaced and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(str(folder), None, "holds no simulated case; name a new folder" if is_forced else _TAKEN)
    draft = folder.parent / f".{folder.name}.new"
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        written = write_world(
            params, draft, load_register(), live=live, heading=heading, with_pictures=with_pictures, on_progress=on_progress
        )
        if is_replaced:
            shutil.rmtree(folder)
        elif folder.exists():
            folder.rmdir()
        draft.replace(folder)
    except OSError as error:
        raise CaseError(str(folder), None, f"cannot be made ({error.strerror}); check the rights of the folder above") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Written(folder, written.world, written.counts)
