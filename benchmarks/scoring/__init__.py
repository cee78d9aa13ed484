"""Scoring a reading against texts that somebody annotated.

`gold.py` takes annotations of any known shape to one, `reading.py` lets the reader read their texts, `pairing.py` finds which
claim of ours is which of theirs, `likeness.py` says when two values mean the same, `scores.py` counts, `intervals.py` says how far the
counts can be trusted, `show.py` prints.
"""
