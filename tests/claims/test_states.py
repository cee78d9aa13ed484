"""Being there and being gone, forces that grow and shrink, voyages counted, bases, talks, evidence: one claim for each sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from claim_reading import read, read_all

TABLE: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("states.yaml").read_text(encoding="utf-8"))
TRAPS: list[str] = TABLE.pop("nothing")
SENTENCES = [(kind, row["text"], row["claim"]) for kind, rows in TABLE.items() for row in rows]


@pytest.fixture(scope="module")
def readings() -> dict[str, list[dict[str, Any]]]:
    texts = [text for _, text, _ in SENTENCES] + TRAPS
    found: dict[str, list[dict[str, Any]]] = {text: [] for text in texts}
    for claim in read_all(*texts).iter_rows(named=True):
        found[texts[int(claim["report_id"][1:])]].append(claim)
    return found


@pytest.mark.parametrize(("kind", "text", "wanted"), SENTENCES, ids=lambda v: v[:40] if isinstance(v, str) else "")
def test_sentence(kind: str, text: str, wanted: dict[str, Any], readings: dict[str, list[dict[str, Any]]]) -> None:
    ours = readings[text]
    assert [(c["kind"], c["trigger"], c["status"]) for c in ours] == [(kind, wanted["trigger"], wanted.get("status", "asserted"))]
    for column in ("actor", "direction"):
        if column in wanted:
            assert ours[0][column] == wanted[column]
    for role in ("origin", "destination", "place"):
        ids = {p["place_id"] for p in ours[0][role]}
        assert set(wanted.get(role, ())) <= ids


@pytest.mark.parametrize("text", TRAPS, ids=lambda t: t[:40])
def test_trap(text: str, readings: dict[str, list[dict[str, Any]]]) -> None:
    assert [(c["kind"], c["trigger"]) for c in readings[text]] == []


def test_a_measure_of_a_sighting_is_part_of_it() -> None:
    (claim,) = read("AIS data put the tanker 30 km off Malta on Tuesday.")
    assert (claim["kind"], claim["distance_km"]) == ("present", 30)


def test_a_measure_of_the_place_is_a_claim_of_its_own() -> None:
    claims = {c["kind"]: c for c in read("Tents have sprung up at Kamenka, 60 km from the Finnish border.")}
    assert claims["distance"]["distance_km"] == 60
    assert len(claims["distance"]["place"]) == 2


def test_a_line_drawn_at_a_distance_is_no_distance() -> None:
    kinds = {c["kind"] for c in read("The Chinese vessels stayed outside the 24-mile limit.")}
    assert "distance" not in kinds


def test_an_absence_is_negative_and_not_denied() -> None:
    (claim,) = read("There was no sign of the carrier at Norfolk.")
    assert (claim["status"], claim["polarity"]) == ("asserted", "negative")


def test_a_participle_behind_a_sighting_carries_the_claim() -> None:
    claims = read("Satellite images show two patrol boats tied up at Ochamchire.")
    assert [c["trigger"] for c in claims] == ["tied"]


def test_two_verbs_of_change_give_two_rates() -> None:
    claims = read("Cargo flights from Sharjah to Amdjarass fell in March and then stopped.")
    assert [(c["trigger"], c["direction"]) for c in claims] == [("fell", "down"), ("stopped", "down")]


def test_flights_that_link_two_places_have_two_ends() -> None:
    (claim,) = read("Flights linking Minsk with Benghazi have doubled.")
    assert [p["text"] for p in (*claim["origin"], *claim["destination"])] == ["Minsk", "Benghazi"]


def test_what_is_shown_may_be_a_build_up() -> None:
    (claim,) = read("Satellite images show a build-up of Russian armour near Kupiansk.")
    assert (claim["kind"], claim["trigger"], claim["actor"]) == ("build_up", "build-up", "Russia")
