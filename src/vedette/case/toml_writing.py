"""Adding entries to claims.toml, so that nothing that stands there changes by a single byte.

Entries (plain values) flow in; lines of TOML are put at the end of the file, and the file is replaced in one move. What a
person wrote before, comments and layout included, stays as it is. The new text is read back and checked before it replaces the
old, so that a file that cannot be read is never written.
"""

from __future__ import annotations

import fcntl
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from vedette.case.complaints import key_lines, nearest_line, validate
from vedette.case.files import ClaimsFile
from vedette.errors import CaseError

Entry = tuple[str, Mapping[str, Any]]  # name of the array of tables, and the keys of one entry
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def append_entries(path: Path, entries: Sequence[Entry]) -> None:
    """Add entries at the end of a claims.toml, which need not exist; all of them or none.

    Raises:
        CaseError: the file cannot be written, or could not be read afterwards, for what it holds already.
    """
    with _alone(path.parent):
        path = path.resolve()  # what a link points to is replaced, not the link
        before = path.read_bytes() if path.exists() else b""
        after = before + _text_of(entries, before)
        try:
            content = tomllib.loads(after.decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            mend = "entries can be added where claims and reviews are written as [[claims]] and [[reviews]]"
            raise CaseError(path.name, None, f"nothing was added: {error}; {mend}") from error
        lines = key_lines(after.decode("utf-8-sig"))
        validate(ClaimsFile, content, path.name, lambda where: nearest_line(lines, where))
        _replace(path, after)


def format_entry(name: str, entry: Mapping[str, Any]) -> str:
    """One entry of an array of tables, keys in their order; what is null or an empty table is left out."""
    return f"[[{name}]]\n" + "".join(f"{key} = {format_value(value)}\n" for key, value in _flat(entry, ""))


def format_value(value: Any) -> str:
    """A value as TOML.

    Raises:
        TypeError: TOML has no such value.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{"".join(_escape(c) for c in value)}"'
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {format_value(item)}" for key, item in value.items() if item is not None)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(format_value(item) for item in value)}]"
    raise TypeError(f"TOML has no {type(value).__name__}")


def _flat(entry: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    """Keys with their values; a table within an entry gives dotted keys, one a line."""
    for key, value in entry.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        elif value is not None:
            yield f"{prefix}{key}", value


def _escape(character: str) -> str:
    """As it stands in a TOML string; what cannot be seen (controls, marks of direction, odd spaces) as its number."""
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def _text_of(entries: Sequence[Entry], before: bytes) -> bytes:
    """The entries as lines that end as the file's lines do, a blank line before each."""
    ending = "\r\n" if b"\r\n" in before else "\n"
    text = "\n".join(format_entry(name, entry) for name, entry in entries)
    gap = "" if not before.strip() else "\n" if before.endswith(b"\n") else "\n\n"
    return (gap + text).replace("\n", ending).encode()


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.new")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o7777)
        draft.replace(path)
    except OSError as error:
        raise CaseError(str(path), None, f"cannot be written ({error.strerror}); check the folder's rights") from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time in a folder; the others wait the moment that it takes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
