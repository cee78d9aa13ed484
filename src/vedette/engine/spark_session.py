"""A session of Spark: found, started quietly, and stopped.

In flows the address of a master, out flows a session whose times are UTC and whose workers run this very interpreter. On this
machine (`local[2]`, or a master at 127.0.0.1) nothing listens beyond the loopback; elsewhere Spark's own settings decide.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from vedette.errors import EngineError

DEFAULT_MASTER = "local[2]"
MIN_JAVA = 17
_LOOPBACK = ("127.0.0.1", "localhost")
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "4g",  # an upper bound: the rows of one step pass through
    "spark.driver.maxResultSize": "0",  # what a step gives comes back here, however large
    "spark.executorEnv.POLARS_MAX_THREADS": "1",  # a worker has one core of its machine
}
_OF_QUERIES = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.adaptive.enabled": "false",  # it would join our few heavy parcels into one task
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1",  # a record is a parcel of some megabytes
}


@dataclass(frozen=True)
class Session:
    """A session and whether it is ours to stop; `log` is where Java writes what it has to say."""

    spark: Any
    is_ours: bool
    log: Path | None

    def stop(self) -> None:
        """End the session, and Java with it, if it was started here."""
        if not self.is_ours:
            return
        gateway = self.spark.sparkContext._gateway
        with quiet():
            self.spark.stop()
            gateway.shutdown()
        from pyspark import SparkContext

        SparkContext._gateway = SparkContext._jvm = None
        gateway.proc.stdin.close()
        gateway.proc.wait(timeout=60)
        if self.log is not None:
            shutil.rmtree(self.log.parent, ignore_errors=True)


def start_session(master: str, settings: Mapping[str, str] | None = None) -> Session:
    """The session that is running already (a notebook's, or that of spark-submit), or a new one.

    Args:
        master: ``local[2]``, ``spark://host:7077``, ``yarn``, ``k8s://https://host:port``.
        settings: Spark's own settings, by name; they go before ours.
    Raises:
        EngineError: pyspark, pyarrow or Java is missing, or the master does not answer.
    """
    check_installed()
    with quiet():
        from pyspark import SparkConf, SparkContext
        from pyspark.sql import SparkSession

        running = SparkSession.getActiveSession()
        if running is not None:
            return Session(_prepare(running.newSession()), is_ours=False, log=None)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        conf = SparkConf().setMaster(master).setAppName("vedette")
        conf.setAll(list((_SETTINGS | _local_settings(master) | dict(settings or {})).items()))
        log = Path(tempfile.mkdtemp(prefix="vedette-spark-")) / "java.log"
        try:
            gateway = _launch(conf, log, is_local=is_here(master))
            spark = SparkSession(SparkContext(conf=conf, gateway=gateway))
            return Session(_prepare(spark), is_ours=True, log=log)
        except Exception as error:
            raise EngineError(f"Spark at {master} could not be started: {_reason(error, log)}") from error


def check_installed() -> None:
    """Refuse at once, in a sentence, what would fail later in a hundred lines.

    Raises:
        EngineError: with the command that mends it.
    """
    from importlib.util import find_spec

    absent = [name for name in ("pyspark", "pyarrow") if find_spec(name) is None]
    if absent:
        raise EngineError(
            f"the Spark engine needs {' and '.join(absent)}; install with: pip install 'pyspark>=4.0,<5' 'pyarrow>=18'"
        )
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        raise EngineError(
            f"the Spark engine needs Java {MIN_JAVA}; install it with: sudo apt-get install openjdk-17-jre-headless"
        )


def is_here(master: str) -> bool:
    """Is the master on this machine, so that nothing need be heard beyond it?"""
    return master.startswith("local") or urlparse(master).hostname in _LOOPBACK


@contextmanager
def quiet() -> Iterator[None]:
    """Without the remarks that pyspark makes about other libraries of ours, which it does not use here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="pyspark")
        yield


def _prepare(spark: Any) -> Any:
    """Settings of this session's queries alone: another session of the same Spark keeps its own."""
    for name, value in _OF_QUERIES.items():
        spark.conf.set(name, value)
    return spark


def _local_settings(master: str) -> dict[str, str]:
    if not is_here(master):
        return {}
    return {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def _launch(conf: Any, log: Path, *, is_local: bool) -> Any:
    """Java, with what it has to say written to a file: it is of use only where something failed."""
    from pyspark import java_gateway

    launch_gateway: Any = java_gateway.launch_gateway
    before = os.environ.get("SPARK_LOCAL_IP")
    if is_local:
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    try:
        with log.open("wb") as file:
            return launch_gateway(conf, {"stdout": file, "stderr": file})
    finally:
        if is_local and before is None:
            del os.environ["SPARK_LOCAL_IP"]


def _reason(error: Exception, log: Path) -> str:
    """The line that tells why: the cause that Java names last, or what Python says."""
    said = log.read_text(errors="replace") if log.exists() else ""
    causes = re.findall(r"^(?:Caused by|Exception in thread \S+|Error): ?(.*)$", f"{said}\n{error}", re.MULTILINE)
    return (causes[-1] if causes else str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__).rstrip(
        "."
    )
