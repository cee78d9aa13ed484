"""The page: one file, no network, readable by machines and people, escaped throughout."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.brief.sample import sample_document

from vedette.brief.document import Sentence
from vedette.brief.html import ratio_text, render_html
from vedette.brief.land import no_land
from vedette.brief.phrases import NO_MAP, SYNTHETIC
from vedette.brief.validate import find_problems

VOID = {"meta", "br", "img", "input", "link", "hr"}


class _Page(HTMLParser):
    """Tags, ids, links and texts; a tag that closes out of order is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.append(tag)
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if tag == "a" and "href" in named else []
        self.headings += [tag] if re.fullmatch(r"h\d", tag) else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(sample_document(), no_land)


def test_the_page_is_well_formed_and_every_anchor_exists(html: str):
    page = _read(html)
    assert len(page.ids) == len(set(page.ids))
    anchors = [link[1:] for link in page.links if link.startswith("#")]
    assert len(anchors) > 40
    assert set(anchors) <= set(page.ids)


def test_nothing_is_loaded_from_elsewhere(html: str):
    page = _read(html)
    assert not {"script", "link", "img", "iframe", "base"} & set(page.tags)
    assert "@import" not in html
    outside = re.findall(r'(\w[\w:-]*)="https?://', html)
    assert set(outside) <= {"href", "xmlns"}


def test_the_first_screen_holds_question_answer_map_and_table_in_this_order(html: str):
    document = sample_document()
    places = [html.index(s) for s in (document.question + "</h1>", document.answer[0].text, 'class="map"', 'class="verdicts"')]
    assert places == sorted(places)
    assert html.index('class="verdicts"') < html.index('class="claim-section"')


def test_likelihood_and_confidence_stand_in_two_fields(html: str):
    section = html.split('id="claim2"')[1]
    likelihood, confidence = section.index("<dt>Likelihood</dt><dd>very likely"), section.index("<dt>Confidence</dt><dd>moderate")
    assert likelihood < section.index('class="interval large') < confidence


def test_status_of_the_text_and_verdict_are_told_apart(html: str):
    section = html.split('id="claim7"')[1].split("</article>", maxsplit=1)[0]
    assert "What the text commits to: <b>hedged</b>" in section
    assert "Contradicted" in section
    assert "defence minister" in section
    assert "supersedes reported only as of 22 Dec 2024" in section


def test_further_claims_stand_after_the_timelines_in_a_table_of_their_own():
    document = sample_document()
    claims = tuple(replace(s, is_central=s.number < 4) for s in document.claims)
    html = render_html(replace(document, claims=claims), no_land)
    _read(html)
    assert html.count('class="verdicts"') == 2
    order = [html.index(s) for s in ('id="claim3"', 'id="timelines"', 'id="further"', 'id="claim4"', 'id="rest"')]
    assert order == sorted(order)


def test_headings_descend_without_a_gap(html: str):
    levels = [int(h[1]) for h in _read(html).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_names_its_language_and_its_drawings(html: str):
    assert '<html lang="en">' in html
    assert html.count("<svg xmlns") == html.count("<title id=") == html.count("<desc id=")
    assert '<html lang="it">' in render_html(sample_document(language="it"), no_land)


def test_synthetic_data_is_stamped_at_head_and_foot(html: str):
    assert html.count(SYNTHETIC) == 2


def test_texts_from_sources_cannot_become_markup():
    nasty = "<script>alert('x')</script>"
    document = replace(sample_document(title=nasty, question=nasty), answer=(Sentence(nasty, ("a#1",)),))
    html = render_html(document, no_land)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    _read(html)


def test_a_link_that_is_not_http_is_no_link():
    document = sample_document()
    quote = replace(document.claims[0].quote, url="javascript:alert(1)")
    html = render_html(replace(document, claims=(replace(document.claims[0], quote=quote),)), no_land)
    assert 'href="javascript' not in html


def test_an_empty_case_still_makes_a_page():
    html = render_html(sample_document(without=tuple(_all_tables())), no_land)
    _read(html)
    assert NO_MAP in html
    assert "No claim was found" in html


def test_without_positions_and_sightings_there_are_claims_but_no_map_marks():
    document = sample_document(without=("sightings", "events", "tracks", "coverage"))
    html = render_html(document, no_land)
    _read(html)
    assert 'class="claim-section"' in html
    assert "Base by base" not in html
    assert find_problems(document, html) == ()


@pytest.mark.parametrize(("ratio", "shown"), [(None, ""), (1.0, ""), (4.953, "× 4.95"), (1 / 30, "÷ 30"), (60.34, "× 60.3")])
def test_ratios_are_told_as_times(ratio: float | None, shown: str):
    assert ratio_text(ratio).replace("\N{NO-BREAK SPACE}", " ") == shown


def _all_tables() -> list[str]:
    from tests.brief.sample import sample_tables

    return list(sample_tables())


def test_a_figure_and_its_percent_sign_stand_in_one_line() -> None:
    page = render_html(sample_document(), no_land)
    assert re.search(r"\d\N{NO-BREAK SPACE}%", page)
    assert not re.search(r"\d %", page)
