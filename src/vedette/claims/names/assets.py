"""What moves: the noun phrase, its class, its count, and the registered asset that it names.

A noun token of a parsed sentence flows in; asset references (text, class, count bounds, asset id), one for each
conjunct, flow out. Classes come from the register, then from the table of things; a noun in neither is no asset.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.counts import Count, read_count
from vedette.claims.names.designations import Designation, find_designations
from vedette.claims.names.matching import Found, NameIndex
from vedette.registry.classes import AssetClass
from vedette.registry.names import singular
from vedette.registry.register import Register

if TYPE_CHECKING:
    from spacy.tokens import Token

# nouns of quantity: the thing itself stands behind "of"
PARTITIVES = word_list("partitives")
_GROUPS_THAT_ARE_ASSETS = frozenset({"convoy", "fleet", "flotilla", "squadron", "formation"})
_PARTICLES = frozenset({"de", "del", "van", "von", "al", "el", "the", "of"})
_DROPPED = frozenset(
    {"det", "poss", "nummod", "predet", "case", "preconj", "quantmod", "appos", "punct", "cc", "conj", "relcl", "acl", "prep"}
)
_BASE_NOUNS = frozenset({"base", "airbase", "airfield", "port", "facility", "outpost", "installation", "foothold", "hub"})
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


@lru_cache(maxsize=1)
def read_things() -> dict[str, str | None]:
    """Noun, singular, lower case -> class code or None."""
    rows = tomllib.loads(Path(__file__).with_name("things.toml").read_text(encoding="utf-8"))["thing"]
    return {word: row["class"] or None for row in rows for word in row["words"]}


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
        return self.class_of(head) is not None or self._is_thing(head) or _name_in(head, named) is not None

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
        is_group = base_form(noun) in _GROUPS_THAT_ARE_ASSETS or self.class_of(noun) is not None or self._is_thing(noun)
        return core if self.is_asset(core, named) or not is_group else noun

    def _names_behind(self, core: Token, named: Sequence[Found]) -> list[AssetRef]:
        """The single ships of "the landing ships Ivan Gren and Aleksandr Otrakovsky", registered or not."""
        code = self.class_of(core) if core.pos_ == "NOUN" else None
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
        return AssetRef(_capitals(name), self._class_by_id(asset_id) or code, (1, 1), asset_id)

    def _class_by_id(self, asset_id: str | None) -> str | None:
        return self._register.asset(asset_id).asset_class if asset_id is not None else None

    def _describe(self, noun: Token, core: Token, named: Sequence[Found]) -> AssetRef:
        code = self.class_of(core) or read_things().get(base_form(core))
        found = _name_in(noun, named) or _name_in(core, named)
        if isinstance(found, Designation) and not found.is_single:
            code, found = self.class_of(core) or found.asset_class, None
        if found is not None or (core.pos_ == "PROPN" and self._class_before_name(core) is not None):
            return self._name(core, code, named)
        count = read_count(_before(noun)) if core == noun else read_count(_before(noun) + " " + noun.text)
        if count == (None, None) and core != noun:
            count = read_count(_before(core))
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
        """ "the tanker Eagle S", "landing ships Ivan Gren": the class that stands before a proper name."""
        before = [c for c in name.lefts if c.dep_ in ("compound", "nmod", "amod") and not c.text[:1].isupper()]
        return self._find_class(name.doc[before[0].i : before[-1].i + 1].text) if before else None

    def _is_thing(self, head: Token) -> bool:
        things = read_things()
        forms = (base_form(head), head.lower_, two_words(head), _hyphenated(head))
        return any(form in things for form in forms) or _thing_before_name(head)


def base_form(token: Token) -> str:
    """The lower-case singular of a noun; the model takes "bases" for the plural of "basis"."""
    text = token.text.lower()
    if text.endswith("men") and token.tag_ in ("NNS", "NN") and len(text) > 4:
        return text[:-2] + "an"  # "airmen", "servicemen"
    if token.tag_ in ("NNS", "NNPS") or (token.tag_ == "NNP" and text.endswith("s")):
        return singular(text)
    return text


def _hyphenated(head: Token) -> str:
    """A noun of two parts: "pick-ups"."""
    is_joined = head.i > 1 and head.nbor(-1).text == "-" and not head.nbor(-1).whitespace_
    return f"{head.nbor(-2).lower_}-{base_form(head)}" if is_joined else base_form(head)


def _thing_before_name(name: Token) -> bool:
    """ "the cable layer Leon Thevenin": a proper name right behind a noun that says what it is."""
    if name.pos_ != "PROPN" or not name.text[:1].isupper():
        return False
    before = [c for c in name.lefts if c.dep_ in ("compound", "nmod", "amod") and c.pos_ in ("NOUN", "ADJ") and c.text.islower()]
    if not before:
        return False
    kind = before[-1]
    code = read_things().get(two_words(kind), read_things().get(base_form(kind)))
    return code is not None


def two_words(head: Token) -> str:
    """A noun with the word before it: "strike group"."""
    if head.i > 0 and head.nbor(-1).dep_ in ("compound", "amod"):
        return f"{head.nbor(-1).text.lower()} {base_form(head)}"
    return base_form(head)


def conjuncts(head: Token) -> Iterator[Token]:
    """A noun and the nouns joined to it."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "X", "ADJ"):
            yield from conjuncts(child)


def descend(noun: Token) -> Token:
    """From a noun of quantity to the thing behind its "of"; the noun itself where there is none."""
    for _ in range(3):
        if (
            noun.lemma_.lower() not in PARTITIVES
            and noun.lower_ not in PARTITIVES
            and noun.pos_ != "NUM"
            and not _behind_per_cent(noun)
        ):
            return noun
        inner = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        inner = inner or _behind_per_cent(noun)
        if not inner:
            return noun
        noun = inner[0]
    return noun


def _behind_per_cent(noun: Token) -> list[Token]:
    """ "Sixty per cent of Britain's Typhoons": "per" hangs on the number, "of" on "cent"."""
    cents = [g for c in noun.children if c.lower_ == "per" for g in c.children if g.lower_ == "cent"]
    return [t for g in cents for c in g.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]


def noun_text(head: Token) -> str:
    """The noun with the words before it that belong to its name: "guided-missile frigates", not "the three"."""
    left = head.i
    for token in reversed(list(head.lefts)):
        if token.dep_ in _DROPPED and not (token.dep_ == "nummod" and token.i == head.i - 1 and "-" in token.text):
            if token.dep_ == "punct" and token.text in "-–":
                continue
            break
        left = min(left, token.left_edge.i)
    return head.doc[left : head.i + 1].text.strip(' -–,“”"')


def _capitals(name: Token) -> str:
    """A proper name without the class before it: "Eagle S" of "the tanker Eagle S"."""
    start = name.i
    while start > name.left_edge.i and (_is_capital(name.doc[start - 1]) or name.doc[start - 1].lower_ in _PARTICLES):
        start -= 1
    while start < name.i and name.doc[start].lower_ in _PARTICLES:
        start += 1
    return str(name.doc[start : name.i + 1].text)


def _is_capital(token: Token) -> bool:
    return not token.text[:1].islower() and not token.is_punct


def _before(head: Token) -> str:
    """The words of a noun phrase up to its head."""
    start = head.left_edge.i
    return head.doc[start : head.i].text if start < head.i else ""


def _name_in(head: Token, named: Sequence[Found]) -> Found | None:
    """The registered name that stands in a noun's own phrase (its modifiers and itself)."""
    if not named:
        return None
    spans = [(head.left_edge.idx, head.idx + len(head))]
    return next((f for f in named for s, e in spans if s <= f.start < e), None)
