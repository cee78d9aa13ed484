"""Where to ask: the base address of an OpenAI-compatible endpoint, checked before anything is sent.

A text flows in; an address flows out. Credentials in it are refused, since a key comes from the environment only; a key goes
over plain HTTP to this machine and to no other.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from vedette.claims.model_reader.shown import one_line
from vedette.errors import UsageError

_OPTION = "--model-reader"


@dataclass(frozen=True)
class Address:
    """The base address of an endpoint, without a slash at its end."""

    base: str
    host: str
    is_here: bool  # on this machine: no proxy stands between, and plain HTTP gives nothing away

    @property
    def completions(self) -> str:
        """Where chat completions are asked for."""
        return f"{self.base}/chat/completions"


def read_address(text: str, *, has_key: bool) -> Address:
    """Read and check a base address such as ``https://api.example.org/v1``.

    Raises:
        UsageError: it is no such address, holds credentials, or would send a key in the clear.
    """
    try:
        parts = urlsplit(text.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError(f"{_OPTION} must be an address such as https://api.example.org/v1") from None
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"{_OPTION} must not hold a name or password; a key comes from an environment variable only")
    if parts.scheme not in ("http", "https") or not host or any(ord(c) <= 32 or ord(c) > 126 for c in text.strip()):
        raise UsageError(f"{_OPTION} must be an address such as https://api.example.org/v1 (is {one_line(text, 80)!r})")
    if parts.query or parts.fragment:
        raise UsageError(f"{_OPTION} must be a base address, without ? and #")
    is_here = _is_here(host)
    if has_key and parts.scheme == "http" and not is_here:
        raise UsageError(f"{_OPTION}: a key would go to {host} unencrypted; use https, or unset the key's variable")
    base = text.strip().rstrip("/").removesuffix("/chat/completions")
    return Address(base, host, is_here)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
