"""Every benchmark, one after the other: ``python -m benchmarks [--work DIR] [--only PART,PART] [--quick] [--again PART,PART] [--write]``.

Feeds are made in DIR and kept there, and what each part found is in DIR/results as soon as it is done. Ctrl-C, and the same command
goes on with what is missing. At the end stand the tables: ours beside others, and what was aimed at beside what was measured.
--list names the parts and what is there of them. --write takes the figures over to benchmarks/*.json, for docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.curve import PICTURE
from benchmarks.curve_picture import draw_curve
from benchmarks.parts import PARTS, Part
from benchmarks.peers.__main__ import table as table_of_peers
from benchmarks.taking import Taken, assemble, read_result, result_path, take_part
from benchmarks.targets import as_text, rows

HERE = Path(__file__).parent
DEFAULT_WORK = Path(".bench")


def choose_parts(only: str) -> list[Part]:
    """The parts that were named, in their own order; all if none was.

    Raises:
        ValueError: there is no part of a name.
    """
    names = [name for name in only.split(",") if name]
    if unknown := [name for name in names if name not in {part.name for part in PARTS}]:
        raise ValueError(f"no part {', '.join(unknown)}; there are {', '.join(part.name for part in PARTS)}")
    return [part for part in PARTS if not names or part.name in names]


def take_all(parts: Sequence[Part], work: Path, *, is_quick: bool, again: Sequence[Part]) -> list[Taken]:
    """Take each, with a line before and after."""
    start, taken = time.perf_counter(), []
    for number, part in enumerate(parts, 1):
        begun = f"{number} of {len(parts)}  {part.name}"
        print(f"{begun}: {part.what}", flush=True)
        taken.append(take_part(part, work, _indent, is_quick=is_quick, again=part in again))
        done = taken[-1]
        said = f"{done.state}{f' in {done.seconds:,.0f} s' if done.seconds else ''}{f': {done.why}' if done.why else ''}"
        print(f"{begun}: {said}  ({_clock(time.perf_counter() - start)} in all)", flush=True)
    return taken


def _indent(line: str) -> None:
    print(f"    {line}", flush=True)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02d}:{int(seconds) % 60:02d}"


def write_tables(work: Path, *, is_quick: bool) -> str:
    """The tables of what is there in the folder; kept beside the results."""
    folder = result_path(work, PARTS[0], is_quick=is_quick).parent / "figures"
    for old in folder.glob("*.json"):
        old.unlink()  # a list would otherwise keep what was measured with other arguments
    assemble(PARTS, work, folder, is_quick=is_quick)
    sections = []
    case = read_result(result_path(work, PARTS[0], is_quick=is_quick), PARTS[0].quick if is_quick else PARTS[0].arguments)
    if case is not None:
        sections.append(_table_of_steps(case["figures"]))
    if (folder / "events.json").exists():
        sections.append(_table_of_archives(json.loads((folder / "events.json").read_text(encoding="utf-8"))))
    if (folder / "peers.json").exists():
        sections.append(table_of_peers(json.loads((folder / "peers.json").read_text(encoding="utf-8"))))
    aims = [(*row[:3], "" if is_quick else row[3], row[4]) for row in rows(folder)]
    head = "what was aimed at, and what was measured" + (" at sizes too small to judge by" if is_quick else "")
    text = "\n\n".join([*sections, f"{head}\n{as_text(aims)}"]) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "tables.txt").write_text(text, encoding="utf-8")
    return text


def _table_of_steps(steps: Sequence[dict[str, float]]) -> str:
    lines = [f"{'step':<42}{'median s':>10}{'floor s':>10}{'ratio':>8}{'per second':>14}"]
    lines += [f"{s['step']:<42}{s['median_s']:>10.2f}{s['floor_s']:>10.2f}{s['ratio']:>8.1f}{s['per_s']:>14,.0f}" for s in steps]
    return "\n".join(lines)


def _table_of_archives(runs: Sequence[dict[str, float]]) -> str:
    lines = [f"{'rows in one pass':<18}{'floor s':>9}{'ours s':>9}{'ratio':>7}{'with meetings':>15}{'rows/s':>12}{'B a row':>9}"]
    lines += [
        f"{r['rows']:<18,}{r['floor_s']:>9.2f}{r['ours_s']:>9.2f}{r['ratio']:>7.2f}{r['with_meetings_ratio']:>15.2f}"
        f"{r['rows_per_s']:>12,}{r['peak_bytes_per_row']:>9.0f}"
        for r in runs
    ]
    return "\n".join(lines)


def write_figures(work: Path, parts: Sequence[Part]) -> None:
    """Take results over to the repository, and draw the picture of the curve."""
    for path in assemble(parts, work, HERE, is_quick=False):
        print(f"wrote {path}")
        if path.name == "curve.json":
            PICTURE.write_text(draw_curve(json.loads(path.read_text(encoding="utf-8"))["sizes"]), encoding="utf-8")


def _list(parts: Sequence[Part], work: Path, *, is_quick: bool) -> str:
    lines = []
    for part in parts:
        kept = read_result(result_path(work, part, is_quick=is_quick), part.quick if is_quick else part.arguments)
        state = f"measured {kept['measured']}" if kept else part.missing() or "missing"
        lines.append(f"{part.name:<15}{part.what:<80}  {state}")
    return "\n".join(lines)


def main() -> int:
    """Take what is missing, print the tables; 1 if a part failed, 130 if it was stopped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--work", type=Path, default=DEFAULT_WORK, help="folder for feeds and results, kept; 7 GB for all of them"
    )
    parser.add_argument("--only", default="", metavar="PART,PART", help="these parts only")
    parser.add_argument("--again", default=None, metavar="PART,PART", help="measure these anew, though they are there")
    parser.add_argument("--quick", action="store_true", help="small sizes, to try that everything works here: some minutes")
    parser.add_argument("--list", action="store_true", help="name the parts and say what is there")
    parser.add_argument("--write", action="store_true", help="take the figures over to benchmarks/*.json; not with --quick")
    given = parser.parse_args()
    if given.write and given.quick:
        parser.error("figures of --quick are not for the docs: leave out --write")
    try:
        again = choose_parts(given.again) if given.again else []
        parts = choose_parts(given.only)
    except ValueError as error:
        parser.error(str(error))
    if given.list:
        print(_list(parts, given.work, is_quick=given.quick))
        return 0
    given.work.mkdir(parents=True, exist_ok=True)
    try:
        taken = take_all(parts, given.work.resolve(), is_quick=given.quick, again=again)
    except KeyboardInterrupt:
        print(
            f"\nstopped; what was measured is kept in {given.work}, and the same command goes on with the rest", file=sys.stderr
        )
        return 130
    print(f"\n{write_tables(given.work.resolve(), is_quick=given.quick)}", end="")
    if given.write:
        write_figures(given.work.resolve(), parts)
    for done in taken:
        if done.state in ("failed", "skipped"):
            print(f"{done.part.name} {done.state}: {done.why}", file=sys.stderr)
    return 1 if any(done.state == "failed" for done in taken) else 0


if __name__ == "__main__":
    sys.exit(main())
