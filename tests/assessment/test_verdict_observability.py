"""Two verdicts hang on observability: neither may stand where the data say otherwise, whatever the rest of the facts."""

from __future__ import annotations

from datetime import timedelta

from builders import Row, at, claim, coverage, end_of, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.assessment.verdict.verdict_rules import Facts, choose
from vedette.registry.register import Register, load_register
from vedette.schema.probability import percent

AS_OF = end_of("2025-03-01")
PROBABILITY = st.floats(0, 1)
FACTS = st.builds(
    Facts,
    is_checkable=st.just(True),
    p=PROBABILITY,
    o=PROBABILITY,
    k=st.integers(0, 4),
    r=st.integers(0, 3),
    has_sensor=st.booleans(),
    has_sensor_at_end=st.booleans(),
    has_identity_at_end=st.booleans(),
    has_against=st.booleans(),
    has_incompatible=st.booleans(),
    has_anything=st.booleans(),
    is_departure_confirmed=st.booleans(),
    is_some_confirmed=st.booleans(),
    is_due=st.booleans(),
)


@given(FACTS)
@settings(max_examples=400)
def test_not_observable_is_never_said_where_it_could_have_been_seen(facts: Facts) -> None:
    verdict = choose(facts).verdict
    if verdict == "not_observable":
        assert facts.o < 0.3
    if facts.o > 0.5:
        assert verdict not in ("not_observable", "reported_only")
    if verdict == "not_seen_where_expected":
        assert facts.o >= 0.8
        assert facts.p < 0.2
        assert not facts.has_sensor


REGISTER: Register = load_register()


@given(
    st.sampled_from(["ship:sparta", "frigate", "ro_ro"]),
    st.lists(st.integers(0, 11 * 24 - 1), unique=True, max_size=40),
    st.lists(st.tuples(st.integers(0, 10), st.sampled_from(["sar", "optical"]), st.none() | PROBABILITY), max_size=4),
    st.floats(0, 1),
)
@settings(max_examples=25, deadline=None)
def test_the_same_from_data_to_verdict(
    what: str, covered: list[int], looks: list[tuple[int, str, float | None]], share: float
) -> None:
    start = at("2024-12-10")
    hours = coverage("N32E023", "2024-12-10", "2024-12-20")
    images: list[Row] = [
        {
            "image_id": f"i{n}", "time": start + timedelta(days=day, hours=9), "place_id": "tobruk", "sensor": sensor,
            "gsd_m": 10.0, "cloud_share": cloud, "pass_id": f"p{n}", "source_id": "src-i", "source_row": n,
        }
        for n, (day, sensor, cloud) in enumerate(looks)
    ]  # fmt: skip
    chosen = hours[: int(share * len(hours))] + [hours[h] for h in covered if h >= int(share * len(hours))]
    row = claim("c", "arrive", destination=["tobruk"], time=("2024-12-10", "2024-12-20"), assets=[what], speaker=[])
    verdict = assess(tables([row], coverage=chosen, images=images), REGISTER, AssessmentParams(), AS_OF).verdicts.row(
        -1, named=True
    )
    o = verdict["observability"]
    assert 0 <= o <= 1
    assert percent(o) in verdict["observability_sentence"]
    if verdict["verdict"] == "not_observable":
        assert o < 0.3
    if verdict["verdict"] == "not_seen_where_expected":
        assert o >= 0.8
    assert verdict["verdict"] in ("not_observable", "not_seen_where_expected", "inconclusive", "reported_only")
