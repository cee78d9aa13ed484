"""What a later observation overtakes."""

from __future__ import annotations

import polars as pl
import pytest
from builders import Row, claim, end_of, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

AS_OF = end_of("2025-03-01")
MOVE = claim("c", "move", origin=["tartus"], destination=["tobruk"], time=("2024-12-01", "2024-12-21"), assets=["ship:sparta"])
DEPART = claim("c", "depart", origin=["tartus"], time=("2024-12-01", "2024-12-21"), assets=["ship:sparta"])
WARSHIPS = claim("c", "move", origin=["tartus"], destination=["tobruk"], time=("2024-12-01", "2024-12-21"), assets=["warship"])


def speaking(register: Register, claimed: Row, *rows: Row) -> set[str]:
    """Ids of the sightings that still speak for or against."""
    out = assess(tables([claimed], sightings=list(rows)), register, AssessmentParams(), AS_OF)
    told = out.evidence.filter(pl.col("rule").is_in(["nothing_heard", "report_of_claim"]).not_())
    return {row["item_id"] for row in told.iter_rows(named=True) if any(row["log_lr"].values())}


@pytest.mark.parametrize(
    ("claimed", "rows", "left"),
    [
        # a short exit: gone on the 3rd, back on the 5th
        (MOVE, [("out", "ship:sparta", "departed", "2024-12-03"), ("back", "ship:sparta", "present", "2024-12-05")], {"back"}),
        (
            WARSHIPS,
            [("out", "ship:admiral-grigorovich", "departed", "2024-12-03"), ("back", "frigate", "present", "2024-12-05")],
            {"back"},
        ),
        (
            WARSHIPS,
            [("out", "ship:admiral-grigorovich", "departed", "2024-12-03"), ("other", "submarine", "present", "2024-12-05")],
            {"out"},
        ),
        # lay there, then left: the departure tells all
        (MOVE, [("lay", "ship:sparta", "present", "2024-12-05"), ("out", "ship:sparta", "departed", "2024-12-08")], {"out"}),
        (MOVE, [("lay", "ship:sparta", "present", "2024-12-05"), ("still", "ship:sparta", "loading", "2024-12-09")], {"still"}),
        # another hull's departure says nothing about this one
        (MOVE, [("lay", "ship:sparta", "present", "2024-12-05"), ("out", "ship:sparta-ii", "departed", "2024-12-08")], {"lay"}),
        # where only leaving is claimed, a later presence is a return
        (DEPART, [("out", "ship:sparta", "departed", "2024-12-03"), ("back", "ship:sparta", "present", "2024-12-05")], {"out"}),
        (DEPART, [("out", "ship:sparta", "departed", "2024-12-03"), ("back", "ship:sparta", "present", "2025-01-05")], {"out"}),
        (DEPART, [("there", "ship:sparta", "present", "2025-01-05")], {"there"}),
    ],
)
def test_overtaking(register: Register, claimed: Row, rows: list[tuple[str, str, str, str]], left: set[str]) -> None:
    logged = [sighting(name, what, event, "tartus", day) for name, what, event, day in rows]
    assert speaking(register, claimed, *logged) == left


def test_off_the_port_is_not_back_in_it(register: Register) -> None:
    out = sighting("out", "ship:sparta", "departed", "tartus", "2024-12-03")
    off = sighting("off", "ship:sparta", "anchored", "tartus-approaches", "2024-12-05")
    assert "out" in speaking(register, MOVE, out, off)


def test_it_is_said(register: Register) -> None:
    rows = [
        sighting("out", "ship:sparta", "departed", "tartus", "2024-12-03"),
        sighting("back", "ship:sparta", "present", "tartus", "2024-12-05"),
    ]
    out = assess(tables([MOVE], sightings=rows), register, AssessmentParams(), AS_OF)
    (why,) = out.evidence.filter(pl.col("item_id") == "out")["why"]
    assert why.endswith("; it was seen there again later.")
