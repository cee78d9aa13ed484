"""Worlds at table depth: true lives of ships and aircraft flow in, the tables that the judgement reads flow out.

No bytes are written and none are read, so that thousands of claims take minutes. `params` says what a world is like, `lives` makes
what truly happens, `claims` what is said of it with its truth, `receiving`, `looking` and `telling` what becomes known, and
`worlds` puts them together. Everything is synthetic and seeded: the same parameters give the same tables.
"""
