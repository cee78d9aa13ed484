"""Hostile and odd texts: nothing crashes, offsets stay exact, time and memory stay in proportion, nothing is dropped in silence."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from claim_reading import ids, read
from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.reader import BATCH_CHARS
from vedette.claims.text.cleaning import clean
from vedette.claims.text.cutting import MAX_CHARS, MAX_SENTENCE_CHARS, pieces
from vedette.claims.text.sentences import iter_blocks, split_blocks

SENTENCE = "Russian warships left Tartus for Libya."


def _departures(text: str) -> list[dict[str, Any]]:
    claims = read(text)
    for claim in claims:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["trigger"] in claim["quote"]
    return [c for c in claims if c["kind"] == "depart"]


# what stands around the sentence -> everything is read, and quickly, since it holds little to parse
AROUND = {
    "a million quotation marks": '"' * 1_000_000 + " ",
    "quotation marks in pairs": "“” " * 100_000,
    "100,000 blank lines": "\n" * 100_000,
    "100,000 lines of one space": " \n" * 100_000,
    "a word of a megabyte": "a" * 1_000_000 + " ",
    "a Cyrillic word of a megabyte": "ж" * 1_000_000 + " ",
    "tags in tags": "<div>" * 200_000,
    "open tags": "<a " * 2_000,
    "a million entities": "&amp;" * 1_000_000 + " ",
    "unknown entities": "&bomb;" * 200 + " ",
    "combining marks": "a" + "\u0301" * 1_000_000 + " ",
    "pictograms": "🚢" * 200_000,
    "joined pictograms": "👩\u200d🚀" * 50_000,
    "full stops": "." * 1_000_000 + " ",
    "full stops in a row": ". " * 100_000,
    "zero bytes": "\x00" * 1_000_000,
    "zero-width characters": "\u200b" * 1_000_000,
    "marks of direction": "\u202e\u2066\u200f" * 100_000 + " ",
    "brackets": "([{" * 100_000 + " ",
    "white space": " \t\u00a0\u3000" * 100_000,
    "line separators": "\u2028" * 100_000,
    "mixed scripts": "Тартус طرطوس Ταρτούς 塔尔图斯 ",
    "small capitals and ligatures": "ﬁﬂ ᴛᴀʀᴛᴜꜱ Ⅻ ½ ",
    "replacement characters": "\ufffd" * 1_000 + " ",
    "private use": "\ue000\U000f0000 ",
}


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_a_sentence_hides_nothing(name: str) -> None:
    begun = time.process_time()
    claims = _departures(f"{AROUND[name]}{SENTENCE}")
    assert [(ids(c, "origin"), ids(c, "destination")) for c in claims] == [(["tartus"], ["country:LY"])]
    assert time.process_time() - begun < 30


# a sentence written oddly -> it is read as if it were written plainly
ODD = {
    "zero width in names": "Russian war\u200bships left Tar\u200btus for Li\ufeffbya.",
    "right-to-left mark in a name": "Russian warships left Tart\u200fus for Libya.",
    "embedding": "Russian warships left \u202bTartus\u202c for \u2067Libya\u2069.",
    "override": "\u202eRussian warships left Tartus for Libya.\u202c",
    "soft hyphens": "Russian warships left Tar\u00adtus for Libya.",
    "zero bytes": "Russian\x00 warships left Tar\x00tus for Libya.",
    "decomposed letters": "Russian warships left T\u0323artu\u0304s for Libya.",
    "marks piled up": "Russian warships left T\u0336a\u0336r\u0336t\u0336u\u0336s\u0336 for Libya.",
    "entities": "Russian warships left&nbsp;Tart&#117;s for Liby&#x61;.",
    "tags": "<p>Russian warships <a href='https://example.org/a?b=c'>left</a> <b>Tartus</b> for Libya.</p>",
    "pictograms": "🇷🇺 Russian warships left Tartus 🚢 for Libya 🇱🇾.",
    "all capitals": "RUSSIAN WARSHIPS LEFT TARTUS FOR LIBYA.",
    "spaces of other widths": "Russian\u00a0warships\u2009left\u3000Tartus for\u202fLibya.",
    "C1 controls": "Russian warships left \u0081Tartus\u009f for Libya.",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_writing_is_read(name: str) -> None:
    (claim,) = _departures(ODD[name])
    assert (ids(claim, "origin"), ids(claim, "destination")) == (["tartus"], ["country:LY"])


@pytest.mark.parametrize("name", ["Tаrtus", "Tαrtus", "Таrtus"])  # Cyrillic a, Greek alpha, Cyrillic T and a
def test_a_look_alike_is_not_the_name_that_it_looks_like(name: str) -> None:
    (claim,) = _departures(f"Russian warships left {name} for Libya.")
    assert claim["origin"] == [{"text": name, "place_id": None}]
    assert ids(claim, "destination") == ["country:LY"]


def test_a_quote_takes_in_entities_and_marks_whole() -> None:
    text = "Two frigates sailed to Latt&#97;ki&#225; and a tug sailed to Tartu\u0304s\u0304."
    ends = {text[c["end"] - 8 : c["end"]] for c in read(text)}
    assert any(end.endswith("&#225;") for end in ends)
    assert any(end.endswith("s\u0304") for end in ends)


# n characters of something to parse
BULK = {
    "no sentence ends": "russian warships left tartus and libyan tugs came to malta and ",
    "commas only": "Russian warships left Tartus for Libya, ",
    "one conjunction": "ships and Tartus and ",
    "numbers": "1 2 3 ",
    "one word again": "Tartus ",
    "lines": "x\n",
    "lines apart": "x\n\n",
    "open tags": "<a ",
}


@pytest.mark.parametrize("name", BULK)
def test_bulk_is_read_whole(name: str) -> None:
    unit = BULK[name]
    text = unit * (6_000 // len(unit)) + "\n\n" + SENTENCE
    assert _departures(text)[-1]["end"] == len(text) - 1


_MEASURE = """
import json, resource, sys, time
sys.path[:0] = json.loads(sys.argv[1])
from claim_reading import read
unit, tail = "The harbour was quiet and the wind came from the west , ", "Russian warships left Tartus for Libya."
read(tail)
found = []
for n in (10_000, 120_000):
    text = unit * (n // len(unit)) + tail
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    claims = [c for c in read(text) if c["kind"] == "depart"]
    assert [text[c["start"] : c["end"]] for c in claims] == [tail[:-1]], claims
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    found.append([len(text), time.process_time() - begun, grown])
print(json.dumps(found))
"""


def test_a_line_without_end_takes_time_in_proportion_and_flat_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, json.dumps([p for p in sys.path if p])], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (short, short_s, _), (long, long_s, grown_mb) = json.loads(done.stdout)
    assert long_s / long < 4 * short_s / short
    assert grown_mb < 150  # some 60 MB; parsed at once, a text of this length took 300


def test_blocks_come_one_by_one() -> None:
    blocks = iter_blocks((SENTENCE + "\n\n") * 100_000, lambda _: False)
    assert isinstance(blocks, Iterator)
    begun = time.process_time()
    next(blocks)
    assert time.process_time() - begun < 5


def test_a_claim_at_the_seam_of_two_batches_is_read() -> None:
    text = "The quiet-harbour-and-the-breakwater-beyond-it. " * (BATCH_CHARS // 47) + SENTENCE
    assert len(_departures(text)) == 1


@given(st.text(alphabet="aA .!?;,:\n<b>&mp;\u0301\u200b“”", max_size=3_000), st.integers(0, 50))
def test_pieces_join_without_a_gap(text: str, start: int) -> None:
    start = min(start, len(text))
    spans = list(pieces(text * 3, start, len(text) * 3))
    assert "".join((text * 3)[a:b] for a, b in spans) == (text * 3)[start:]
    assert all(b - a <= MAX_CHARS for a, b in spans)


@pytest.mark.parametrize("mark", ["<a href='x'>", "&nbsp;", "a\u0301"])
def test_nothing_is_cut_in_the_middle_of_a_tag_or_a_letter(mark: str) -> None:
    text = mark * 2_000
    for a, b in pieces(text, 0, len(text)):
        assert text[a:b].startswith(mark[0])
        assert b - a <= MAX_SENTENCE_CHARS
        assert (b - a) % len(mark) == 0


def test_sentences_are_not_cut_while_they_are_short() -> None:
    text = " ".join(f"Gen. Number {i} said that the ships had left the port of Tartus." for i in range(500))
    ends = {text[b - 8 : b] for _, b in pieces(text, 0, len(text))}
    assert ends == {"Tartus. ", " Tartus."}


@given(st.text(alphabet="aéB &;#x17<p>/\u0301\u0304\u200b\u202e\x00\ud800🚢\n\t", max_size=200), st.integers(0, 20))
def test_every_clean_character_has_its_place(text: str, start: int) -> None:
    start = min(start, len(text))
    seen = clean(text, start, len(text))
    places = seen.offsets if seen.offsets is not None else range(start, start + len(seen.text))
    assert len(places) == len(seen.text)
    assert list(places) == sorted(set(places))
    for character, place in zip(seen.text, places, strict=True):
        assert start <= place < len(text)
        stored = text[place : seen.ends.get(place, place + 1)]
        assert len(stored) > 1 or stored == character or (stored.isspace() and character == " ")


@pytest.mark.parametrize(
    "line", ["By John Smith", "Source: Reuters", "Photo by Ann", "© 2024 Reuters. All rights reserved.", "<i>11:39 AM</i>"]
)
def test_furniture(line: str) -> None:
    assert [b.text for b in split_blocks(f"{line}\nThe ships left.")] == ["The ships left."]


@pytest.mark.parametrize(
    "line",
    [
        "Sources said that two frigates left.",
        "Source close to the navy said that two frigates had left.",
        "Photos show two ships.",
    ],
)
def test_sentences_that_begin_like_furniture_are_read(line: str) -> None:
    assert [b.text for b in split_blocks(f"{line}\nThe ships left.")] == [line, "The ships left."]
