"""Who does not ask for a model gets nothing of it: no import, no network; and no verdict can come from one."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import vedette

SRC = Path(vedette.__file__).parent
PACKAGE = SRC / "claims" / "model_reader"

_NO_NETWORK = """
import socket, sys
def refuse(*_a, **_k):
    raise AssertionError("something went over the network")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
from vedette.cli.main import run
assert run({arguments!r}) == 0
print("|", *[m for m in sys.modules if m.startswith("vedette.claims.model_reader")])
"""


@pytest.mark.parametrize(
    "arguments", [["claims", "Two frigates left Tartus for Tobruk."], ["check", "Two frigates left Tartus for Tobruk."]]
)
def test_without_the_option_nothing_of_it_is_loaded_and_nothing_goes_over_the_network(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _NO_NETWORK.format(arguments=arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "|"


def imported_by(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_only_the_verb_and_the_terminal_reach_it() -> None:
    reaching = {
        p.relative_to(SRC).as_posix()
        for p in SRC.rglob("*.py")
        if PACKAGE not in p.parents and any(m.startswith("vedette.claims.model_reader") for m in imported_by(p))
    }
    assert reaching == {"verbs/model_reading.py", "cli/model_reading.py", "cli/model_shapes.py"}


def test_nothing_that_judges_reaches_the_verb() -> None:
    reaching = {p.relative_to(SRC).as_posix() for p in SRC.rglob("*.py") if "vedette.verbs.model_reading" in imported_by(p)}
    assert reaching == {"cli/model_reading.py", "cli/model_shapes.py"}


def test_one_module_touches_the_network_and_only_when_it_is_called() -> None:
    touching = {
        p.name for p in PACKAGE.glob("*.py") if imported_by(p) & {"httpx", "requests", "urllib.request", "socket", "http.client"}
    }
    assert touching == {"endpoint.py"}
    top = [n for n in ast.parse((PACKAGE / "endpoint.py").read_text()).body if isinstance(n, ast.Import | ast.ImportFrom)]
    assert "httpx" not in {name.name for n in top for name in n.names} | {getattr(n, "module", None) for n in top}


def test_the_package_reads_neither_the_environment_nor_randomness() -> None:
    for path in PACKAGE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "os.environ" not in text, path.name
        assert not imported_by(path) & {"random", "secrets", "uuid"}, path.name
