"""Bytes to rows: one module per format, found out from the content.

Files flow in; positions, identities, sightings, publishers, reports and issues flow out, batch by batch, every row of a file
accounted for once. `format.py` is the seam, `sniff.py` finds the format, `bring_in.py` takes a file into the store.
Under them: `opening.py` (bytes, whatever wraps them), `lines.py` and `json_stream.py` (pieces of bounded size),
`table_lines.py`, `json_texts.py`, `columns.py`, `judging.py`, `rows.py` (tables with columns), `collecting.py` (rows one by
one), `identities.py`, and the tables of judgements `reasons.py`, `ranges.py`, `licences.toml`.
"""
