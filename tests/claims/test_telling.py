"""Who says it, at a word of the last sentence: chains, asides, evidence, headlines, pronouns, quotations that run on."""

from __future__ import annotations

import pytest

from vedette.claims.english.speakers.telling import Telling
from vedette.claims.text.language import parse

ONE_SENTENCE: tuple[tuple[str, str, list[str]], ...] = (
    ("The frigate left Bari on Monday.", "left", []),
    ("The frigate left Bari on Monday, the coast guard said.", "left", ["coast guard"]),
    ("The frigate, the coast guard said, left Bari on Monday.", "left", ["coast guard"]),
    ("The coast guard said on Monday that the frigate had left Bari.", "left", ["coast guard"]),
    ("The frigate left Bari, according to two people close to the ministry.", "left", ["two people close to the ministry"]),
    ("In the view of most diplomats, the frigate left Bari too early.", "left", ["most diplomats"]),
    ("The frigate left Bari, per the harbour office.", "left", ["harbour office"]),
    ("The frigate has left Bari, wrote Marco Neri, a plane spotter.", "left", ["Marco Neri"]),
    ('"The frigate left Bari at dawn," recalled a fisherman who was there.', "left", ["fisherman"]),
    ("ANSA, citing a source in the navy, said the frigate had left Bari.", "left", ["ANSA", "source in the navy"]),
    ("Citing port workers, ANSA reported that the frigate had left Bari.", "left", ["ANSA", "port workers"]),
    ("The frigate left Bari, ANSA reported, quoting port workers.", "left", ["ANSA", "port workers"]),
    ("The newspaper quoted Admiral Rossi as saying that the frigate had left Bari.", "left", ["newspaper", "Admiral Rossi"]),
    ("Two sailors told La Stampa that the frigate had left Bari.", "left", ["La Stampa", "Two sailors"]),
    ("Two sailors told reporters that the frigate had left Bari.", "left", ["Two sailors"]),
    ("A minister told parliament that the frigate had left Bari.", "left", ["minister"]),
    ("Satellite images show the frigate leaving Bari.", "leaving", ["Satellite images"]),
    ("Flight-tracking data suggest that the jet left Bari.", "left", ["Flight-tracking data"]),
    ("The frigate left Bari, radar logs indicate.", "left", ["radar logs"]),
    ("According to reports carried by ANSA, the frigate left Bari.", "left", ["ANSA"]),
    ("As the mayor put it to reporters, the frigate left.", "left", []),
    ("As the mayor said on Monday, the frigate has left Bari.", "left", ["mayor"]),
    ("Bari: frigate left port with 40 sailors", "left", ["Bari"]),
    ("Officials: two frigates left Bari", "left", ["Officials"]),
    ("Update: two frigates left Bari", "left", []),
    ("The panel counted nine tankers off Bari.", "counted", ["panel"]),
    ("The agency puts the number of tankers off Bari at nine.", "tankers", ["agency"]),
    ("Nobody said that the frigate had left Bari.", "left", []),
    ("The ministry would not say when the frigate left Bari.", "left", []),
    ("The frigate added two guns and left Bari.", "left", []),
    ("Rome has added that the frigate left Bari.", "left", ["Rome"]),
    ("The ship told the pilot that it had left Bari.", "left", []),
    ("While the ministry said nothing, the frigate left Bari.", "left", []),
)
RUNNING_ON: tuple[tuple[str, str, list[str]], ...] = (
    ("“Two tugs left Bari,” Anna Neri said. “A third sailed at noon.”", "sailed", ["Anna Neri"]),
    ('"Two tugs left Bari," Anna Neri said. "It rained. A third sailed at noon."', "sailed", ["Anna Neri"]),
    ("Anna Neri, the mayor, spoke on Monday. She said that a tug had sailed at noon.", "sailed", ["Anna Neri"]),
    ("The mayor spoke on Monday. A tug sailed at noon, she added.", "sailed", ["mayor"]),
    ("Two pilots were asked on Monday. They said that a tug had sailed at noon.", "sailed", ["Two pilots"]),
    ("Two tugs left Bari, Anna Neri said. A third sailed at noon.", "sailed", []),
    ("“Two tugs left Bari,” Anna Neri said. A third sailed at noon.", "sailed", []),
    ("It rained. He said that a tug had sailed at noon.", "sailed", []),
)


def _speakers(text: str, word: str) -> list[str]:
    telling, found = Telling(), None
    for sentence in next(parse([text])).sents:
        telling.open(sentence)
        for token in sentence:
            if token.text == word:
                found = telling.speakers(token)
    assert found is not None
    return found


@pytest.mark.parametrize(("text", "word", "speakers"), [*ONE_SENTENCE, *RUNNING_ON])
def test_speakers(text: str, word: str, speakers: list[str]) -> None:
    assert _speakers(text, word) == speakers
