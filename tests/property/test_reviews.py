"""Properties of reviews: applied twice they are applied once; their order says nothing; one never touches another claim."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "claims"))

from review_rows import apply, bare, claim, place, report, review

Row = dict[str, Any]
PLACES = ("tartus", "tobruk", "latakia", "hmeimim")
SENTENCES = tuple(
    f"{who} {verb} {where.title()}." for who in ("Ships", "Two frigates") for verb in ("left", "reached") for where in PLACES
)
CHANGES: tuple[Row, ...] = (
    {"actor": "Russia"},
    {"destination": ["tobruk"], "clear": ["origin"]},
    {"kind": "move"},
    {"status": "denied"},
)


def claims_of(of: Row, readings: random.Random, is_later: bool) -> list[Row]:
    """What a reader reads in a text of these sentences; a later one cuts, reads or misses a little otherwise."""
    found = []
    at: dict[str, int] = {}
    for sentence in of["text"].split("\n\n"):
        at[sentence] = at.get(sentence, 0) + 1
        mood = readings.randrange(6) if is_later else 5
        if mood == 0:
            continue  # no longer read
        quote = sentence.rstrip(".") if mood != 1 else sentence
        where = sentence.rstrip(".").split()[-1].lower() if mood != 2 else readings.choice(PLACES)
        verb = "left" if " left " in sentence else "reached"
        kind = ("depart" if verb == "left" else "arrive") if mood != 3 else "move"
        slots = {"origin" if verb == "left" else "destination": [place(where)]}
        found.append(claim(of, quote, kind, nth=at[sentence], trigger=verb, **slots))
    return found


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Row, list[Row], list[Row]]:
    """A text as it is now, the claims read there now, and reviews of what was read in an earlier state of it."""
    before = report("\n\n".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))))
    lines = before["text"].split("\n\n")
    for _ in range(draw(st.integers(0, 2))):
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(SENTENCES)))
    if len(lines) > 1 and draw(st.booleans()):
        lines.pop(draw(st.integers(0, len(lines) - 1)))
    now = report("\n\n".join(lines))
    readings = random.Random(draw(st.integers(0, 99)))
    read_before, read_now = claims_of(before, readings, False), claims_of(now, readings, draw(st.booleans()))
    reviews = []
    for number, row in enumerate(read_before):
        for hour in draw(st.lists(st.integers(0, 23), max_size=2, unique=True)):
            decision = draw(st.sampled_from(("accept", "reject", "edit", "withdraw")))
            given = {"set": draw(st.sampled_from(CHANGES))} if decision == "edit" else {}
            reviews.append(review(before, row, decision, hour=hour, line=10 * number + hour, **given))
    if read_now and draw(st.booleans()):
        reviews.append(bare(draw(st.sampled_from(read_now))["claim_id"], draw(st.sampled_from(("accept", "reject"))), line=999))
    return now, read_now, reviews


QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(worlds())
def test_applied_twice_is_applied_once(world: tuple[Row, list[Row], list[Row]]) -> None:
    now, claims, reviews = world
    once = apply([now], claims, reviews)
    twice = apply([now], once.claims.to_dicts(), reviews)
    assert twice.claims.to_dicts() == once.claims.to_dicts()


@QUICK
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_reviews_says_nothing(world: tuple[Row, list[Row], list[Row]], shuffle: random.Random) -> None:
    now, claims, reviews = world
    mixed = list(reviews)
    shuffle.shuffle(mixed)
    one, other = apply([now], claims, reviews), apply([now], claims, mixed)
    assert one.claims.equals(other.claims)
    assert one.reviews.equals(other.reviews)


@QUICK
@given(worlds())
def test_every_review_is_accounted_for_and_no_claim_is_lost(world: tuple[Row, list[Row], list[Row]]) -> None:
    now, claims, reviews = world
    done = apply([now], claims, reviews)
    assert sorted(done.reviews["source_row"]) == sorted(r["line"] for r in reviews)
    assert done.claims["claim_id"].n_unique() == done.claims.height
    in_force = done.reviews.filter(done.reviews["state"] == "in_force")
    assert in_force.filter(in_force["decision"] != "withdraw")["claim_id"].is_unique().all()
    n_rejected = in_force.filter(in_force["decision"] == "reject").height
    n_kept = sum("the reader no longer reads" in " ".join(told) for told in in_force["differences"].to_list())
    assert done.claims.height == len(claims) - n_rejected + n_kept
    for row in done.claims.to_dicts():
        assert now["text"][row["start"] : row["end"]] == row["quote"]


@QUICK
@given(worlds(), st.integers(0, 9))
def test_a_review_never_changes_another_claim(world: tuple[Row, list[Row], list[Row]], which: int) -> None:
    now, claims, reviews = world
    ids = {r["claim"] for r in reviews}
    if not ids:
        return
    alone = sorted(ids)[which % len(ids)]
    done = apply([now], claims, [r for r in reviews if r["claim"] == alone])
    touched = {row["claim_id"] for row in done.readings.values()}
    before = {row["claim_id"]: row for row in claims if row["claim_id"] not in touched}
    after = {row["claim_id"]: row for row in done.claims.to_dicts()}
    assert all(after.get(name) == row for name, row in before.items())
    assert len(touched) <= 1
