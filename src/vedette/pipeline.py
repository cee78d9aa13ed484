"""The page to read first: how bytes become verdicts.

     sources -> positions -> tracks -> events -> patterns \\
             -> detections, sightings ------------------->  assessment -> brief | web | alerts
     reports -> claims ----------------------------------/

Stages know nothing of each other: they meet in tables (`vedette.schema.tables`), and this page alone knows their order.
`MOVEMENT` lists the steps from positions to events, with what each reads and writes, and how it is keyed, in its step
object; an engine (`vedette.engine`) carries rows to their kernels. What comes after is small and stays in one process:
reading (`claims`), judging (`assessment`), writing (`brief`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl

from vedette import parameters
from vedette.assessment.assess import AssessmentInput, AssessmentOutput, assess
from vedette.assessment.evidence.rate_questions import ask_rates
from vedette.assessment.examining.examination import Examination
from vedette.assessment.examining.examination import examine as examine_claim
from vedette.assessment.params import AssessmentParams
from vedette.case.load import Case
from vedette.claims.grouping.grouping import Grouped, group_claims
from vedette.claims.languages.detection import list_unread
from vedette.claims.publishers import complete_reports
from vedette.claims.reader import ReaderParams, read_claims
from vedette.claims.review.review import Reviewed, apply_reviews, withdrawn_ids
from vedette.claims.review.review_places import ReportShelf
from vedette.claims.review.review_written import build_written_claims
from vedette.engine import local
from vedette.engine.choice import Engine, Mover
from vedette.engine.live_flow import Line
from vedette.engine.step import Map, Scan, Step, Window
from vedette.events import steps as events
from vedette.patterns.of_events import find_rates_and_patterns
from vedette.positions import steps as positions
from vedette.positions.flights import name_flights
from vedette.registry.register import Register
from vedette.registry.table_rows import assets_table, places_table
from vedette.schema.tables import (
    COVERAGE,
    DETECTIONS,
    IDENTITIES,
    IMAGES,
    ISSUES,
    POSITIONS,
    PUBLISHERS,
    REPORTS,
    SIGHTINGS,
    TABLES,
)
from vedette.tracks import steps as tracks

Tables = dict[str, pl.DataFrame]
Progress = Callable[[str, float | None], None]


@dataclass(frozen=True)
class Settings:
    """What a case sets differently from the defaults, the claims that it brings itself, and the decisions on those read.

    `near` is the middle of its period: the days of texts without a date lie near it.
    """

    of_steps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    likelihoods: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    milestones: tuple[datetime, ...] = ()
    written_claims: tuple[Mapping[str, Any], ...] = ()
    claims_source: str = "claims.toml"
    reviews: tuple[Mapping[str, Any], ...] = ()
    bases: Mapping[str, Any] | None = None
    near: date | None = None

    def of_assessment(self) -> AssessmentParams:
        """The parameters of the judgement."""
        return parameters.of_assessment(self.of_steps, self.likelihoods, self.milestones, self.bases)

    @classmethod
    def of(cls, case: Case, claims_source: str = "claims.toml") -> Settings:
        """The settings of a case; `claims_source` is the source id under which its claims.toml is cited."""
        named = case.settings.model_dump(exclude={"likelihoods"})
        written = zip(case.claims, case.claim_lines, strict=True)
        reviewed = zip(case.reviews, case.review_lines, strict=True)
        return cls(
            of_steps=named,
            likelihoods=case.settings.likelihoods,
            milestones=case.question.milestones,
            bases=case.question.bases.model_dump() if case.question.bases else None,
            written_claims=tuple(claim.model_dump() | {"line": line} for claim, line in written),
            claims_source=claims_source,
            near=middle_of(case),
            reviews=tuple(review.model_dump(by_alias=True) | {"line": line} for review, line in reviewed),
        )


# step, how its parameters are made from register and settings, and whether its rows replace or extend the table
MOVEMENT: tuple[tuple[Step, Callable[[Register, Mapping[str, Any]], Any], str], ...] = (
    (positions.RESOLVE, parameters.of_resolve, "replace"),
    (positions.FLAG, parameters.of_flag, "replace"),
    (positions.COVERAGE, parameters.of_coverage, "extend"),
    (tracks.SEGMENT, parameters.of_segments, "replace"),
    (tracks.SUMMARISE, parameters.of_tracks, "extend"),
    (events.CONFLICTS, parameters.of_conflicts, "extend"),
    (events.VISITS, parameters.of_visits, "extend"),
    (events.LANDINGS, parameters.of_landings, "extend"),
    (events.GAPS, parameters.of_gaps, "extend"),
    (events.LEGS, parameters.of_legs, "extend"),
    (events.RENDEZVOUS, parameters.of_rendezvous, "extend"),
)


def run(
    inputs: Tables,
    register: Register,
    settings: Settings,
    as_of: datetime,
    *,
    on_progress: Progress = lambda _message, _share: None,
    engine: Engine = local,
) -> Tables:
    """Every table, from input tables, by what was known at a time.

    Args:
        inputs: sources, positions, identities, sightings, images, detections, publishers, reports, issues.
        register: places, assets and classes, the case's own included.
        settings: what the case sets, and its written claims.
        as_of: rows that became known later are left out.
        on_progress: told what is being done, and the share done.
        engine: what carries rows to the kernels of `MOVEMENT`; the tables are the same with any.
    Returns:
        All tables of `vedette.schema.tables`, each in its own order.
    """
    inputs = inputs | {"reports": complete_reports(inputs["reports"], inputs["publishers"])}
    tables = {name: table.empty() for name, table in TABLES.items()} | known_by(inputs, as_of)
    tables[POSITIONS.name], tables[IDENTITIES.name] = name_flights(tables[POSITIONS.name], tables[IDENTITIES.name])
    on_progress("reading texts", 0.0)
    found = read_claims(tables["reports"], register, ReaderParams(near=settings.near))
    tables["issues"] = ISSUES.shape(pl.concat([tables["issues"], list_unread(tables["reports"])]))
    reviewed = review_claims(found, tables["reports"], inputs, register, settings, as_of)
    register = register.with_sites(named_places(reviewed.claims))
    tables["assets"], tables["places"] = assets_table(register), places_table(register)
    if isinstance(engine, Mover):
        on_progress("moving on from the last run", 1 / (len(MOVEMENT) + 2))
        tables |= engine.move(movement_lines(register, settings), tables[POSITIONS.name], as_of)
    else:
        for i, step in enumerate(MOVEMENT, start=1):
            on_progress(step[0].name, i / (len(MOVEMENT) + 2))
            take(step, tables, register, settings, as_of, engine)
    tables |= group(tables, reviewed, register)
    on_progress("counting", 1 - 1 / (len(MOVEMENT) + 2))
    tables |= count(tables, register, settings, as_of)
    on_progress("judging", 1 - 1 / (len(MOVEMENT) + 2))
    tables |= judge(tables, register, settings, as_of)
    return tables


def named_places(claims: pl.DataFrame) -> list[str]:
    """The ids of all places that claims name, each once."""
    ids = pl.concat([claims[role].explode().struct.field("place_id") for role in ("origin", "destination", "place")])
    return ids.drop_nulls().unique().sort().to_list()


def take(
    line: tuple[Step, Callable[[Register, Mapping[str, Any]], Any], str],
    tables: Tables,
    register: Register,
    settings: Settings,
    as_of: datetime,
    engine: Engine = local,
) -> None:
    """Take the tables through one step of `MOVEMENT`; one that no row concerns is passed over, and what it needs is not made."""
    step, params_of, effect = line
    frame = tables[step.reads.name]
    if frame.is_empty() or (
        isinstance(step, Scan) and step.concerns is not None and not frame.select(step.concerns.any()).item()
    ):
        return
    params = params_of(register, settings.of_steps)
    params = parameters.with_coverage(params, tables[COVERAGE.name])
    match step:
        case Map():
            rows = engine.run_map(step, frame, params)
        case Scan():
            rows = engine.run_scan(step, frame, params, watermark=as_of).frame
        case Window():
            rows = engine.run_window(step, frame, params)
    before = tables[step.writes.name]
    tables[step.writes.name] = rows if effect == "replace" else step.writes.shape(pl.concat([before, rows]))


def movement_lines(register: Register, settings: Settings) -> tuple[Line, ...]:
    """`MOVEMENT` with its parameters, for an engine that takes all of it together."""

    def of(params: Any) -> Callable[[Mapping[str, pl.DataFrame]], Any]:
        return lambda tables: parameters.with_coverage(params, tables.get(COVERAGE.name, COVERAGE.empty()))

    return tuple(Line(step, of(params_of(register, settings.of_steps)), effect) for step, params_of, effect in MOVEMENT)


def middle_of(case: Case) -> date:
    """The day in the middle of a case's period."""
    period = case.question.period
    return (period.start + (period.end - period.start) / 2).date()


def read(tables: Tables, register: Register, *, near: date | None = None) -> pl.DataFrame:
    """The claims in reports, without judging them; the days of a report without a date lie near `near`."""
    return read_claims(complete_reports(tables["reports"], tables["publishers"]), register, ReaderParams(near=near))


def review_claims(
    found: pl.DataFrame, known: pl.DataFrame, inputs: Tables, register: Register, settings: Settings, as_of: datetime | None
) -> Reviewed:
    """The claims that were read and those written by hand, with a person's reviews applied to them.

    Args:
        found: the claims in the known reports.
        known: the reports that were read.
        inputs: every report of the case, in which reviews find their places, and the sources.
        register: places, assets and classes.
        settings: holds written claims and reviews.
        as_of: written claims that were made later are left out; None = none is.
    """
    shelf = ReportShelf(inputs["reports"], inputs["sources"])
    entries, reports, source = settings.written_claims, inputs["reports"], settings.claims_source
    withdrawn = withdrawn_ids(settings.reviews)
    written = build_written_claims(entries, reports, shelf, register, source_id=source, withdrawn=withdrawn)
    made = written.claims.filter(made_by(as_of)) if as_of else written.claims
    is_all = known.height == reports.height and made.height == written.claims.height
    read_ids = None if is_all else frozenset(known["report_id"])
    everything = pl.concat([found, made])
    reviewed = apply_reviews(everything, settings.reviews, shelf, register, source_id=source, read_ids=read_ids)
    return reviewed.with_added(written)


def unread(tables: Tables) -> list[str]:
    """What must be said of reports that no reader reads: one sentence each."""
    return list_unread(tables["reports"])["message"].to_list()


def relate(claims: pl.DataFrame, tables: Tables, register: Register) -> Grouped:
    """Claims to propositions and relations, reports to roots, without judging them."""
    reports = complete_reports(tables["reports"], tables["publishers"])
    return group_claims(claims, reports, tables["publishers"], register)


def group(tables: Tables, reviewed: Reviewed, register: Register) -> Tables:
    """Claims to propositions and relations, reports to roots; what reviews left as issues joins those of the sources."""
    claims = reviewed.claims
    grouped = relate(claims, tables, register)
    return {
        "claims": claims,
        "reviews": reviewed.reviews,
        "issues": ISSUES.shape(pl.concat([tables["issues"], reviewed.issues])),
        "propositions": grouped.propositions,
        "roots": grouped.roots,
        "relations": grouped.relations,
    }


def count(tables: Tables, register: Register, settings: Settings, as_of: datetime) -> Tables:
    """Events to rates, and rates to patterns; what claims ask for is counted with them, so that the judgement only reads."""
    if tables["events"].is_empty() and tables["sightings"].is_empty():
        return {"rates": tables["rates"], "patterns": tables["patterns"]}
    given = AssessmentInput(**{name: tables[name] for name in AssessmentInput.__dataclass_fields__})
    judging = settings.of_assessment()
    questions = ask_rates(given, register, judging, as_of)
    params = parameters.of_rates(register, settings.of_steps)
    rates, patterns = find_rates_and_patterns(
        tables["events"], tables["positions"], tables["sources"], questions, params, as_of,
        sightings=tables["sightings"], detections=tables.get("detections"),
    )  # fmt: skip
    return {"rates": rates, "patterns": patterns}


def judge(tables: Tables, register: Register, settings: Settings, as_of: datetime) -> Tables:
    """Claims and all that bears on them to evidence and verdicts."""
    given = AssessmentInput(**{name: tables[name] for name in AssessmentInput.__dataclass_fields__})
    judged = assess(given, register, settings.of_assessment(), as_of)
    return {name: getattr(judged, name) for name in AssessmentOutput.__dataclass_fields__}


def examine(tables: Tables, register: Register, settings: Settings, as_of: datetime, claim_id: str) -> Examination:
    """One claim laid open: the conditions of each verdict, its matrix, what it hangs on, what would tell next."""
    given = AssessmentInput(**{name: tables[name] for name in AssessmentInput.__dataclass_fields__})
    return examine_claim(given, register, settings.of_assessment(), as_of, claim_id)


def made_by(as_of: datetime) -> pl.Expr:
    """Claims that had been made by then; one without a date counts."""
    return pl.col("made").is_null() | (pl.col("made") <= as_of)


def known_by(inputs: Tables, as_of: datetime) -> Tables:
    """The rows of the inputs that were known at a time: received, published or logged by then."""
    when = {
        POSITIONS.name: pl.coalesce("received", "time"),
        SIGHTINGS.name: pl.col("known"),
        IMAGES.name: pl.coalesce("received", "time"),
        DETECTIONS.name: pl.col("time"),
        REPORTS.name: pl.col("published"),
        PUBLISHERS.name: pl.col("published"),
    }
    known = {name: when[name].is_null() | (when[name] <= as_of) for name in when}
    return {name: frame.filter(known[name]) if name in known else frame for name, frame in inputs.items()}
