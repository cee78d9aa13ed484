"""From positions to events: one module, one kernel each.

`visits.py` finds stays at places with hysteresis, `landings.py` take-offs and landings with their confidence, `gaps.py` silences
and what may have caused them, `conflicts.py` one number in two places, `legs.py` pairs stays into voyages and flights.
`steps.py` lists the steps.
"""
