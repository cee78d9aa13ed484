"""What is loaded when: an English report loads nothing of the other languages' models."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from datetime import UTC, datetime
from vedette.claims.reader import read_claims
from vedette.registry.register import load_register
from vedette.schema.tables import REPORTS
row = {"report_id": "r", "published": datetime(2025, 3, 14, tzinfo=UTC), "language": None, "rests_on": [], "sha256": "",
       "text": "The frigate left the port of Tartus on Tuesday, and the ships in it were told to stay.", "source_id": "s", "source_row": 1}
assert read_claims(REPORTS.build([row]), load_register()).height
print([m for m in ("slovnet", "navec", "pymorphy3", "py3langid", "natasha") if m in sys.modules])
"""


def test_english_loads_no_foreign_model() -> None:
    found = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
