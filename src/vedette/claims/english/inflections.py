"""The forms of English verbs: which lemma a form belongs to, and the simple past of a lemma.

Lemmas flow in; forms flow out. The rules of spelling make the regular forms, a table the irregular ones. The reader needs them
because a parser that meets a rare verb ("slunk", "steamed") or a headline ("ship leaves port") gets its lemma or its part of speech wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from vedette.claims.english.vocabulary import word_list

# lemma: past, participle (where it differs)
IRREGULAR: dict[str, tuple[str, ...]] = {
    "leave": ("left",), "send": ("sent",), "fly": ("flew", "flown"), "bring": ("brought",), "take": ("took", "taken"),
    "withdraw": ("withdrew", "withdrawn"), "draw": ("drew", "drawn"), "keep": ("kept",), "build": ("built",), "hold": ("held",),
    "go": ("went", "gone"), "come": ("came", "come"), "put": ("put",), "cut": ("cut",), "flee": ("fled",), "make": ("made",),
    "say": ("said",), "see": ("saw", "seen"), "have": ("had",), "run": ("ran", "run"), "creep": ("crept",), "slink": ("slunk",),
    "sneak": ("sneaked", "snuck"), "sweep": ("swept",), "swing": ("swung",), "slide": ("slid",), "steal": ("stole", "stolen"),
    "swim": ("swam", "swum"), "dive": ("dived", "dove"), "ride": ("rode", "ridden"), "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "rise": ("rose", "risen"), "get": ("got", "gotten"), "give": ("gave", "given"), "set": ("set",), "shoot": ("shot",), "sit": ("sat",),
    "stand": ("stood",), "lie": ("lay", "lain"), "lead": ("led",), "lend": ("lent",), "let": ("let",), "lose": ("lost",), "meet": ("met",),
    "win": ("won",), "wind": ("wound",), "weave": ("wove", "woven"), "tear": ("tore", "torn"), "throw": ("threw", "thrown"),
    "spread": ("spread",), "spring": ("sprang", "sprung"), "stride": ("strode",), "strike": ("struck",), "beat": ("beat", "beaten"),
    "bear": ("bore", "borne"), "bind": ("bound",), "break": ("broke", "broken"), "burst": ("burst",), "feed": ("fed",), "find": ("found",),
    "hide": ("hid", "hidden"), "grow": ("grew", "grown"), "grind": ("ground",), "overfly": ("overflew", "overflown"), "quit": ("quit",),
    "seek": ("sought",), "sell": ("sold",), "shed": ("shed",), "shrink": ("shrank", "shrunk"), "split": ("split",), "spend": ("spent",),
    "wing": ("winged",), "overrun": ("overran", "overrun"), "begin": ("began", "begun"), "tread": ("trod",), "leap": ("leaped", "leapt"),
}  # fmt: skip
_DOUBLED = word_list("doubled")  # final consonant doubled before -ed and -ing
_VOWELS = "aeiou"


def past_of(lemma: str) -> str:
    """The simple past."""
    return IRREGULAR[lemma][0] if lemma in IRREGULAR else _with_ending(lemma, "ed")


def forms_of(lemma: str) -> frozenset[str]:
    """All forms but the lemma itself: third person, past, participle, present participle."""
    pasts = IRREGULAR.get(lemma) or (_with_ending(lemma, "ed"),)
    return frozenset({third_person_of(lemma), _with_ending(lemma, "ing"), *pasts} - {lemma})


def third_person_of(lemma: str) -> str:
    """ "leaves", "passes", "ferries"."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma in ("go", "do") else "s")


def lemmas_by_form(lemmas: Iterable[str]) -> dict[str, str]:
    """Form -> lemma, for forms that belong to one lemma only."""
    found: dict[str, set[str]] = {}
    for lemma in lemmas:
        for form in forms_of(lemma):
            found.setdefault(form, set()).add(lemma)
    return {form: next(iter(of)) for form, of in found.items() if len(of) == 1}


def _with_ending(lemma: str, ending: str) -> str:
    if lemma in _DOUBLED:
        return lemma + lemma[-1] + ending
    if lemma.endswith("ie") and ending == "ing":
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + ending
    if lemma.endswith("e") and ending == "ed":
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS and ending == "ed":
        return lemma[:-1] + "ied"
    return lemma + ending
