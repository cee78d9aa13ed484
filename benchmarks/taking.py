"""Taking the parts of `make bench` one after the other, each in a process of its own, and keeping what each found as soon as it is done.

In flow parts and a folder, out flow `results/NAME.json` in it: the arguments, the commit of this repository, the time it took, the figures.
A part whose file is there with the same arguments is not taken again, so that a run that was stopped goes on with what is missing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from benchmarks.curve import feed_folder
from benchmarks.parts import Part

_STILL_S = 60.0  # without a word of the part, a line says that it goes on
_GRACE_S = 10.0  # for a part that is stopped to end by itself
_SHOWN = 160


@dataclass(frozen=True)
class Taken:
    """What became of a part: 'measured', 'kept' from before, 'skipped' or 'failed', and why."""

    part: Part
    state: str
    why: str = ""
    seconds: float = 0.0


def arguments_of(part: Part, work: Path, *, is_quick: bool) -> list[str]:
    """The arguments of a part; feeds that they name are made."""
    given = (part.quick if is_quick else part.arguments).split()
    return [_filled(word, work) for word in given]


def _filled(word: str, work: Path) -> str:
    named = re.fullmatch(r"FEED\((\d+)\)", word)
    return str(feed_folder(work, int(named[1]), None)) if named else word.replace("WORK", str(work))


def result_path(work: Path, part: Part, *, is_quick: bool) -> Path:
    """Where the result of a part is kept; those of small sizes apart."""
    return work / ("results-quick" if is_quick else "results") / f"{part.name}.json"


def read_result(path: Path, wanted: str) -> dict[str, Any] | None:
    """What was kept, if it was measured with these arguments."""
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return None
    return kept if kept.get("arguments") == wanted else None


def take_part(part: Part, work: Path, say: Callable[[str], None], *, is_quick: bool, again: bool) -> Taken:
    """Measure a part, unless that was done or cannot be."""
    wanted, path = (part.quick if is_quick else part.arguments), result_path(work, part, is_quick=is_quick)
    kept = None if again else read_result(path, wanted)
    if kept is not None:
        aged = (
            "" if kept["commit"] == commit_of_repository() else f" of commit {kept['commit']}; --again {part.name} measures anew"
        )
        return Taken(part, "kept", f"measured {kept['measured']}{aged}")
    if reason := part.missing():
        return Taken(part, "skipped", reason)
    start = time.perf_counter()
    code, printed, last = _run(part, arguments_of(part, work, is_quick=is_quick), say)
    seconds = time.perf_counter() - start
    try:
        figures = json.loads(printed) if code == 0 else None
    except json.JSONDecodeError:
        figures, last = None, "it printed no JSON"
    if figures is None:
        return Taken(part, "failed", last or f"it ended with {code}", seconds)
    result = {
        "part": part.name, "arguments": wanted, "commit": commit_of_repository(), "measured": time.strftime("%Y-%m-%d %H:%M"),
        "seconds": round(seconds, 1), "figures": figures,
    }  # fmt: skip
    _write_whole(path, result)
    return Taken(part, "measured", seconds=seconds)


def _write_whole(path: Path, result: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)


def _run(part: Part, arguments: Sequence[str], say: Callable[[str], None]) -> tuple[int, str, str]:
    """The exit code, what was printed, and the last word of what was complained."""
    command = [sys.executable, "-m", f"benchmarks.{part.module}", *arguments, "--json"]
    last = [""]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        assert process.stderr is not None
        listener = threading.Thread(target=_listen, args=(process.stderr, last, say), daemon=True)
        listener.start()
        try:
            _wait(process, say)
        except KeyboardInterrupt:
            _stop(process)
            raise
        listener.join()
        out.seek(0)
        return process.returncode, out.read(), last[0][:_SHOWN]


def _listen(stream: IO[str], last: list[str], say: Callable[[str], None]) -> None:
    with stream:
        for line in stream:
            if line.strip():
                last[0] = line.strip()
                say(line.rstrip())


def _wait(process: subprocess.Popen[str], say: Callable[[str], None]) -> None:
    start = time.perf_counter()
    while True:
        try:
            process.wait(_STILL_S)
        except subprocess.TimeoutExpired:
            say(f"... {time.perf_counter() - start:,.0f} s")
        else:
            return


def _stop(process: subprocess.Popen[str]) -> None:
    """The part was told by the same Ctrl-C; it is ended if it does not end."""
    try:
        process.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def commit_of_repository() -> str:
    """The short name of the commit that is checked out; empty outside a repository."""
    root = Path(__file__).parents[1]
    asked = subprocess.run(["git", "-C", str(root), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def assemble(parts: Sequence[Part], work: Path, into: Path, *, is_quick: bool) -> list[Path]:
    """Write `FILE.json` for each file that parts have results for; rows of a list that others measured stay. Gives the files."""
    written = []
    for part in parts:
        path = into / f"{part.file}.json"
        kept = read_result(result_path(work, part, is_quick=is_quick), part.quick if is_quick else part.arguments)
        if not part.file or kept is None:
            continue
        figures = kept["figures"]
        if part.is_one_of_many:
            others = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
            by_rows = {run["rows"]: run for run in others} | {figures["rows"]: figures}
            figures = [by_rows[rows] for rows in sorted(by_rows)]
        into.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return list(dict.fromkeys(written))
