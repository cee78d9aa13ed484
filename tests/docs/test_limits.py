"""A limit that no longer holds must leave the page: each of these fails on the day on which the code can do it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from tests.docs.pages import DOCS, ROOT

from vedette.claims.grouping.roots import find_roots
from vedette.cli.main import app
from vedette.parameters import of_gaps
from vedette.registry.register import load_register
from vedette.schema.tables import CLAIMS, PUBLISHERS, REPORTS

SRC = ROOT / "src" / "vedette"
LIMITS = " ".join((DOCS / "limits.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("says", "package"),
    [
        ("No feeds, no alerts, no web page", "alerts"),
        ("No feeds, no alerts, no web page", "web"),
        ("No ships found in pictures.", "imagery"),
    ],
)
def test_a_stage_that_the_page_denies_is_empty(says: str, package: str) -> None:
    assert says in LIMITS
    assert [p.name for p in (SRC / package).glob("*.py")] == ["__init__.py"]


def test_no_verb_watches_or_serves() -> None:
    verbs = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert not verbs & {"watch", "serve"}


def test_the_cause_of_a_gap_comes_from_the_coverage_of_others() -> None:
    assert "The cause of a gap is *unknown* unless others were heard" in LIMITS
    assert of_gaps(load_register(), {}).coverage is None, "nothing is known before coverage was measured"


def test_an_owner_joins_only_what_rests_on_nobody_else() -> None:
    assert "An owner joins only what rests on nobody else." in LIMITS
    entry = {"outlet": "Paper", "owner": "House", "source_id": "sources.csv", "source_row": 1}
    entries = [entry | {"publisher_id": p, "rests_on": on} for p, on in (("a", []), ("b", []), ("c", ["wire"]), ("d", ["wire"]))]
    roots = find_roots(REPORTS.empty(), PUBLISHERS.build(entries), CLAIMS.empty())
    assert sorted(roots["report_ids"].to_list()) == [["a", "b"], ["c", "d"]]


def test_the_shipped_case_holds_no_positions(tartus_case: Path) -> None:
    assert "none of its verdicts rests on a measured track" in LIMITS
    tracked = {p.name for p in tartus_case.iterdir() if p.name not in ("data", "briefs", "export")}
    assert tracked == {
        "README.md",
        "assets.csv",
        "case.toml",
        "claims.toml",
        "places.geojson",
        "reports",
        "sightings.csv",
        "sources.csv",
    }


def test_the_prior_is_a_tenth() -> None:
    from vedette.assessment.params import AssessmentParams

    assert "The prior is 0.1 for every claim." in LIMITS
    assert AssessmentParams().prior == 0.1
