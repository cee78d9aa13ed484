"""Vedette checks claims about the movement of ships and aircraft against open movement data.

The page to read first is `pipeline.py`. Importing this package loads nothing heavy.
"""

__version__ = "0.1.0"
