from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from benchmarks.parts import PARTS, Part
from benchmarks.taking import arguments_of, assemble, read_result, result_path, take_part
from benchmarks.targets import FOLDER, TARGETS

from benchmarks import __main__ as bench
from benchmarks import taking

ROOT = Path(__file__).parents[2]


def part(name: str = "one", arguments: str = "--rows 9", **rest: Any) -> Part:
    return Part(name, "what it does", f"module_{name}", arguments, "--rows 1", **rest)


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of stand-ins for benchmarks: their code is written to `module_NAME.py` there."""
    folder = tmp_path / "stand-ins" / "benchmarks"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(folder.parent))
    monkeypatch.chdir(tmp_path)  # or the package in the current folder goes first
    return folder


def test_every_part_is_a_benchmark_and_its_file_is_one_that_the_docs_read() -> None:
    assert len({p.name for p in PARTS}) == len(PARTS)
    for p in PARTS:
        assert (FOLDER / f"{p.module}.py").exists() or (FOLDER / p.module / "__main__.py").exists(), p.name
    files = {p.file for p in PARTS if p.file}
    assert {target.file for target in TARGETS} <= files
    assert {path.stem for path in FOLDER.glob("*.json")} - files == {"calibration", "calibration-bytes", "coverage-worth"}


def test_a_part_is_measured_once_with_the_same_arguments(tmp_path: Path, scripts: Path) -> None:
    (scripts / "module_one.py").write_text("import json, sys; print('at work', file=sys.stderr); print(json.dumps(sys.argv[1:]))")
    said: list[str] = []
    taken = take_part(part(), tmp_path, said.append, is_quick=False, again=False)
    assert (taken.state, said) == ("measured", ["at work"])
    path = result_path(tmp_path, part(), is_quick=False)
    assert json.loads(path.read_text())["figures"] == ["--rows", "9", "--json"]
    assert take_part(part(), tmp_path, said.append, is_quick=False, again=False).state == "kept"
    assert take_part(part(arguments="--rows 8"), tmp_path, said.append, is_quick=False, again=False).state == "measured"
    assert take_part(part(arguments="--rows 8"), tmp_path, said.append, is_quick=False, again=True).state == "measured"
    assert take_part(part(), tmp_path, said.append, is_quick=True, again=False).state == "measured"  # small sizes are kept apart
    assert read_result(path, "--rows 8") is not None
    path.write_text("{half a fi")
    assert read_result(path, "--rows 8") is None


def test_a_part_that_fails_says_why_and_is_not_kept(tmp_path: Path, scripts: Path) -> None:
    (scripts / "module_one.py").write_text("raise ValueError('no rows')")
    (scripts / "module_two.py").write_text("print('not JSON')")
    failed = take_part(part(), tmp_path, lambda _: None, is_quick=False, again=False)
    assert (failed.state, failed.why) == ("failed", "ValueError: no rows")
    assert take_part(part("two"), tmp_path, lambda _: None, is_quick=False, again=False).why == "it printed no JSON"
    assert not (tmp_path / "results").exists()
    skipped = take_part(part(missing=lambda: "Java is not installed"), tmp_path, lambda _: None, is_quick=False, again=False)
    assert (skipped.state, skipped.why) == ("skipped", "Java is not installed")


def test_feeds_are_made_where_they_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "feed_folder", lambda work, n, _generator: work / f"feed-{n}")
    found = arguments_of(part(arguments="--feed FEED(300) --work WORK --repeats 1"), tmp_path, is_quick=False)
    assert found == ["--feed", str(tmp_path / "feed-300"), "--work", str(tmp_path), "--repeats", "1"]


def test_results_become_the_files_that_the_docs_read(tmp_path: Path) -> None:
    into = tmp_path / "kept"
    into.mkdir()
    (into / "events.json").write_text(json.dumps([{"rows": 5, "s": 1}, {"rows": 9, "s": 1}]))
    parts = [
        part("small", file="events", is_one_of_many=True), part("large", file="events", is_one_of_many=True),
        part("alone", file="live"), part("missing", file="store"), part("nowhere"),
    ]  # fmt: skip
    for name, figures in (("small", {"rows": 5, "s": 2}), ("large", {"rows": 7, "s": 3}), ("alone", {"p99": 4}), ("nowhere", [])):
        path = tmp_path / "results" / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"arguments": "--rows 9", "figures": figures}))
    assert [path.name for path in assemble(parts, tmp_path, into, is_quick=False)] == ["events.json", "live.json"]
    assert json.loads((into / "events.json").read_text()) == [{"rows": 5, "s": 2}, {"rows": 7, "s": 3}, {"rows": 9, "s": 1}]
    assert json.loads((into / "live.json").read_text()) == {"p99": 4}


def test_parts_are_chosen_by_name_and_an_unknown_one_is_refused() -> None:
    assert [p.name for p in bench.choose_parts("store,case")] == ["case", "store"]
    assert bench.choose_parts("") == list(PARTS)
    with pytest.raises(ValueError, match="no part shop; there are case, start"):
        bench.choose_parts("store,shop")


def test_the_tables_show_what_is_there(tmp_path: Path) -> None:
    text = bench.write_tables(tmp_path, is_quick=True)
    assert text.count("not measured") == len(TARGETS)
    step = {"step": "add: CSV", "median_s": 2.0, "floor_s": 0.5, "ratio": 4.0, "per_s": 1000.0}
    folder = tmp_path / "results-quick"
    (folder / "case.json").write_text(json.dumps({"arguments": PARTS[0].quick, "figures": [step]}))
    assert "add: CSV" in bench.write_tables(tmp_path, is_quick=True)
    assert "add: CSV" in (folder / "tables.txt").read_text()


def test_stopped_by_a_key_it_keeps_what_is_done_and_says_so(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from benchmarks import __main__ as bench, taking
from benchmarks.parts import Part
bench.PARTS = (Part("quick", "a quick one", "targets_of_nothing", "", ""), Part("slow", "a slow one", "slow", "", ""))
real = taking._run
taking._run = lambda part, *rest: (0, "[1]", "") if part.name == "quick" else real(part, *rest)
sys.argv = ["bench", "--work", {str(tmp_path)!r}]
sys.exit(bench.main())
"""
    stand_in = tmp_path / "benchmarks"
    stand_in.mkdir()
    (stand_in / "__init__.py").write_text("")
    (stand_in / "slow.py").write_text("import sys, time; print('begun', file=sys.stderr, flush=True); time.sleep(60)")
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:  # fmt: skip
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        assert any("begun" in line for line in lines)
        start = time.perf_counter()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "the same command goes on with the rest" in complaint
    assert time.perf_counter() - start < 10
    assert read_result(tmp_path / "results" / "quick.json", "") is not None
    assert not (tmp_path / "results" / "slow.json").exists()
