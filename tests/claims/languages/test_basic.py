"""The basic readers: the same facts in six languages, denials above all, and news that make no claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., list[dict[str, Any]]]

DENIALS = [
    ("it", "La Russia non ha ritirato le navi da Tartus.", "ritirato"),
    ("it", "Mosca smentisce il trasferimento dei sistemi antiaerei in Libia.", "trasferimento"),
    ("fr", "La Russie n'a pas retiré ses navires de Tartous.", "retiré"),
    ("fr", "Moscou dément avoir transféré des systèmes antiaériens en Libye.", "transféré"),
    ("ro", "Rusia nu și-a retras navele din Tartus.", "retras"),
    ("ro", "Moscova dezminte transferul sistemelor antiaeriene în Libia.", "transferul"),
    ("el", "Η Ρωσία δεν απέσυρε τα πλοία της από την Ταρτούς.", "απέσυρε"),
    ("el", "Η Μόσχα διέψευσε τη μεταφορά συστημάτων στη Λιβύη.", "μεταφορά"),
    ("tr", "Rusya, Tartus'taki gemilerini Tobruk'a taşımadı.", "taşımadı"),
    ("tr", "Bakanlık, askerlerin Irak'tan çekildiği iddiasını yalanladı.", "çekildiği"),
    ("ar", "لم تغادر السفن الروسية ميناء طرطوس.", "تغادر"),
    ("ar", "نفت موسكو نقل منظومات دفاع جوي إلى ليبيا.", "نقل"),
]
ARRIVALS = [
    ("it", "Tre aerei cargo sono atterrati a Bengasi.", "atterrati"),
    ("fr", "Trois avions-cargos ont atterri à Benghazi.", "atterri"),
    ("ro", "Trei avioane cargo au aterizat la Benghazi.", "aterizat"),
    ("el", "Τρία μεταγωγικά αεροσκάφη προσγειώθηκαν στη Βεγγάζη.", "προσγειώθηκαν"),
    ("tr", "Üç kargo uçağı Bingazi'ye indi.", "indi"),
    ("ar", "وصلت ثلاث طائرات شحن إلى بنغازي.", "وصلت"),
]
OPEN = [
    ("it", "Non è chiaro se il sottomarino abbia lasciato il porto di Tartus."),
    ("fr", "On ne sait pas si le sous-marin a quitté le port de Tartous."),
    ("ro", "Nu este clar dacă submarinul a părăsit portul Tartus."),
    ("el", "Άγνωστο αν το υποβρύχιο εγκατέλειψε το λιμάνι της Ταρτούς."),
    ("tr", "Denizaltının Tartus'tan ayrılıp ayrılmadığı bilinmiyor."),
    ("ar", "ليس واضحا ما إذا كانت الغواصة غادرت طرطوس."),
]
OTHER_NEWS = [
    ("it", "Il ministro è partito per Parigi per un vertice. Il governo ha approvato la riforma delle pensioni."),
    ("fr", "Le train a quitté Lyon avec une heure de retard. L'Assemblée a adopté la réforme des retraites."),
    ("ro", "Trenul a plecat din București cu întârziere. Guvernul a aprobat bugetul."),
    ("el", "Ο υπουργός έφτασε στο Παρίσι για τη σύνοδο. Η κυβέρνηση αύξησε τον κατώτατο μισθό."),
    ("tr", "Bakan Ankara'ya geldi. Enflasyon yüzde 40'a geriledi."),
    ("ar", "وصل الرئيس إلى القاهرة في زيارة رسمية. أعلن البنك المركزي رفع أسعار الفائدة."),
]


@pytest.mark.parametrize(("language", "text", "trigger"), DENIALS)
def test_a_denial_is_never_an_assertion(read: Reader, language: str, text: str, trigger: str) -> None:
    claims = read(text, language)
    assert [(c["trigger"], c["status"], c["polarity"]) for c in claims] == [(trigger, "denied", "negative")]


@pytest.mark.parametrize(("language", "text", "trigger"), ARRIVALS)
def test_arrivals_with_place_class_and_count(read: Reader, language: str, text: str, trigger: str) -> None:
    (claim,) = read(text, language)
    assert (claim["trigger"], claim["kind"], claim["status"], claim["reader"]) == (
        trigger,
        "arrive",
        "asserted",
        f"basic-{language}",
    )
    assert [p["place_id"] for p in claim["destination"]] == ["benghazi"]
    assert [(a["class"], a["count_min"], a["count_max"]) for a in claim["assets"]] == [("transport_aircraft", 3, 3)]


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_open_questions_stay_open(read: Reader, language: str, text: str) -> None:
    claims = read(text, language)
    assert claims
    assert {c["status"] for c in claims} == {"unresolved"}


@pytest.mark.parametrize(("language", "text"), OTHER_NEWS)
def test_other_news_make_no_claim(read: Reader, language: str, text: str) -> None:
    assert read(text, language) == []


def test_one_statement_in_eight_languages_is_one_proposition(read: Reader) -> None:
    said = {
        "en": "Three cargo planes landed in Benghazi.",
        "ru": "Три транспортника приземлились в Бенгази.",
        **{language: text for language, text, _ in ARRIVALS},
    }
    claims = {language: read(text, language)[0] for language, text in said.items()}
    assert {c["kind"] for c in claims.values()} == {"arrive"}
    classes = {c["assets"][0]["class"] for c in claims.values()}
    assert classes == {"transport_aircraft"}
    assert len({c["proposition_id"] for c in claims.values()}) == 1


@pytest.mark.parametrize("language", ["ru", "it", "tr", "ar", "fr", "el", "ro"])
@pytest.mark.parametrize(
    "text",
    ["", " ", "\u200f\u200b", "?", "«", "'", "a" * 5000, "غادرت\u200f السفينة\u200b ميناء طرطوس", "Корабль\u200b покинул\u00ad Тартус\x00.",
     "La nave\u202e ha lasciato Tartus <b>ieri</b> &amp; così via", "1 " * 300, "Tartus'tan " * 200, "،،،؛؛" * 300],
)  # fmt: skip
def test_odd_texts_do_not_break_it(read: Reader, language: str, text: str) -> None:
    for claim in read(text, language):
        assert claim["start"] < claim["end"]
