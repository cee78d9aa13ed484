"""Reports in Russian and Italian: the originals of copies that were mistranslated.

A kind of claim, names and days flow in, a sentence flows out. Russian names stand in the case that their preposition asks for; ships
keep their names in Latin letters, as Russian reports on foreign registers often do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

# place -> genitive (out of, near), accusative (into), locative (in) as Russian writes them after из, в and в
_RUSSIAN = {
    "tartus": ("Тартуса", "Тартус", "Тартусе"), "latakia": ("Латакии", "Латакию", "Латакии"),
    "tobruk": ("Тобрука", "Тобрук", "Тобруке"), "benghazi": ("Бенгази", "Бенгази", "Бенгази"),
    "tripoli": ("Триполи", "Триполи", "Триполи"), "misrata": ("Мисураты", "Мисурату", "Мисурате"),
    "port-said": ("Порт-Саида", "Порт-Саид", "Порт-Саиде"), "alexandria": ("Александрии", "Александрию", "Александрии"),
    "algiers": ("порта Алжир", "порт Алжир", "порту Алжир"), "novorossiysk": ("Новороссийска", "Новороссийск", "Новороссийске"),
    "bizerte": ("Бизерты", "Бизерту", "Бизерте"), "limassol": ("Лимасола", "Лимасол", "Лимасоле"),
    "hmeimim": ("Хмеймима", "Хмеймим", "Хмеймиме"), "al-khadim": ("Аль-Хадима", "Аль-Хадим", "Аль-Хадиме"),
    "benina": ("Бенины", "Бенину", "Бенине"), "mitiga": ("Митиги", "Митигу", "Митиге"),
    "chkalovsky": ("Чкаловского", "Чкаловский", "Чкаловском"), "mozdok": ("Моздока", "Моздок", "Моздоке"),
    "machulishchi": ("Мачулищ", "Мачулищи", "Мачулищах"), "brak-al-shati": ("Брак-эш-Шати", "Брак-эш-Шати", "Брак-эш-Шати"),
}  # fmt: skip
_ITALIAN = {"misrata": "Misurata", "benghazi": "Bengasi", "port-said": "Porto Said", "alexandria": "Alessandria d'Egitto",
            "algiers": "Algeri", "bizerte": "Biserta"}  # fmt: skip
_MONTHS = {
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"),
    "it": ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre",
           "dicembre"),
}  # fmt: skip
_WORDS = {
    "ru": {
        "move": "С {start} по {end} судно {name} перешло из {out_of} в {into}.",
        "arrive": "С {start} по {end} судно {name} прибыло в {into}.",
        "depart": "С {start} по {end} судно {name} вышло из {out_of}.",
        "present": "С {start} по {end} судно {name} находится в {inside}.",
        "absent": "С {start} по {end} судна {name} нет в {inside}.",
        "build_up": "С {start} по {end} число военных кораблей в {inside} выросло.",
        "draw_down": "С {start} по {end} число военных кораблей в {inside} сократилось.",
        "flight_rate": "С {start} по {end} число рейсов военно-транспортной авиации из {out_of} в {into} {changed}.",
    },
    "it": {
        "move": "La nave {name} si è spostata da {out_of} a {into} tra il {start} e il {end}.",
        "arrive": "La nave {name} è arrivata a {into} tra il {start} e il {end}.",
        "depart": "La nave {name} ha lasciato {out_of} tra il {start} e il {end}.",
        "present": "La nave {name} si trova a {inside} tra il {start} e il {end}.",
        "absent": "La nave {name} non si trova più a {inside} tra il {start} e il {end}.",
        "build_up": "Le navi da guerra a {inside} sono aumentate tra il {start} e il {end}.",
        "draw_down": "Le navi da guerra a {inside} sono diminuite tra il {start} e il {end}.",
        "flight_rate": "I voli di aerei da trasporto da {out_of} a {into} {changed} tra il {start} e il {end}.",
    },
}
_CHANGED = {"ru": {"up": "выросло", "down": "сократилось"}, "it": {"up": "sono aumentati", "down": "sono diminuiti"}}
_FLOWN = {
    "ru": {"move": "С {start} по {end} самолёт {name} вылетел из {out_of} и прибыл в {into}.",
           "arrive": "С {start} по {end} самолёт {name} прибыл в {into}.",
           "depart": "С {start} по {end} самолёт {name} вылетел из {out_of}.",
           "present": "С {start} по {end} самолёт {name} находится в {inside}.",
           "absent": "С {start} по {end} самолёта {name} нет в {inside}."},
    "it": {"move": "L'aereo {name} ha volato da {out_of} a {into} tra il {start} e il {end}.",
           "arrive": "L'aereo {name} è atterrato a {into} tra il {start} e il {end}.",
           "depart": "L'aereo {name} è decollato da {out_of} tra il {start} e il {end}.",
           "present": "L'aereo {name} si trova a {inside} tra il {start} e il {end}.",
           "absent": "L'aereo {name} non si trova più a {inside} tra il {start} e il {end}."},
}  # fmt: skip


def original_of(
    kind: str, name: str, origin: str | None, destination: str | None, start: datetime, end: datetime, language: str,
    names: Mapping[str, str], *, is_aircraft: bool, direction: str | None = None,
) -> str:  # fmt: skip
    """One sentence in Russian ("ru") or Italian ("it"); places are ids, days count both ends."""
    words = (_FLOWN[language] if is_aircraft and kind in _FLOWN[language] else _WORDS[language])[kind]
    where = destination or origin or ""
    return words.format(
        name=name, start=_day(start, language), end=_day(end, language), changed=_CHANGED[language].get(direction or "", ""),
        out_of=_place(origin, 0, language, names), into=_place(destination, 1, language, names), inside=_place(where, 2, language, names),
    )  # fmt: skip


def _place(place_id: str | None, case: int, language: str, names: Mapping[str, str]) -> str:
    if not place_id:
        return ""
    return _RUSSIAN[place_id][case] if language == "ru" else _ITALIAN.get(place_id, names[place_id])


def _day(at: datetime, language: str) -> str:
    return f"{at.day} {_MONTHS[language][at.month - 1]} {at.year}" + (" года" if language == "ru" else "")
