"""Each check fails on a document that breaks it, and only then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from tests.brief.sample import sample_document

from vedette.brief.document import ClaimSection, Document, MapArc, MapSheet, MapSighting, MapTrack, Sentence
from vedette.brief.html import render_html
from vedette.brief.land import no_land
from vedette.brief.phrases import NOTHING_OPEN
from vedette.brief.validate import CHECKS, find_problems, validate
from vedette.errors import PublicationError

KEY = sample_document().citations[0].key


@cache
def _page() -> str:
    return render_html(sample_document(), no_land)


def _html(_document: Document) -> str:
    """The sample's page: no check but the two about the page itself reads it."""
    return _page()


def _answer(text: str, *keys: str) -> Document:
    return replace(sample_document(), answer=(Sentence(text, keys or (KEY,)),))


def _claim(**changes: object) -> Document:
    document = sample_document()
    section: ClaimSection = replace(document.claims[1], **changes)  # type: ignore[arg-type]
    return replace(document, claims=(section,))


def _reason(text: str) -> Document:
    return _claim(reasons=(Sentence(text, (KEY,)),))


def _verdict(**changes: object) -> Document:
    return _claim(verdict=replace(sample_document().claims[1].verdict, **changes))  # type: ignore[arg-type]


def _source(**changes: object) -> Document:
    document = sample_document()
    return replace(document, sources=(replace(document.sources[0], **changes), *document.sources[1:]))  # type: ignore[arg-type]


def _on_map(**parts: object) -> Document:
    document = sample_document()
    sources = tuple(replace(s, is_redistributable=None) for s in document.sources)
    forbidden = replace(sources[0], is_redistributable=False)
    sheet = MapSheet(document.map.places, **parts)  # type: ignore[arg-type]
    return replace(document, is_publishable=True, sources=(forbidden, *sources[1:]), map=sheet, timelines=())


UNKNOWN = sample_document().sources[1].source_id
FORBIDDEN = sample_document().sources[0].source_id
POINTS = ((34.0, 35.0), (33.0, 30.0))

BAD: list[tuple[str, Callable[[], Document], str]] = [
    ("citation", lambda: replace(sample_document(), answer=(Sentence("Ships moved."),)), "answer has no citation"),
    ("citation", lambda: _answer("Ships moved.", "src-x#1"), "cites src-x#1, which is not in the list"),
    ("citation", lambda: _claim(reasons=(Sentence("It moved."),)), "claim 2, reason has no citation"),
    ("support", lambda: _reason("It was seen 17 times."), "the number 17 of a reason stands in none of its evidence"),
    ("support", lambda: _reason("Ivan Gren was there."), "Ivan Gren is named in a reason, in none of its evidence"),
    ("ICD 203", lambda: _answer("It is very likely, with high confidence."), "likelihood and confidence into one sentence"),
    ("intent", lambda: _answer("The ships went there in order to leave."), "says 'in order to', which gives a purpose"),
    ("intent", lambda: _reason("At least 4 Il-76 tried to evade notice."), "says 'evade'"),
    ("synthetic", lambda: replace(sample_document(), is_synthetic=False), "is synthetic and the page does not say so"),
    ("figures", lambda: _verdict(probability=1.2), "1.2 is not a probability"),
    ("figures", lambda: _verdict(low=0.9, high=0.2), "its interval runs backwards"),
    ("terms", lambda: _on_map(tracks=(MapTrack("x", "ship", POINTS, (UNKNOWN,)),)), "'x' shows positions from"),
    ("terms", lambda: _on_map(arcs=(MapArc("x", "measured", "ship", *POINTS, (FORBIDDEN,)),)), "may not be passed on"),
    ("terms", lambda: _on_map(sightings=(MapSighting("x", "", 34.0, 35.0, None, (FORBIDDEN,)),)), "may not be passed on"),
]


@pytest.mark.parametrize(("check", "make", "words"), BAD, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(BAD)])
def test_a_bad_document_is_not_published(check: str, make: Callable[[], Document], words: str):
    document = make()
    problems = find_problems(document, _html(document))
    assert any(p.startswith(f"{check}: ") and words in p for p in problems), problems
    with pytest.raises(PublicationError):
        validate(document, _html(document))


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://example.org/a.js"></script>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<img src="//example.org/a.png">',
        "<style>@import 'https://example.org/a.css'</style>",
        "<style>a{background:url(https://example.org/a.png)}</style>",
        '<svg><image xlink:href="http://example.org/a.png"/></svg>',
        '<iframe src="a.html"></iframe>',
        '<base href="https://example.org/">',
    ],
)
def test_a_page_that_loads_anything_is_not_published(markup: str):
    document = sample_document()
    problems = find_problems(document, _html(document).replace("</main>", f"{markup}</main>"))
    assert [p for p in problems if p.startswith("self-contained: ")]


def test_the_sample_passes_every_check():
    document = sample_document()
    assert find_problems(document, _html(document)) == ()
    validate(document, _html(document))


def test_links_and_embedded_data_are_no_external_resources():
    document = sample_document()
    html = _html(document).replace("</main>", '<a href="https://example.org">x</a><img src="data:image/png;base64,x"></main>')
    assert find_problems(document, html) == ()


def test_sentences_about_absence_need_no_row():
    document = replace(sample_document(), answer=(Sentence(NOTHING_OPEN),))
    assert find_problems(document, _html(document)) == ()


def test_two_sentences_may_hold_what_one_must_not():
    document = _answer("It is very likely. Confidence is moderate.")
    assert find_problems(document, _html(document)) == ()


def test_words_of_intent_in_a_quotation_are_the_speakers_own():
    document = _reason("Morning Paper says “they intend to stay”.")
    assert find_problems(document, _html(document)) == ()


def test_a_verdicts_own_figures_count_as_evidence():
    document = _reason("With all of it together the figure is 0.91, between 78 and 96 %; 3 rows bear on it.")
    assert find_problems(document, _html(document)) == ()


def test_every_problem_is_told_at_once():
    document = replace(_reason("Ivan Gren came 17 times, deliberately."), is_synthetic=False)
    with pytest.raises(PublicationError) as caught:
        validate(document, _html(document))
    assert len(caught.value.problems) == 4


def test_a_publishable_brief_of_the_sample_keeps_the_terms():
    document = sample_document(is_publishable=True)
    assert find_problems(document, _html(document)) == ()


def test_every_check_says_why_it_stands():
    assert all(check.reason for check in CHECKS)
    assert len({check.name for check in CHECKS}) == len(CHECKS)
