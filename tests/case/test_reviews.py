"""Reviews in claims.toml: what may stand there, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.case.load import load_case
from vedette.errors import CaseError

CASE = '[case]\ntitle = "T"\nquestion = "Q?"\nperiod = { start = "2024-12-01", end = "2024-12-31" }\n'
OLD = '[[reviews]]\nclaim = "clm-1"\ndecision = "reject"\n'
FULL = """[[reviews]]
claim = "clm-1"
decision = "edit"
by = "A"
on = 2025-01-02T10:00:00Z
report = "r"
quote = "ships left"
sentence = "The ships left."
read.kind = "depart"
read.status = "asserted"
read.trigger = "left"
read.assets = [{ text = "ships", class = "ship", count_min = 2 }]
read.origin = [{ text = "Tartus", place_id = "tartus" }]
read.reader = "deterministic-en"
set.destination = ["tobruk"]
set.start = "2024-12-12"
"""


def load(folder: Path, claims: str) -> object:
    (folder / "case.toml").write_text(CASE)
    (folder / "claims.toml").write_text(claims)
    return load_case(folder)


def test_the_old_form_still_loads(tmp_path: Path) -> None:
    case = load(tmp_path, OLD)
    (review,) = case.reviews  # type: ignore[attr-defined]
    assert (review.claim, review.decision, review.quote, review.read) == ("clm-1", "reject", None, None)


def test_a_whole_review_loads_with_its_line(tmp_path: Path) -> None:
    case = load(tmp_path, OLD.replace("clm-1", "clm-0") + "\n" + FULL)
    review = case.reviews[1]  # type: ignore[attr-defined]
    assert case.review_lines == (2, 6)  # type: ignore[attr-defined]
    assert review.read.assets[0].asset_class == "ship"
    assert review.changes.destination == ("tobruk",)
    assert review.changes.start.isoformat() == "2024-12-12T00:00:00+00:00"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"edit"', '"keep"', "claims.toml:3: reviews[0].decision must be 'accept', 'edit', 'reject' or 'withdraw' (is 'keep')"),
        ('"edit"', '"accept"', "claims.toml:3: reviews[0].decision must be 'edit' where set is given, and only there (is 'accept')"),
        ("decision", "decison", "claims.toml:3: unknown key 'reviews[0].decison'; did you mean 'decision'? (and 1 more)"),
        ("sentence =", "sentense =", "claims.toml:8: unknown key 'reviews[0].sentense'; did you mean 'sentence'?"),
        ('sentence = "The ships left."\n', "", "claims.toml:1: reviews[0] report, quote, sentence and read go together; sentence is"),
        ("read.kind", "read.knid", "claims.toml:9: unknown key 'reviews[0].read.knid'; did you mean 'kind'? (and 1 more)"),
        ('read.status = "asserted"', 'read.status = "sure"', "claims.toml:10: reviews[0].read.status must be 'asserted'"),
        ("set.destination", "set.destinaton", "claims.toml:15: unknown key 'reviews[0].set.destinaton'; did you mean 'destination'?"),
        ('["tobruk"]', '"tobruk"', "claims.toml:15: reviews[0].set.destination must be a list in [ ] (is 'tobruk')"),
        ("set.start", "set.clear = ['start']\nset.start", "claims.toml:1: reviews[0].set both gives and clears 'start'"),
        ("set.start = \"2024-12-12\"", 'set.clear = ["kind"]', "claims.toml:1: reviews[0].set cannot clear 'kind'"),
        ("set.start = \"2024-12-12\"", 'set.clear = ["kin"]', "claims.toml:16: reviews[0].set.clear[0] must be 'kind'"),
        ("count_min = 2", "count_min = -2", "claims.toml:12: reviews[0].read.assets[0].count_min must be >= 0 (is -2)"),
        ("2025-01-02T10:00:00Z", "'yesterday'", "claims.toml:5: reviews[0].on"),
        ('by = "A"', "by = 7", "claims.toml:4: reviews[0].by must be a text in quotes (is 7)"),
        ('claim = "clm-1"', 'claim = ""', "claims.toml:2: reviews[0].claim must not be empty (is '')"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_line_value_and_mend(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in FULL
    with pytest.raises(CaseError) as raised:
        load(tmp_path, FULL.replace(old, new, 1))
    assert str(raised.value).startswith(expected)


def test_two_reviews_of_which_neither_is_later_name_both_lines(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"claims.toml:6: claim 'clm-1' is reviewed here and in line 2, neither says when"):
        load(tmp_path, OLD + "\n" + OLD.replace("reject", "accept"))
    assert len(load(tmp_path, OLD + "\n" + OLD).reviews) == 2  # type: ignore[attr-defined]
    assert len(load(tmp_path, OLD + "\n" + FULL).reviews) == 2  # type: ignore[attr-defined]


def test_a_written_claim_with_a_sentence_needs_its_report(tmp_path: Path) -> None:
    claim = '[[claims]]\nid = "c"\nquote = "ships left"\nkind = "depart"\nsentence = "The ships left."\n'
    with pytest.raises(CaseError, match="sentence needs the report in which it stands"):
        load(tmp_path, claim)
