"""The reading of English sentences: scene (names on a parse) -> frames (triggers and their arguments) -> what they mean together.

`sentence_reader.py` is the page to read first. `movement/` fills the frames of who goes where, `states/` those of being somewhere,
of strength and of rates; `status/` reads how far the writer commits, `speakers/` who says it, `times/` when.
"""
