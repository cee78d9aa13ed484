"""What must hold before a brief is written: a table of checks, all of them run, all problems told at once.

In: a `Document` and its HTML. Out: nothing, or a `PublicationError` that lists every problem. The checks read what is to be
published, not how it came about, so that a mistake anywhere before them is caught here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vedette.brief.document import ClaimSection, Document, Sentence
from vedette.brief.phrases import INTENT_WORDS, LIKELIHOOD_WORDS, SYNTHETIC, UNCITED
from vedette.errors import PublicationError
from vedette.schema.probability import percent

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_LIKELIHOOD = re.compile(rf"\b({'|'.join(LIKELIHOOD_WORDS)})\b", re.IGNORECASE)
_CONFIDENCE = re.compile(r"\b(high|moderate|low)\s+confidence\b|\bconfidence\b", re.IGNORECASE)
_LOADS = re.compile(
    r"""<(?:script|link|img|iframe|object|embed|video|audio|source|use|image)\b[^>]*?\b(?:src|href|xlink:href|data)\s*=\s*["']?(?!data:|\#)[^"'\s>]+"""
    r"""|@import|url\(\s*["']?(?!data:|\#)[^)]+\)|<base\b""",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Check:
    """One check: its name, why it stands, and the function that yields a sentence per problem."""

    name: str
    reason: str
    find: Callable[[Document, str], Iterator[str]]


def validate(document: Document, html: str) -> None:
    """Run every check.

    Raises:
        PublicationError: at least one check found something; the error lists all of it.
    """
    problems = find_problems(document, html)
    if problems:
        raise PublicationError(problems)


def find_problems(document: Document, html: str) -> tuple[str, ...]:
    """Every problem of every check, in the order of the table."""
    return tuple(f"{check.name}: {problem}" for check in CHECKS for problem in check.find(document, html))


def _sentences(document: Document) -> Iterator[tuple[str, Sentence]]:
    """All sentences of our own, with where they stand."""
    for line in document.answer:
        yield "answer", line
    for fit in document.case_fits:
        for sentence in (fit.lead, *fit.signals):
            yield f"what the {fit.asset_kind} fits", sentence
    for section in document.claims:
        where = f"claim {section.number}"
        for hanging in section.hangs_on:
            yield f"{where}, what it hangs on", hanging
        for reason in section.reasons:
            yield f"{where}, reason", reason
        for row in section.evidence:
            yield f"{where}, evidence {row.evidence_id}", row.sentence
        if section.observability:
            yield f"{where}, observability", section.observability
    for group in document.between_texts:
        for sentence in group.sentences:
            yield f"between texts, {group.code}", sentence


def _uncited(document: Document, _html: str) -> Iterator[str]:
    known = {c.key for c in document.citations}
    for where, sentence in _sentences(document):
        if not sentence.keys and sentence.text not in UNCITED:
            yield f"{where} has no citation: {sentence.text!r}"
        for key in sentence.keys:
            if key not in known:
                yield f"{where} cites {key}, which is not in the list of citations"


def _unsupported(document: Document, _html: str) -> Iterator[str]:
    for section in document.claims:
        pool = _evidence_text(section)
        numbers = set(_NUMBER.findall(pool))
        for reason in section.reasons:
            for found in _NUMBER.findall(reason.text):
                if found not in numbers and not _is_rounded_from(found, section):
                    yield f"claim {section.number}: the number {found} of a reason stands in none of its evidence"
            for name in document.asset_names:
                if _names(name, reason.text) and not _names(name, pool):
                    yield f"claim {section.number}: {name} is named in a reason, in none of its evidence"


def _evidence_text(section: ClaimSection) -> str:
    quotes = [q.text for q in (section.quote, *section.also_said)]
    own = [f"{e.sentence.text} {e.item_text}" for e in section.evidence]
    seen = [section.observability.text] if section.observability else []
    return " ".join([section.heading, *quotes, *own, *seen])


def _is_rounded_from(text: str, section: ClaimSection) -> bool:
    """Whether a number is one of the verdict's own figures, or a count of its evidence."""
    verdict = section.verdict
    figures = [v for v in (verdict.probability, verdict.low, verdict.high, verdict.observability) if v is not None]
    value = float(text.replace(",", ""))
    if any(abs(value - f) < 0.005 or abs(value - 100 * f) < 0.5 or f"{value:.0f} %" in percent(f) for f in figures):
        return True
    return value.is_integer() and 0 <= value <= len(section.evidence)


def _names(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _mixed(document: Document, _html: str) -> Iterator[str]:
    settling = ((f"claim {s.number}, what would settle it", Sentence(text)) for s in document.claims for text in s.would_settle)
    for where, sentence in (*_sentences(document), *settling):
        for part in _SENTENCE_END.split(sentence.text):
            if _LIKELIHOOD.search(part) and _CONFIDENCE.search(part):
                yield f"{where} puts likelihood and confidence into one sentence: {part!r}"


def _intent(document: Document, _html: str) -> Iterator[str]:
    quoted = [section.heading.rstrip(".") for section in document.claims]
    for where, sentence in _sentences(document):
        text = _QUOTED.sub("", sentence.text)
        for heading in quoted:
            text = text.replace(heading, "")  # a claim's own words are the claimant's, not ours
        for pattern, why in INTENT_WORDS:
            if found := re.search(pattern, text, re.IGNORECASE):
                yield f"{where} says {found[0]!r}, which {why}: {sentence.text!r}"


def _external(_document: Document, html: str) -> Iterator[str]:
    for found in _LOADS.finditer(html):
        yield f"the page would load something from elsewhere: {found[0][:80]}"


def _unstamped(document: Document, html: str) -> Iterator[str]:
    synthetic = [s.path for s in document.sources if s.is_synthetic]
    if synthetic and not (document.is_synthetic and html.count(SYNTHETIC) >= 2):
        yield f"{synthetic[0]} is synthetic and the page does not say so at its head and its foot"


def _leaked(document: Document, _html: str) -> Iterator[str]:
    if not document.is_publishable:
        return
    terms = {s.source_id: s.is_redistributable for s in document.sources}
    for track in document.map.tracks:
        yield from _forbidden(track.label, track.source_ids, terms, is_sensor=True)
    for arc in document.map.arcs:
        yield from _forbidden(arc.label, arc.source_ids, terms, is_sensor=arc.basis == "measured")
    for sighting in document.map.sightings:
        yield from _forbidden(sighting.label, sighting.source_ids, terms, is_sensor=False)
    for base in document.timelines:
        for visit in base.visits:
            yield from _forbidden(visit.label, tuple(k.rpartition("#")[0] for k in visit.keys), terms, is_sensor=True)


def _forbidden(label: str, source_ids: tuple[str, ...], terms: dict[str, bool | None], is_sensor: bool) -> Iterator[str]:
    for source_id in source_ids:
        allowed = terms.get(source_id)
        if allowed is False or (is_sensor and allowed is None):
            yield f"{label!r} shows positions from {source_id}, which may not be passed on"


def _odd_numbers(document: Document, _html: str) -> Iterator[str]:
    for section in document.claims:
        verdict = section.verdict
        whole = sum(h.posterior for h in section.hypotheses)
        if section.hypotheses and abs(whole - 1) > 1e-6:
            yield f"claim {section.number}: its explanations sum to {whole:.3f}"
        for figure in (verdict.probability, verdict.low, verdict.high, verdict.observability):
            if figure is not None and not 0.0 <= figure <= 1.0:
                yield f"claim {section.number}: {figure} is not a probability"
        if verdict.low is not None and verdict.high is not None and verdict.low > verdict.high:
            yield f"claim {section.number}: its interval runs backwards"


CHECKS = (
    Check("citation", "every sentence of the answer and the evidence rests on rows that can be looked up", _uncited),
    Check("support", "no asset and no number may enter with the wording", _unsupported),
    Check("ICD 203", "likelihood and confidence are two things and never share a sentence", _mixed),
    Check("intent", "movement shows what was done, not why", _intent),
    Check("self-contained", "a brief opens from a file, years later, and tells no server who reads it", _external),
    Check("synthetic", "nothing invented may pass for an observation", _unstamped),
    Check("terms", "a publishable brief keeps the terms of its sources", _leaked),
    Check("figures", "a probability lies between 0 and 1", _odd_numbers),
)
