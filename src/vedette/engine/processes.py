"""Work that Python's lock keeps on one core, shared among processes: frames go out, the function's frames come back in order.

The first frame is worked on here, each other one by an interpreter of its own, which gets function, frame and the shared
values through a pipe. A helper only saves time: where it cannot be started or comes to grief, its frame is worked on here, so that
the result, or the error, is the same. Started as `python -m`, so that no script of the user's is run a second time.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import polars as pl

_COMMAND = ("-P", "-m", "vedette.engine.processes")  # -P: never import from the folder that one happens to stand in


def map_frames(function: Callable[..., pl.DataFrame], frames: Sequence[pl.DataFrame], *shared: Any) -> list[pl.DataFrame]:
    """``[function(frame, *shared) for frame in frames]``, each frame in a process of its own.

    Args:
        function: a function of a module of Vedette.
        frames: as many as processes are wanted.
        shared: further arguments, which can be pickled.
    """
    if len(frames) < 2 or not sys.executable or hasattr(sys, "frozen"):
        return [function(frame, *shared) for frame in frames]
    with ThreadPoolExecutor(len(frames) - 1) as waiting:
        helpers = [_start() for _ in frames[1:]]
        try:
            futures = [
                waiting.submit(_ask, helper, pickle.dumps((function, frame, shared)))
                for helper, frame in zip(helpers, frames[1:], strict=True)
            ]
            first = function(frames[0], *shared)
            rest = [_take(future) for future in futures]
        finally:
            for helper in helpers:
                if helper is not None:
                    helper.kill()
    return [first, *(function(f, *shared) if r is None else r for f, r in zip(frames[1:], rest, strict=True))]


def _start() -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(  # noqa: S603 - this interpreter, this module
            [sys.executable, *_COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return None


def _ask(helper: subprocess.Popen[bytes] | None, question: bytes) -> bytes | None:
    if helper is None:
        return None
    answer, _ = helper.communicate(question)
    return answer if helper.returncode == 0 else None


def _take(future: Future[bytes | None]) -> pl.DataFrame | None:
    answer = future.result()
    return None if answer is None else pickle.loads(answer)  # noqa: S301 - written by our own helper


def serve() -> None:
    """Take one question from standard input, write its answer to what was standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get into the answer
    function, frame, shared = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started us
    with answers:
        pickle.dump(function(frame, *shared), answers)


if __name__ == "__main__":
    serve()
