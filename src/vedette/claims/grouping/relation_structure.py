"""Rules that read the order of a text: evidence said to be lacking, conditions, alternatives, goals, headlines.

Two passages flow in, a sentence flows out where the rule holds, else None. All but the first look at two claims of one sentence;
the words that open a condition are listed for every language that is read.
"""

from __future__ import annotations

import re

from vedette.claims.grouping.implication import implies, overlaps, share_place
from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.texts import Texts, cite

_CONDITION = re.compile(
    r"(?<!\w)(if|unless|should|were|had|provided|assuming|in case|in the event|as long as|once"
    r"|если|при условии|se|qualora|eğer|إذا|لو|si|dacă|εάν|αν)(?!\w)",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"(?<!\w)(or|oppure|или|либо|veya|ya da|أو|أم|ou|sau|ή)(?!\w)", re.IGNORECASE)
_BEFORE = 16  # characters before a quote in which the word of a condition may stand
_OPENING = 12  # characters of the quote in which it may stand
_OPEN = ("hedged", "unconfirmed", "unresolved", "conditional", "planned")
_WEAKEST = {status: i for i, status in enumerate(("unconfirmed", "unresolved", "conditional", "planned", "hedged"))}


def say_lacking(a: Passage, b: Passage, texts: Texts) -> str | None:
    """ "No evidence has confirmed it" undercuts, and does not deny, what was said until then."""
    if a.status != "unconfirmed" or b.status not in ("asserted", "hedged") or b.is_denied:
        return None
    is_later = a.report_id != b.report_id and a.made is not None and b.made is not None and b.made > a.made
    if is_later or not a.window.overlaps(b.window) or not overlaps(a.content, b.content, texts.register):
        return None
    is_part = bool(a.content.assets) and a.content.assets != b.content.assets
    return f"{cite(a)} says that evidence is lacking for {'a part of ' if is_part else ''}{cite(b)}."


def _in_one_sentence(a: Passage, b: Passage) -> bool:
    return a.report_id == b.report_id and a.span == b.span and a.span != (0, 0) and a.claim_id != b.claim_id


def _start(passage: Passage) -> int:
    return int(passage.claim["start"] or 0)


def _end(passage: Passage) -> int:
    return int(passage.claim["end"] or 0)


def _opens_condition(passage: Passage) -> bool:
    """Does an "if" or "should" stand before the claim, or at its start?"""
    begin = max(0, _start(passage) - _BEFORE - passage.span[0])
    finish = _start(passage) + _OPENING - passage.span[0]
    return passage.status == "conditional" and bool(_CONDITION.search(passage.sentence, begin, max(begin, finish)))


def say_condition(a: Passage, b: Passage, texts: Texts) -> str | None:
    """ "If A, then B": in one sentence, A opens with the word of a condition and B does not."""
    if not _in_one_sentence(a, b) or not _opens_condition(a) or _opens_condition(b):
        return None
    consequents = [p for p in texts.in_report(a) if _in_one_sentence(a, p) and not _opens_condition(p)]
    best = "conditional" if any(p.status == "conditional" for p in consequents) else "hedged"
    is_open = b.status == best or (best == "hedged" and b.status in ("hedged", "planned"))
    return f"{cite(a)} is the condition under which the text holds {cite(b)}." if is_open else None


def say_premise(a: Passage, b: Passage, _texts: Texts) -> str | None:
    """ "The possibility of A would bring B": A stands inside the words of a consequence."""
    inside = _in_one_sentence(a, b) and _start(b) <= _start(a) and _end(a) <= _end(b)
    is_consequence = b.content.kind == "consequence" and b.status in ("conditional", "hedged")
    if not inside or not is_consequence or a.status not in ("hedged", "conditional"):
        return None
    return f"{cite(b)} would follow from {cite(a)}."


def say_alternative(a: Passage, b: Passage, _texts: Texts) -> str | None:
    """ "Whether A or whether B": two open questions of one sentence with an "or" between."""
    if not _in_one_sentence(a, b) or a.status != "unresolved" or b.status != "unresolved":
        return None
    first, second = sorted((a, b), key=_start)
    between = (_end(first) - a.span[0], _start(second) + len("whether") - a.span[0])
    if between[0] > between[1] or not _ALTERNATIVE.search(a.sentence, *between):
        return None
    return f"The text leaves open which of the two holds: {cite(first)} or {cite(second)}."


def say_goal(a: Passage, b: Passage, texts: Texts) -> str | None:
    """ "Negotiating to secure a base": the base wanted is the goal of the talks."""
    is_pair = a.content.kind == "basing" and a.status == "planned" and b.content.kind == "negotiate"
    if not is_pair or not _in_one_sentence(a, b) or not share_place(a.content, b.content, texts.register):
        return None
    return f"{cite(a)} is what the talks in {cite(b)} are for."


def say_headline(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A headline states as a fact what the text below it holds open, and nowhere states in its own voice."""
    if not a.is_headline or b.is_headline or a.report_id != b.report_id or not a.report_id:
        return None
    if a.status != "asserted" or a.is_denied or b.status not in _OPEN or not overlaps(a.content, b.content, texts.register):
        return None
    body = [p for p in texts.in_report(a) if not p.is_headline and overlaps(a.content, p.content, texts.register)]
    weakest = min((p for p in body if p.status in _OPEN), key=lambda p: (_WEAKEST[p.status], _start(p), p.claim_id))
    if weakest.claim_id != b.claim_id or any(_vouches(p, a, b, texts) for p in body):
        return None
    return f"The headline states {cite(a)} as a fact; the text below {_HOLDS[b.status]}: {cite(b)}."


_HOLDS = {
    "hedged": "says that it may be so",
    "planned": "speaks of a plan",
    "conditional": "makes it depend on something",
    "unresolved": "leaves it open",
    "unconfirmed": "says that evidence is lacking",
}


def _vouches(passage: Passage, headline: Passage, weaker: Passage, texts: Texts) -> bool:
    """Does the text state as much as the headline: in the writer's own voice, or, if nothing is said to be unconfirmed, by a source?"""
    if passage.status != "asserted" or passage.is_denied or passage.claim["explicitness"] != "explicit":
        return False
    own_voice = len(passage.claim["speaker"] or ()) < 2
    return implies(passage.content, headline.content, texts.register) and (own_voice or weaker.status != "unconfirmed")
