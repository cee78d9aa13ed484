"""From a feed to visits, gaps, legs and meetings in one pass: the engine for archives too large for tables of positions.

Packed rows flow in, rows of the events table flow out. `find.py` is the page to read first; `kernel.py` is the loop, `rows.py`
makes rows of the events table of what it found.
"""
