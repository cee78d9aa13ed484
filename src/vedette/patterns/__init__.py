"""Counts over time: counts with their effort flow in; alarms, rate ratios and dated changes flow out.

`examine.py` is the page to read first: series -> outages and broken baselines -> looks (`default_detector.py`) -> episodes of
alarms -> changes (`changes.py`) -> what other methods say (`others.py`). A count is judged against its own past *at the same effort*,
so that seeing better is not taken for more happening. The kernels hold no clock, no randomness and no files.
"""
