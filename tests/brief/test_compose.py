"""From tables to a document: pure, dated, complete."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import polars as pl
import pytest
from tests.brief.sample import AS_OF, FakeRegister, day, sample_document, sample_input, sample_tables

from vedette.brief.compose import compose
from vedette.brief.markdown import render_markdown
from vedette.brief.phrases import NO_CLAIMS, NO_VERDICTS, UNCHECKABLE
from vedette.errors import SchemaMismatch
from vedette.registry import sea_routes
from vedette.schema.tables import TABLES


def test_the_same_input_gives_the_same_document():
    assert sample_document() == sample_document()


def test_the_answer_has_a_line_for_each_subject_with_its_rows():
    lines = sample_document().answer
    assert [line.lead for line in lines] == ["Aircraft", "Other claims", "Could not be seen", "What changed"]
    assert all(line.keys for line in lines)
    told = " ".join(line.text for line in lines[:2])
    for word in (
        "Confirmed: “",
        "Corroborated: “",
        "Confirmed in part: “",
        "Contradicted: “",
        "Not seen where expected: “",
        "Open: “",
    ):
        assert word in told
    assert "Ivan Gren" in lines[1].text


def test_sections_run_from_holds_to_does_not_hold_and_are_numbered():
    sections = sample_document().claims
    assert [s.number for s in sections] == list(range(1, 9))
    assert [s.verdict.code for s in sections] == [
        "confirmed", "corroborated", "partly_confirmed", "inconclusive", "not_observable", "not_seen_where_expected",
        "contradicted", "contradicted",
    ]  # fmt: skip
    assert [u.number for u in sample_document().uncheckable] == [9, 10, 11]


def test_claims_that_say_the_same_share_a_section_and_count_their_origins():
    section = next(s for s in sample_document().claims if s.claim_id == "c2")
    assert [q.outlet for q in section.also_said] == ["Evening Rewrite"]
    assert section.origins == "Said in 2 texts that go back to 1 independent origin."


def test_reasons_lose_the_keys_in_their_text_and_cite_them():
    section = next(s for s in sample_document().claims if s.claim_id == "c5")
    assert section.reasons[0].text.endswith("21–22 Jan 2025.")
    assert [k.rpartition("#")[2] for k in section.reasons[0].keys] == ["12", "14"]


def test_a_brief_of_an_earlier_day_knows_what_was_known_then():
    early = sample_document(as_of=day("12-22"))
    assert {s.claim_id for s in early.claims} == {"c1", "c2"}
    assert all(s.verdict.code == "reported_only" for s in early.claims)
    assert all(len(s.history) == 1 for s in early.claims)
    assert all(m.start <= day("12-22") for base in early.timelines for m in base.sightings)
    assert len(early.map.sightings) == 1


def test_the_history_keeps_what_was_superseded():
    section = next(s for s in sample_document().claims if s.claim_id == "c1")
    assert [v.code for v in section.history] == ["reported_only", "corroborated"]


def test_citations_are_numbered_by_first_use_and_lead_to_publications():
    document = sample_document()
    assert [c.number for c in document.citations] == list(range(1, len(document.citations) + 1))
    used = document.answer[0].keys[0]
    assert document.citations[0].key == used
    sighting = next(c for c in document.citations if c.label == "sightings.csv, line 12")
    assert [(p.outlet, p.grade) for p in sighting.publications] == [("Harbour Watch", "B2")]
    report = next(c for c in document.citations if c.label == "reports/morning-paper.txt")
    assert report.publications[0].url == "https://example.org/rep-1"


def test_every_hash_of_every_input_is_listed():
    hashes = dict(sample_document().input_hashes)
    assert hashes["case.toml"] == "9" * 64
    assert set(sample_tables()["sources"]["path"]) < set(hashes)


def test_evidence_is_ordered_by_stance_and_weight_with_ratios():
    section = next(s for s in sample_document().claims if s.claim_id == "c1")
    assert [e.stance for e in section.evidence] == ["for", "for", "for"]
    assert section.evidence[0].ratio == pytest.approx(4.953, abs=0.001)
    assert "at least 4 Il-76" in section.evidence[0].item_text


def test_a_leg_with_a_track_is_not_drawn_twice_and_a_ships_leg_goes_by_sea(monkeypatch):
    way = (7900.0, ((54.6, 19.9), (57.7, 11.2), (36.0, -5.6), (34.9, 35.9)))
    monkeypatch.setattr(sea_routes, "sea_route", lambda *_ends: way)
    labels = [a.label for a in sample_document().map.arcs if a.basis == "measured"]
    assert labels == ["RA-78001\n16 Dec"]
    untracked = sample_document(without=("tracks",))
    ship = next(a for a in untracked.map.arcs if a.basis == "measured" and a.asset_kind == "ship")
    assert ship.via == ((57.7, 11.2), (36.0, -5.6))
    assert ship.end_names == ("Baltiysk", "Tartus")


def test_the_map_shows_places_with_what_was_seen_there():
    places = {p.name: p for p in sample_document().map.places}
    assert places["Tartus"].note == "2 visits\n7 sightings, 5 Dec–2 Feb"
    assert "Syria" not in places
    assert places["Strait of Gibraltar"].radius_km == 30.0


def test_a_range_of_distances_is_an_uncertainty():
    radii = {s.label: s.radius_km for s in sample_document().map.sightings}
    assert radii["10 Dec: 2 frigates"] == 5.0
    assert radii["5–20 Jan: Sparta"] == pytest.approx(11 * 1.852)
    assert radii["4 Feb: Sparta"] is None


def test_timelines_are_of_bases_busiest_first():
    bases = sample_document().timelines
    assert bases[0].name == "Tartus"
    assert "Strait of Gibraltar" not in [b.name for b in bases]
    assert len(bases[0].visits) == 2
    assert bases[0].coverage[0].hours <= 24
    assert [t.number for t in bases[0].claims] == [3, 6, 7, 8]


def test_a_publishable_brief_withholds_what_may_not_be_passed_on():
    tables = dict(sample_tables())
    tables["sources"] = tables["sources"].with_columns(
        pl.when(pl.col("path").str.starts_with("ais/"))
        .then(None)
        .otherwise(pl.col("is_redistributable"))
        .alias("is_redistributable")
    )
    document = sample_document(tables=tables, is_publishable=True)
    assert document.map.tracks == ()
    assert [v.label for base in document.timelines for v in base.visits] == ["RA-78001", "RA-78001"]
    assert any("ais/east-med-2024-12.csv are not shown" in c for c in document.caveats)
    assert sample_document(tables=tables).map.tracks != ()


@pytest.mark.parametrize(
    "absent",
    [
        ("sightings",),
        ("events", "tracks", "coverage"),
        ("evidence",),
        ("reports",),
        ("sources",),
        ("publishers",),
        ("roots", "propositions"),
        ("assets",),
    ],
)
def test_any_table_may_be_absent(absent: tuple[str, ...]):
    assert len(sample_document(without=absent).claims) == 8


def test_no_tables_at_all():
    document = compose(replace(sample_input(), tables={}), FakeRegister())
    assert [line.text for line in document.answer] == [NO_CLAIMS]
    assert document.map.is_empty
    assert document.timelines == document.citations == ()
    assert "Nobody logged a sighting for this case." in document.caveats


def test_claims_without_verdicts_are_not_sections():
    document = sample_document(without=("verdicts",))
    assert document.claims == ()
    assert document.answer[0].text == NO_VERDICTS


def test_a_wrong_table_is_refused():
    tables = {"sightings": TABLES["sightings"].empty().drop("how")}
    with pytest.raises(SchemaMismatch, match="sightings"):
        compose(replace(sample_input(), tables=tables), FakeRegister())


def test_an_unknown_place_stands_for_itself():
    document = compose(sample_input(), FakeRegister(places=[], assets=[]))
    assert document.map.places == ()
    assert document.timelines == ()
    assert len(document.claims) == 8


def test_the_document_is_frozen():
    with pytest.raises(AttributeError):
        sample_document().title = "other"  # type: ignore[misc]


def test_times_are_utc():
    assert isinstance(AS_OF, datetime)
    assert all(e.known.tzinfo is not None for s in sample_document().claims for e in s.evidence)


def _with_written(*claim_ids: str) -> dict[str, pl.DataFrame]:
    tables = dict(sample_tables())
    reader = pl.when(pl.col("claim_id").is_in(claim_ids)).then(pl.lit("hand")).otherwise(pl.col("reader")).alias("reader")
    tables["claims"] = tables["claims"].with_columns(reader)
    return tables


def test_claims_written_into_the_case_come_first_and_make_the_answer():
    document = sample_document(tables=_with_written("c3", "c8"))
    assert [(s.claim_id, s.is_central) for s in document.claims[:3]] == [("c8", True), ("c3", True), ("c7", False)]
    assert document.claims[1].heading == "Warships have left Tartus for Libya"
    assert [q.outlet for q in document.claims[1].also_said] == ["Morning Paper"]
    told = " ".join(line.text for line in document.answer[:-2])
    assert "Contradicted: “Warships have left Tartus for Libya”." in told
    assert "Open: “A submarine is believed to be at Tobruk”." in told
    assert "Ivan Gren" not in told


def test_without_written_claims_all_are_central():
    assert all(s.is_central for s in sample_document().claims)


def test_a_verdict_that_was_only_repeated_is_no_turn():
    tables = dict(sample_tables())
    then = pl.lit(day("12-28")).cast(pl.Datetime("us", "UTC")).alias("as_of")
    early = tables["verdicts"].filter(pl.col("claim_id") == "c7").with_columns(then)
    tables["verdicts"] = TABLES["verdicts"].shape(pl.concat([tables["verdicts"], early]))
    section = next(s for s in sample_document(tables=tables).claims if s.claim_id == "c7")
    assert len(section.history) == 2
    assert [v.as_of for v in section.turns] == [AS_OF]


def test_reasons_that_repeat_the_evidence_are_told_once():
    section = next(s for s in sample_document().claims if s.claim_id == "c1")
    assert len(section.reasons) == 2
    assert [r.text for r in section.own_reasons] == ["At least 4 Il-76 are logged between Moscow and Benghazi on 12–19 Dec 2024."]


def test_a_claim_without_a_report_is_its_speakers():
    tables = dict(sample_tables())
    alone = pl.when(pl.col("claim_id") == "c5").then(None).otherwise(pl.col("report_id")).alias("report_id")
    tables["claims"] = tables["claims"].with_columns(alone)
    section = next(s for s in sample_document(tables=tables).claims if s.claim_id == "c5")
    assert (section.quote.outlet, section.quote.url) == ("Morning Paper", None)


def test_what_was_not_understood_does_not_stand_under_what_movement_data_cannot_answer() -> None:
    document = sample_document()
    strange = replace(document.uncheckable[0], claim_id="strange", number=99, why=UNCHECKABLE[""], is_understood=False)
    before, after = render_markdown(replace(document, uncheckable=(*document.uncheckable, strange))).split("## Not understood")
    assert "\n- 99. " in after
    assert "\n- 99. " not in before
    listed = before.split("## What movement data cannot answer")[1]
    assert all(f"\n- {u.number}. " in listed for u in document.uncheckable)
    assert "## Not understood" not in render_markdown(document)
