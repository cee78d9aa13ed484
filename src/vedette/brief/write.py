"""Writing a brief to disk: check first, then all files or none, then a manifest with their hashes.

In: a `Document`, a folder, names of formats. Out: the paths written. A new folder appears whole, by one rename; in a folder
that exists each file is replaced by one rename, files of an earlier brief that are no longer wanted go, and the manifest comes
last.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from vedette.brief.document import Document
from vedette.brief.html import render_html
from vedette.brief.json import render_json
from vedette.brief.land import LandShape, LandSource, natural_earth
from vedette.brief.markdown import render_markdown
from vedette.brief.validate import validate
from vedette.clock import format_time
from vedette.errors import UsageError

MANIFEST = "manifest.json"
MANIFEST_SCHEMA = "vedette.brief.manifest/1"

# format -> (file name, how to make its bytes from the document and its HTML)
FORMATS: Mapping[str, tuple[str, Callable[[Document, str], bytes]]] = {
    "html": ("brief.html", lambda _document, html: html.encode()),
    "md": ("brief.md", lambda document, _html: render_markdown(document).encode()),
    "json": ("brief.json", lambda document, _html: render_json(document).encode()),
}


def write_brief(
    document: Document,
    folder: Path,
    formats: Sequence[str] = ("html", "md", "json"),
    land: LandSource | Sequence[LandShape] = natural_earth,
) -> list[Path]:
    """Check the brief and write it.

    Args:
        document: what to write.
        folder: where; made if it does not exist.
        formats: of html, md, json.
        land: where the map's outlines come from, or the outlines themselves.
    Returns:
        The files written, the manifest last.
    Raises:
        PublicationError: a check failed; nothing was written.
        UsageError: a format that does not exist.
    """
    unknown = [f for f in formats if f not in FORMATS]
    if unknown:
        raise UsageError(f"a brief has no format {unknown[0]!r}; there are {', '.join(FORMATS)}")
    html = render_html(document, land if callable(land) else lambda _box: land)
    validate(document, html)
    files = {name: make(document, html) for name, make in (FORMATS[f] for f in dict.fromkeys(formats))}
    files[MANIFEST] = _manifest(document, files)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            (staging / name).write_bytes(content)
        _publish(staging, folder, list(files))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return [folder / name for name in files]


def _publish(staging: Path, folder: Path, names: Sequence[str]) -> None:
    staging.chmod(0o755)  # mkdtemp makes it private
    if not folder.exists():
        staging.rename(folder)
        return
    for name in _earlier_files(folder) - set(names):
        (folder / name).unlink(missing_ok=True)
    for name in names:
        (staging / name).replace(folder / name)


def _earlier_files(folder: Path) -> set[str]:
    """Files that an earlier brief wrote here, by its manifest; only our own names, whatever the manifest says."""
    try:
        listed = json.loads((folder / MANIFEST).read_text())["outputs"]
    except (OSError, ValueError, KeyError):
        return set()
    return set(listed) & {name for name, _ in FORMATS.values()}


def _manifest(document: Document, files: Mapping[str, bytes]) -> bytes:
    content = {
        "schema": MANIFEST_SCHEMA,
        "title": document.title,
        "as_of": format_time(document.as_of),
        "software": document.software,
        "is_synthetic": document.is_synthetic,
        "is_publishable": document.is_publishable,
        "inputs": dict(document.input_hashes),
        "table_versions": dict(document.table_versions),
        "outputs": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
