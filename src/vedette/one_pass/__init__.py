"""From a feed to visits, gaps, legs and meetings in one pass: the engine for archives too large for tables of positions.

`find.py` is the page to read first; `kernel.py` is the loop, `rows.py` makes rows of the events table of what it found.
"""

from vedette.one_pass.find import Found, OnePassParams, find_events, mmsi_name, watermark

__all__ = ["Found", "OnePassParams", "find_events", "mmsi_name", "watermark"]
