"""Who or what a sentence is about, as English words with their number: "the Sparta", "Russian warships", "a Russian frigate".

The content of a proposition and its claims flow in, a `Subject` flows out. Names of hulls and classes come from the register;
one named hull, or a count of one in every claim, stands in the singular, and equipment is never counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.claims.english.place_names import join_words, name_place
from vedette.claims.grouping.content import Content, is_asset_id, name_key
from vedette.errors import NotFound
from vedette.registry.names import plural
from vedette.registry.register import Register

Claim = Mapping[str, Any]
_MASS = frozenset({"equipment"})  # one does not count it


@dataclass(frozen=True)
class Subject:
    """Who or what a sentence is about."""

    text: str
    is_plural: bool


def find_subject(content: Content, claims: Sequence[Claim], register: Register) -> Subject:
    """The assets of a content with whose they are: "the Sparta", "Russian warships", "a Russian frigate"."""
    if not content.assets:
        return _unspecified(content, claims, register)
    ids = sorted(a for a in content.assets if is_asset_id(a))
    codes = sorted(a for a in content.assets if not is_asset_id(a))
    is_one = _is_one(claims) and len(content.assets) == 1
    named = [_name_asset(asset_id, claims, register) for asset_id in ids]
    classes = _name_classes(codes, register, is_one=is_one)
    whose = say_whose(content, claims, register) if classes else ""
    kinds = f"{whose} {join_words(classes)}".strip()
    is_mass = not ids and set(codes) <= _MASS
    if is_one and codes and not is_mass:
        kinds = f"{'an' if kinds[:1].lower() in 'aeio' or kinds.startswith('AWACS') else 'a'} {kinds}"
    text = join_words([*named, *([kinds] if kinds else [])])
    return Subject(text, is_plural=not (is_mass or (len(content.assets) == 1 and (bool(ids) or is_one))))


def _unspecified(content: Content, claims: Sequence[Claim], register: Register) -> Subject:
    """Assets of which nothing more is said; where only being there is said, the actor itself is there."""
    actor = name_actor(content, claims, register)
    if content.kind in ("present", "absent", "basing") and actor:
        return Subject(actor, is_plural=False)
    if content.kind in ("build_up", "draw_down"):
        return Subject(f"{_possessive(actor)} presence" if actor else "a presence", is_plural=False)
    return Subject(f"{say_whose(content, claims, register)} assets".strip(), is_plural=True)


def _is_one(claims: Sequence[Claim]) -> bool:
    """Does every claim count exactly one?"""
    counts = [(a.get("count_min"), a.get("count_max")) for c in claims for a in c.get("assets") or ()]
    return bool(counts) and all(count == (1, 1) for count in counts)


def _name_asset(asset_id: str, claims: Sequence[Claim], register: Register) -> str:
    try:
        asset = register.asset(asset_id)
    except NotFound:
        called = [a for c in claims for a in c.get("assets") or () if a["text"] and asset_id in (a.get("asset_id"), name_key(a))]
        return _call(min(called, key=lambda a: (len(a["text"]), a["text"])), register) if called else asset_id
    return f"the {asset.name}" if asset.kind == "ship" else f"aircraft {asset.name}"


def _call(asset: Mapping[str, Any], register: Register) -> str:
    """One asset that the register does not know: "the tanker Nordic Blossom", "aircraft RA-78835", "Kane"."""
    known = register.asset_class(asset["class"]) if asset.get("class") else None
    if known is None or known.kind == "any":
        return str(asset["text"])
    return f"the {known.name} {asset['text']}" if known.kind == "ship" else f"aircraft {asset['text']}"


def _name_classes(codes: Sequence[str], register: Register, *, is_one: bool) -> list[str]:
    """Classes as nouns; types of aircraft share one: "An-124 and Il-76 aircraft"."""
    nouns, types = [], []
    for code in codes:
        name, is_type = _name_class(code, register)
        if is_type:
            types.append(name)
        else:
            nouns.append(name if code in _MASS else plural(name, 1 if is_one else 2))
    return [*([f"{join_words(types)} aircraft"] if types else []), *nouns]


def _name_class(code: str, register: Register) -> tuple[str, bool]:
    """The name of a class in the singular, and whether it is a type that needs its noun ("Il-76")."""
    if code in _MASS:
        return "military equipment", False
    try:
        found = register.asset_class(code)
    except NotFound:
        return code.replace("_", " "), False
    return found.name, found.kind == "aircraft" and not found.name[-1].islower()


def name_actor(content: Content, claims: Sequence[Claim], register: Register) -> str:
    """The actor's name; a word that is no country as the first claim writes it."""
    if content.actor is None:
        return ""
    if content.actor.startswith("country:"):
        return name_place(content.actor, register)
    return min((str(c["actor"]) for c in claims if c.get("actor")), default=content.actor)


def say_whose(content: Content, claims: Sequence[Claim], register: Register) -> str:
    """Whose, before a noun: "Russian"; a possessive where the country has no adjective."""
    adjectives = [
        w.word for w in register.country_words() if w.place_id == content.actor and w.role == "adjective" and w.language == "en"
    ]
    return adjectives[0] if adjectives else _possessive(name_actor(content, claims, register))


def _possessive(name: str) -> str:
    if not name:
        return ""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
