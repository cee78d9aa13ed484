"""True visits in real AIS, hidden and swapped: are claims about them judged as they should be?

AIS files come in; a table of verdicts by question flows out. Visits are found by the pipeline; every third hull is put to the question.
For each of its visits it is claimed that the hull was at that port on that day, and one report of another origin says so too, whether
true or not. The claim is asked with the data, with everything hidden that the hulls in question sent, and with port, hull or date
swapped for another one.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from vedette.assessment.assess import AssessmentInput, assess_at
from vedette.assessment.params import AssessmentParams
from vedette.case.templates import make_case
from vedette.registry.places import Place
from vedette.registry.register import Register, load_register
from vedette.schema.tables import CLAIMS, REPORTS, TABLES
from vedette.verbs.adding import add, describe_source
from vedette.verbs.inputs import gather_inputs
from vedette.verbs.opening import open_case

from vedette import pipeline  # isort: skip

Tables = dict[str, pl.DataFrame]
QUESTIONS = ("true, with the data", "true, data hidden", "port swapped", "hull swapped", "date swapped")
_DAYS_OFF = 20
_STOPPED = 2.0  # confidence of a visit from which a stop was seen in it
_NOW = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Harbour:
    """A port that the register does not have."""

    place_id: str
    name: str
    country: str
    lat_deg: float
    lon_deg: float


# the ports inside the two boxes of the public extracts, and one far from both for the swap
HARBOURS = (
    Harbour("portsmouth-harbour", "Portsmouth Harbour", "GB", 50.805, -1.11),
    Harbour("esbjerg-harbour", "Esbjerg Harbour", "DK", 55.47, 8.43),
    Harbour("hvide-sande-harbour", "Hvide Sande Harbour", "DK", 56.0, 8.125),
    Harbour("thorsminde-harbour", "Thorsminde Harbour", "DK", 56.37, 8.12),
)
_FAR = "tobruk"


@dataclass(frozen=True)
class Visit:
    """A hull that was at a port on a day."""

    asset_id: str
    place_id: str
    day: datetime


@dataclass(frozen=True)
class Answer:
    """A verdict on one question: was this hull there on that day?"""

    question: str
    claimed: Visit
    verdict: str
    probability: float


def measure_leave_out(files: Sequence[Path], *, share: int = 3, most: int = 40) -> list[Answer]:
    """Every question about up to `most` visits of each file, of every `share`-th hull."""
    register = load_register(extra_places=tuple(_place(h) for h in HARBOURS))
    return [answer for path in files for answer in _of_file(path, register, share, most)]


def _place(h: Harbour) -> Place:
    return Place(
        place_id=h.place_id, name=h.name, kind="port", country=h.country, groups=(f"country:{h.country}",),
        lat_deg=h.lat_deg, lon_deg=h.lon_deg, enter_km=3.0, exit_km=4.0,
    )  # fmt: skip


def _of_file(path: Path, register: Register, share: int, most: int) -> Iterator[Answer]:
    inputs = _bring_in(path)
    whole = _find_events(inputs, register)
    visits = _visits(whole["events"])
    asked = {a for i, a in enumerate(sorted({v.asset_id for v in visits})) if i % share == 0}
    chosen = [v for v in visits if v.asset_id in asked][:most]
    hidden = _find_events(inputs | {"positions": inputs["positions"].filter(~pl.col("asset_id").is_in(asked))}, register)
    came = whole["events"].filter(pl.col("kind") == "visit")["asset_id"]  # passages among them
    others = sorted(set(inputs["positions"]["asset_id"]) - set(came))
    for question in QUESTIONS:
        tables = hidden if question == "true, data hidden" else whole
        claimed = [swap(v, question, others[i % len(others)]) for i, v in enumerate(chosen)]
        yield from _ask(question, claimed, tables, register)


def _bring_in(path: Path) -> Tables:
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "case"
        make_case(case, "blank")
        add(case, [path], describe_source())
        return dict(gather_inputs(open_case(case)))


def _find_events(inputs: Tables, register: Register) -> Tables:
    tables = {name: table.empty() for name, table in TABLES.items()} | inputs
    for line in pipeline.MOVEMENT:
        pipeline.take(line, tables, register, pipeline.Settings(), _NOW)
    return tables


def _visits(events: pl.DataFrame) -> list[Visit]:
    """One row per hull and port, at the ports of this page: visits in which a stop was seen, since a passage is no call."""
    ports, is_call = {h.place_id for h in HARBOURS}, (pl.col("kind") == "visit") & (pl.col("confidence") >= _STOPPED)
    rows = events.filter(is_call, pl.col("place_id").is_in(ports)).sort("asset_id", "place_id", "start")
    found = {(r["asset_id"], r["place_id"]): r["start"] for r in rows.reverse().iter_rows(named=True)}
    return [Visit(a, p, start.replace(hour=0, minute=0, second=0, microsecond=0)) for (a, p), start in sorted(found.items())]


def swap(visit: Visit, question: str, other: str) -> Visit:
    """What is asked about a visit; `other` is a hull that was heard that day and called at none of the ports."""
    match question:
        case "port swapped":
            return Visit(visit.asset_id, _FAR, visit.day)
        case "hull swapped":
            return Visit(other, visit.place_id, visit.day)
        case "date swapped":
            return Visit(visit.asset_id, visit.place_id, visit.day - timedelta(days=_DAYS_OFF))
    return visit


def _ask(question: str, claimed: Sequence[Visit], tables: Tables, register: Register) -> Iterator[Answer]:
    rows = [_claim(v, i, origin) for i, v in enumerate(claimed) for origin in (0, 1)]
    reports = [_report(i, origin, v.day) for i, v in enumerate(claimed) for origin in (0, 1)]
    given = AssessmentInput(
        claims=CLAIMS.build(rows), reports=REPORTS.build(reports),
        **{name: tables[name] for name in ("events", "coverage", "identities")},
    )  # fmt: skip
    asked = {f"claim-{i}-0" for i in range(len(claimed))}
    out = assess_at(given, register, AssessmentParams(), _NOW, asked)
    by_claim = {r["claim_id"]: r for r in out.verdicts.iter_rows(named=True)}
    for i, visit in enumerate(claimed):
        row = by_claim[f"claim-{i}-0"]
        yield Answer(question, visit, row["verdict"], row["probability"])


def _claim(visit: Visit, i: int, origin: int) -> dict[str, Any]:
    asset = {"text": visit.asset_id, "class": None, "count_min": None, "count_max": None, "asset_id": visit.asset_id}
    return {
        "claim_id": f"claim-{i}-{origin}", "report_id": f"report-{i}-{origin}", "kind": "present", "status": "asserted",
        "polarity": "positive", "quote": f"{visit.asset_id} was at {visit.place_id}", "trigger": "was", "assets": [asset],
        "origin": [], "destination": [], "place": [{"text": visit.place_id, "place_id": visit.place_id}],
        "time_start": visit.day, "time_end": visit.day + timedelta(days=1, microseconds=-1), "speaker": [f"outlet {origin}"],
        "explicitness": "explicit", "is_checkable": True, "reader": "benchmark", "proposition_id": f"proposition-{i}",
        "made": visit.day + timedelta(days=2), "source_id": f"src-{i}-{origin}", "source_row": 1,
    }  # fmt: skip


def _report(i: int, origin: int, day: datetime) -> dict[str, Any]:
    text = f"report {i} of outlet {origin}"
    return {
        "report_id": f"report-{i}-{origin}", "outlet": f"outlet {origin}", "published": day + timedelta(days=2), "rests_on": [],
        "text": text, "sha256": text, "source_id": f"src-{i}-{origin}", "source_row": 1,
    }  # fmt: skip


def tabulate(answers: Sequence[Answer]) -> str:
    """Verdicts by question, as a Markdown table."""
    verdicts = sorted({a.verdict for a in answers})
    lines = [f"| asked | n | {' | '.join(v.replace('_', ' ') for v in verdicts)} | p, lowest to highest |"]
    lines.append("|---|---|" + "---|" * (len(verdicts) + 1))
    for question in QUESTIONS:
        of_it = [a for a in answers if a.question == question]
        counts = Counter(a.verdict for a in of_it)
        cells = " | ".join(str(counts[v] or "") for v in verdicts)
        ps = sorted(a.probability for a in of_it)
        lines.append(f"| {question} | {len(of_it)} | {cells} | {ps[0]:.2f} to {ps[-1]:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Judge the files that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.leave_out", description="True visits in real AIS, hidden and swapped."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="AIS, in any form that `vedette add` reads")
    answers = measure_leave_out(parser.parse_args().files)
    print(tabulate(answers) if answers else "No visit of these files can be put to the question: no hull called at a known port.")


if __name__ == "__main__":
    main()
