"""Reports, those who publish them, and the claims that are asked of a simulated world.

A world, the names of its assets and places, and its sightings flow in; `reports/`, `sources.csv` and `claims.toml` flow out. Every report
says what its row of the claims table says, in words of its own, and in Russian or Italian where its copy was mistranslated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vedette.case.toml_writing import format_value
from vedette.simulation.quick.worlds import QuickWorld
from vedette.simulation.writing.tables import iso, write_csv
from vedette.simulation.writing.telling_texts import sentence_of, text_of

Row = Mapping[str, Any]


def write_reports(
    folder: Path, world: QuickWorld, names: Mapping[str, str], kinds: Mapping[str, str], sightings: Sequence[Row]
) -> int:
    """Reports, their publishers, and the claims that are asked; how many reports."""
    claims = {row["report_id"]: row for row in world.tables.claims.iter_rows(named=True)}
    grades = {row["publisher_id"]: row["reliability"] for row in world.tables.publishers.iter_rows(named=True)}
    natures = {n.report_id: n for n in world.natures}
    asked_ids = {c.claim_id for c in world.claims}
    sources = [[s["source_ids"][0], iso(s["known"]), s["how"], "", "", "B", ""] for s in sightings]
    asked, n_reports = [], 0
    for report in world.tables.reports.iter_rows(named=True):
        report_id, claim = report["report_id"], claims[report["report_id"]]
        rests_on = report["rests_on"][0] if report["rests_on"] else ""
        sentence = sentence_of(claim, names, _kind_of(claim, kinds), natures[report_id].nature, report["language"] or "en")
        sources.append([report_id, iso(report["published"]), report["outlet"], report["language"] or "", rests_on,
                        grades.get(report["publisher_id"] or "") or "", ""])  # fmt: skip
        head = {"source": report_id, "title": f"Simulated report {report_id}", "published": f"{report['published']:%Y-%m-%d}"}
        front = "\n".join(f"{key}: {json.dumps(value)}" for key, value in head.items())
        text = f"---\n{front}\n---\n{text_of(report_id, sentence, rests_on or None, report['language'] or 'en')}"
        (folder / "reports" / f"{report_id}.txt").write_text(text, encoding="utf-8")
        if report_id in asked_ids:
            asked.append(_claim_entry(claim, sentence))
        n_reports += 1
    own = [row for row in world.tables.claims.iter_rows(named=True) if row["report_id"] is None]  # somebody's own questions
    asked += [_claim_entry(claim, sentence_of(claim, names, _kind_of(claim, kinds))) for claim in own]
    named = {row[0] for row in sources}
    origins = [[o, "", o, "", "", grades.get(o) or "", ""] for o in grades if o not in named]
    write_csv(
        folder / "sources.csv", ("source_id", "published", "outlet", "language", "rests_on", "reliability", "note"),
        [[*row[:6], "simulated"] for row in _once(sources + origins)],
    )  # fmt: skip
    (folder / "claims.toml").write_text(
        "# The claims that are asked of this simulated world.\n\n" + "\n".join(asked), encoding="utf-8"
    )
    return n_reports


def _kind_of(claim: Row, kinds: Mapping[str, str]) -> str:
    return kinds.get(claim["assets"][0]["asset_id"] or "", "")


def _claim_entry(claim: Row, sentence: str) -> str:
    places = {side: [p["place_id"] for p in claim[side]] for side in ("origin", "destination", "place")}
    report = [f"report = {format_value(claim['report_id'])}"] if claim["report_id"] else []
    asset = claim["assets"][0]
    lines = ["[[claims]]", f"id = {format_value(claim['claim_id'])}", *report, f"quote = {format_value(sentence[:-1])}",
             f"kind = {format_value(claim['kind'])}", f"assets = [{format_value(asset['asset_id'] or asset['class'])}]"]  # fmt: skip
    lines += [f"{side} = [{format_value(found[0])}]" for side, found in places.items() if found]
    lines += [f"direction = {format_value(claim['direction'])}"] if claim["direction"] else []
    lines += [
        f'start = "{claim["time_start"]:%Y-%m-%d}"',
        f'end = "{claim["time_end"]:%Y-%m-%d}"',
        f'made = "{claim["made"]:%Y-%m-%d}"',
    ]
    return "\n".join(lines) + "\n"


def _once(rows: list[list[str]]) -> list[list[str]]:
    """The first row of each id."""
    return list({row[0]: row for row in reversed(rows)}.values())[::-1]
