"""Rules for what changes when a text is repeated: a forecast told as a fact, a firmer copy, an old story told as new.

Two passages flow in, a sentence flows out where the rule holds, else None. The first is always the repetition. What it adds of its
own (a source, an image, its own people) clears it: then it is a second witness and no echo.
"""

from __future__ import annotations

from datetime import timedelta

from vedette.claims.grouping.content import Content, is_asset_id
from vedette.claims.grouping.implication import implies, overlaps
from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.relation_conflicts import is_fact
from vedette.claims.grouping.texts import Texts, cite, name_source
from vedette.claims.grouping.windows import Window
from vedette.clock import format_day

_LONG_BEFORE = timedelta(days=90)  # a story older than this is no longer news
_LONG_PAST = timedelta(days=180)  # an event older than this is background, unless it is told as new
_JUST = timedelta(days=3)  # before it is told, where nothing dates it
_SPAN = timedelta(days=60)  # within which a forecast is taken up


def say_forecast(a: Passage, b: Passage, texts: Texts) -> str | None:
    """What one expected, another later states as done, on no other ground."""
    if b.status != "planned" or b.is_denied or not is_fact(a) or a.report_id == b.report_id:
        return None
    if a.made is None or b.made is None or not timedelta(0) < a.made - b.made <= _SPAN:
        return None
    if not _dated(a, texts).overlaps(b.window) or not _fulfils(a.content, b.content, texts):
        return None
    if _has_other_ground(a, b, texts):
        return None
    ground = _common_ground(a, b, texts)
    return f"{cite(a)} tells as a fact what {cite(b)} expected; {ground}."


def _dated(fact: Passage, texts: Texts) -> Window:
    """When a fact happened: as it says, as its report says elsewhere, else within days before it was told."""
    if fact.window.is_stated or fact.made is None:
        return fact.window
    dated = [p.window for p in texts.in_report(fact) if p.window.is_stated and p.content == fact.content]
    return dated[0] if dated else Window(fact.made - _JUST, fact.made, is_stated=False)


def _fulfils(fact: Content, forecast: Content, texts: Texts) -> bool:
    """Is it the event that was expected, whole or in part, with the assets named alike?"""
    if any(is_asset_id(a) for a in fact.assets | forecast.assets) and not fact.assets & forecast.assets:
        return False
    alike = implies(fact, forecast, texts.register) or implies(forecast, fact, texts.register)
    return alike and bool(fact.assets and forecast.assets)


def _has_other_ground(fact: Passage, forecast: Passage, texts: Texts) -> bool:
    """Does the report give a source for it that the forecast did not have?"""
    told = [p for p in texts.in_report(fact) if p.claim_id == fact.claim_id or _tells_same(p, fact, texts)]
    for passage in told:
        if passage.is_own or passage.imagery - forecast.imagery:
            return True
        if _names_other(passage, forecast):
            return True
    return False


def _tells_same(passage: Passage, fact: Passage, texts: Texts) -> bool:
    return passage.status == "asserted" and overlaps(passage.content, fact.content, texts.register)


def _names_other(passage: Passage, forecast: Passage) -> bool:
    """A speaker, wire or unnamed source that is not one of the forecast's."""
    if passage.named - forecast.named:
        return not _is_outlet_of(passage.named - forecast.named, forecast)
    if any(not any(u.fits(f) for f in forecast.unnamed) for u in passage.unnamed):
        return True
    known = forecast.named or forecast.unnamed or forecast.wires
    others = [s for s in (passage.claim["speaker"] or ())[1:] if not passage.named and not passage.unnamed and not passage.wires]
    return bool(others) and not (known and set(others) <= set(forecast.claim["speaker"] or ()))


def _is_outlet_of(names: frozenset[str], passage: Passage) -> bool:
    outlets = {o.casefold().removeprefix("the ") for o in passage.outlets}
    return all(n.casefold().removeprefix("the ") in outlets for n in names)


def _common_ground(fact: Passage, forecast: Passage, texts: Texts) -> str:
    if texts.share_origin(fact.report_id, forecast.report_id):
        return f"it goes back to the same origin as {name_source(forecast)}"
    if fact.named & forecast.named:
        return f"it names the same source, {sorted(fact.named & forecast.named)[0]}"
    return "it gives no other source"


def say_firmer_copy(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A report states as a fact what the report that it rests on held open."""
    if not is_fact(a) or b.status not in ("hedged", "unconfirmed", "unresolved") or b.is_denied or a.report_id == b.report_id:
        return None
    is_later = a.made is None or b.made is None or a.made >= b.made
    alike = implies(a.content, b.content, texts.register)
    if not is_later or not alike or a.is_own or not texts.share_origin(a.report_id, b.report_id):
        return None
    if any(is_fact(p) and implies(p.content, a.content, texts.register) for p in texts.in_report(b)):
        return None
    return f"{cite(a)} states as a fact what {cite(b)}, which has the same origin, {_HELD[b.status]}."


_HELD = {"hedged": "held only possible", "unconfirmed": "said was not confirmed", "unresolved": "left open"}


def say_old_text(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A report that goes back to one of long before tells its story again."""
    if a.made is None or b.made is None or a.made - b.made < _LONG_BEFORE or not texts.rests_on(a.report_id, b.report_id):
        return None
    if a.content != b.content and not overlaps(a.content, b.content, texts.register):
        return None
    return f"{cite(a)} repeats {cite(b)}, published {(a.made.date() - b.made.date()).days:,} days earlier."


def say_old_event(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A report tells without a date what it elsewhere dates long before its publication, and dates nothing near it."""
    if a.report_id != b.report_id or a.window.is_stated or not b.window.is_stated or not is_fact(a) or a.made is None:
        return None
    ended = b.window.end
    if ended is None or a.made - ended < _LONG_PAST or not overlaps(a.content, b.content, texts.register):
        return None
    dated = [p.window.end for p in texts.in_report(a) if p.window.is_stated and p.window.end is not None]
    if any(a.made - end < _LONG_PAST for end in dated):
        return None
    days = (a.made.date() - ended.date()).days
    told = f"{cite(a)} is told as news, but the text itself dates it to {format_day(ended)}"
    return f"{told}, {days:,} days before publication: {cite(b)}."
