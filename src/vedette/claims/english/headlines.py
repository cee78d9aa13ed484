"""Headlines: telegraphic English made readable for a parser that learnt from sentences.

A headline block flows in; variants flow out, in which one verb of the present stands in the past ("shifts" as "shifted"), because
the parser takes "navy shifts" for a noun. Every character of a variant keeps its place in the stored text, so that quotes stay exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vedette.claims.english.inflections import past_of
from vedette.claims.english.triggers import Lexicon
from vedette.claims.text.sentences import Block

_WORD = re.compile(r"\b[a-z]{3,}s\b")


def past_variants(block: Block, lexicon: Lexicon) -> Iterator[Block]:
    """The block with one verb of the lexicon turned into the past, for each such verb but the first word."""
    for match in _WORD.finditer(block.text):
        verb = _base(match.group(), lexicon)
        if verb is not None and match.start() > 0:
            yield _replace(block, match.start(), match.end(), past_of(verb))


def _base(word: str, lexicon: Lexicon) -> str | None:
    """The verb of the lexicon that a third person singular belongs to."""
    forms = (word[:-1], word[:-2] if word.endswith("es") else "", word[:-3] + "y" if word.endswith("ies") else "")
    return next((f for f in forms if any(row.pos == "verb" for row in lexicon.rows.get(f, ()))), None)


def _replace(block: Block, start: int, end: int, word: str) -> Block:
    """The block with other words at start:end; the new characters point to those that they stand for."""
    offsets = block.offsets or tuple(range(block.start, block.start + len(block.text)))
    stretched = (*(offsets[min(start + i, end - 1)] for i in range(len(word) - 1)), offsets[end - 1])
    return replace(block, text=block.text[:start] + word + block.text[end:], offsets=offsets[:start] + stretched + offsets[end:])
