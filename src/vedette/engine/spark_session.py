"""A session of Spark: found, started quietly, and stopped.

In flows the address of a master, out flows a session whose times are UTC and whose workers run this very interpreter. On this
machine (`local[2]`, or a master at 127.0.0.1) nothing listens beyond the loopback; elsewhere Spark's own settings decide.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedette.engine.spark_remarks import quiet, reason
from vedette.errors import EngineError

DEFAULT_MASTER = "local[2]"
MIN_JAVA = 17
_KNOCK_S, _END_S = 10.0, 60.0
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
        gateway = self.spark.sparkContext._gateway  # the only way to the process of Java
        with quiet(), suppress(Exception):  # Java may be gone already
            self.spark.stop()
        _end_java(gateway)
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
        log, gateway = Path(tempfile.mkdtemp(prefix="vedette-spark-")) / "java.log", None
        try:
            _knock(master)
            gateway = _launch(conf, log, is_local=is_here(master))
            spark = SparkSession(SparkContext(conf=conf, gateway=gateway))
        except Exception as error:
            why = reason(error, log)
            if gateway is not None:
                _end_java(gateway)
            shutil.rmtree(log.parent, ignore_errors=True)
            raise EngineError(f"Spark at {master} could not be started: {why}") from error
        return Session(_prepare(spark), is_ours=True, log=log)


def check_installed() -> None:
    """Refuse at once, in a sentence, what would fail later in a hundred lines.

    Raises:
        EngineError: with the command that mends it.
    """
    absent = [name for name in ("pyspark", "pyarrow") if importlib.util.find_spec(name) is None]
    if absent:
        how = "pip install 'vedette[spark]', or in a clone: uv sync --locked --inexact --extra spark"
        raise EngineError(f"the Spark engine needs {' and '.join(absent)}; install with: {how}")
    home = os.environ.get("JAVA_HOME")
    if home is not None and not (Path(home) / "bin" / "java").exists():
        raise EngineError(f"there is no Java in {home}, where JAVA_HOME points; mend it, or unset it with: unset JAVA_HOME")
    if home is None and shutil.which("java") is None:
        command = "sudo apt-get install openjdk-17-jre-headless"
        raise EngineError(f"the Spark engine needs Java {MIN_JAVA} or later; install it with: {command}")


def is_here(master: str) -> bool:
    """Is the master on this machine, so that nothing need be heard beyond it?"""
    hosts = [host for host, _ in _standalone_masters(master)]
    return master.startswith("local") or (bool(hosts) and all(host in _LOOPBACK for host in hosts))


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


def _standalone_masters(master: str) -> list[tuple[str, int]]:
    """Host and port of each master of a standalone cluster (``spark://a:7077,b:7077``); none for other kinds."""
    if not master.startswith("spark://"):
        return []
    named = (address.rpartition(":") for address in master.removeprefix("spark://").split(","))
    return [(host, int(port)) for host, _, port in named]


def _knock(master: str) -> None:
    """Does any standalone master listen? Spark itself would try for minutes."""
    refused: OSError | None = None
    for address in _standalone_masters(master):
        try:
            socket.create_connection(address, timeout=_KNOCK_S).close()
        except OSError as error:
            refused = error
        else:
            return
    if refused is not None:
        raise refused


def _end_java(gateway: Any) -> None:
    from pyspark import SparkContext

    with suppress(Exception):  # it may be gone already
        gateway.shutdown()
    SparkContext._gateway = SparkContext._jvm = None  # or the next session would ask the dead one
    gateway.proc.stdin.close()  # Java ends when its input does
    try:
        gateway.proc.wait(timeout=_END_S)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()
        gateway.proc.wait()
