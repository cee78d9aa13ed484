"""From tables to a document: the one place where a brief's parts are put together.

In: a case's question, period and date, its tables, and the register for names. Out: a `Document`. Pure: rows known after
`as_of` are left out, numbers of citations follow first use, and the same input gives the same document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from vedette.brief.document import (
    BaseTimeline,
    CaseFit,
    ClaimSection,
    Document,
    RejectedClaim,
    Sentence,
    TextGroup,
    UncheckableClaim,
)
from vedette.brief.parts.answer import make_answer
from vedette.brief.parts.between_texts import compare_texts
from vedette.brief.parts.case_fits import make_case_fits
from vedette.brief.parts.citations import list_citations
from vedette.brief.parts.geography import make_sheet
from vedette.brief.parts.provenance import input_hashes, list_caveats, list_sources, may_show_position, withheld_sources
from vedette.brief.parts.rate_charts import make_base_charts, make_claim_charts
from vedette.brief.parts.reviews import list_rejected, review_caveats
from vedette.brief.parts.rows import CaseRows, Names, read_rows
from vedette.brief.parts.sections import make_sections
from vedette.brief.parts.timelines import make_timelines

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class BriefInput:
    """All that a brief is made from.

    `tables` holds frames by the names of `vedette.schema.tables.TABLES`; an absent table counts as empty. `versions` are the
    store's table versions, `hashes` SHA-256 by path for inputs beyond the sources (case.toml, claims.toml). `map_box` is west,
    south, east, north; null = by content. `map_places` are place ids that the map shows in any case.
    """

    title: str
    question: str
    period: tuple[datetime, datetime]
    as_of: datetime
    tables: Mapping[str, pl.DataFrame]
    versions: Mapping[str, int] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    map_box: tuple[float, float, float, float] | None = None
    map_places: tuple[str, ...] = ()
    likelihood_overrides: Mapping[str, str] = field(default_factory=dict)
    is_publishable: bool = False
    language: str = "en"
    software: str = "vedette"


def compose(given: BriefInput, register: Names) -> Document:
    """Put a brief together.

    Raises:
        SchemaMismatch: a table does not have the columns of its schema.
    """
    rows = read_rows(given.tables, given.as_of, register)

    def may_show(source_id: str, is_sensor: bool) -> bool:
        return not given.is_publishable or may_show_position(rows, source_id, is_sensor)

    sections, rest = make_sections(rows)
    fits = make_case_fits(rows)
    answer = make_answer(sections, rest, fits, has_claims=bool(rows.rows("claims")))
    timelines = make_timelines(rows, sections, given.period, may_show)
    rejected, between = list_rejected(rows), compare_texts(rows)
    withheld = withheld_sources(rows) if given.is_publishable else ()
    return Document(
        title=given.title,
        question=given.question,
        period=given.period,
        as_of=given.as_of,
        language=given.language,
        answer=answer,
        claims=sections,
        uncheckable=rest,
        map=make_sheet(rows, given.map_box, given.map_places, may_show),
        timelines=timelines,
        citations=list_citations(_keys_in_order(answer, fits, sections, rest, timelines, rejected, between), rows),
        sources=list_sources(rows),
        caveats=(*list_caveats(rows, withheld), *review_caveats(rows)),
        asset_names=_asset_names(rows, sections),
        table_versions=tuple(sorted(given.versions.items())),
        input_hashes=input_hashes(rows, given.hashes),
        likelihood_overrides=tuple(sorted(given.likelihood_overrides.items())),
        is_synthetic=any(s["is_synthetic"] for s in rows.rows("sources")),
        is_publishable=given.is_publishable,
        software=given.software,
        withheld=withheld,
        rejected=rejected,
        between_texts=between,
        case_fits=fits,
        claim_rates=make_claim_charts(rows, sections),
        base_rates=make_base_charts(rows),
    )


def _keys_in_order(
    answer: Iterable[Sentence],
    fits: Iterable[CaseFit],
    sections: Iterable[ClaimSection],
    rest: Iterable[UncheckableClaim],
    timelines: Iterable[BaseTimeline],
    rejected: Iterable[RejectedClaim],
    between: Iterable[TextGroup],
) -> list[str]:
    keys = [k for line in answer for k in line.keys]
    keys += [k for fit in fits for s in (fit.lead, *fit.signals) for k in s.keys]
    for section in sections:
        keys += [q.key for q in (section.quote, *section.also_said)]
        sentences: list[Sentence] = [*section.reasons, *section.hangs_on, *(e.sentence for e in section.evidence)]
        sentences += [section.observability] if section.observability else []
        keys += [k for s in sentences for k in s.keys]
    keys += [u.quote.key for u in rest]
    keys += [r.key for r in rejected]
    keys += [k for group in between for s in group.sentences for k in s.keys]
    for base in timelines:
        keys += [k for visit in base.visits for k in visit.keys]
        keys += [k for sighting in base.sightings for k in sighting.keys]
    return keys


def _asset_names(rows: CaseRows, sections: Iterable[ClaimSection]) -> tuple[str, ...]:
    """Names of known assets that the reasons mention: each must stand in the evidence of its claim."""
    ids = {r["asset_id"] for table in ("assets", "events", "sightings", "tracks") for r in rows.rows(table) if r["asset_id"]}
    names = {rows.asset_name(i) for i in ids}
    said = " ".join(reason.text for section in sections for reason in section.reasons).casefold()
    return tuple(sorted(n for n in names if len(n) > 2 and n.casefold() in said))
