from __future__ import annotations

import resource
from pathlib import Path

import pytest

from vedette.engine import memory
from vedette.engine.memory import records_limit_bytes

MB = 1024**2


def ask(monkeypatch: pytest.MonkeyPatch, folder: Path, *, free_kb: int | None, group: tuple[str, str] | None, shell: int) -> int:
    paths = {name: folder / name for name in ("meminfo", "max", "current")}
    if free_kb is not None:
        paths["meminfo"].write_text(f"MemTotal: 99999999 kB\nMemAvailable: {free_kb} kB\n")
    if group is not None:
        paths["max"].write_text(group[0] + "\n")
        paths["current"].write_text(group[1] + "\n")
    monkeypatch.setattr(memory, "_MEMINFO", paths["meminfo"])
    monkeypatch.setattr(memory, "_GROUP_LIMITS", ((paths["max"], paths["current"]),))
    monkeypatch.setattr(resource, "getrlimit", lambda _: (shell, resource.RLIM_INFINITY))
    return records_limit_bytes()


@pytest.mark.parametrize(
    ("free_kb", "group", "shell", "expected"),
    [
        (8 * 1024**2, None, resource.RLIM_INFINITY, 4096 * MB),  # half of what the machine has
        (8 * 1024**2, ("max", "123"), resource.RLIM_INFINITY, 4096 * MB),  # a container without a limit
        (8 * 1024**2, (str(3072 * MB), str(1024 * MB)), resource.RLIM_INFINITY, 1024 * MB),
        (8 * 1024**2, None, 2048 * MB, 1024 * MB),  # ulimit -v
        (8 * 1024**2, (str(10), str(20)), resource.RLIM_INFINITY, 64 * MB),  # never less than this
        (None, None, resource.RLIM_INFINITY, 1024 * MB),  # nobody says
    ],
)
def test_half_of_the_least_that_is_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free_kb: int | None, group: tuple[str, str] | None, shell: int, expected: int
) -> None:
    assert ask(monkeypatch, tmp_path, free_kb=free_kb, group=group, shell=shell) == expected


def test_this_machine_has_some() -> None:
    assert records_limit_bytes() >= 64 * MB
