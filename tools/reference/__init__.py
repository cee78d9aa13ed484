"""The reference pages: one module a page, each with a function `page` that gives its text.

`markdown.py` and `models.py` serve all of them.
"""
