"""Claims as sections: quotes, verdict and its history, evidence, what was hidden, what would settle it.

In: the case's rows. Out: sections in order of verdict (it holds ... it does not), numbered from 1, then claims that movement
cannot answer. Claims that say the same and got the same verdict share a section: the first is quoted, the others are listed
under it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from vedette.brief.document import ClaimSection, EvidenceRow, Quote, Sentence, UncheckableClaim, VerdictState
from vedette.brief.parts.behind import list_hypotheses, list_parts, read_cells, subject_of
from vedette.brief.parts.citations import key_of, split_keys
from vedette.brief.parts.hidden import Index, index_hidden, list_hidden
from vedette.brief.parts.items import index_items
from vedette.brief.parts.reviews import review_line
from vedette.brief.parts.rows import CaseRows, Row
from vedette.brief.phrases import KIND, MISFIT, UNCHECKABLE
from vedette.brief.style import VERDICT_RANK
from vedette.schema.words import reading_note

_STANCE_ORDER = {"for": 0, "against": 1, "neutral": 2}
_BY_HAND = "hand"
_START_OF_TIME = datetime(1, 1, 1, tzinfo=UTC)


def make_sections(rows: CaseRows) -> tuple[tuple[ClaimSection, ...], tuple[UncheckableClaim, ...]]:
    """Sections of claims that can be checked, and the rest. A claim without a verdict is left out of both."""
    history = _history(rows)
    judged = [c for c in rows.rows("claims") if c["claim_id"] in history]
    open_to_check = [c for c in judged if history[c["claim_id"]][-1]["verdict"] != "not_checkable"]
    groups = _group(open_to_check, history)
    evidence, hidden = _evidence_by_claim(rows, index_items(rows)), index_hidden(rows)
    sections = tuple(
        _section(number, group, history[group[0]["claim_id"]], rows, evidence, hidden)
        for number, group in enumerate(groups, start=1)
    )
    written = {group[0]["claim_id"] for group in groups if group[0]["reader"] == _BY_HAND}
    if written:
        sections = tuple(replace(s, is_central=s.claim_id in written) for s in sections)
    rest = [c for c in judged if history[c["claim_id"]][-1]["verdict"] == "not_checkable"]
    return sections, tuple(_uncheckable(n, c, rows) for n, c in enumerate(rest, start=len(sections) + 1))


def _history(rows: CaseRows) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for verdict in sorted(rows.rows("verdicts"), key=lambda v: v["as_of"]):
        found[verdict["claim_id"]].append(verdict)
    return dict(found)


def _group(claims: Sequence[Row], history: Mapping[str, Sequence[Row]]) -> list[list[Row]]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for claim in claims:
        groups[claim["proposition_id"] or claim["claim_id"], history[claim["claim_id"]][-1]["verdict"]].append(claim)

    for group in groups.values():
        group.sort(key=lambda c: c["reader"] != _BY_HAND)  # stable: a claim written by hand leads, else the earliest

    def order(group: Sequence[Row]) -> tuple[bool, int, float, datetime, int, str]:
        first, last = group[0], history[group[0]["claim_id"]][-1]
        rank, certainty = VERDICT_RANK[last["verdict"]], -(last["probability"] or 0.0)
        made = first["made"] or _START_OF_TIME
        return first["reader"] != _BY_HAND, rank, certainty, made, first["start"] or 0, first["claim_id"]

    return sorted(groups.values(), key=order)


def _section(
    number: int,
    group: Sequence[Row],
    verdicts: Sequence[Row],
    rows: CaseRows,
    evidence: Mapping[str, Sequence[EvidenceRow]],
    hidden: Index,
) -> ClaimSection:
    claim, last = group[0], verdicts[-1]
    summaries = {p["proposition_id"]: p["summary"] for p in rows.rows("propositions")}
    kept = set(last["evidence_ids"] or ())
    own = [e for e in evidence.get(claim["claim_id"], ()) if not kept or e.evidence_id in kept]
    observed = last["observability_sentence"]
    quoted = tuple(dict.fromkeys(k for e in own for k in e.sentence.keys))
    return ClaimSection(
        claim_id=claim["claim_id"],
        number=number,
        heading=_heading(claim, summaries),
        kind=KIND.get(claim["kind"]) or str(claim["kind"]),
        quote=quote_of(claim, rows),
        also_said=tuple(quote_of(c, rows) for c in group[1:]),
        origins=_origins(group, rows),
        time=(last["valid_start"] or claim["time_start"], last["valid_end"] or claim["time_end"]),
        verdict=_state(last),
        history=tuple(_state(v) for v in verdicts),
        reasons=tuple(_cited(split_keys(r), quoted or (key_of(claim),)) for r in last["reasons"] or ()),
        evidence=tuple(own),
        observability=_cited(split_keys(observed), quoted or (key_of(claim),)) if observed else None,
        would_settle=tuple(last["would_settle"] or ()),
        subject=subject_of(claim, rows),
        hypotheses=list_hypotheses(claim["claim_id"], rows),
        hangs_on=tuple(_cited(split_keys(s), quoted or (key_of(claim),)) for s in last["hangs_on"] or ()),
        parts=list_parts(last, rows),
        hidden=list_hidden(claim["claim_id"], hidden, rows),
    )


def _heading(claim: Row, summaries: Mapping[str, str]) -> str:
    """The case's own words for a claim written by hand, else the proposition's summary, else the quote."""
    summary = summaries.get(claim["proposition_id"])
    text = str(claim["quote"] if claim["reader"] == _BY_HAND or not summary else summary)
    return f"{text[:1].upper()}{text[1:]}"


def _cited(sentence: Sentence, fallback: tuple[str, ...]) -> Sentence:
    """A reason without a citation of its own rests on all the evidence of its claim."""
    return sentence if sentence.keys else Sentence(sentence.text, fallback, sentence.lead)


def _state(verdict: Row) -> VerdictState:
    return VerdictState(
        code=verdict["verdict"],
        as_of=verdict["as_of"],
        probability=verdict["probability"],
        low=verdict["interval_low"],
        high=verdict["interval_high"],
        likelihood=verdict["likelihood"],
        confidence=verdict["confidence"],
        observability=verdict["observability"],
    )


def _evidence_by_claim(rows: CaseRows, items: Mapping[str, str]) -> dict[str, list[EvidenceRow]]:
    found: dict[str, list[EvidenceRow]] = defaultdict(list)
    for row in rows.rows("evidence"):
        sentence = split_keys(row["why"])
        keys = tuple(dict.fromkeys((*row["citations"], *sentence.keys)))
        found[row["claim_id"]].append(
            EvidenceRow(
                evidence_id=row["evidence_id"],
                stance=row["stance"],
                sentence=Sentence(sentence.text, keys),
                kind=row["kind"],
                item_text=items.get(row["item_id"], ""),
                ratio=_ratio(row["log_lr"]),
                is_sensor=row["is_sensor"],
                known=row["known"],
                cells=read_cells(row["log_lr"]),
                without=row["without_probability"],
                without_code=row["without_verdict"],
            )
        )
    for listed in found.values():
        listed.sort(key=_by_weight)
    return dict(found)


def _by_weight(row: EvidenceRow) -> tuple[int, float, bool, datetime, str]:
    """For, against, neither; the weightiest first; of measured distances those that fit."""
    is_misfit = row.kind == "distance_measured" and MISFIT in row.sentence.text
    return _STANCE_ORDER.get(row.stance, 3), -abs(math.log(row.ratio or 1.0)), is_misfit, row.known, row.evidence_id


def _ratio(log_lr: Mapping[str, float | None] | None) -> float | None:
    """P(row | moved) over P(row | the rival that explains it best); null where no rival has a number."""
    if not log_lr or log_lr.get("moved") is None:
        return None
    rivals = [v for k, v in log_lr.items() if k != "moved" and v is not None]
    return math.exp((log_lr["moved"] or 0.0) - max(rivals)) if rivals else None


def quote_of(claim: Row, rows: CaseRows) -> Quote:
    """A claim's words with outlet, date and chain of speakers."""
    report = rows.reports.get(claim["report_id"] or "")
    speaker = tuple(claim["speaker"] or ())
    return Quote(
        text=claim["quote"],
        outlet=(report["outlet"] if report else next(iter(speaker), "written by hand")) or "outlet not stated",
        url=report["url"] if report else None,
        published=(report["published"] if report else None) or claim["made"],
        speaker=speaker,
        status=claim["status"],
        key=key_of(claim),
        language=report["language"] if report else None,
        review=" ".join(filter(None, (_noted(claim), review_line(claim["claim_id"], rows)))),
    )


def _noted(claim: Row) -> str:
    """What must be said of how a claim was read, as a sentence; empty for a reading in full."""
    note = reading_note(claim["reader"])
    return f"{note[:1].upper()}{note[1:]}." if note else ""


def _origins(group: Sequence[Row], rows: CaseRows) -> str:
    reports = sorted({c["report_id"] for c in group if c["report_id"]})
    if len(reports) < 2:
        return ""
    count = count_origins({r: _roots_of(r, rows) for r in reports})
    return f"Said in {len(reports)} texts that go back to {count} independent {'origin' if count == 1 else 'origins'}."


def _roots_of(report_id: str, rows: CaseRows) -> frozenset[str]:
    report = rows.reports.get(report_id)
    names = {report_id, report["publisher_id"]} if report else {report_id}
    return frozenset(root["root_id"] for root in rows.rows("roots") if names & set(root["report_ids"])) or frozenset({report_id})


def count_origins(roots: Mapping[str, frozenset[str]]) -> int:
    """How many reports there are at least of which no two share a root: those with one origin first, then surveys of several."""
    used: set[str] = set()
    count = 0
    for _, own in sorted(roots.items(), key=lambda item: (len(item[1]), item[0])):
        if not own & used:
            count += 1
        used |= own
    return count


def _uncheckable(number: int, claim: Row, rows: CaseRows) -> UncheckableClaim:
    why = UNCHECKABLE.get(claim["kind"], UNCHECKABLE[""])
    kind, is_understood = KIND.get(claim["kind"]) or str(claim["kind"]), claim["kind"] in UNCHECKABLE
    return UncheckableClaim(claim["claim_id"], number, quote_of(claim, rows), kind, why, is_understood)
