"""From positions to tracks: coherent runs of one hull or airframe.

Flagged positions flow in. `segments.py` parts what several hulls sent under one number, `summaries.py` gives one row a
track with a simplified path. `steps.py` lists the steps.
"""
