"""Only addresses of the web become links."""

from __future__ import annotations

import pytest

from vedette.brief.links import web_link


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org", "https://пример.рф/а"])
def test_addresses_of_the_web_are_links(url: str):
    assert web_link(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "n09",
     "https://", "java\nscript:alert(1)", "https://exa mple.org", "http://[bad"],
)  # fmt: skip
def test_anything_else_is_not(url: str | None):
    assert web_link(url) is None
