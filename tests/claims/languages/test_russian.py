"""Sentences of our own in Russian, each with what it must be read as."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., list[dict[str, Any]]]

# text, trigger, kind, status, origin, destination, place
CASES = [
    ("Фрегат «Адмирал Головко» покинул Тартус в среду.", "покинул", "depart", "asserted", ["tartus"], [], []),
    ("Два сухогруза вышли из Новороссийска и направляются к берегам Ливии.", "вышли", "depart", "asserted", ["novorossiysk"], [], []),
    ("Самолёты Ил-76 вылетели с авиабазы Хмеймим в Бенгази.", "вылетели", "depart", "asserted", ["hmeimim"], ["benghazi"], []),
    ("Москва не намерена выводить корабли из Тартуса.", "выводить", "depart", "denied", ["tartus"], [], []),
    ("Министерство опровергло переброску техники из Тартуса в Тобрук.", "переброску", "move", "denied", ["tartus"], ["tobruk"], []),
    ("Возможно, танкер уже прибыл в Тобрук.", "прибыл", "arrive", "hedged", [], ["tobruk"], []),
    ("Неясно, покинул ли крейсер Севастополь.", "покинул", "depart", "unresolved", ["sevastopol"], [], []),
    ("Россия планирует перебросить войска в Тобрук.", "перебросить", "move", "planned", [], ["tobruk"], []),
    ("Если договор не продлят, флот уйдёт из Тартуса.", "уйдёт", "depart", "conditional", ["tartus"], [], []),
    ("Уход кораблей из Тартуса не подтверждён.", "Уход", "depart", "unconfirmed", ["tartus"], [], []),
    ("Подводная лодка стоит у причала в Тартусе.", "стоит", "present", "asserted", [], [], ["tartus"]),
    ("Больше не видно ни одного корабля в Тартусе.", "видно", "absent", "asserted", [], [], ["tartus"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "kind", "status", "origin", "destination", "place"), CASES)
def test_one_sentence(
    read: Reader, text: str, trigger: str, kind: str, status: str, origin: list[str], destination: list[str], place: list[str]
) -> None:
    claim = next(c for c in read(text, "ru") if c["trigger"] == trigger)
    assert (claim["kind"], claim["status"], claim["reader"]) == (kind, status, "deterministic-ru")
    ids = {role: [p["place_id"] for p in claim[role]] for role in ("origin", "destination", "place")}
    assert ids == {"origin": origin, "destination": destination, "place": place}


@pytest.mark.parametrize(
    "text",
    [
        "Парламент принял бюджет на следующий год.",
        "Министр вышел на пенсию и уехал в деревню.",
        "Цены на нефть упали до минимума с начала года.",
        "Полиция остановила грузовик с контрабандой.",
    ],
)
def test_other_news_make_no_claim(read: Reader, text: str) -> None:
    assert read(text, "ru") == []


def test_actor_class_and_count(read: Reader) -> None:
    (claim,) = read("Не менее четырёх российских истребителей прибыли в Тобрук.", "ru")
    assert claim["actor"] == "Russia"
    assert [(a["class"], a["count_min"], a["count_max"]) for a in claim["assets"]] == [("fighter", 4, None)]


def test_registered_ship_is_known_by_its_russian_name(read: Reader) -> None:
    (claim,) = read("Сухогруз «Спарта II» покинул Тартус, сообщил портовый чиновник.", "ru")
    assert [a["asset_id"] for a in claim["assets"]] == ["ship:sparta-ii"]
    assert any("портовый чиновник" in s for s in claim["speaker"])


def test_date_is_counted_from_publication(read: Reader) -> None:
    (claim,) = read("Крейсер покинул Тартус 11 марта.", "ru")
    assert str(claim["time_start"].date()) == "2025-03-11"
    (claim,) = read("В среду крейсер покинул Тартус.", "ru")
    assert str(claim["time_start"].date()) == "2025-03-12"


def test_stated_distance(read: Reader) -> None:
    (claim,) = read("От Тобрука до Крита около трёхсот километров.", "ru")
    assert (claim["kind"], claim["distance_km"]) == ("distance", 300.0)
