"""Worlds at byte depth: a world flows in, a case folder in the real formats flows out, with its truth beside it.

`moving` gives each asset its positions, `background` everybody else's, `hearing` says which of them a receiver had; `ais`,
`traces`, `pictures` and `telling_texts` write them as real sources do; `folder` puts the case together. Nothing under `truth/`
is ever read by the pipeline.
"""
