"""The answer in at most five lines: what the movements fit, what became of the claims on ships, on aircraft and on the rest, what
could not be seen, and what changed or would settle it.

In: sections and what the case as a whole fits. Out: sentences, each with the rows that it rests on. They are put together from
verdicts and the claims' own words; nothing is said that a table does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.brief.document import CaseFit, ClaimSection, Sentence, UncheckableClaim
from vedette.brief.parts.behind import AIRCRAFT, DISTANCES, OTHER, SHIPS
from vedette.brief.phrases import ALL_OBSERVABLE, NO_CLAIMS, NO_VERDICTS, NOTHING_OPEN, NOTHING_SETTLED
from vedette.clock import format_day
from vedette.registry.names import plural
from vedette.schema.words import VERDICTS

# the words under which a group's claims are told, in order, and how many of each are told in full
_TOLD = (
    ("Confirmed", frozenset({"confirmed"}), 2),
    ("Corroborated", frozenset({"corroborated"}), 2),
    ("Confirmed in part", frozenset({"partly_confirmed"}), 1),
    ("Contradicted", frozenset({"contradicted"}), 2),
    ("Not seen where expected", frozenset({"not_seen_where_expected"}), 1),
    ("Open", frozenset({"inconclusive", "reported_only", "not_observable"}), 1),
)
_EXPLAINED = frozenset({"Contradicted", "Open"})  # of a distance that does not stand: what was measured instead
_SHOWN_ANYWAY = frozenset({"confirmed", "corroborated", "contradicted"})  # something was seen: silence is beside the point
_FAIR_CHANCE = 0.5  # METHODS: below this a claim that is only reported cannot be told from one that is false
_KEYS_PER_LINE = 4
_MOST_LINES = 5


def make_answer(
    sections: Sequence[ClaimSection], rest: Sequence[UncheckableClaim], fits: Sequence[CaseFit], *, has_claims: bool
) -> tuple[Sentence, ...]:
    """At most five lines; one if nothing has been claimed or judged."""
    if not sections:
        keys = tuple(dict.fromkeys(u.quote.key for u in rest))[:_KEYS_PER_LINE]
        return (Sentence(NOTHING_SETTLED, keys, "In short"),) if rest else (Sentence(NO_VERDICTS if has_claims else NO_CLAIMS),)
    central = [s for s in sections if s.is_central]
    whole = [_whole(fits)] if fits else []
    last = [_hidden(central), _changed(central) or _next(central)]
    groups = [_group(name, [s for s in central if s.subject == name]) for name in (SHIPS, AIRCRAFT, DISTANCES, OTHER)]
    told = [g for g in groups if g is not None]
    room = _MOST_LINES - len(whole) - len(last)
    if len(told) > room:
        told = [*told[: room - 1], _joined(told[room - 1 :])]
    return (*whole, *told, *last)


def _whole(fits: Sequence[CaseFit]) -> Sentence:
    """What the movements fit, in one line."""
    keys = tuple(dict.fromkeys(k for fit in fits for k in fit.lead.keys[: _KEYS_PER_LINE // len(fits)]))
    return Sentence(" ".join(fit.lead.text for fit in fits), keys, "In short")


def _group(name: str, sections: Sequence[ClaimSection]) -> Sentence | None:
    """What became of the claims on one subject; null where there are none."""
    if not sections:
        return None
    parts, keys = [], []
    for word, codes, most in _TOLD:
        found = [s for s in sections if s.verdict.code in codes]
        if not found:
            continue
        more = len(found) - most
        also = f" and {more} more" if more > 0 else ""
        parts.append(f"{word}: {'; '.join(f'“{_bare(s.heading)}”' for s in found[:most])}{also}.")
        keys += [k for s in found[:most] for k in _keys(s)[:2]]
        if name == DISTANCES and word in _EXPLAINED:
            parts += [f"{m.split(';')[0].removesuffix('.')}." for m in _measured(found[0])[:1]]
    return Sentence(" ".join(parts), tuple(dict.fromkeys(keys))[: 2 * _KEYS_PER_LINE], name)


def _measured(section: ClaimSection) -> list[str]:
    """The reasons that give a distance, what the claim names first, then what would make it true."""
    told = {e.sentence.text for e in section.evidence if e.kind == "distance_measured"}
    return [r.text for r in section.reasons if r.text in told]


def _joined(lines: Sequence[Sentence]) -> Sentence:
    """Several groups in one line, where there is no room for each."""
    text = " ".join(f"{line.lead}. {line.text}" for line in lines)
    keys = tuple(dict.fromkeys(k for line in lines for k in line.keys))[: 2 * _KEYS_PER_LINE]
    return Sentence(text, keys, "Other claims")


def _hidden(sections: Sequence[ClaimSection]) -> Sentence:
    open_ones = [s for s in sections if s.verdict.code not in _SHOWN_ANYWAY]
    dim = [s for s in open_ones if s.verdict.observability is not None and s.verdict.observability < _FAIR_CHANCE]
    if not dim:
        return Sentence(ALL_OBSERVABLE, (), "Could not be seen")
    darkest = min(dim, key=lambda s: (s.verdict.observability or 0.0, s.number))
    count = (
        f"For {len(dim)} of {len(sections)} claims nothing decisive was seen and silence means little, "
        f"among them “{_bare(darkest.heading)}”."
    )
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
        f"“{_bare(last.heading)}”: {_shown(last.verdict.code)} as of {format_day(last.verdict.as_of)}; "
        f"it was {_shown(before.code)} as of {format_day(before.as_of)}.{also}"
    )
    return Sentence(text, _keys(last), "What changed")


def _next(sections: Sequence[ClaimSection]) -> Sentence:
    still_open = [s for s in sections if s.would_settle and s.verdict.code not in {"confirmed", "contradicted"}]
    if not still_open:
        return Sentence(NOTHING_OPEN, (), "What would settle it")
    first = max(still_open, key=lambda s: (len(s.evidence), -s.number))
    return Sentence(f"“{_bare(first.heading)}”: {first.would_settle[0]}", (first.quote.key,), "What would settle it")


def _keys(section: ClaimSection) -> tuple[str, ...]:
    """The rows behind a verdict: those for it, or those against it where it does not hold."""
    stance = "against" if section.verdict.code in {"contradicted", "not_seen_where_expected"} else "for"
    keys = [k for e in section.evidence if e.stance == stance for k in e.sentence.keys]
    return tuple(dict.fromkeys(keys))[:_KEYS_PER_LINE] or (section.quote.key,)


def _shown(code: str) -> str:
    return VERDICTS[code].shown.lower()


def _bare(text: str) -> str:
    return text.strip().rstrip(".")
