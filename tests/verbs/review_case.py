"""A small case of two short texts, for tests of reviewing."""

from __future__ import annotations

from pathlib import Path

from vedette.case.templates import make_case

BULLETIN = """---
source: bulletin
title: "Ships leave"
published: 2024-12-14
---
Two frigates left Tartus for Tobruk on 12 December. The weather was fine.

Sparta II arrived in Tartus on Monday, an official said.
"""
GAZETTE = """---
outlet: Gazette
published: 2024-12-15
---
Four Il-76 flew from Moscow to Benghazi.
"""
SOURCES = "source_id,url,outlet,published,language,rests_on\nbulletin,https://example.org/b,Bulletin,2024-12-14,en,\n"
REMARK = (
    '# Written by hand; keep this line.\n\n[[claims]]\nid   =  "mine"   # odd layout\nquote = "Ships moved."\nkind = \'move\'\n'
)


def make_review_case(folder: Path) -> Path:
    """The case, with a claims.toml of odd layout."""
    make_case(folder, "blank")
    (folder / "reports").mkdir(exist_ok=True)
    (folder / "reports" / "bulletin.txt").write_text(BULLETIN)
    (folder / "reports" / "gazette.txt").write_text(GAZETTE)
    (folder / "sources.csv").write_text(SOURCES)
    (folder / "claims.toml").write_text(REMARK)
    return folder
