"""Where citations lead: keys in, numbered entries with file, row and publications out.

A key is ``source_id#source_row``. The row of a sightings file rests on publications of the case's list; the row of a report on
the outlet that published it; anything else on the file alone. Numbers follow first use in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from vedette.brief.document import Citation, Publication, Sentence
from vedette.brief.parts.rows import CaseRows, Row

_KEY = re.compile(r"[^\s#;,()\[\]]+#\d+")
_LEFT_OVER = re.compile(r"\s*[\[(][\s;,]*[\])]")


def key_of(row: Row) -> str:
    """The citation of a row that bears its source."""
    return f"{row['source_id']}#{row['source_row']}"


def split_keys(text: str) -> Sentence:
    """A sentence of the tables, whose citations stand in it, as text and keys."""
    keys = tuple(dict.fromkeys(_KEY.findall(text)))
    bare = _LEFT_OVER.sub("", _KEY.sub("", text)) if keys else text
    return Sentence(re.sub(r"\s+([.;,])", r"\1", bare).strip(), keys)


def list_citations(keys: Iterable[str], rows: CaseRows) -> tuple[Citation, ...]:
    """Numbered citations in order of first use."""
    publications = _publications_by_key(rows)
    found = []
    for number, key in enumerate(dict.fromkeys(keys), start=1):
        source_id, _, row = key.rpartition("#")
        found.append(Citation(key, number, source_id, _label(rows, source_id, row), publications.get(key, ())))
    return tuple(found)


def _label(rows: CaseRows, source_id: str, row: str) -> str:
    source = rows.sources.get(source_id)
    if source is None:
        return f"{source_id}, row {row}"
    if source["row_unit"] == "file":
        return str(source["path"])
    return f"{source['path']}, {source['row_unit']} {row}"


def _publications_by_key(rows: CaseRows) -> dict[str, tuple[Publication, ...]]:
    found: dict[str, tuple[Publication, ...]] = {}
    for publisher in rows.rows("publishers"):
        found[key_of(publisher)] = (publication_of(publisher),)
    for report in rows.rows("reports"):
        found[key_of(report)] = (Publication(report["outlet"] or "outlet not stated", report["url"], report["published"]),)
    for claim in rows.rows("claims"):
        said_in = rows.reports.get(claim["report_id"] or "")
        if said_in is not None:
            found.setdefault(key_of(claim), found[key_of(said_in)])
    for sighting in rows.rows("sightings"):
        listed = [rows.publishers[p] for p in sighting["source_ids"] or () if p in rows.publishers]
        found[key_of(sighting)] = tuple(publication_of(p) for p in listed)
    return found


def publication_of(publisher: Row) -> Publication:
    """A row of the publishers' list as a publication, with its Admiralty grade if it has one."""
    letter, figure = publisher["reliability"], publisher["credibility"]
    grade = f"{letter or ''}{figure or ''}" or None
    return Publication(publisher["outlet"], publisher["url"], publisher["published"], grade)
