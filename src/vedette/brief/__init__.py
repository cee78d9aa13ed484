"""From tables to a document: composing, map, timelines, charts, formats, checks before publication.

Read in this order: `document` (what a brief holds), `compose` (tables in, document out), `validate`
(what must hold before anything is written), `html`, `markdown`, `json` (the three forms), `write` (files on disk).
"""
