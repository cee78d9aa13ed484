"""Reading texts: reports flow in; claims, propositions, roots and relations flow out.

`reader.py` is the page to read first: sentences -> scene (places, assets) -> frames (triggers, fillers, rates, presences, statements,
distances) -> orphans, settling -> modality, attribution, times -> rows. `hand.py` takes claims written by hand,
`grouping.py` joins claims to propositions (content -> summaries), reports to roots (copies, citations -> links -> dependence) and
claims to each other (pairing -> relation_rules -> relations). The judgements stand in `movements.toml`, `triggers.toml`
and their like, `cues.toml`, `things.toml`, `vocabulary*.toml` and `origin_phrases.toml`.
"""
