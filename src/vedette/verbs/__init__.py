"""What can be done with a case, one module a verb; the command line and the page call these and nothing deeper.

`opening.py` opens a case with its register and tables; `adding.py` brings data in; `running.py` takes everything new
through the pipeline; `judging.py` answers as of a time; `checking.py` judges a loose text; `publishing.py` writes briefs and
exports; `explaining.py` walks back from a verdict to the source line; `reporting.py` says how fresh a case is.
"""
