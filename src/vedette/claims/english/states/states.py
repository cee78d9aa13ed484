"""The patterns of being somewhere, of strength, of rates and of what no movement data can answer: name -> function.

`fillers.py` adds them to those of movement. A name stands in the tables `presences.toml`, `strengths.toml`, `rates.toml`, `postures.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.states.absences import fill_absence, fill_empty, fill_gone, fill_no_sign, fill_vanish
from vedette.claims.english.states.aims import fill_outcome, fill_purpose, fill_requires
from vedette.claims.english.states.bases import fill_base_told, fill_calls_home, fill_lease, fill_open_to, fill_want
from vedette.claims.english.states.besides import fill_beside, fill_now_in, fill_with, fill_without
from vedette.claims.english.states.changes import fill_change
from vedette.claims.english.states.crowds import fill_filled
from vedette.claims.english.states.evidence import fill_dark, fill_lack, fill_obscured, fill_signal, fill_spoofed, fill_unseen
from vedette.claims.english.states.gaps import fill_nothing_shown
from vedette.claims.english.states.holdings import fill_have
from vedette.claims.english.states.keeping_away import fill_clear_of, fill_shows_none, fill_unmoved
from vedette.claims.english.states.losses import fill_lose, fill_more_there
from vedette.claims.english.states.masses import fill_add, fill_few_left, fill_level, fill_mass
from vedette.claims.english.states.presences import fill_presence, fill_stay_noun
from vedette.claims.english.states.rates import fill_fewer, fill_rate_verb, fill_times, fill_trips
from vedette.claims.english.states.set_phrases import fill_attribute, fill_home_to, fill_spend, fill_station
from vedette.claims.english.states.sightings import fill_sight
from vedette.claims.english.states.statements import fill_act, fill_base_noun, fill_state
from vedette.claims.english.states.stays import fill_be, fill_be_at, fill_busy, fill_over
from vedette.claims.english.states.swings import fill_swing
from vedette.claims.english.states.talks import fill_act_noun, fill_talk

if TYPE_CHECKING:
    from vedette.claims.english.triggers import Lexicon

STATES: dict[str, Callable[[Frame, Lexicon, Reading], Frame | None]] = {
    "be": fill_be,
    "be_at": fill_be_at,
    "over": fill_over,
    "busy": fill_busy,
    "spend": fill_spend,
    "station": fill_station,
    "attribute": fill_attribute,
    "home_to": fill_home_to,
    "beside": fill_beside,
    "with_at": fill_with,
    "now_in": fill_now_in,
    "without": fill_without,
    "sight": fill_sight,
    "have": fill_have,
    "presence": fill_presence,
    "stay_noun": fill_stay_noun,
    "vanish": fill_vanish,
    "gone": fill_gone,
    "empty": fill_empty,
    "absence": fill_absence,
    "no_sign": fill_no_sign,
    "clear_of": fill_clear_of,
    "unmoved": fill_unmoved,
    "shows_none": fill_shows_none,
    "change": fill_change,
    "mass": fill_mass,
    "add": fill_add,
    "few_left": fill_few_left,
    "lose": fill_lose,
    "more_there": fill_more_there,
    "level": fill_level,
    "trips": fill_trips,
    "swing": fill_swing,
    "rate_verb": fill_rate_verb,
    "fewer": fill_fewer,
    "times": fill_times,
    "filled": fill_filled,
    "signal": fill_signal,
    "dark": fill_dark,
    "unseen": fill_unseen,
    "lack": fill_lack,
    "shows_nothing": fill_nothing_shown,
    "obscured": fill_obscured,
    "spoofed": fill_spoofed,
    "act": fill_act,
    "act_noun": fill_act_noun,
    "talk": fill_talk,
    "base_noun": fill_base_noun,
    "base_told": fill_base_told,
    "lease": fill_lease,
    "want": fill_want,
    "open_to": fill_open_to,
    "calls_home": fill_calls_home,
    "state": fill_state,
    "requires": fill_requires,
    "purpose": fill_purpose,
    "outcome": fill_outcome,
}
