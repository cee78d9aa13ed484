"""The house keeps its shape: layers, lazy imports, one place for columns."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "vedette"
HEAVY = ("polars", "numpy", "numba", "spacy", "deltalake", "shapely", "pyspark", "trafilatura", "searoute", "jinja2")


def loaded_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(' '.join(sys.modules))"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import vedette",
        "from vedette.cli.main import run; run(['--help'])",
        "from vedette.cli.main import run; run(['check', '--help'])",
        "from vedette.cli.main import run; run(['no-such-verb'])",
    ],
)
def test_nothing_heavy_is_loaded_before_a_verb_runs(code: str) -> None:
    assert not loaded_after(code) & set(HEAVY)


@pytest.mark.parametrize("package", sorted(p.parent.name for p in SRC.glob("*/__init__.py")))
def test_a_package_opens_with_what_flows_through_it(package: str) -> None:
    text = (SRC / package / "__init__.py").read_text(encoding="utf-8")
    assert text.startswith('"""'), package
    assert "import" not in text.split('"""')[2], "a package's __init__ loads nothing"


def test_only_the_schema_defines_tables() -> None:
    defining = {p.parent.name for p in SRC.rglob("*.py") if "\n    (\n        Column(" in p.read_text(encoding="utf-8")}
    assert defining == {"schema"}


def test_only_the_store_touches_delta_lake() -> None:
    touching = {
        p.parent.name for p in SRC.rglob("*.py") if "deltalake" in p.read_text(encoding="utf-8") and p.parent.name != "cli"
    }
    assert touching == {"store"}


def test_only_the_clock_reads_the_clock() -> None:
    reading = [
        p.relative_to(SRC).as_posix()
        for p in SRC.rglob("*.py")
        if any(call in p.read_text(encoding="utf-8") for call in ("datetime.now(", "time.time(", "date.today("))
    ]
    assert reading == ["clock.py"]
