"""What the Spark engine says where something is missing; no Spark is needed for that."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import warnings
from pathlib import Path

import pytest

from vedette.engine import local, spark_session
from vedette.engine.choice import open_engine
from vedette.engine.spark_remarks import quiet, reason
from vedette.engine.spark_session import check_installed, is_here
from vedette.errors import EngineError, NotFound, UsageError


def test_a_missing_extra_is_named_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EngineError) as raised:
        check_installed()
    assert str(raised.value) == (
        "the Spark engine needs pyspark and pyarrow; install with: "
        "pip install 'vedette[spark]', or in a clone: uv sync --locked --inexact --extra spark"
    )


def test_missing_java_is_named_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(
        EngineError, match=r"needs Java 17 or later; install it with: sudo apt-get install openjdk-17-jre-headless$"
    ):
        check_installed()


def test_a_java_home_without_java_is_no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EngineError, match="JAVA_HOME"):
        check_installed()


def test_an_unknown_engine_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFound, match=r"no engine is called .flink.; did you mean .*spark"):
        open_engine("flink")


def test_the_local_engine_has_no_master() -> None:
    with open_engine("local") as engine:
        assert engine is local
    with pytest.raises(UsageError, match="add --engine spark"), open_engine("local", "local[2]"):
        pass


@pytest.mark.parametrize(
    ("master", "expected"),
    [
        ("local[2]", True),
        ("local", True),
        ("spark://127.0.0.1:7077", True),
        ("spark://head:7077", False),
        ("yarn", False),
        ("spark://127.0.0.1:1,head:7077", False),
        ("k8s://https://127.0.0.1:443", False),
    ],
)
def test_only_a_master_on_this_machine_is_bound_to_the_loopback(master: str, expected: bool) -> None:
    assert is_here(master) is expected
    assert bool(spark_session._local_settings(master)) is expected


def test_a_standalone_master_that_does_not_listen_is_known_at_once() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        with pytest.raises(ConnectionRefusedError):
            spark_session._knock(f"spark://127.0.0.1:{port}")
        listener.listen()
        spark_session._knock(f"spark://127.0.0.1:9,127.0.0.1:{port}")
    spark_session._knock("local[2]")


def test_the_reason_is_the_last_cause_that_java_names(tmp_path: Path) -> None:
    log = tmp_path / "java.log"
    log.write_text(
        "Exception in thread main java.lang.A: first\n\tat x\nCaused by: java.net.ConnectException: refused.\n\tat y\n"
    )
    assert reason(RuntimeError("py4j"), log) == "java.net.ConnectException: refused"
    assert reason(RuntimeError("Master must start with yarn\nmore"), tmp_path / "none") == "Master must start with yarn"
    assert reason(RuntimeError(), tmp_path / "none") == "RuntimeError"


def test_what_a_worker_said_last_goes_before_what_java_says() -> None:
    said = (
        "An exception was thrown\nTraceback (most recent call last):\n  File x\nModuleNotFoundError: No module named 'vedette'\n"
    )
    assert reason(RuntimeError(said)) == "ModuleNotFoundError: No module named 'vedette'"


def test_other_warnings_are_heard() -> None:
    with quiet():
        warnings.warn("PySpark does not yet fully support pandas >= 3.0.0", FutureWarning, stacklevel=1)
    with pytest.warns(UserWarning, match="ours"), quiet():
        warnings.warn("ours", UserWarning, stacklevel=1)
