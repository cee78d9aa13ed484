"""The frames of one sentence: triggers are filled, compared with each other, and completed.

A parsed sentence and what the reader remembers of the text flow in; frames flow out, and the memory is brought up to date:
what was said to move, whose it was, which places were named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.fillers import fill
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.gapping import fill_gaps
from vedette.claims.english.movement.paths import fill_path
from vedette.claims.english.movement.starting_points import take_starting_points
from vedette.claims.english.movement.verbless import read_verbless
from vedette.claims.english.movement.whereabouts import follow_whereabouts
from vedette.claims.english.orphans import adopt_orphans
from vedette.claims.english.purposes import read_purposes
from vedette.claims.english.second_look.second_look import look_again
from vedette.claims.english.settling import settle
from vedette.claims.english.states.distances import find_distances, merge_distances
from vedette.claims.english.states.line_stays import read_line_stays
from vedette.claims.english.states.restating import restate
from vedette.claims.english.states.sizes import take_sizes
from vedette.claims.english.states.traffic import tell_rates
from vedette.claims.english.triggers import Lexicon, Trigger
from vedette.schema.words import CHECKABLE_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def read_frames(sentence: Span, lexicon: Lexicon, reading: Reading) -> list[Frame]:
    """The frames of one sentence, in the order of their triggers."""
    unread: dict[Token, list[Trigger]] = {}
    found = [frame for token in sentence if (frame := _read_trigger(token, lexicon, reading, unread)) is not None]
    frames = tell_rates(sentence, settle(found, reading), reading)
    adopt_orphans(sentence, frames, lexicon, reading)
    frames += fill_gaps(sentence, frames, lexicon, reading)
    if not frames and (verbless := read_verbless(sentence, lexicon, reading)) is not None:
        frames.append(verbless)
    frames = restate([*frames, *read_line_stays(sentence, frames, lexicon, reading)])
    frames += read_purposes(frames)
    take_sizes(frames, reading)
    take_starting_points(frames, reading)
    follow_whereabouts(frames, reading)
    alone = merge_distances(frames, find_distances(sentence, reading))
    for distance in alone:
        reading.discourse.note_assets(distance.assets, distance.actor)
    found_late = look_again(sentence, unread, [*frames, *alone], lexicon, reading)
    _remember_mentions(sentence, reading)
    return sorted([*frames, *alone, *found_late], key=lambda f: f.trigger.i)


def _read_trigger(token: Token, lexicon: Lexicon, reading: Reading, unread: dict[Token, list[Trigger]]) -> Frame | None:
    """The frame of the first row of the lexicon that fits a word, else that of a verb with a path; a known word without is noted."""
    if not (token.is_alpha or "-" in token.text):
        return None
    rows: list[Trigger] = []
    for row in lexicon.find(token):
        rows.append(row)
        frame = fill(token, row, lexicon, reading)
        if frame is not None:
            _remember(frame, reading)
            return frame
    frame = fill_path(token, lexicon, reading)
    if frame is not None:
        _remember(frame, reading)
    elif rows:
        unread[token] = rows
    return frame


def _remember(frame: Frame, reading: Reading) -> None:
    if frame.kind in CHECKABLE_KINDS and frame.row.pattern not in ("presence", "change"):
        reading.discourse.note_assets(frame.assets, frame.actor)
    for ref in (*frame.origin, *frame.destination, *frame.place):
        if ref.place_id is not None:
            reading.discourse.note_place(ref.place_id, reading.scene.finders.places.kind_of(ref.place_id))


def _remember_mentions(sentence: Span, reading: Reading) -> None:
    finder, near = reading.scene.finders.places, reading.scene.mentions_in(sentence)
    for mention in near:
        if not mention.is_adjective:
            place_id = finder.choose(mention, near, reading.discourse.countries)
            if place_id is not None:
                reading.discourse.note_place(place_id, finder.kind_of(place_id))
