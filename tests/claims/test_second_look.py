"""A second look finds what the rules lose on the parser's tree, and does not overrule what they refuse for a reason."""

from __future__ import annotations

import math
from typing import Any

import pytest
from claim_reading import ids, read

from vedette.claims.english import sentence_reader
from vedette.claims.english.coreference import Reading, open_discourse
from vedette.claims.english.scene import set_scene
from vedette.claims.english.second_look.candidates import Told, find_candidates, known_words
from vedette.claims.english.second_look.gate import Gate, read_gate, read_signs
from vedette.claims.english.second_look.landmarks import find_landmarks
from vedette.claims.english.second_look.second_look import MOST, admit, tell
from vedette.claims.english.triggers import read_lexicon
from vedette.claims.reader import find_with
from vedette.claims.text.language import parse
from vedette.claims.text.sentences import Block
from vedette.registry.register import load_register

FLOTILLA = "Four corvettes lay at Split in May, and the tanker that fuels them sailed home to Pula."


def set_up(text: str) -> tuple[Any, Reading]:
    """A sentence, parsed, and what a frame sees of it."""
    scene = set_scene(next(parse([text])), Block(text, 0), find_with(load_register()))
    return next(iter(scene.doc.sents)), Reading(scene, open_discourse([scene]))


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (
            'The agency told ANSA the cutter "had returned to Valletta" by Sunday.',
            "returned arrive destination Valletta asserted",
        ),
        ("Belgium is to homeport two of its minehunters in Split.", "homeport present place Split planned"),
        (
            "Peru has never stationed so much as a rowing boat in Iquique, the envoy said.",
            "stationed present place Iquique denied",
        ),
    ],
)
def test_what_no_rule_followed(text: str, read_as: str, monkeypatch: pytest.MonkeyPatch) -> None:
    trigger, kind, role, place, status = read_as.split()
    (claim,) = read(text)
    assert (claim["trigger"], claim["kind"], claim["status"]) == (trigger, kind, status)
    assert [p["text"] for p in claim[role]] == [place]
    assert text[claim["start"] : claim["end"]] == claim["quote"]
    monkeypatch.setattr(sentence_reader, "look_again", lambda *_: [])
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two former soldiers moved to Marbella and opened a bar.",
        "The fleet of taxis in Cairo has shrunk.",
        "A flight of stairs leads to the harbour.",
        "Oil flowed to Ceyhan at a steady rate.",
        "The Coast Guard held a ceremony in Miami.",
        "The Falcons flew to a 3-0 win in Lagos.",
        "Army engineers turned the old barracks in Lyon into flats.",
        "In 1942 three thousand Australians were garrisoned on Timor, the exhibition recalls.",
        "The film shows a submarine in the Arctic.",
        "The tanker's captain was detained in Mumbai.",
    ],
)
def test_reasons_stand(text: str) -> None:
    assert read(text) == []


def test_every_group_of_weights_has_a_reason_and_signs_that_occur() -> None:
    gate = read_gate()
    assert 0.35 <= gate.threshold <= 0.5
    sentence, reading = set_up(FLOTILLA)
    lexicon, marks = read_lexicon(), find_landmarks(sentence, reading)
    signs = {s for c in find_candidates(known_words(sentence, lexicon), []) for s in read_signs(c, marks, [], lexicon, reading)}
    known = {group for group, _ in gate.weights}
    assert {"family", "left", "subject", "place behind", "claims", "nearest claim"} <= {g for g, _ in signs} & known
    assert len(gate.weights) > 100
    assert all(math.isfinite(w) and 0.05 <= abs(w) < 2 for w in gate.weights.values())


def test_a_likelihood_is_a_logistic_of_the_sum() -> None:
    gate = Gate(-1.0, 0.5, {("a", "x"): 1.0, ("b", "y"): 2.0})
    assert gate.likelihood([("a", "x")]) == pytest.approx(0.5)
    assert gate.likelihood([("a", "x"), ("b", "y"), ("c", "unknown")]) == pytest.approx(1 / (1 + math.exp(-2)))
    assert gate.likelihood([]) == pytest.approx(1 / (1 + math.e))


def test_landmarks_need_no_tree() -> None:
    sentence, reading = set_up("Off Malta two Russian frigates met the Kapitan Ivanov heading north to the port.")
    marks = find_landmarks(sentence, reading)
    words = {t.text: t.i for t in sentence}
    assert marks.assets[words["frigates"]] == "class"
    assert marks.places[words["Malta"]] == "known"
    assert marks.places[words["port"]] == "noun"
    assert marks.places[words["north"]] == "heading"
    assert words["met"] not in marks.assets | marks.places


def test_candidates_are_known_words_that_carry_nothing_yet() -> None:
    sentence, _ = set_up(FLOTILLA)
    lay, sailed = (next(t.i for t in sentence if t.text == word) for word in ("lay", "sailed"))
    lexicon = read_lexicon()
    assert {lay, sailed} <= {c.token.i for c in find_candidates(known_words(sentence, lexicon), [])}
    left = {c.token.i for c in find_candidates(known_words(sentence, lexicon), [Told(lay, "present", 0, lay)])}
    assert lay not in left
    assert sailed in left


def test_a_claim_beside_a_word_makes_it_less_likely() -> None:
    sentence, reading = set_up("The frigate slipped away, sailing north for Vlore at dawn.")
    lexicon, gate, marks = read_lexicon(), read_gate(), find_landmarks(sentence, reading)
    slipped = next(t.i for t in sentence if t.text == "slipped")
    sailing = next(c for c in find_candidates(known_words(sentence, lexicon), []) if c.token.text == "sailing")
    alone = gate.likelihood(read_signs(sailing, marks, [], lexicon, reading))
    beside = gate.likelihood(read_signs(sailing, marks, [Told(slipped, "depart", 0, len(sentence) - 1)], lexicon, reading))
    assert beside < alone / 2


def test_the_likeliest_comes_first_and_no_more_than_a_few() -> None:
    sentence, reading = set_up(FLOTILLA)
    lexicon = read_lexicon()
    words = known_words(sentence, lexicon)
    assert admit(words, [], Gate(-9.0, 0.4, {}), lexicon, reading) == []
    assert admit(words, [], Gate(9.0, 0.4, {}, floor=10.0), lexicon, reading) == []
    frames = admit(words, [], Gate(9.0, 0.4, {}), lexicon, reading)
    assert 0 < len(frames) <= MOST
    assert frames[0].trigger.i == min(f.trigger.i for f in frames)  # of equals the first word
    assert all(tell(f).first <= f.trigger.i <= tell(f).last for f in frames)


def test_the_same_sentence_twice_is_read_alike() -> None:
    text = 'The agency told ANSA the cutter "had returned to Valletta" by Sunday.'
    assert [c["claim_id"] for c in read(text)] == [c["claim_id"] for c in read(text)]
    assert ids(read(text)[0], "destination") != [None]
