"""Reading texts: reports flow in; claims, propositions, roots and relations flow out.

`reader.py` is the page to read first: `text/` (blocks) -> `names/` (places, ships, aircraft, counts) -> `english/` or `languages/`
(frames, status, speakers, times) -> `rows.py`. `hand.py` takes claims written by hand, `review/` what a person decided, `model_reader/`
what a language model reads beside the rules; `grouping/` joins claims to propositions, reports to roots, and relates claims.
The judgements stand in tables next to the code that reads them (`*.toml`).
"""
