"""What Spark says, made bearable: remarks that concern nobody are not heard, and of a failure's many lines the one that tells why.

In flow errors and the log of Java, out flows one line.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def quiet() -> Iterator[None]:
    """Without the remarks that pyspark makes about other libraries of ours, which it does not use here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="pyspark")
        yield


def reason(error: Exception, log: Path | None = None) -> str:
    """The line that tells why: what a worker's Python said last, the cause that Java names last, or the error's first line."""
    said = log.read_text(errors="replace") if log is not None and log.exists() else ""
    text = f"{said}\n{error}"
    found = (
        re.findall(r"^(?:\w+\.)*\w+(?:Error|Exception|Mismatch|Input): .*$", text, re.MULTILINE) if "Traceback" in text else []
    )
    found = found or re.findall(r"^(?:Caused by|Exception in thread \S+|Error): ?(.*)$", text, re.MULTILINE)
    found = found or str(error).strip().splitlines()[:1] or [type(error).__name__]
    return str(found[-1]).rstrip(".")
