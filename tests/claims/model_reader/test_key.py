from __future__ import annotations

import pytest

from vedette.claims.model_reader.key import DEFAULT_VARIABLE, Key, read_key
from vedette.errors import UsageError

SECRET = "sk-0123456789abcdef"


def test_the_key_comes_from_its_variable_alone() -> None:
    assert read_key({DEFAULT_VARIABLE: SECRET}).headers() == {"Authorization": f"Bearer {SECRET}"}
    assert read_key({"OTHER": SECRET, DEFAULT_VARIABLE: "no"}, "OTHER").headers() == {"Authorization": f"Bearer {SECRET}"}
    for empty in ({}, {DEFAULT_VARIABLE: ""}, {DEFAULT_VARIABLE: " \n"}):
        assert not read_key(empty)
        assert read_key(empty).headers() == {}


def test_nothing_that_prints_a_key_shows_it() -> None:
    key = read_key({DEFAULT_VARIABLE: SECRET})
    assert SECRET not in f"{key} {key!r} {[key]} {vars(type(key))}"
    assert not hasattr(key, "__dict__")
    assert key.hide(f"your key {SECRET}{SECRET} is bad") == "your key [key][key] is bad"


def test_a_placeholder_of_a_local_server_may_stand_in_a_reply() -> None:
    assert Key(SECRET).is_in(f"x{SECRET}y")
    assert not Key("ollama").is_in("the ollama said")
    assert not Key(None).is_in("")


@pytest.mark.parametrize("value", ["two words", "line\nbreak-0123456789", "ключ-ключ-ключ", "tab\there0123456789"])
def test_a_value_that_no_header_takes_is_refused_without_being_shown(value: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_key({DEFAULT_VARIABLE: value})
    assert value not in str(caught.value)
    assert DEFAULT_VARIABLE in str(caught.value)
