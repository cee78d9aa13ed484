"""Engines carry rows to kernels. `step.py` has the three shapes of step, `local.py` the engine of one machine."""
