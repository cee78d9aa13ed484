"""Places with their roles, in a foreign sentence: what "from", "to" and "in" of the language say of the name behind them.

A sentence and the names in it flow in; places flow out. A noun for a place takes the name behind it into one phrase ("базы
Хмеймим", "port de Tobrouk"); the word before the phrase, its case or its ending gives the role. A name that no register has
counts where such a word stands before it and nothing says that it is a person, a ship or a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vedette.claims.languages.named_places import NamedAt
from vedette.claims.languages.scene import Place, Thing, Tools
from vedette.claims.languages.sentence import Sentence, Word

_ADJECTIVES = 3  # words that may stand between a preposition and its place
_MARKER_WORDS = 2  # between a place and one that says where it lies
_LONGEST = 4  # words of a name that nobody knows
_NOBODY: Counter[str] = Counter()


def find_places(sentence: Sentence, named: Sequence[NamedAt], things: Sequence[Thing], tools: Tools) -> list[Place]:
    """The places of a sentence from left to right."""
    taken = {i for t in things if t.is_named for i in range(t.first, t.last)}
    found: list[Place] = []
    at = 0
    while at < len(sentence.words):
        place = None if at in taken else _place_at(sentence, at, named, taken, tools)
        if place is not None:
            found.append(place)
        at = place.last if place is not None else at + 1
    return _resolve_here(_without_inner(sentence, tools, _share_roles(sentence, found, tools)))


def _place_at(sentence: Sentence, at: int, named: Sequence[NamedAt], taken: set[int], tools: Tools) -> Place | None:
    name = _name_at(named, at)
    if name is not None:
        return _make(sentence, at, _noun_behind(sentence, name.last, tools), name, tools)
    if sentence.words[at].is_mark:
        return None
    role = tools.language.here.get(sentence.words[at].form)
    if role is not None:
        return Place(at, at + 1, sentence.words[at].text, None, f"here:{role}", is_known=False)
    size, _ = tools.language.place_nouns.find(sentence.forms, at)
    if size:
        return _behind_noun(sentence, at, at + size, named, taken, tools)
    return _unknown(sentence, at, named, taken, tools)


def _name_at(named: Sequence[NamedAt], at: int) -> NamedAt | None:
    """The place or country name that begins at a word; adjectives are no places."""
    return next((n for n in named if n.first == at and not n.mention.is_adjective), None)


def _noun_behind(sentence: Sentence, last: int, tools: Tools) -> int:
    """Where a phrase ends whose noun stands behind the name, as in Turkish ("Misrata açıklarında")."""
    if tools.language.sources.get("order") != "sov":
        return last
    size, _ = tools.language.place_nouns.find(sentence.forms, last) if last < len(sentence.words) else (0, [])
    return last + size


def _behind_noun(sentence: Sentence, at: int, last: int, named: Sequence[NamedAt], taken: set[int], tools: Tools) -> Place | None:
    """A place noun with the name behind it, if any, past articles, small joining words and adjectives of a country."""
    words, probe, steps = sentence.words, last, 0
    while probe < len(words) and steps < 4 and probe not in taken:
        if (name := _name_at(named, probe)) is not None:
            return _make(sentence, at, name.last, name, tools, probe)
        is_country = any(n.first <= probe < n.last for n in named)
        if words[probe].is_capital and steps <= 2 and not is_country:
            return _make(sentence, at, _name_end(sentence, probe, taken), None, tools, probe)
        if (
            words[probe].form in tools.language.joins
            or words[probe].text in "'’«“\"„"
            or is_country
            or words[probe].text.isdigit()
        ):
            probe, steps = probe + 1, steps + (not is_country)
            continue
        size, _ = tools.language.place_nouns.find(sentence.forms, probe)
        if not size:
            break
        probe, steps = probe + size, steps + 1
    end = max(last, _through_adjectives(last, named))
    compass = tools.language.words.get("compass")
    is_compass = compass is not None and end == at + 1 and compass.match(words[at].lemma)
    return None if is_compass else _make(sentence, at, end, None, tools)


def _through_adjectives(last: int, named: Sequence[NamedAt]) -> int:
    return next((n.last for n in named if n.first == last and n.mention.is_adjective), last)


def _unknown(sentence: Sentence, at: int, named: Sequence[NamedAt], taken: set[int], tools: Tools) -> Place | None:
    """A capital behind a word that gives a role, which nothing says to be something else."""
    word, language = sentence.words[at], tools.language
    if word.is_capital and at + 1 < len(sentence.words) and tools.language.place_nouns.find(sentence.forms, at + 1)[0]:
        return _make(sentence, at, at + 2, None, tools, head=at + 1)  # "Курскую область"
    if not word.is_capital or at == 0 or any(n.first <= at < n.last for n in named) or len(word.text) < 3:
        return None
    if not _marker(sentence, at, reach=1, tools=tools) and not _suffix_role(sentence, at + 1, tools):
        return None
    not_places = language.words.get("not_places")
    if not_places is not None and not_places.match(word.form):
        return None
    return _make(sentence, at, _name_end(sentence, at, taken), None, tools)


def _name_end(sentence: Sentence, at: int, taken: set[int]) -> int:
    last = at + 1
    while last < min(len(sentence.words), at + _LONGEST) and last not in taken:
        word = sentence.words[last]
        joins = word.text in "-–" or word.form in ("al", "el", "as", "ash", "de", "du", "la")
        if not word.is_capital and not (joins and last + 1 < len(sentence.words) and sentence.words[last + 1].is_capital):
            break
        last += 1
    return last


def _make(
    sentence: Sentence, first: int, last: int, name: NamedAt | None, tools: Tools, inner: int = -1, head: int = -1
) -> Place:
    """A place; `inner` is where the name inside begins, whose own preposition counts where the phrase has none."""
    words = sentence.words
    text = sentence.text[words[first].start - sentence.start : words[last - 1].end - sentence.start]
    role = _suffix_role(sentence, last, tools)
    role = _marker(sentence, first, _ADJECTIVES, tools, words[max(first, head)]) if role is None else role
    role = _prefix_role(words[first], tools) if role is None else role
    if role is None and inner > first:
        role = _marker(sentence, inner, 2, tools, words[inner])
    place_id = tools.places.choose(name.mention, [], _NOBODY) if name is not None else None
    return Place(first, last, text, place_id, "bare" if role is None else role, is_known=name is not None)


def _suffix_role(sentence: Sentence, last: int, tools: Tools) -> str | None:
    """The role that an ending gives, behind the apostrophe or on the last word of the phrase."""
    if not tools.language.suffix_roles or last == 0:
        return None
    words = sentence.words
    is_apart = last + 1 < len(words) and words[last].text in "'’" and words[last + 1].start == words[last].end
    ending = f"'{words[last + 1].form}" if is_apart else words[last - 1].form
    return next((role for role, regex in tools.language.suffix_roles if regex.search(ending)), None)


def _prefix_role(word: Word, tools: Tools) -> str | None:
    """The role of a syllable joined before a place, which the word itself does not have ("بطرابلس")."""
    for role, regex in tools.language.prefix_roles:
        if (
            regex.search(word.form)
            and not tools.names.knows(word.form)
            and not tools.language.place_nouns.find([word.form], 0)[0]
        ):
            return role
    return None


def _marker(sentence: Sentence, first: int, reach: int, tools: Tools, head: Word | None = None) -> str | None:
    """The role that the nearest word of the table of markers before a phrase gives; its case decides where the table says so."""
    for size, at in _before(first, reach, sentence):
        taken, roles = tools.language.markers.find(sentence.forms, at)
        if taken == size and roles:
            return _by_case(roles[0], sentence, first, head)
    return None


def _before(first: int, reach: int, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """(size, start) of the stretches that end within reach before a phrase, the nearest and longest first."""
    for end in range(first, max(-1, first - reach), -1):
        yield from ((size, end - size) for size in (4, 3, 2, 1) if end - size >= 0)
        if end - 1 >= 0 and sentence.words[end - 1].pos in ("NOUN", "VERB", "PROPN"):
            return
        if end - 1 >= 0 and sentence.words[end - 1].is_mark and sentence.words[end - 1].text not in "'’«“\"„":
            return


def _by_case(role: str, sentence: Sentence, first: int, head: Word | None) -> str:
    """ "acc:destination loc:place": the role for the case of the phrase's head; a role without cases is itself."""
    if ":" not in role:
        return role
    table = dict(part.split(":") for part in role.split())
    noun = head or sentence.words[first]
    case = "same" if "same" in table and noun.form == noun.lemma else noun.feats.get("Case", "")
    return table.get(case.lower(), table.get("else", ""))


def _share_roles(sentence: Sentence, places: Sequence[Place], tools: Tools) -> list[Place]:
    """ "from Russia and Belarus": a place joined to one before it has its role."""
    found: list[Place] = []
    ands = tools.language.words.get("and")
    for place in places:
        before = found[-1] if found else None
        between = sentence.words[before.last : place.first] if before else ()
        is_joined = (
            before is not None
            and len(between) == 1
            and (between[0].text == "," or (ands is not None and ands.match(between[0].form)))
        )
        found.append(replace(place, role=before.role) if is_joined and before and place.role == "bare" else place)
    return found


def _resolve_here(places: Sequence[Place]) -> list[Place]:
    """ "there", "where to": the place named before it in the sentence, in the role of the word; without one it is none."""
    found: list[Place] = []
    for place in places:
        if not place.role.startswith("here:"):
            found.append(place)
            continue
        before = next((p for p in reversed(found) if p.is_known or p.text[:1].isupper()), None)
        if before is not None:
            role = place.role.removeprefix("here:")
            found.append(replace(place, text=before.text, place_id=before.place_id, role=role, is_known=before.is_known))
    return found


def _without_inner(sentence: Sentence, tools: Tools, places: Sequence[Place]) -> list[Place]:
    """Without places that only say where the place right before them lies ("a Tobruk in Libia")."""
    found: list[Place] = []
    for place in places:
        before = found[-1] if found else None
        gap = place.first - before.last if before is not None else 0
        is_next = before is not None and 0 < gap <= _MARKER_WORDS and before.role not in ("bare", "")
        is_inner = is_next and before is not None and tools.language.markers.find(sentence.forms, before.last)[0] == gap
        says_where = place.role == "place" or (
            before is not None and place.role == "at" and before.role in ("at", "destination", "place")
        )
        if not (is_inner and says_where):
            found.append(place)
    return found
