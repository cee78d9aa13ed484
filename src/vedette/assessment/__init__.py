"""From claims and all that bears on them to graded verdicts.

Tables of claims, reports, sightings, events and coverage flow in; evidence and verdicts flow out. Each claim becomes a query
(`question`) that is put to what is known (`known`) and to what could have been seen (`seeing`); small functions, one per kind of
evidence, look for what bears on it (`evidence`); what shares an origin is discounted (`weights`); a row of an ordered table of
rules gives the verdict (`verdict`), which can be laid open (`examining`). `assess.py` is the page to read first.
"""
