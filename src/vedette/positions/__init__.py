"""From rows as formats give them to positions that can be relied on; nothing is deleted, doubts become flags.

Positions flow in, positions flow out: `resolve.py` puts registered assets in place of the numbers that they bore, `flagging.py`
marks duplicates and impossible jumps, `coverage.py` counts where anything at all was received. `steps.py` lists the steps.
"""
