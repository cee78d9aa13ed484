from __future__ import annotations

import pytest

from vedette.claims.model_reader.address import read_address
from vedette.errors import UsageError


@pytest.mark.parametrize(
    ("text", "completions"),
    [
        ("https://api.example.org/v1", "https://api.example.org/v1/chat/completions"),
        ("https://api.example.org/v1/", "https://api.example.org/v1/chat/completions"),
        ("https://api.example.org/v1/chat/completions", "https://api.example.org/v1/chat/completions"),
        (" http://127.0.0.1:8000/v1 ", "http://127.0.0.1:8000/v1/chat/completions"),
        ("http://[::1]:8000", "http://[::1]:8000/chat/completions"),
    ],
)
def test_a_base_address_leads_to_the_completions(text: str, completions: str) -> None:
    assert read_address(text, has_key=True).completions == completions


@pytest.mark.parametrize(
    "text",
    [
        "", "api.example.org/v1", "ftp://api.example.org", "file:///etc/passwd", "https://", "https://[::1", "https://a:99999/v1",
        "https://api.example.org/v1?key=x", "https://api.example.org/v1#x", "https://exa mple.org", "https://例え.jp/v1",
        "https://api.example.org/\x00", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--model-reader"):
        read_address(text, has_key=False)


def test_credentials_in_it_are_refused_and_not_repeated() -> None:
    for text in ("https://user:sk-secret@api.example.org/v1", "https://sk-secret@api.example.org/v1"):
        with pytest.raises(UsageError) as caught:
            read_address(text, has_key=False)
        assert "sk-secret" not in str(caught.value)


def test_a_key_goes_over_plain_http_to_this_machine_only() -> None:
    with pytest.raises(UsageError, match="unencrypted"):
        read_address("http://192.168.1.5:8000/v1", has_key=True)
    assert not read_address("http://192.168.1.5:8000/v1", has_key=False).is_here
    for text in ("http://localhost:1/v1", "http://127.0.0.1:1/v1", "http://[::1]:1/v1"):
        assert read_address(text, has_key=True).is_here
    assert not read_address("https://127.0.0.1.example.org/v1", has_key=True).is_here
