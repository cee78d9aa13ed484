"""Rates, baselines, surges and draw-downs. Nothing stands here yet; `assessment/rates.py` compares two windows."""
