"""Annotated texts in one shape, whatever the shape of their file.

A YAML, JSON or JSON Lines file flows in; texts with their claims flow out. Two shapes are known: a list of sentences (or short
passages), each with its claims; and one article with claims that carry their spans, which needs the article's text
beside it. Keys may be long (`kind`) or short (`k`); a value may be alone or in a list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

Span = tuple[int, int]

SHORT = {"kind": "k", "trigger": "t", "status": "s", "actor": "a", "origin": "o", "destination": "d", "place": "p", "count": "n"}
SLOTS = ("actor", "assets", "count", "origin", "destination", "place", "speaker", "time")
MOVEMENT = frozenset({"move", "depart", "arrive"})
# kinds that may stand for each other when it is asked whether a claim was found at all
FAMILIES = (
    MOVEMENT, frozenset({"present", "absent"}), frozenset({"build_up", "draw_down"}), frozenset({"negotiate", "basing", "condition"}),
)  # fmt: skip
# the kinds of the annotated article -> our kinds that say the same; the first is the nearest
ARTICLE_KINDS: Mapping[str, tuple[str, ...]] = {
    "movement": ("move", "depart", "arrive"), "departure": ("depart", "move"), "arrival": ("arrive", "move"),
    "flight_surge": ("flight_rate",), "buildup": ("build_up",), "drawdown": ("draw_down",), "presence": ("present",),
    "location": ("present", "distance"), "absence": ("absent",), "negotiation": ("negotiate",), "basing": ("basing",),
    "loss_of_access": ("condition",), "condition": ("condition",), "motive": ("motive",), "consequence": ("consequence",),
    # "no evidence has confirmed the movement": we read the movement, with the status unconfirmed
    "evidence_state": ("evidence_state", "move", "depart", "arrive"),
}  # fmt: skip
_MOVING = frozenset({"movement", "departure", "arrival", "flight_surge", "evidence_state"})
_SENTENCE_END = re.compile(
    r"\n+|(?<=\w\w[.!?…])(?<!Gen\.)(?<!Adm\.)(?<!Capt\.)(?<!Col\.)(?<!Lt\.)(?<!Mr\.)(?<!Dr\.)[”\"’)»]*\s+(?=[\W_]*[^\W\d_a-z])"
    r"|(?<=\d[.!?])\s+(?=[A-Z])"
)


@dataclass(frozen=True)
class GoldClaim:
    """A claim as annotated. `kinds` are the kinds that are right, `family` those by which it counts as found.

    `trigger` and `span` are characters of the text. `slots` holds what is filled, `stated` the slots that were annotated at
    all: a slot that is stated and not filled is known to be empty. `hints` gives the country of a name with namesakes.
    """

    claim_id: str
    kinds: tuple[str, ...]
    family: frozenset[str]
    trigger: Span | None
    span: Span
    status: str
    slots: Mapping[str, Any]
    stated: frozenset[str]
    unit: str = ""  # the sentence, the unit of resampling
    shown: str = ""
    factuality: float | None = None
    hints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GoldText:
    """A text with all its claims, and for an article the lists of claims that are looked at one by one."""

    text_id: str
    text: str
    published: str | None
    language: str
    claims: tuple[GoldClaim, ...]
    units: tuple[tuple[str, Span], ...]  # its sentences
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_gold(path: Path, text: Path | None = None, language: str | None = None) -> list[GoldText]:
    """The texts of a file.

    Args:
        path: .yaml, .json or .jsonl.
        text: the annotated article, where the file does not hold its text.
        language: of all texts that do not say; English by default.
    Raises:
        ValueError: an article without its text; a trigger that does not stand in its text.
    """
    raw = path.read_text(encoding="utf-8")
    table = [json.loads(line) for line in raw.splitlines() if line.strip()] if path.suffix == ".jsonl" else yaml.safe_load(raw)
    if isinstance(table, dict) and "claims" in table:
        if text is None:
            raise ValueError(f"{path}: an annotated article; name the file of its text too")
        return [_read_article(table, text.read_text(encoding="utf-8"), language)]
    head = table if isinstance(table, dict) else {"sentences": table}
    return [read_sentence(entry, head, path, language) for entry in head["sentences"]]


def read_sentence(entry: Mapping[str, Any], head: Mapping[str, Any], path: Path, language: str | None) -> GoldText:
    """An entry of a list of sentences; what it leaves out stands at the head of its file. Raises ValueError as `read_gold` does."""
    text, text_id = entry["text"], str(entry["id"])
    units = tuple((f"{text_id}/{i}", span) for i, span in enumerate(split_sentences(text), 1))
    written = [] if entry.get("none") else entry.get("claims") or []
    try:
        claims = tuple(_read_claim(f"{text_id}.{i}", claim, text, units) for i, claim in enumerate(written, 1))
    except ValueError as error:
        raise ValueError(f"{path}: {text_id}: {error}") from None
    published = entry.get("published") or head.get("published")
    return GoldText(
        text_id, text, None if published is None else str(published), entry.get("language") or head.get("language") or language or "en",
        claims, units,
    )  # fmt: skip


def split_sentences(text: str) -> list[Span]:
    """Spans of sentences: a headline, a bullet, or what ends with a full stop before a capital."""
    bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(bounds) if text[a:b].strip()]


def _read_claim(claim_id: str, raw: Mapping[str, Any], text: str, units: Sequence[tuple[str, Span]]) -> GoldClaim:
    claim = {name: raw.get(name, raw.get(short)) for name, short in SHORT.items()} | {
        k: v for k, v in raw.items() if k not in SHORT.values()
    }
    kind = claim["kind"]
    unit, within = units[min(int(raw["sentence"]), len(units)) - 1] if "sentence" in raw else (units[0][0], (0, len(text)))
    trigger = _find_word(text, str(claim["trigger"]), within)
    if "sentence" not in raw:
        unit = next(name for name, (a, b) in units if a <= trigger[0] < b)
    slots = {name: value for name in SLOTS if (value := _slot(name, claim))}
    is_partial = "k" in raw  # the short form says nothing of a slot that it leaves out, origin and destination apart
    stated = frozenset(slots) | {"origin", "destination"} if is_partial else frozenset(SLOTS)
    return GoldClaim(
        claim_id, (kind,), family_of(kind), trigger, _hull(text, trigger, slots, dict(units)[unit]), claim.get("status") or "asserted",
        slots, stated, unit, f"{kind} “{claim['trigger']}”", claim.get("factuality"), claim.get("place_hint") or {},
    )  # fmt: skip


def family_of(kind: str) -> frozenset[str]:
    """The kinds of which one may stand for another when it is asked whether a claim was found."""
    return next((family for family in FAMILIES if kind in family), frozenset({kind}))


def _slot(name: str, claim: Mapping[str, Any]) -> Any:
    if name == "time":
        first, last = claim.get("start", claim.get("from")), claim.get("end", claim.get("to"))
        time = claim.get("time")
        if isinstance(time, (list, tuple)):
            first, last = time
        return tuple(None if t is None else date.fromisoformat(str(t)) for t in (first, last)) if first or last else None
    value = claim.get(name)
    if name == "count":
        return tuple(value) if isinstance(value, (list, tuple)) else (value, value) if value is not None else None
    if name == "actor":
        return " / ".join(value) if isinstance(value, list) else value
    return tuple(value) if isinstance(value, (list, tuple)) else (str(value),) if value else ()


def _find_word(text: str, word: str, within: Span) -> Span:
    """Where a word stands, in the sentence given if it stands there."""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)] or [
        m.span() for m in re.finditer(re.escape(word), text)
    ]
    if not found:
        raise ValueError(f"the trigger {word!r} does not stand in the text")
    return min(found, key=lambda span: max(within[0] - span[0], span[1] - within[1], 0))


def _hull(text: str, trigger: Span, slots: Mapping[str, Any], sentence: Span) -> Span:
    """From the first to the last word of a claim within its sentence."""
    start, end = trigger
    for name in ("assets", "origin", "destination", "place"):
        for value in slots.get(name, ()):
            at = text.find(value, *sentence)
            if at >= 0:
                start, end = min(start, at), max(end, at + len(value))
    return start, end


def _read_article(table: Mapping[str, Any], text: str, language: str | None) -> GoldText:
    document = table["document"]
    claims = tuple(
        _article_claim(claim, text) for claim in table["claims"] if claim["kind"] in ARTICLE_KINDS and "part_of" not in claim
    )
    units = tuple((s["id"], (int(s["start"]), int(s["end"]))) for s in table["sentences"])
    published = document.get("published")
    return GoldText(
        document.get("path", "article"), text, None if published is None else str(published), document.get("language") or language or "en",
        claims, units, table.get("scoring") or {},
    )  # fmt: skip


def _article_claim(claim: Mapping[str, Any], text: str) -> GoldClaim:
    span = (int(claim["start"]), int(claim["end"]))
    words = str(claim["trigger"])
    at = text.find(words, *span)
    kinds, told = ARTICLE_KINDS[claim["kind"]], str(claim.get("speaker") or "")
    places = {role: _stated_places(claim.get(role) or []) for role in ("origin", "destination", "location")}
    if claim["kind"] in _MOVING:
        slots: dict[str, Any] = {"origin": places["origin"], "destination": places["destination"], "place": places["location"]}
    else:
        slots = {"place": places["origin"] + places["destination"] + places["location"]}
    slots |= {
        "actor": None if "not stated" in (actor := str(claim.get("actor") or "")) else actor.split("(", maxsplit=1)[0].strip(),
        "assets": tuple(a.split("(")[0].strip() for a in claim.get("assets") or [] if not a.startswith("(")),
        "speaker": _stated_speakers(told),
    }
    return GoldClaim(
        claim["id"], kinds, frozenset(kinds) | (MOVEMENT if MOVEMENT & {*kinds} else frozenset()),
        (at, at + len(words)) if at >= 0 else None, span, re.split(r"[ (]", str(claim["status"]))[0], {k: v for k, v in slots.items() if v},
        frozenset({"actor", "assets", "origin", "destination", "place"}) | ({"speaker"} if _is_clear(told) else set()), claim["sentence"],
        f"{claim['kind']} “{claim['quote']}”", claim.get("factuality"),
    )  # fmt: skip


def _stated_places(names: Sequence[str]) -> tuple[str, ...]:
    """Places that the words state; implied ones, and those taken over from another claim, are left out."""
    return tuple(name.split("(")[0].strip() for name in names if "implied" not in name and "(from C" not in name)


def _is_clear(told: str) -> bool:
    """Whether the annotator was sure who speaks."""
    return "ambiguous" not in told and "could belong" not in told


def _stated_speakers(told: str) -> tuple[str, ...]:
    """ "author, evidential source “Recent developments”", "evidential sources: satellite images; reports (unnamed)"."""
    _, evidential, behind = told.partition("evidential source")
    if told.startswith(("author", "unstated")) and not evidential:
        return ()
    named = behind.removeprefix("s:") if evidential else told
    return tuple(part.split("(")[0].strip(" “”") for part in named.split(";"))
