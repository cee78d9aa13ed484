"""A document as Markdown: for a repository, a ticket, a mail.

In: a `Document`. Out: text in CommonMark with tables as GitHub writes them; citations are footnote-like numbers with a list at
the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vedette.brief import phrases
from vedette.brief.charts import history_sentence, interval_text, percent
from vedette.brief.document import (
    CaseFit,
    Citation,
    ClaimSection,
    Document,
    Quote,
    RejectedClaim,
    Sentence,
    TextGroup,
    UncheckableClaim,
)
from vedette.brief.fit_chart import figure
from vedette.brief.html import cell_text, ratio_text
from vedette.brief.links import web_link
from vedette.brief.parts.items import span_text
from vedette.brief.source_table import source_lines
from vedette.brief.style import VERDICT_STYLE
from vedette.clock import format_day
from vedette.schema.words import VERDICTS

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def render_markdown(document: Document) -> str:
    """The brief as Markdown; deterministic, ends with a newline."""
    numbers = {c.key: c.number for c in document.citations}
    dates = f"{span_text(*document.period)}. As of {format_day(document.as_of)}."
    blocks = [f"# {escape(document.question)}", f"{escape(document.title)}. {dates}"]
    if document.is_synthetic:
        blocks.append(f"**{phrases.SYNTHETIC}**")
    blocks.append("\n".join(f"- **{s.lead}.** {_sentence(s, numbers)}" for s in document.answer))
    central = [s for s in document.claims if s.is_central]
    further = [s for s in document.claims if not s.is_central]
    if central:
        blocks += ["## The verdicts", _table(central)]
    if document.case_fits:
        blocks += [f"## {phrases.FITS_TITLE}", phrases.FITS]
        blocks += [block for fit in document.case_fits for block in _fit(fit, numbers)]
    if central:
        blocks.append("## Claim by claim")
        blocks += [block for section in central for block in _section(section, numbers)]
    if further:
        blocks += ["## Further claims in the texts", _table(further)]
        blocks += [block for section in further for block in _section(section, numbers)]
    if document.between_texts:
        blocks += [f"## {phrases.BETWEEN_TEXTS_TITLE}", phrases.BETWEEN_TEXTS]
        blocks += [block for group in document.between_texts for block in _text_group(group, numbers)]
    for is_understood, title, said in phrases.UNJUDGED:
        if unjudged := [u for u in document.uncheckable if u.is_understood == is_understood]:
            blocks += [f"## {title}", *([said] if said else []), "\n".join(_unjudged(u, numbers) for u in unjudged)]
    if document.rejected:
        blocks += [f"## {phrases.REJECTED_TITLE}", phrases.REJECTED, "\n".join(_rejected(r, numbers) for r in document.rejected)]
    blocks += ["## Sources", *_sources(document), "## How this was judged, and its limits", *phrases.METHOD]
    blocks.append("\n".join(f"- {c}" for c in (*document.caveats, *phrases.LIMITS)))
    if document.input_hashes:
        blocks.append("\n".join(f"- {escape(path)} `{digest}`" for path, digest in document.input_hashes))
    blocks.append(f"Made with {document.software}. {phrases.FOOT}")
    return "\n\n".join(b for b in blocks if b) + "\n"


def escape(text: str) -> str:
    """A text whose characters mean themselves in Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _linked(text: str, url: str | None) -> str:
    """A link; angle brackets keep an address with parentheses whole."""
    address = web_link(url)
    return f"[{escape(text)}](<{address}>)" if address and not set("<>") & set(address) else escape(text)


def _refs(keys: Iterable[str], numbers: dict[str, int]) -> str:
    found = [str(numbers[k]) for k in keys if k in numbers]
    return f" [{', '.join(found)}]" if found else ""


def _sentence(sentence: Sentence, numbers: dict[str, int]) -> str:
    return f"{escape(sentence.text)}{_refs(sentence.keys, numbers)}"


def _unjudged(claim: UncheckableClaim, numbers: dict[str, int]) -> str:
    line = f"- {claim.number}. “{escape(claim.quote.text)}” ({_byline(claim.quote, numbers)}). {claim.kind}: {claim.why}"
    return line + _reviewed(claim.quote)


def _byline(quote: Quote, numbers: dict[str, int]) -> str:
    outlet = _linked(quote.outlet, quote.url)
    day = f", {format_day(quote.published)}" if quote.published else ""
    chain = f"; speaking: {' › '.join(escape(s) for s in quote.speaker)}" if len(quote.speaker) > 1 else ""
    return f"{outlet}{day}{chain}{_refs([quote.key], numbers)}"


def _reviewed(quote: Quote) -> str:
    return f" {escape(quote.review)}" if quote.review else ""


def _rejected(claim: RejectedClaim, numbers: dict[str, int]) -> str:
    day = f", {format_day(claim.published)}" if claim.published else ""
    said = f"{_linked(claim.outlet, claim.url)}{day}{_refs([claim.key], numbers)}"
    return f"- “{escape(claim.text)}” ({said}). Read as: {claim.kind}. {escape(claim.decided)}"


def _table(claims: Sequence[ClaimSection]) -> str:
    lines = ["| | Claim | Verdict | Likelihood | Probability | Confidence |", "|---|---|---|---|---|---|"]
    for s in claims:
        v = s.verdict
        shown = f"{VERDICT_STYLE[v.code].glyph} {VERDICTS[v.code].shown}"
        cells = [str(s.number), escape(s.heading), shown, v.likelihood or "–", interval_text(v), v.confidence or "–"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _fit(fit: CaseFit, numbers: dict[str, int]) -> list[str]:
    lines = ["| Explanation | Probability |", "|---|---|", *(f"| {escape(bar.says)} | {figure(bar)} |" for bar in fit.bars)]
    return [f"**{_sentence(fit.lead, numbers)}**", "\n".join(lines), "\n".join(f"- {_sentence(s, numbers)}" for s in fit.signals)]


def _matrix(section: ClaimSection, numbers: dict[str, int]) -> str:
    """The matrix with the hypotheses before and after it; empty where no row tells them apart."""
    if not section.is_central or not section.hypotheses or not section.matrix:
        return ""  # in a text of this form hundreds of rows would bury the rest; the page and the JSON hold them
    heads = ["", *phrases.MATRIX_HEADS, "Without"]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines.append(f"| Before the evidence | {' | '.join(percent(h.prior) for h in section.hypotheses)} | |")
    for row in section.matrix:
        without = percent(row.without) if row.without is not None else ""
        lines.append(f"| {_sentence(row.sentence, numbers)} | {' | '.join(cell_text(c) for c in row.cells)} | {without} |")
    lines.append(f"| After it | {' | '.join(percent(h.posterior) for h in section.hypotheses)} | |")
    return "\n".join(lines)


def _section(section: ClaimSection, numbers: dict[str, int]) -> list[str]:
    verdict = section.verdict
    word, meaning = phrases.STATUS[section.quote.status]
    fields = [
        f"- Verdict: **{VERDICTS[verdict.code].shown}**. {VERDICTS[verdict.code].meaning}",
        f"- Likelihood: {verdict.likelihood or '–'}, {interval_text(verdict)}",
        f"- Confidence: {verdict.confidence or '–'}",
        f"- What the text commits to: {word}. {meaning}",
    ]
    parts = [f"{p.name}: {VERDICTS[p.code].shown.lower()}, {percent(p.probability)}" for p in section.parts]
    fields += [f"- Part by part: {escape('; '.join(parts))}"] if parts else []
    fields += [f"- {escape(section.quote.review)}"] if section.quote.review else []
    blocks = [
        f"### {section.number}. {escape(section.heading)}",
        f"> “{escape(section.quote.text)}”\n> {_byline(section.quote, numbers)}",
        "\n".join(fields),
    ]
    if section.also_said:
        said = [f"- “{escape(q.text)}” ({_byline(q, numbers)})" + _reviewed(q) for q in section.also_said]
        blocks += [f"Said alike. {section.origins}", "\n".join(said)]
    if section.own_reasons:
        blocks += ["**Why**", "\n".join(f"- {_sentence(r, numbers)}" for r in section.own_reasons)]
    for stance, title in phrases.STANCE.items():
        listed = [e for e in section.evidence if e.stance == stance]
        rows = [f"- {_sentence(e.sentence, numbers)} {ratio_text(e.ratio)}".rstrip() for e in listed]
        blocks += [f"**{title}**", "\n".join(rows)] if rows else []
    if section.observability:
        blocks.append(f"**What could have been seen.** {_sentence(section.observability, numbers)}")
    if section.hidden:
        blocks.append("\n".join(f"- {escape(line.where)}: {escape(line.text)}" for line in section.hidden))
    if section.hangs_on:
        blocks += [f"**{phrases.HANGS_ON}**", "\n".join(f"- {_sentence(h, numbers)}" for h in section.hangs_on)]
    blocks += [f"**{phrases.MATRIX_TITLE}**", matrix] if (matrix := _matrix(section, numbers)) else []
    if section.would_settle:
        blocks += ["**What would settle it**", "\n".join(f"- {escape(w)}" for w in section.would_settle)]
    if len(section.turns) > 1:
        blocks.append(history_sentence(section.turns))
    return blocks


def _text_group(group: TextGroup, numbers: dict[str, int]) -> list[str]:
    more = [f"- {group.more} more in the tables."] if group.more else []
    listed = [*(f"- {_sentence(s, numbers)}" for s in group.sentences), *more]
    return [f"**{phrases.TEXT_GROUPS[group.code]}**", "\n".join(listed)]


def _sources(document: Document) -> list[str]:
    lines = ["| File or feed | Format | Rows | Not used | Licence and attribution |", "|---|---|---|---|---|"]
    for s in source_lines(document.sources):
        stamp = " (synthetic)" if s.is_synthetic else ""
        lines.append(f"| {escape(s.shown)}{stamp} | {escape(s.format)} | {s.n_rows:,} | {s.n_issues:,} | {escape(s.terms)} |")
    return ["\n".join(lines), "\n".join(_entry(c) for c in document.citations)]


def _entry(citation: Citation) -> str:
    said = []
    for p in citation.publications:
        outlet = _linked(p.outlet, p.url)
        said.append(f"{outlet}{f', {format_day(p.published)}' if p.published else ''}{f' ({p.grade})' if p.grade else ''}")
    return f"{citation.number}. {escape(citation.label)}{': ' if said else ''}{'; '.join(said)}"
