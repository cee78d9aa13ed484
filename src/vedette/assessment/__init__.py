"""From claims and all that bears on them to graded verdicts.

Tables of claims, reports, sightings, events and coverage flow in; evidence and verdicts flow out. Each claim becomes a query
(`predicates`); small functions, one per kind of evidence, look for what bears on it (`sightings`, `tracks`, `silence`,
`reports`, `rates`, `counts`, `distances`); what shares an origin is discounted (`independence`); a row of an ordered table
of rules (`verdict_rules`) gives the verdict. `assess.py` is the page to read first.
"""
