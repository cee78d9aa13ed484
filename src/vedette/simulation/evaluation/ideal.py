"""The judge who knows the true parameters of a world: the same machinery with the world's numbers in place of the table's.

Parameters of a world flow in, tables and settings for that judge flow out. It knows how often assets send, how well they are heard, what
is covered, whose clock is off, how often tracks are faked, how much an outlet's word is worth, which reports are copies and how many
claims are true. It does not know what happened.
"""

from __future__ import annotations

from dataclasses import replace

from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register
from vedette.schema.tables import ROOTS
from vedette.simulation.evaluation.ablations import Given, with_numbers
from vedette.simulation.quick.params import GROUPS, QuickParams
from vedette.simulation.quick.worlds import QuickWorld, make_world

_SPOOFED = ("track_leg", "track_at_destination", "track_departed")


def know_truth(world: QuickWorld, params: AssessmentParams, register: Register) -> Given:
    """Tables and settings of the judge who knows the parameters of a world."""
    plain = replace(world.params, clock_off_h=0.0, map_thinned=1.0)
    clear = world.tables if plain == world.params else make_world(plain, register).tables
    rows = [
        {"root_id": f"sim-{copy}", "report_ids": [copy, original], "reason": "known to the simulation"}
        for copy, original in world.hidden
    ]
    known = with_numbers(params, true_numbers(world.params, params))
    return replace(clear, roots=ROOTS.build(rows)), known.model_copy(update={"prior": world.params.base_rate})


def true_numbers(world: QuickParams, params: AssessmentParams) -> dict[str, dict[str, float]]:
    """The numbers of the likelihood table that a world has otherwise; those of the matched world stay as they are."""
    numbers: dict[str, dict[str, float]] = {}
    table = params.table
    silence = {"received": min(table["nothing_heard"].numbers["received"] * world.heard_factor, 1.0)}
    if world.sends_factor != 1:
        for group, a, b in zip(GROUPS, world.sends_a, world.sends_b, strict=True):
            mean = min(a / (a + b) * world.sends_factor, 0.999)
            silence |= {f"{group}_a": mean * (a + b), f"{group}_b": (1 - mean) * (a + b)}
    numbers["nothing_heard"] = silence
    if world.spoof_factor != 1:
        for rule in _SPOOFED:
            old = table[rule].numbers
            more = {g: share * (world.spoof_factor - 1) for g, share in zip(GROUPS, world.spoof, strict=True)}
            false = {g: min(old[f"spoof_{g}"] + more[g], 1.0) for g in GROUPS}
            numbers[rule] = {f"spoof_{g}": false[g] for g in GROUPS}
    if world.told_false_factor != 1:
        old = table["report_root"].numbers
        numbers["report_root"] = {grade: max(old[grade] / world.told_false_factor, 1.0) for grade in old if grade != "next_root"}
    return numbers
