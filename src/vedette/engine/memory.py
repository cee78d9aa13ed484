"""How much memory the records of an archive may take.

In flows what the machine, the container and the shell allow, out flows a number of bytes: half of what is still free. Nothing
that is found hangs on it; with less memory a feed is read more often.
"""

from __future__ import annotations

import resource
from pathlib import Path

_SHARE = 0.5  # the other half is for the pieces being read, the tables that are made, and everybody else
_LEAST = 64 * 1024**2  # below this a feed would be read hundreds of times
_UNKNOWN = 2 * 1024**3  # where nothing can be asked
_MEMINFO = Path("/proc/meminfo")
_GROUP_LIMITS = (  # limit and use of the container: control groups, version 2 and version 1
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"), Path("/sys/fs/cgroup/memory/memory.usage_in_bytes")),
)


def records_limit_bytes() -> int:
    """Half of the memory that is free: the machine's, the container's or the shell's (`ulimit -v`), whichever has least."""
    free = [n for n in (_machine_bytes(), *(_group_bytes(*paths) for paths in _GROUP_LIMITS), _shell_bytes()) if n is not None]
    return max(int(_SHARE * min(free, default=_UNKNOWN)), _LEAST)


def _machine_bytes() -> int | None:
    """What the kernel calls available; None where there is no such list."""
    lines = _read(_MEMINFO).splitlines()
    found = [line.split() for line in lines if line.startswith("MemAvailable:")]
    return int(found[0][1]) * 1024 if found else None


def _group_bytes(limit: Path, used: Path) -> int | None:
    """What the container may still take; None where it is not limited. Cached files count as used, though they would give way."""
    at_most, taken = _read(limit).strip(), _read(used).strip()
    return max(int(at_most) - int(taken), 0) if at_most.isdigit() and taken.isdigit() else None


def _shell_bytes() -> int | None:
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if most == resource.RLIM_INFINITY else most


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
