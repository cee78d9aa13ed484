from __future__ import annotations

import pytest

from vedette.registry.classes import AssetClass, read_classes
from vedette.registry.register import Register

CLASSES = read_classes()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("landing ships", "landing_ship"), ("large landing ships", "landing_ship"), ("Il-76s", "il_76"), ("IL76", "il_76"),
        ("Ilyushin IL-76", "il_76"), ("Il-76 cargo planes", "il_76"), ("Antonov AN-124 transport planes", "an_124"),
        ("An-124s", "an_124"), ("an Antonov", "transport_aircraft"), ("warships", "warship"), ("war-ships", "warship"),
        ("guided-missile frigates", "frigate"), ("Admiral Gorshkov-class frigates", "frigate"), ("destroyers", "destroyer"),
        ("naval assets", "naval_ship"), ("naval presence", "naval_ship"), ("military assets", "military_asset"),
        ("personnel", "forces"), ("military personnel", "forces"), ("material", "equipment"), ("ships", "ship"),
        ("submarines", "submarine"), ("Kilo-class submarine", "submarine"), ("dry cargo ship", "general_cargo"),
        ("universal cargo ship", "general_cargo"), ("medium sea tanker", "naval_tanker"), ("oiler", "naval_tanker"),
        ("tanker", "tanker"), ("patrol ship", "patrol_ship"), ("flights", "aircraft"), ("cargo flights", "transport_aircraft"),
        ("ferries", "ferry"), ("armored personnel carriers", "equipment"), ("aircraft carriers", "aircraft_carrier"),
        ("An-32", "an_32"), ("An-72", "an_72"), ("Su-24", "su_24"), ("Tu-22M3", "bomber"), ("C-130J", "c_130"),
        ("A400M", "a400m"),
        ("военные корабли", "warship"), ("БДК", "landing_ship"), ("сухогруз", "general_cargo"), ("Ил-76МД", "il_76"),
        ("Ан-124", "an_124"), ("navi da guerra", "warship"), ("aerei cargo", "transport_aircraft"), ("sottomarini", "submarine"),
        ("savaş gemileri", "warship"), ("kargo uçakları", "transport_aircraft"), ("السفن الحربية", "warship"),
        ("طائرات شحن", "transport_aircraft"), ("navires de guerre", "warship"), ("avions-cargos", "transport_aircraft"),
    ],
)  # fmt: skip
def test_words_of_texts_find_their_class(register: Register, text: str, code: str) -> None:
    found = register.find_class(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "Crosetto", "the minister", "agreement", "concerns", "balance of power"])
def test_words_that_name_no_class(register: Register, text: str) -> None:
    assert register.find_class(text) is None


def test_the_language_of_a_text_decides_words_that_two_languages_share(register: Register) -> None:
    assert register.find_class("cargo").code == "equipment"  # type: ignore[union-attr]
    assert register.find_class("cargo", "it").code == "general_cargo"  # type: ignore[union-attr]
    assert dict(register.class_words("it"))["nave"] == "ship"
    assert "nave" not in dict(register.class_words("ru"))


@pytest.mark.parametrize(
    ("code", "ancestor", "answer"),
    [
        ("il_76", "aircraft", True), ("il_76", "transport_aircraft", True), ("il_76", "ship", False),
        ("frigate", "warship", True),
        ("submarine", "warship", False), ("submarine", "naval_ship", True), ("oiler", "ship", False), ("ship", "frigate", False),
        ("ship", "ship", True), ("ro_ro", "merchant", True), ("tug", "auxiliary", True), ("equipment", "asset", True),
    ],
)  # fmt: skip
def test_the_tree(register: Register, code: str, ancestor: str, answer: bool) -> None:
    assert register.is_class(code, ancestor) is answer


@pytest.mark.parametrize("asset_class", CLASSES.values(), ids=lambda c: c.code)
def test_every_class_can_be_reckoned_with(asset_class: AssetClass) -> None:
    if asset_class.kind == "any":
        return
    assert asset_class.source
    assert asset_class.source.startswith("https://")
    assert asset_class.length_m is not None
    assert asset_class.max_kn is not None
    assert asset_class.cruise_kn is not None
    assert asset_class.cruise_kn < asset_class.max_kn
    assert asset_class.transmits in {"warship", "auxiliary", "cargo", "aircraft"}
    assert asset_class.max_kn <= (50 if asset_class.kind == "ship" else 1600)
    assert set(asset_class.words) <= {"en", "ru", "it", "tr", "ar", "fr"}


def test_a_child_stays_within_its_parents_speed_and_has_its_kind() -> None:
    for child in CLASSES.values():
        parent = CLASSES.get(child.parent or "")
        if parent is not None and parent.kind != "any":
            assert child.kind == parent.kind, child.code
            if parent.code not in ("ship", "naval_ship", "warship", "merchant"):
                assert (child.max_kn or 0) <= (parent.max_kn or 0), child.code


def test_every_word_finds_a_class(register: Register) -> None:
    for asset_class in CLASSES.values():
        for language, words in asset_class.words.items():
            for word in words:
                found = register.find_class(word, language)
                assert found is not None, word
                assert found.code == asset_class.code, (word, found.code)
