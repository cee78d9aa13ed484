"""The case folder: one question, with its places, assets, sources, texts and settings.

`settings.py` says what may stand in case.toml, `files.py` in its companions, `load.py` reads them all,
`complaints.py` turns what is wrong into one line that names file, line, value and mend.
"""
