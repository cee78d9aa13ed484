"""What we write is well-formed XML, whatever the texts hold."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.brief.svg import element, group, label_text, number, path_data, picture, text_of, text_width_px

# characters that XML 1.0 cannot hold in any form
PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")))


@pytest.mark.parametrize(("value", "shown"), [(1.0, "1"), (-0.04, "0"), (2.35, "2.4"), (-3.14, "-3.1"), (1e-9, "0")])
def test_numbers_are_short(value: float, shown: str):
    assert number(value) == shown


@given(PRINTABLE, PRINTABLE)
def test_any_text_gives_well_formed_xml(text: str, title: str):
    svg = picture((10.0, 10.0), "a", (title, text), [label_text(1.0, 2.0, text, "x", data_name=text)], "map")
    root = ET.fromstring(svg)
    assert root.attrib["role"] == "img"
    drawn = root.find("{http://www.w3.org/2000/svg}text")
    assert drawn is not None
    assert (drawn.text or "").replace("\r\n", "\n") == text


def test_attributes_are_renamed_escaped_or_left_out():
    drawn = element("a", class_="x", stroke_width=2.0, href=None, title='"<')
    assert drawn == '<a class="x" stroke-width="2" title="&quot;&lt;"/>'


def test_content_is_taken_as_it_is_and_texts_are_made_safe_by_the_caller():
    assert element("b", text_of("1 < 2 & 3")) == "<b>1 &lt; 2 &amp; 3</b>"


def test_an_empty_group_is_nothing():
    assert group([]) == ""
    assert group(["<a/>", ""], id="x") == '<g id="x"><a/></g>'


def test_paths_drop_points_that_fall_together():
    assert path_data([(0, 0), (0.01, 0.02), (5, 5)]) == "M0 0L5 5"
    assert path_data([(0, 0), (5, 5), (0, 5)], is_closed=True).endswith("Z")
    assert path_data([]) == ""


def test_wide_letters_are_wider_and_bold_is_wider():
    assert text_width_px("WWW", 12.0) > text_width_px("iii", 12.0) * 3
    assert text_width_px("Tartus", 12.0, is_bold=True) > text_width_px("Tartus", 12.0)
    assert text_width_px("Тартус", 12.0) > 0
