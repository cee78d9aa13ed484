"""Reading texts: reports flow in; claims, propositions and roots flow out.

`reader.py` is the page to read first: sentences -> scene (places, assets) -> frames (triggers, fillers, rates, presences, statements,
distances) -> orphans, settling -> modality, attribution, times -> rows. `hand.py` takes claims written by hand,
`grouping.py` joins claims to propositions and reports to roots. The judgements stand in `movements.toml`, `triggers.toml`
and their like, `cues.toml`, `things.toml` and `vocabulary*.toml`.
"""
