"""Bytes of a text to characters: UTF-8, else what they are most like. Bytes flow in, text flows out; nothing is normalised."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

_BOM = b"\xef\xbb\xbf"
# the encodings of older pages in the languages that the reader of claims knows; few, so that short texts are not misjudged
_CANDIDATES = ["cp1251", "cp1252", "cp1254", "cp1256", "koi8_r", "utf_16"]


def decode_text(content: bytes) -> str:
    """The text of some bytes; a byte order mark is left out, line ends and composed letters stay as they are."""
    try:
        return content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content, cp_isolation=_CANDIDATES).best()
        return str(best) if best is not None else content.decode("cp1252", "replace")


def replace_surrogates(text: str) -> str:
    """The text with each half of a surrogate pair, which no file and no table can hold, as U+FFFD; every offset stays.

    They come from JSON escapes cut in two and from arguments of the command line that are not UTF-8.
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
