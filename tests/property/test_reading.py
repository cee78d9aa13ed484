"""What a reading never depends on: what else stands in the text, which other reports are read, and how they are cut into batches."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.articles import write_article

from vedette.claims import reader
from vedette.claims.reader import ReaderParams, read_claims, read_here, share_out
from vedette.registry.register import load_register
from vedette.schema.tables import CLAIMS, REPORTS

PUBLISHED = datetime(2025, 3, 14, tzinfo=UTC)
SLOTS = (
    "kind", "status", "polarity", "direction", "quote", "trigger", "actor", "assets", "origin", "destination", "place", "distance_km",
    "time_text", "time_start", "time_end", "speaker", "explicitness", "proposition_id",
)  # fmt: skip
# paragraphs that speak of no movement, no ship, no place and no force
UNRELATED = (
    "The orchestra played two symphonies by Haydn, and the audience would not stop clapping.",
    "Knead the dough for ten minutes, let it rest under a cloth, and bake it until the crust is brown.",
    "“I have never read a better novel,” the critic said. Others found it too long.",
    "Mathematicians have proved that every such polynomial has a root, which surprised nobody.",
    "If the committee agrees, the library may open on Sundays; whether it will is not clear.",
)
PARAGRAPHS = (
    "Two Russian frigates left Tartus for Tobruk on Tuesday, a port official said.",
    "Egypt denied that its submarines had entered Libyan waters.",
    "Flights from Minsk to Benghazi may have increased since January.",
    "At least four Il-76 transports are expected to fly from Latakia to Al Khadim next week.",
    "There is no evidence that Turkish warships have docked at Misrata.",
    "If the talks fail, France will pull its troops out of Chad.",
    "Satellite images show three tankers anchored off Malta, some 300 km from Tripoli in Libya.",
    "It is unclear whether the carrier Charles de Gaulle has reached Souda Bay.",
)
ROUTES = (
    "Two frigates sailed from {a} to {b}.", "The tanker left {a} for {b} on Tuesday.",
    "A convoy is heading from {a} towards {b}, officials said.",
    "Three Il-76 aircraft flew from {a} to {b} overnight.", "Cargo ships have moved ammunition from {a} to {b}.",
    "From {a}, the landing ships went on to {b}.", "The squadron was redeployed from {a} to {b}.",
    "The destroyer never returned from {a} to {b}.", "The submarine departed {a} bound for {b}.",
    "Satellite images show that the ferry travelled from {a} to {b} last week.", "The navy may send a corvette from {a} to {b}.",
    "The transfer of helicopters from {a} to {b} began in March.", "Warships are expected to sail from {a} to {b} in the coming days.",
    "It is unclear whether the tug went from {a} to {b}.", "The ministry denied that bombers had flown from {a} to {b}.",
)  # fmt: skip
PLACES = ("Tartus", "Tobruk", "Sevastopol", "Port Sudan", "Baltiysk", "Limassol", "Murmansk", "Djibouti", "Karachi", "Gdansk")


def _report(text: str, report_id: str = "r") -> dict[str, Any]:
    return {
        "report_id": report_id, "published": PUBLISHED, "language": "en", "rests_on": [], "text": text, "sha256": "", "source_id": "s",
        "source_row": 1,
    }  # fmt: skip


def _read(*texts: str) -> list[list[dict[str, Any]]]:
    """The claims of each text, read together."""
    frame = read_here(REPORTS.build([_report(text, f"r{i:03}") for i, text in enumerate(texts)]), load_register())
    found: list[list[dict[str, Any]]] = [[] for _ in texts]
    for row in frame.iter_rows(named=True):
        assert texts[int(row["report_id"][1:])][row["start"] : row["end"]] == row["quote"]
        found[int(row["report_id"][1:])].append(row)
    return found


def _content(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: claim[name] for name in SLOTS} for claim in claims]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.text(max_size=80), st.integers(0, 40))
def test_offsets_always_reproduce_the_quote(number: int, noise: str, at: int) -> None:
    paragraphs = write_article(number).split("\n\n")[: 1 + at % 6]
    text = "\n\n".join(paragraphs)
    at = at * len(text) // 40
    _read(text[:at] + noise + text[at:])  # asserts for each claim


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4, unique=True), st.sampled_from(UNRELATED), st.integers(0, 4))
def test_an_unrelated_paragraph_changes_no_other_claim(paragraphs: list[str], unrelated: str, at: int) -> None:
    at = min(at, len(paragraphs))
    more = [*paragraphs[:at], unrelated, *paragraphs[at:]]
    alone, beside = _read("\n\n".join(paragraphs), "\n\n".join(more))
    start = sum(len(p) + 2 for p in more[:at])
    inside = [c for c in beside if start <= c["start"] < start + len(unrelated)]
    kept = [c for c in beside if c not in inside]
    assert inside == []
    assert _content(kept) == _content(alone)
    shift = len(unrelated) + 2
    assert [c["start"] for c in kept] == [c["start"] + (shift if c["start"] >= start else 0) for c in alone]


@pytest.fixture(scope="module")
def routes() -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    pairs = [(PLACES[i], PLACES[(i + 1 + i % 3) % len(PLACES)]) for i in range(len(PLACES))]
    keys = [(shape, *ends) for shape, (a, b) in product(ROUTES, pairs) for ends in ((a, b), (b, a))]
    return dict(zip(keys, _read(*(shape.format(a=a, b=b) for shape, a, b in keys)), strict=True))


@pytest.mark.parametrize("shape", ROUTES)
def test_swapping_two_places_swaps_origin_and_destination(
    shape: str, routes: dict[tuple[str, str, str], list[dict[str, Any]]]
) -> None:
    seen = 0
    for (of, a, b), claims in routes.items():
        if of == shape:
            turned = routes[shape, b, a]
            ends = [[[p["text"] for p in c[role]] for role in ("origin", "destination")] for c in claims]
            assert [[a], [b]] in ends, (shape, a, b, ends)
            assert [[p["text"] for p in c["origin"]] for c in turned] == [[{a: b, b: a}.get(t, t) for t in o] for o, _ in ends]
            assert [[p["text"] for p in c["destination"]] for c in turned] == [
                [{a: b, b: a}.get(t, t) for t in d] for _, d in ends
            ]
            assert [(c["kind"], c["status"]) for c in turned] == [(c["kind"], c["status"]) for c in claims]
            seen += 1
    assert seen == 2 * len(PLACES)


def _articles(n: int) -> pl.DataFrame:
    return REPORTS.build([_report(write_article(i), f"r{i:03}") for i in range(n)])


@pytest.fixture(scope="module")
def six() -> tuple[pl.DataFrame, pl.DataFrame]:
    reports = _articles(6)
    return reports, read_here(reports, load_register())


@settings(max_examples=3, deadline=None)
@given(order=st.permutations(range(6)), cuts=st.sets(st.integers(1, 5), max_size=3))
def test_any_order_and_any_batches_give_the_same_rows(
    six: tuple[pl.DataFrame, pl.DataFrame], order: list[int], cuts: set[int]
) -> None:
    reports, whole = six
    shuffled = reports[order]
    bounds = [0, *sorted(cuts), 6]
    parts = [read_here(shuffled[a:b], load_register()) for a, b in pairwise(bounds)]
    assert CLAIMS.shape(pl.concat(parts)).equals(whole)


@pytest.mark.parametrize("n_chars", [500, 3_000, 20_000])
def test_the_size_of_a_batch_changes_nothing(
    n_chars: int, six: tuple[pl.DataFrame, pl.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    from vedette.claims.text import language

    monkeypatch.setattr(language, "BATCH_CHARS", n_chars)
    reports, whole = six
    assert read_here(reports[:4], load_register()).equals(whole.filter(pl.col("report_id") < "r004"))


def test_two_processes_give_the_same_rows_as_one(six: tuple[pl.DataFrame, pl.DataFrame], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "HELPER_CHARS", 1_000)
    reports, whole = six
    assert len(share_out(reports, 2)) == 2
    assert read_claims(reports, load_register(), ReaderParams(processes=2)).equals(whole)


@given(st.lists(st.integers(0, 400_000), max_size=8), st.integers(1, 4))
def test_shares_hold_every_report_once_and_in_order(lengths: list[int], n_shares: int) -> None:
    reports = pl.DataFrame({"text": ["x" * n for n in lengths]}, schema={"text": pl.String}).with_row_index("n")
    shares = share_out(reports, n_shares)
    assert [n for share in shares for n in share["n"]] == list(range(len(lengths)))
    assert len(shares) <= n_shares
    assert all(share.height for share in shares)
