"""The verbs as a user meets them, on the shipped case and on loose texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.cli.main import run as vedette
from vedette.errors import NotFound
from vedette.store.tables import Store
from vedette.verbs.explaining import Node, explain
from vedette.verbs.judging import Judgement
from vedette.verbs.running import run


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert vedette([*arguments, "--json"]) == 0
    content: dict[str, object] = json.loads(capsys.readouterr().out)
    return content


def leaves(node: Node) -> list[Node]:
    return [node] if not node.rests_on else [leaf for below in node.rests_on for leaf in leaves(below)]


def test_explain_walks_from_a_verdict_to_the_line_of_a_file(in_february: Judgement, tartus_copy: Path) -> None:
    tree = explain(in_february, "sparta-ii-left-tartus")
    lines = [leaf.text for leaf in leaves(tree) if leaf.kind == "line"]
    row = next(line for line in (tartus_copy / "sightings.csv").read_text().splitlines() if line.startswith("e23,"))
    assert any(text.endswith(row) and text.startswith("sightings.csv, line ") for text in lines)


@pytest.mark.parametrize("what", ["evidence", "sightings", "reports", "roots"])
def test_explain_takes_any_id(in_february: Judgement, what: str) -> None:
    column = {"evidence": "evidence_id", "sightings": "sighting_id", "reports": "report_id", "roots": "root_id"}[what]
    name = in_february.tables[what][column][0]
    assert explain(in_february, name).name == name


def test_an_unknown_id_says_what_it_resembles(in_february: Judgement) -> None:
    with pytest.raises(NotFound, match="sparta-ii-left-tartus"):
        explain(in_february, "sparta-ii-left-tartu")


def test_a_second_run_writes_nothing(tartus_copy: Path) -> None:
    first = run(tartus_copy)
    versions = Store(tartus_copy / "data").versions()
    second = run(tartus_copy)
    assert first.tables == second.tables
    assert not second.has_changed
    assert Store(tartus_copy / "data").versions() == versions


def test_check_gives_verdicts_in_their_json_shape(tartus_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Russian warships have moved from Tartus to Tobruk. Talks on a base continue."
    found = answer(capsys, "check", text, "--case", str(tartus_copy), "--as-of", "2024-12-22", "--published", "2024-12-22")
    assert found["schema"] == "vedette.verdicts/1"
    assert found["as_of"] == "2024-12-22T23:59:59Z"
    claims = found["claims"]
    assert isinstance(claims, list)
    move = next(c for c in claims if c["kind"] == "move")
    assert move["verdict"] in ("reported_only", "inconclusive")
    assert text[move["start"] : move["end"]] == move["quote"]
    assert [p["place_id"] for p in move["origin"]] == ["tartus"]
    assert [p["place_id"] for p in move["destination"]] == ["tobruk"]
    low, high = move["interval"]
    assert 0 <= low <= move["probability"] <= high <= 1
    assert {"kind", "why", "log_lr", "group", "citations"} <= move["evidence"][0].keys()
    assert all(c["verdict"] == "not_checkable" for c in claims if not c["checkable"])


def test_a_typed_claim_without_any_data_is_never_confirmed_or_contradicted(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "check", "Two frigates left Tartus for Tobruk on 12 December 2024.")
    assert {c["verdict"] for c in found["claims"]} <= {"reported_only", "not_observable"}  # type: ignore[attr-defined]


def test_check_does_not_write_into_the_case(tartus_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tartus_copy)
    before = {p: p.stat().st_mtime_ns for p in tartus_copy.rglob("*") if p.is_file()}
    answer(capsys, "check", "Sparta II left Tartus.", "--case", str(tartus_copy))
    assert {p: p.stat().st_mtime_ns for p in tartus_copy.rglob("*") if p.is_file()} == before


def test_fail_on_a_verdict_exits_with_4(capsys: pytest.CaptureFixture[str]) -> None:
    assert vedette(["check", "Ships left Tartus for Tobruk.", "--fail-on", "reported_only,not_observable"]) == 4


def test_claims_prints_the_reading_alone(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "claims", "Two Il-76 aircraft flew from Hmeimim to Al Khadim.", "--published", "2024-12-22")
    assert found["schema"] == "vedette.claims/1"
    (claim,) = found["claims"]  # type: ignore[misc]
    assert claim["assets"][0]["class"] == "il_76"
    assert (claim["assets"][0]["count_min"], claim["assets"][0]["count_max"]) == (2, 2)
    assert "verdict" not in claim


def test_a_report_that_is_added_is_kept_in_the_case(
    tartus_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "late.txt"
    text.write_text("Ship left Tartus\nJanuary 30, 2025\n\nSparta II left Tartus on 26 January, an agency said.\n")
    assert vedette(["add", str(tartus_copy), str(text)]) == 0
    assert (tartus_copy / "reports" / "late.txt").read_bytes() == text.read_bytes()
    text.write_text("Another ship\nJanuary 31, 2025\n\nSparta left Tartus on 28 January, another agency said.\n")
    capsys.readouterr()
    assert vedette(["add", str(tartus_copy), str(text)]) == 1
    assert "other content" in capsys.readouterr().err
    (tartus_copy / "reports" / "late.txt").unlink()


def test_brief_export_and_status_go_together(tartus_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tartus_copy)
    files = answer(capsys, "brief", str(tartus_copy), "--as-of", "2024-12-22", "--out", str(tmp_path / "brief"))["files"]
    assert {Path(f).name for f in files} == {"brief.html", "brief.md", "brief.json", "manifest.json"}  # type: ignore[attr-defined]
    html = (tmp_path / "brief" / "brief.html").read_text()
    assert 'src="http' not in html
    assert "27 January" not in html, "what was said later is not in an earlier brief"
    exported = answer(
        capsys, "export", str(tartus_copy), "--format", "csv,geojson", "--tables", "sightings", "--out", str(tmp_path)
    )
    assert {Path(f).name for f in exported["files"]} == {"sightings.csv", "sightings.geojson"}  # type: ignore[attr-defined]
    status = answer(capsys, "status", str(tartus_copy))
    assert status["n_sightings"] == 35
    (issue,) = status["issues"]  # type: ignore[misc]
    assert issue["where"] == "reports/actualno.txt:1"
    assert vedette(["status", str(tartus_copy), "--issues"]) == 0
    assert "(bg)" in capsys.readouterr().out


def test_export_before_a_run_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vedette(["init", str(tmp_path / "new"), "--template", "blank"]) == 0
    assert vedette(["export", str(tmp_path / "new")]) == 2
    assert "vedette run" in capsys.readouterr().err
    assert vedette(["status", str(tmp_path / "new")]) == 0
    assert "never run" in capsys.readouterr().err
