"""From a finding to a row of the claims table.

A finding, its scene, block and report flow in; a row (a dict) flows out, with the quote cut from the stored text. The quote
covers every word that the claim rests on, cues of its status included.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vedette.claims.english.times.times import TimeSpan
from vedette.claims.grouping.propositions import name_proposition
from vedette.claims.languages.found import ROLES, Finding
from vedette.claims.languages.scene import Scene
from vedette.claims.names.stated_numbers import add_numbers
from vedette.claims.rows import ReportText, make_claim_id
from vedette.claims.text.sentences import Block
from vedette.schema.words import CHECKABLE_KINDS

_FAR = 24  # words: a cue or place farther from the trigger is not taken into the quote


def build_row(
    finding: Finding, scene: Scene, block: Block, report: ReportText, told: tuple[TimeSpan | None, Sequence[str]]
) -> dict[str, Any]:
    """A row of the claims table; `told` holds the time of the claim and its speakers."""
    time, speakers = told
    words = scene.sentence.words
    near = [i for i in finding.words() if abs(i - finding.hit.first) <= _FAR]
    start, end = block.locate(words[min(near)].start, words[max(near)].end)
    first, last = block.locate(words[finding.hit.trigger].start, words[finding.hit.trigger].end)
    row: dict[str, Any] = {
        "claim_id": make_claim_id(report.report_id, finding.kind, start, end, first),
        "report_id": report.report_id,
        "kind": finding.kind,
        "status": finding.status,
        "polarity": "negative" if finding.status == "denied" or finding.kind == "absent" else "positive",
        "direction": finding.hit.row.direction,
        "quote": report.text[start:end],
        "start": start,
        "end": end,
        "trigger": report.text[first:last],
        "actor": finding.actor,
        "assets": add_numbers((thing.row() for thing in finding.things), report.text, start, end),
        **{role: [place.row() for place in finding.places.get(role, [])] for role in ROLES},
        "distance_km": finding.distance_km,
        "time_text": time.text if time else None,
        "time_start": time.begin if time else None,
        "time_end": time.finish if time else None,
        "speaker": list(dict.fromkeys([report.outlet or "author", *speakers])),
        "explicitness": "explicit",
        "is_checkable": finding.kind in CHECKABLE_KINDS,
        "reader": scene.tools.language.reader,
        "made": report.published,
        "source_id": report.source_id,
        "source_row": report.source_row,
    }
    return row | {"proposition_id": name_proposition(row)}
