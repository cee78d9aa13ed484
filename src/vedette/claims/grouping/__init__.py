"""What claims of many reports make together; `grouping.py` is the page to read first.

Claims are joined to propositions (content -> summaries), reports to roots (copies, citations -> links -> dependence), and claims
related to each other (pairing -> relation_rules -> relations). The judgements stand in `relation_rules.py` and `origin_phrases.toml`.
"""
