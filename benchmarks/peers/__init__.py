"""Other ways to find visits, each in an environment of its own: MovingPandas, trackintel, DuckDB SQL, SedonaDB.

`python -m benchmarks.peers` runs them beside ours on the same rows. A script here imports nothing of Vedette: it runs where only
its library is installed.
"""
