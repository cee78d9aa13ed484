"""What moves: the noun phrase, its class, its count, and the registered asset that it names.

A noun token of a parsed sentence flows in; asset references (text, class, count bounds, asset id), one for each
conjunct, flow out. Classes come from the register, then from the table of things; a noun in neither is no asset.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.names.counts import Count, read_count
from vedette.claims.names.matching import NameIndex
from vedette.claims.names.noun_phrases import base_form, capitals, conjuncts, descend, noun_text, words_before
from vedette.claims.names.things import class_noun_before, is_thing, thing_class
from vedette.registry.classes import AssetClass
from vedette.registry.designations import Designation, find_designations
from vedette.registry.names import Found
from vedette.registry.register import Register

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUPS_THAT_ARE_ASSETS = frozenset({"convoy", "fleet", "flotilla", "squadron", "formation"})
PRESENCE_NOUNS = frozenset(
    {"presence", "foothold", "footprint", "deployment", "contingent", "posture", "activity", "operation", "buildup", "build-up"}
)


@dataclass(frozen=True)
class AssetRef:
    """What a claim speaks of: as written, the register's class code, bounds of the count, the registered asset."""

    text: str
    asset_class: str | None
    count: Count
    asset_id: str | None

    def row(self) -> dict[str, object]:
        """As a row of the claims table's assets."""
        return {
            "text": self.text, "class": self.asset_class, "count_min": self.count[0], "count_max": self.count[1],
            "asset_id": self.asset_id,
        }  # fmt: skip


class AssetFinder:
    """Finds assets by a register. Immutable; one for each register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._index = NameIndex(register.asset_names())
        self._classes: dict[str, AssetClass | None] = {}

    def find_named(self, text: str) -> list[Found]:
        """Names of registered assets in a text, and names that show by themselves what they name."""
        registered = self._index.find(text)
        shown = [d for d in find_designations(text) if all(d.end <= r.start or r.end <= d.start for r in registered)]
        return sorted([*registered, *shown], key=lambda f: f.start)

    def country_of(self, asset_id: str) -> str | None:
        """ISO code of a registered asset's country."""
        return self._register.asset(asset_id).country

    def kind_of(self, code: str | None) -> str | None:
        """ship, aircraft or any, for a class code."""
        return None if code is None else self._register.asset_class(code).kind

    def is_asset(self, head: Token, named: Sequence[Found] = ()) -> bool:
        """Whether a noun, with its modifiers, is something that moves."""
        return self.class_of(head) is not None or is_thing(head) or _name_in(head, named) is not None

    def describe(self, head: Token, named: Sequence[Found] = ()) -> list[AssetRef]:
        """Asset references of a noun and its conjuncts; empty where none is an asset.

        A numeral or "both" without a noun of its own is described through what stands behind "of".
        """
        refs: list[AssetRef] = []
        for noun in conjuncts(head):
            core = self._core(noun, named)
            if self.is_asset(core, named) or core.lemma_.lower() in PRESENCE_NOUNS:
                refs += self._names_behind(core, named) or [self._describe(noun, core, named)]
        return list({(ref.asset_id or ref.text, ref.count): ref for ref in refs}.values())

    def _core(self, noun: Token, named: Sequence[Found]) -> Token:
        """What stands behind "of", or the noun itself where only that is an asset ("squadrons of JF-17s")."""
        core = descend(noun)
        is_group = base_form(noun) in _GROUPS_THAT_ARE_ASSETS or self.class_of(noun) is not None or is_thing(noun)
        return core if self.is_asset(core, named) or not is_group else noun

    def _names_behind(self, core: Token, named: Sequence[Found]) -> list[AssetRef]:
        """The single ships of "the landing ships Ivan Gren and Aleksandr Otrakovsky", registered or not."""
        code = self.class_of(core) or thing_class(core) if core.pos_ == "NOUN" else None
        behind = [n for c in core.children if c.dep_ == "appos" for n in conjuncts(c)] if code is not None else []
        refs = [self._name(n, code, named) for n in behind if n.pos_ == "PROPN" and n.text[:1].isupper()]
        for noun in behind:
            if noun.pos_ == "NOUN":
                refs += [self._describe(noun, noun, named)] if _name_in(noun, named) else self._names_behind(noun, named)
        return refs

    def _name(self, name: Token, code: str | None, named: Sequence[Found]) -> AssetRef:
        found = _name_in(name, named)
        if isinstance(found, Designation):
            return AssetRef(found.text_in(name.doc.text), found.asset_class or code, (1, 1), None)
        asset_id = found.ids[0] if found else None
        return AssetRef(capitals(name), self._class_by_id(asset_id) or code, (1, 1), asset_id)

    def _class_by_id(self, asset_id: str | None) -> str | None:
        return self._register.asset(asset_id).asset_class if asset_id is not None else None

    def _describe(self, noun: Token, core: Token, named: Sequence[Found]) -> AssetRef:
        code = self.class_of(core) or thing_class(core)
        found = _name_in(noun, named) or _name_in(core, named)
        if isinstance(found, Designation) and not found.is_single:
            code, found = self.class_of(core) or found.asset_class, None
        if found is not None or (core.pos_ == "PROPN" and self._class_before_name(core) is not None):
            return self._name(core, code, named)
        count = read_count(words_before(noun)) if core == noun else read_count(words_before(noun) + " " + noun.text)
        if count == (None, None) and core != noun:
            count = read_count(words_before(core))
        return AssetRef(noun_text(core), code, count, None)

    def class_of(self, head: Token) -> str | None:
        """The register's class of a noun with its modifiers; None for a thing without one."""
        found = self._find_class(noun_text(head))
        if found is None and head.pos_ == "PROPN":
            found = self._class_before_name(head)
        return None if found is None or found.code == "asset" else found.code

    def _find_class(self, text: str) -> AssetClass | None:
        """The register's answer, remembered: the same nouns come again and again."""
        if text not in self._classes:
            self._classes[text] = self._register.find_class(text)
        return self._classes[text]

    def _class_before_name(self, name: Token) -> AssetClass | None:
        """ "the tanker Eagle S", "landing ships Ivan Gren", "Danish Frigate Niels Juel": the class that stands before a proper name."""
        words = class_noun_before(name)
        return self._find_class(words) if words else None


def _name_in(head: Token, named: Sequence[Found]) -> Found | None:
    """The registered name that stands in a noun's own phrase (its modifiers and itself)."""
    if not named:
        return None
    spans = [(head.left_edge.idx, head.idx + len(head))]
    return next((f for f in named for s, e in spans if s <= f.start < e), None)
