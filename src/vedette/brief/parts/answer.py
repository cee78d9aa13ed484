"""The answer in five lines: how many claims, what holds best, what does not hold, what was hidden, what changed or would
settle it.

In: sections and the case's rows. Out: five sentences, each with the rows that it rests on. They are put together from verdicts
and the propositions' own summaries; nothing is said that a table does not hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vedette.brief.document import ClaimSection, Sentence, UncheckableClaim
from vedette.brief.phrases import ALL_OBSERVABLE, NO_CLAIMS, NO_VERDICTS, NOTHING_OPEN, NOTHING_REFUTED, NOTHING_SUPPORTED
from vedette.brief.style import VERDICT_RANK
from vedette.clock import format_day
from vedette.registry.names import plural
from vedette.schema.words import VERDICTS

_SUPPORTED = ("confirmed", "corroborated", "partly_confirmed")
_REFUTED = ("contradicted", "not_seen_where_expected")
_SHOWN_ANYWAY = frozenset({"confirmed", "corroborated", "contradicted"})  # something was seen: silence is beside the point
_FAIR_CHANCE = 0.5  # METHODS: below this a claim that is only reported cannot be told from one that is false
_KEYS_PER_LINE = 4


def make_answer(
    sections: Sequence[ClaimSection], rest: Sequence[UncheckableClaim], n_reports: int, has_claims: bool
) -> tuple[Sentence, ...]:
    """Five lines; one if nothing has been claimed or judged."""
    if not sections and not rest:
        return (Sentence(NO_VERDICTS if has_claims else NO_CLAIMS),)
    central = [s for s in sections if s.is_central]
    return (
        _tally(sections, rest, n_reports),
        _best(central),
        _refuted(central),
        _hidden(central),
        _changed(central) or _next(central),
    )


def _tally(sections: Sequence[ClaimSection], rest: Sequence[UncheckableClaim], n_reports: int) -> Sentence:
    central = [s for s in sections if s.is_central]
    counts = Counter(s.verdict.code for s in central)
    ordered = sorted(counts.items(), key=lambda kv: VERDICT_RANK[kv[0]])
    words = [f"{n} {VERDICTS[code].shown.lower()}" for code, n in ordered]
    texts = f" in {n_reports} {plural('text', n_reports)}" if n_reports else ""
    if len(central) < len(sections):
        others = len(sections) - len(central) + len(rest)
        head = f"{len(central)} {plural('claim', len(central))} put to the test"
        tail = f" {others} more were read{texts} and are listed further down."
    else:
        total = len(sections) + len(rest)
        head = f"{total} {plural('claim', total)}{texts}, {len(sections)} of them open to checking by movement"
        tail = ""
    keys = [s.quote.key for s in central] or [u.quote.key for u in rest]
    text = f"{head}: {_listed(words)}.{tail}" if words else f"{head}.{tail}"
    return Sentence(text, tuple(dict.fromkeys(keys))[:_KEYS_PER_LINE], "In short")


def _best(sections: Sequence[ClaimSection]) -> Sentence:
    held = [s for s in sections if s.verdict.code in _SUPPORTED]
    if not held:
        return Sentence(NOTHING_SUPPORTED, (), "Holds up")
    best = held[0]
    others = f" {len(held) - 1} more {'is' if len(held) == 2 else 'are'} at least partly borne out." if len(held) > 1 else ""
    return Sentence(f"{_named(best)}.{others}", _keys(best, "for"), "Holds up")


def _refuted(sections: Sequence[ClaimSection]) -> Sentence:
    fallen = [s for s in sections if s.verdict.code in _REFUTED]
    if not fallen:
        return Sentence(NOTHING_REFUTED, (), "Does not hold")
    worst = fallen[-1]
    against = next((e.sentence for e in worst.evidence if e.stance == "against"), None)
    reason = against or next(iter(worst.reasons), None)
    text = f"{_named(worst)}.{f' {reason.text}' if reason else ''}"
    return Sentence(text, (reason.keys if reason else (worst.quote.key,))[:_KEYS_PER_LINE], "Does not hold")


def _hidden(sections: Sequence[ClaimSection]) -> Sentence:
    open_ones = [s for s in sections if s.verdict.code not in _SHOWN_ANYWAY]
    dim = [s for s in open_ones if s.verdict.observability is not None and s.verdict.observability < _FAIR_CHANCE]
    if not dim:
        return Sentence(ALL_OBSERVABLE, (), "Could not be seen")
    darkest = min(dim, key=lambda s: (s.verdict.observability or 0.0, s.number))
    count = f"For {len(dim)} of {len(sections)} claims nothing decisive was seen and silence means little, among them no. {darkest.number}."
    said = darkest.observability
    keys = said.keys if said else (darkest.quote.key,)
    return Sentence(f"{count} {said.text}" if said else count, keys[:_KEYS_PER_LINE], "Could not be seen")


def _changed(sections: Sequence[ClaimSection]) -> Sentence | None:
    turned = [s for s in sections if len(s.turns) > 1]
    if not turned:
        return None
    last = max(turned, key=lambda s: (s.turns[-2].as_of, -s.number))
    before = last.turns[-2]
    also = f" {len(turned) - 1} other {plural('verdict', len(turned) - 1)} changed too." if len(turned) > 1 else ""
    text = (
        f"{_bare(last.heading)}: {_shown(last.verdict.code)} as of {format_day(last.verdict.as_of)}; "
        f"it was {_shown(before.code)} as of {format_day(before.as_of)}.{also}"
    )
    return Sentence(text, _keys(last, "for") or _keys(last, "against") or (last.quote.key,), "What changed")


def _next(sections: Sequence[ClaimSection]) -> Sentence:
    still_open = [s for s in sections if s.would_settle and s.verdict.code not in {"confirmed", "contradicted"}]
    if not still_open:
        return Sentence(NOTHING_OPEN, (), "What would settle it")
    first = max(still_open, key=lambda s: (len(s.evidence), -s.number))
    return Sentence(f"No. {first.number}: {first.would_settle[0]}", (first.quote.key,), "What would settle it")


def _named(section: ClaimSection) -> str:
    likelihood = f", {section.verdict.likelihood}" if section.verdict.likelihood else ""
    return f"{_bare(section.heading)}: {_shown(section.verdict.code)}{likelihood}"


def _keys(section: ClaimSection, stance: str) -> tuple[str, ...]:
    keys = [k for e in section.evidence if e.stance == stance for k in e.sentence.keys]
    return tuple(dict.fromkeys(keys))[:_KEYS_PER_LINE] or (section.quote.key,)


def _shown(code: str) -> str:
    return VERDICTS[code].shown.lower()


def _bare(text: str) -> str:
    return text.strip().rstrip(".")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
