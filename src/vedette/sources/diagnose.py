"""What a file that no format knows looks like, and what to do about it. A head of bytes flows in, a sentence flows out."""

from __future__ import annotations

import re
from pathlib import Path

from vedette.sources.columns import UnclearError, find_columns
from vedette.sources.json_lines import members_of
from vedette.sources.known_csv import header_of

# first bytes -> what it is and the mend
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x28\xb5\x2f\xfd", "is compressed with Zstandard; unpack it first: zstd -d FILE"),
    (b"BZh", "is compressed with bzip2; unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ\x00", "is compressed with xz; unpack it first: unxz FILE"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive; unpack it first"),
    (b"%PDF", "is a PDF; save its text as .txt with the link, outlet and date on top"),
    (b"\xd0\xcf\x11\xe0", "is an old Office document; save it as CSV or plain text"),
    (b"\xff\xfe", "is UTF-16 text, as Excel writes 'Unicode text'; save it as 'CSV UTF-8'"),
    (b"\xfe\xff", "is UTF-16 text; save it as UTF-8"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"II*\x00", "is a TIFF image; images are not brought in as a source"),
    (b"MM\x00*", "is a TIFF image; images are not brought in as a source"),
    (b"SQLite format 3", "is an SQLite database; export the table as CSV"),
    (b"\xd4\xc3\xb2\xa1", "is a packet capture; extract the NMEA lines, SBS lines or Beast frames first"),
)
_BEAST_FRAME = re.compile(rb"\x1a[123]")
_MIN_BEAST_FRAMES, _MAX_NAMES = 3, 12


def diagnose(head: bytes, _path: Path, *, is_broken: bool = False) -> str:
    """One sentence: what it looks like, and the mend."""
    if not head.strip():
        return "is compressed, and broken from the start; fetch it again" if is_broken else "is empty"
    known = next((sentence for magic, sentence in _MAGIC if head.startswith(magic)), None)
    sentence = known or _diagnose_binary(head) or _diagnose_text(head)
    return f"is compressed and cut off; fetch it again (what is left {sentence})" if is_broken else sentence


def _diagnose_binary(head: bytes) -> str | None:
    if head[257:262] == b"ustar":
        return "is a tar archive; unpack it and add the folder"
    if _looks_like_beast(head):
        return "looks like Beast binary of which most is damaged; --format beast takes the frames that are whole"
    return "is binary and of no known kind" if b"\0" in head[:4096] else None


def _looks_like_beast(head: bytes) -> bool:
    return b"\x1a" in head[:64] and len(_BEAST_FRAME.findall(head[:4096])) >= _MIN_BEAST_FRAMES


def _diagnose_text(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        names = members_of(head)
        if not names:
            return "is JSON of no known layout; a list of flat objects, or one object a line, can be read with --column"
        return f"looks like JSON with the members {_shown(names)}; {_why_not(names)}"
    header = header_of(head)
    if header is None:
        return "is text of no known kind; a report needs sentences, or front matter between two lines of ---"
    names = list(header.columns)
    if all(re.fullmatch(r"[-+]?[\d.,:/ TZ]*", name) for name in names):
        return f"looks like a CSV with delimiter {header.delimiter!r} and no header; put a line with the columns' names on top"
    return f"looks like a CSV with delimiter {header.delimiter!r} and columns {_shown(names)}; {_why_not(names)}"


def _shown(names: list[str]) -> str:
    return ", ".join(names[:_MAX_NAMES]) + (", ..." if len(names) > _MAX_NAMES else "")


def _why_not(names: list[str]) -> str:
    try:
        find_columns(names)
    except UnclearError as error:
        return str(error)
    return "state the format with --format"
