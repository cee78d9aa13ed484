"""Which asset, which place, which class is this? Shipped facts with their sources, and the ways to look them up.

`register.py` is the door: it answers every question of name, number and membership. Behind it stand one module for
each kind of fact (places, groups, assets, classes, numbers, coasts, sea routes), each with its table in `data/`.
"""
