"""Rules for statements that cannot, or can hardly, both hold: denials, absences, and what a text takes for granted and leaves open.

Two passages flow in, a sentence flows out where the rule holds, else None. A conflict needs times that meet and contents of which
one implies the other: who denies the wider statement denies the narrower one, and not the other way round.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.claims.grouping.implication import implies, share_place
from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.texts import Texts, cite

_BESIDE = re.compile(
    r"\b(off|offshore|outside|near|close to|km|kilomet(?:er|re)s?|miles?|nautical|au large|al largo|вблизи|недалеко|açıkları\w*)\b",
    re.IGNORECASE,
)


def is_fact(passage: Passage) -> bool:
    """Does it say as a fact that it is so?"""
    return passage.status == "asserted" and not passage.is_denied


def say_denied(a: Passage, b: Passage, texts: Texts) -> str | None:
    """One states what the other denies: who denies the wider denies the narrower."""
    if not is_fact(a) or not b.is_denied or not a.window.overlaps(b.window):
        return None
    return f"{cite(b)} denies what {cite(a)} states as a fact." if implies(a.content, b.content, texts.register) else None


def say_denied_possibility(a: Passage, b: Passage, texts: Texts) -> str | None:
    """One denies what the other holds possible."""
    if a.status != "hedged" or a.is_denied or not b.is_denied or not a.window.overlaps(b.window):
        return None
    return f"{cite(b)} denies what {cite(a)} holds possible." if implies(a.content, b.content, texts.register) else None


def say_absent(a: Passage, b: Passage, texts: Texts) -> str | None:
    """One sees there what the other does not see there, at a time that both speak of."""
    if a.content.kind != "present" or b.content.kind != "absent" or not is_fact(a) or b.status != "asserted":
        return None
    seen = replace(b.content, kind="present")
    if is_beside(a) or not seen.place or not a.window.overlaps(b.window) or not implies(a.content, seen, texts.register):
        return None
    return f"{cite(a)} has there what {cite(b)} says is not there."


def is_beside(passage: Passage) -> bool:
    """ "13 kilometres off the port" is not in the port."""
    return bool(_BESIDE.search(passage.claim["quote"] or ""))


def say_fact_and_condition(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A text takes for granted what it elsewhere leaves open."""
    if not is_fact(a) or b.status not in ("conditional", "unresolved") or b.content.kind == "consequence":
        return None
    same = a.content.kind == b.content.kind and (
        implies(a.content, b.content, texts.register) or implies(b.content, a.content, texts.register)
    )
    if not same or not share_place(a.content, b.content, texts.register):
        return None
    return f"The text takes for granted {cite(a)}, and leaves it open in {cite(b)}."


def say_has_and_needs(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A text says that something is there, and that being there would need something first."""
    if not is_fact(a) or a.content.kind not in ("present", "build_up") or b.content.kind != "condition":
        return None
    is_same = a.content.actor is not None and a.content.actor == b.content.actor
    if not is_same or not share_place(a.content, b.content, texts.register) or _is_loss(b):
        return None
    return f"{cite(a)} states what {cite(b)} makes depend on something."


def _is_loss(passage: Passage) -> bool:
    """ "should it lose access" is a condition on losing, not on having."""
    words = set(str(passage.claim["trigger"]).casefold().split())
    return bool(words & {"lose", "loses", "lost", "losing", "loss", "leave", "leaves", "give", "abandon"})
