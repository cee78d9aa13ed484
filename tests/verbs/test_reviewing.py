"""Reviewing a case: decisions are saved, survive, re-open, and are seen by run, brief and explain."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from review_case import BULLETIN, REMARK, make_review_case

from vedette.cli.main import run as vedette
from vedette.errors import NotFound, UsageError
from vedette.verbs.judging import Judgement, judge
from vedette.verbs.opening import open_case, read_as_of
from vedette.verbs.reviewing import Decision, Review

BY = ("--by", "A. Person")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return make_review_case(tmp_path / "case")


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert vedette(["claims", *arguments, "--json"]) == 0
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert content["schema"] == "vedette.review/1"
    return content


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert vedette(["claims", *arguments]) == 2
    return capsys.readouterr().err


def find(content: dict[str, Any], quote: str) -> dict[str, Any]:
    return next(item for item in content["claims"] if item["claim"] and quote in item["claim"]["quote"])


def file(case: Path) -> dict[str, Any]:
    return tomllib.loads((case / "claims.toml").read_text())


def judged(case: Path) -> Judgement:
    opened = open_case(case)
    return judge(opened, read_as_of("2025-01-31", opened.case))


def change(case: Path, old: str, new: str) -> None:
    path = case / "reports" / "bulletin.txt"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_options_decide_and_the_decisions_are_seen_everywhere(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = answer(capsys, str(case), "--pending")
    assert start["n_pending"] == len(start["claims"]) >= 3
    assert all(item["state"] == "unreviewed" for item in start["claims"])
    frigates, sparta, flights = (find(start, words)["claim_id"] for words in ("frigates", "Sparta II", "Il-76"))

    done = answer(capsys, str(case), "--accept", frigates, "--reject", flights, *BY, "--note", "looked at both")
    assert done["n_pending"] == start["n_pending"] - 2
    done = answer(capsys, str(case), "--edit", sparta, "--set", "origin=Latakia; tobruk", "--set", "status=hedged", *BY)
    assert [p["place_id"] for p in done["claims"][0]["claim"]["origin"]] == ["latakia", "tobruk"]
    done = answer(capsys, str(case), "--edit", sparta, "--set", "origin=", "--set", "actor=Russia", *BY)
    (edited,) = done["claims"]
    assert (edited["state"], edited["claim"]["status"], edited["claim"]["origin"]) == ("edited", "hedged", [])
    assert edited["claim"]["actor"] == "Russia"

    text = (case / "claims.toml").read_text()
    assert text.startswith(REMARK)
    assert [review["decision"] for review in file(case)["reviews"]] == ["accept", "reject", "edit", "edit"]
    everything = answer(capsys, str(case))
    assert find(everything, "Il-76")["state"] == "rejected"
    assert find(everything, "Il-76")["review"]["note"] == "looked at both"
    assert find(everything, "Ships moved")["state"] == "written"

    tables = judged(case).tables
    assert flights not in tables["claims"]["claim_id"].to_list()
    assert not tables["verdicts"]["claim_id"].is_in([flights]).any()
    assert tables["claims"].filter(claim_id=sparta)["status"].item() == "hedged"

    out = case / "out"
    assert vedette(["brief", str(case), "--as-of", "2025-01-31", "--out", str(out)]) == 0
    for name in ("brief.md", "brief.html"):
        brief = (out / name).read_text().replace("\\", "")
        assert "Reading accepted by A. Person on " in brief
        assert "Reading edited by A. Person on " in brief
        assert "Read and rejected" in brief
        assert "Four Il-76 flew from Moscow to Benghazi" in brief
        assert "looked at both" in brief
    assert json.loads((out / "brief.json").read_text())["rejected"][0]["claim_id"] == flights
    capsys.readouterr()
    assert vedette(["explain", str(case), frigates, "--as-of", "2025-01-31"]) == 0
    assert "review: accept by A. Person on " in capsys.readouterr().out


def test_a_review_stands_while_its_sentence_does_and_reopens_when_it_changes(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = find(answer(capsys, str(case)), "frigates")["claim_id"]
    answer(capsys, str(case), "--reject", name, *BY)
    change(case, "The weather was fine.", "The weather was bad.\n\nSparta arrived in Latakia.")
    item = find(answer(capsys, str(case)), "frigates")
    assert (item["state"], item["claim_id"]) == ("rejected", name)

    change(case, "Two frigates left Tartus", "Three frigates left Tartus")
    item = find(answer(capsys, str(case), "--pending"), "frigates")
    assert item["state"] == "reopened"
    assert item["claim_id"] != name
    assert item["review"]["sentence"].startswith("Two frigates left")
    issues = judged(case).tables["issues"]
    assert issues.filter(reason="review_reopened")["severity"].to_list() == ["warning"]
    capsys.readouterr()
    assert vedette(["run", str(case)]) == 0
    assert f"the decision to reject {name} does not count: the text changed" in capsys.readouterr().err

    answer(capsys, str(case), "--accept", item["claim_id"], *BY)
    assert find(answer(capsys, str(case)), "frigates")["state"] == "accepted"
    assert judged(case).tables["issues"].filter(reason="review_reopened").is_empty()
    assert [r["decision"] for r in file(case)["reviews"]] == ["reject", "withdraw", "accept"]
    change(case, "Three frigates left", "Two frigates left")
    item = find(answer(capsys, str(case)), "frigates")
    assert item["state"] == "reopened", "the first decision was taken back; the second speaks of other words"


def test_a_review_of_a_sentence_that_is_gone_is_listed_until_it_is_withdrawn(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = find(answer(capsys, str(case)), "frigates")["claim_id"]
    answer(capsys, str(case), "--accept", name)
    change(case, BULLETIN[BULLETIN.index("Two") : BULLETIN.index("The weather")], "")
    (alone,) = [item for item in answer(capsys, str(case), "--pending")["claims"] if item["claim"] is None]
    assert (alone["claim_id"], alone["state"], alone["report"]) == (name, "reopened", "bulletin")
    assert "--withdraw settles it" in complaint(capsys, str(case), "--accept", name)
    answer(capsys, str(case), "--withdraw", name)
    assert all(item["claim_id"] != name for item in answer(capsys, str(case))["claims"])


def test_one_report_at_a_time(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = answer(capsys, str(case), "--report", "reports/gazette.txt")["claims"]
    assert [item["report"] for item in items] == ["reports/gazette.txt"]
    answer(capsys, str(case), "--report", "reports/gazette.txt", "--accept", items[0]["claim_id"])
    assert file(case)["reviews"][0]["report"] == "reports/gazette.txt"
    assert find(answer(capsys, str(case)), "Il-76")["state"] == "accepted"
    assert "no report is called 'bulletn'; did you mean bulletin" in complaint(capsys, str(case), "--report", "bulletn")


def test_a_report_without_an_entry_in_sources_keeps_its_review_when_its_text_changes_elsewhere(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(capsys, str(case), "--reject", find(answer(capsys, str(case)), "Il-76")["claim_id"])
    path = case / "reports" / "gazette.txt"
    path.write_text(path.read_text() + "\nA line more.\n")
    assert find(answer(capsys, str(case)), "Il-76")["state"] == "rejected"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--accept", "clm-0"], "no claim is called 'clm-0'"),
        (["--edit", "ID"], "--edit ID and --set SLOT=VALUE go together"),
        (["--set", "actor=Russia"], "--edit ID and --set SLOT=VALUE go together"),
        (["--edit", "ID", "--set", "actor"], "--set needs slot=value (is 'actor')"),
        (["--edit", "ID", "--set", "destinatin=tobruk"], "no slot is called 'destinatin'; did you mean destination"),
        (["--edit", "ID", "--set", "colour=grey"], "no slot is called 'colour'; slots are kind, status"),
        (["--edit", "ID", "--set", "destination=tobruc"], "no place is called 'tobruc'; did you mean"),
        (["--edit", "ID", "--set", "assets=frigatte"], "no asset or class is called 'frigatte'; did you mean"),
        (["--edit", "ID", "--set", "kind=moov"], "no kind is called 'moov'; did you mean move"),
        (["--edit", "ID", "--set", "kind="], "cannot clear 'kind': every claim has one"),
        (["--edit", "ID", "--set", "count_min=two"], "count_min must be a whole number (is 'two')"),
        (["--edit", "ID", "--set", "distance_km=-3"], "distance_km must be > 0 (is -3.0)"),
        (["--edit", "ID", "--set", "start=12/13/2024"], "start must be a date or time such as 2024-12-22 (is '12/13/2024')"),
        (["--edit", "ID", "--set", "assets=", "--set", "count_min=2"], "count_min counts nothing: the claim has no assets"),
        (["--edit", "mine", "--set", "actor=Russia"], "mine is written by hand; edit it in claims.toml, line 5"),
        (["--accept", "ID", "--reject", "ID"], "is decided twice in one command"),
        (["--withdraw", "ID"], "has no review that could be withdrawn"),
        (["--note", "why"], "--note goes with"),
        (["--review"], "--review needs a terminal"),
        (["--review", "--accept", "ID"], "--review asks for each decision itself"),
        (["--published", "2024-12-12"], "--published and --case go with a text"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(
    shared_case: Path, arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = Review(shared_case).items[0].claim_id
    told = complaint(capsys, str(shared_case), *[name if word == "ID" else word for word in arguments])
    assert expected in told
    assert (shared_case / "claims.toml").read_text() == REMARK


@pytest.fixture(scope="module")
def shared_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case to which no test writes."""
    return make_review_case(tmp_path_factory.mktemp("review") / "case")


def test_reviewing_a_loose_text_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "claims are reviewed in a case: name its folder" in complaint(capsys, "Ships left Tartus.", "--pending")


def test_a_claim_that_was_missed_is_added_and_reopens(case: Path) -> None:
    review = Review(case)
    report = next(row for row in review.reports.iter_rows(named=True) if row["publisher_id"] == "bulletin")
    start = report["text"].index("The weather was fine")
    span = (start, start + len("The weather was fine"))
    name = review.add(report, span, {"kind": "present", "place": ["tartus"]}, by="A. Person")
    assert name == "bulletin-added-1"
    assert review.item(name).state == "added"
    assert review.add(report, span, {"kind": "absent"}) == "bulletin-added-2"
    with pytest.raises(UsageError, match="kind is missing"):
        review.add(report, span, {"place": ["tartus"]})
    claims = judged(case).tables["claims"]
    assert claims.filter(claim_id=name).select("start", "end").row(0) == span

    change(case, "The weather was fine", "They say that the weather was fine")
    later = Review(case)
    assert later.item(name).state == "reopened"
    assert name not in judged(case).tables["claims"]["claim_id"].to_list()
    assert judged(case).tables["issues"].filter(reason="review_reopened").height == 2
    later.decide([Decision(name, "withdraw")])
    with pytest.raises(NotFound):
        later.item(name)


def test_reviews_count_for_any_day_and_one_of_a_later_report_waits(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = answer(capsys, str(case))
    frigates, flights = find(start, "frigates")["claim_id"], find(start, "Il-76")["claim_id"]
    answer(capsys, str(case), "--reject", frigates, "--reject", flights)
    opened = open_case(case)
    then = judge(opened, read_as_of("2024-12-14", opened.case)).tables
    assert dict(zip(then["reviews"]["claim_id"], then["reviews"]["state"], strict=True)) == {
        frigates: "in_force",
        flights: "not_yet",
    }
    assert then["issues"].filter(then["issues"]["reason"].str.starts_with("review_")).is_empty()


def test_a_clock_that_ran_fast_does_not_make_a_later_decision_lose(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vedette.verbs import reviewing

    review = Review(case)
    name = review.items[0].claim_id
    monkeypatch.setattr(reviewing, "now", lambda: datetime(2099, 1, 1, tzinfo=UTC))
    review.decide([Decision(name, "reject")])
    monkeypatch.undo()
    review.decide([Decision(name, "accept")])
    assert review.item(name).state == "accepted"
    first, second = (entry["on"] for entry in file(case)["reviews"])
    assert second > first


def test_hand_edits_between_two_decisions_are_kept(case: Path) -> None:
    review = Review(case)
    names = [item.claim_id for item in review.items if item.is_pending]
    review.decide([Decision(names[0], "accept")])
    path = case / "claims.toml"
    path.write_text(path.read_text() + "# a remark in between\n")
    review.decide([Decision(names[1], "accept")])
    assert "# a remark in between\n" in path.read_text()
    assert len(file(case)["reviews"]) == 2
