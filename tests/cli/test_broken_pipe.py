from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COUNTS = "date,flights\n" + "".join(f"2024-01-{day:02},{day % 5}\n" for day in range(1, 32))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "text.txt", "--json"], ["patterns", "counts.csv"], ["doctor"]], ids=str
)
def test_a_reader_of_the_output_that_goes_away_is_no_failure(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "text.txt").write_text("A frigate left Tartus on 12 December 2024, officials said.\n")
    (tmp_path / "counts.csv").write_text(COUNTS)
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "vedette", *arguments],
            cwd=tmp_path, stdout=write_end, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    finally:
        os.close(write_end)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert "defect" not in ended.stderr
    assert "Broken pipe" not in ended.stderr
