"""Every table's columns, units, order and null rule. Nothing else in the project defines columns.

`tables.py` is the list; `table.py` says what a table is; `flags.py` the bits on a position;
`words.py` the closed vocabularies (verdicts, kinds of claims) with the words that readers see.
"""
