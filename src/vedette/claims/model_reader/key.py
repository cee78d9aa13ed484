"""The endpoint's key: read from the environment, sent in one header, and hidden everywhere else.

A mapping of environment variables flows in; a key that no printing, logging or comparing shows flows out. It is never read
from a file, never written to one, and any foreign text is cleared of it before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from vedette.errors import UsageError

DEFAULT_VARIABLE = "VEDETTE_MODEL_KEY"
_TELLING = 12  # characters: shorter keys are placeholders of local servers ("ollama") that any text may hold


class Key:
    """A key, or none. Its repr and text show nothing of it."""

    __slots__ = ("_value", "variable")

    def __init__(self, value: str | None, variable: str = DEFAULT_VARIABLE) -> None:
        self._value, self.variable = value, variable

    def __bool__(self) -> bool:
        return self._value is not None

    def __repr__(self) -> str:
        return f"Key({'set' if self else 'not set'})"

    def headers(self) -> dict[str, str]:
        """The header that carries it; empty without a key."""
        return {"Authorization": f"Bearer {self._value}"} if self._value is not None else {}

    def hide(self, text: str) -> str:
        """A text with the key replaced by ``[key]``."""
        return text if self._value is None else text.replace(self._value, "[key]")

    def is_in(self, text: str) -> bool:
        """Whether a text repeats the key; placeholders of local servers do not count."""
        return self._value is not None and len(self._value) >= _TELLING and self._value in text


def read_key(environment: Mapping[str, str], variable: str = DEFAULT_VARIABLE) -> Key:
    """The key in an environment variable; none where it is not set or empty.

    Raises:
        UsageError: the variable's value cannot be sent in a header.
    """
    value = environment.get(variable, "").strip()
    if not all(33 <= ord(c) <= 126 for c in value):
        raise UsageError(f"the key in {variable} holds white space or characters that no key has")
    return Key(value or None, variable)
