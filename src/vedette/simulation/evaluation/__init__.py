"""How well do verdicts calibrate? Worlds with known truth flow in, scores beside bands written down beforehand flow out.

`bands.toml` was written before the first run. `grid` lists the worlds, `running` judges them cell by cell, `ablations` and
`ideal` are the judges that the real one is compared with, `metrics` scores, `report` and `pictures` write it down.
"""
