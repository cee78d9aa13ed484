"""The Russian parser: sentences of clean text flow in, parsed sentences flow out.

The weights are natasha's (slovnet's news models for morphology and syntax, navec's embeddings), taken from the folder of the
installed package without importing it, since it pulls in a library that current Python versions refuse. Lemmas are pymorphy3's,
chosen to fit the part of speech. Loading takes some two seconds and happens when the first Russian sentence comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vedette.claims.languages.forms import fold
from vedette.claims.languages.sentence import Sentence, Word, token_spans
from vedette.claims.languages.tables import Language
from vedette.errors import VedetteError

_MORPH, _SYNTAX = "slovnet_morph_news_v1.tar", "slovnet_syntax_news_v1.tar"
_NAVEC = "navec_news_v1_1B_250K_300d_100q.tar"
_POS = {
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"), "AUX": ("VERB", "INFN"), "NOUN": ("NOUN",), "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "PRTF", "PRTS"), "ADV": ("ADVB", "PRED"), "ADP": ("PREP",), "PRON": ("NPRO", "NOUN"), "NUM": ("NUMR",),
}  # fmt: skip
_MOST_WORDS = 250  # a longer "sentence" is a list or damage; it is parsed in pieces


@cache
def _models() -> tuple[Any, Any]:
    """Morphology and syntax.

    Raises:
        VedetteError: the package that carries the weights is not installed.
    """
    spec = find_spec("natasha")
    if spec is None or spec.origin is None:
        raise VedetteError("no Russian language model is installed; install one with: pip install natasha")
    from navec import Navec
    from slovnet import Morph, Syntax

    data = Path(spec.origin).parent / "data"
    navec = Navec.load(data / "emb" / _NAVEC)
    morph, syntax = Morph.load(data / "model" / _MORPH), Syntax.load(data / "model" / _SYNTAX)
    morph.navec(navec)
    syntax.navec(navec)
    return morph, syntax


@lru_cache(maxsize=65536)
def lemma_of(word: str, pos: str = "") -> str:
    """The folded base form of a word, of a participle the infinitive; of a verb all that it may have, joined by bars."""
    parses = _lemmas().parse(word)
    wanted = _POS.get(pos, ())
    fitting = [p for p in parses if p.tag.POS in wanted] or parses[:1]
    found = dict.fromkeys(fold(str(p.normal_form)) for p in fitting)
    return "|".join(found) if pos == "VERB" else next(iter(found))


@cache
def _lemmas() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def parse_russian(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """The sentences of a text, parsed, in order; spans are those of sentences."""
    from threadpoolctl import threadpool_limits

    pieces = [(start, end, run) for start, end in spans for run in _runs(text, start, end)]
    morph, syntax = _models()
    tokens = [[text[s:e] for s, e in run] for _, _, run in pieces]
    with threadpool_limits(1, user_api="blas"):  # the matrices are small: more threads only wait for each other
        parsed = list(zip(pieces, morph.map(tokens), syntax.map(tokens), strict=True))
    for (_, _, run), tagged, tree in parsed:
        words = tuple(_word(i, text, *run[i], tagged.tokens[i], tree.tokens[i]) for i in range(len(run)))
        yield Sentence(text[run[0][0] : run[-1][1]], run[0][0], run[-1][1], words)


def _runs(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    spans = list(token_spans(text, start, end))
    for at in range(0, len(spans), _MOST_WORDS):
        yield spans[at : at + _MOST_WORDS]


def _word(i: int, text: str, start: int, end: int, tag: Any, node: Any) -> Word:
    written = text[start:end]
    form = fold(written) or written
    head = int(node.head_id) - 1
    lemma = lemma_of(written, tag.pos) if form[0].isalpha() else form
    return Word(i, written, start, end, form, lemma, head if head != i else -1, node.rel, tag.pos, dict(tag.feats))


def may_claim(text: str, span: tuple[int, int], language: Language) -> bool:
    """Whether any word of a sentence, in any of its readings, may carry a claim."""
    forms = ["|".join(_all_lemmas(text[s:e])) for s, e in token_spans(text, *span) if text[s].isalpha()]
    units = [regex for name in ("km", "miles") if (regex := language.words.get(name)) is not None]
    return any(
        language.triggers.find(forms, at)[0] or any(unit.match(forms[at].split("|")[0]) for unit in units)
        for at in range(len(forms))
    )


@lru_cache(maxsize=65536)
def _all_lemmas(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((fold(word), *(fold(str(p.normal_form)) for p in _lemmas().parse(word)))))
