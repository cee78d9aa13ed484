"""The tables on disk (Delta Lake), and what a citation points to.

`tables.py` reads and writes tables; `lines.py` finds the raw line that a citation names.
"""
