"""Colours can be read, shapes differ, and every verdict has both."""

from __future__ import annotations

import pytest

from vedette.brief.style import PALETTE, VERDICT_DARK, VERDICT_RANK, VERDICT_SHAPE, VERDICT_STYLE, contrast_ratio, css_variables
from vedette.schema.words import VERDICTS

TEXTS = ("ink", "muted", "link")
ON_THE_MAP = ("map-muted", "ship", "aircraft", "mark")


def test_every_verdict_has_a_style_a_shape_and_a_rank():
    assert set(VERDICTS) | {"superseded"} == set(VERDICT_STYLE) == set(VERDICT_SHAPE) == set(VERDICT_RANK)


def test_a_style_unpacks_into_colour_glyph_and_terminal_style():
    colour, glyph, rich_style = VERDICT_STYLE["confirmed"]
    assert (colour[0], len(glyph)) == ("#", 1)
    assert rich_style


def test_shapes_and_glyphs_tell_verdicts_apart_without_colour():
    assert len(set(VERDICT_SHAPE.values())) == len(VERDICT_SHAPE)
    assert len({s.glyph for s in VERDICT_STYLE.values()}) == len(VERDICT_STYLE)


@pytest.mark.parametrize("code", sorted(VERDICT_STYLE))
def test_shapes_stand_out_from_their_ground(code: str):
    assert contrast_ratio(VERDICT_STYLE[code].colour, PALETTE["ground"][0]) >= 3.0
    assert contrast_ratio(VERDICT_DARK[code], PALETTE["ground"][1]) >= 3.0


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("name", TEXTS)
def test_text_has_the_contrast_that_wcag_aa_asks_for(name: str, theme: int):
    for ground in ("ground", "panel"):
        assert contrast_ratio(PALETTE[name][theme], PALETTE[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("name", ON_THE_MAP)
def test_labels_can_be_read_on_land_and_sea(name: str, theme: int):
    for ground in ("land", "sea"):
        assert contrast_ratio(PALETTE[name][theme], PALETTE[ground][theme]) >= 4.5


def test_contrast_of_black_on_white_is_21():
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21.0)


def test_the_stylesheet_gets_every_colour():
    light = css_variables(is_dark=False)
    assert all(f"--{name}: {pair[0]};" in light for name, pair in PALETTE.items())
    assert "--v-not-seen-where-expected: " in light
