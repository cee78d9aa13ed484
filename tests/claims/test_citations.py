"""One dispatch in five papers is one root; who saw for himself stands apart."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from claim_reading import report
from relating import Told, told

from vedette.clock import span

OFFICIAL = {
    "Morning Post": told(
        "Morning Post", "2024-12-14",
        "Russian warships leave Tartus\n\nRussia has pulled its warships out of the Syrian port of Tartus, a Syrian security "
        "official told Reuters on Saturday. The official spoke on condition of anonymity.",
    ),
    "Harbour News": told(
        "Harbour News", "2024-12-14",
        "Moscow's fleet is gone from Syria, source says\n\nThe Russian warships that lay at Tartus have left the port, according "
        "to a Syrian security source quoted by Reuters.",
    ),
    "Gazette": told(
        "Gazette", "2024-12-15",
        "According to the Reuters news agency, which cites an unnamed person, a source in Syria's security services, Russian "
        "naval vessels have departed from Tartus.",
    ),
    "Kurier": told(
        "Kurier", "2024-12-15",
        "Citing a security official in Syria, Reuters reports that the Russian navy has withdrawn its ships from Tartus naval "
        "base.\n\nThere was no comment from Moscow.",
    ),
    "Daily Wire": told(
        "Daily Wire", "2024-12-16",
        "Russian ships have sailed from Tartus.\n\nThat is what a Syrian official responsible for security said. He asked not to "
        "be named because he was not allowed to speak to the press, Reuters wrote.",
    ),
}  # fmt: skip
OWN = told(
    "Independent", "2024-12-15",
    "Empty berths at Tartus\n\nRussian warships have left Tartus, satellite images commissioned by this newspaper show. Our "
    "correspondent on the coast counted no grey hull at the piers on Friday. Reuters had earlier quoted a Syrian security official "
    "as saying the same.",
)  # fmt: skip


def test_five_papers_that_rest_on_one_unnamed_official_are_one_root_and_the_sixth_is_not() -> None:
    found = Told(*OFFICIAL.values(), OWN)
    assert found.roots() == {frozenset(OFFICIAL), frozenset({"Independent"})}
    reason = found.reason(*OFFICIAL)
    assert "Reuters" in reason
    assert "an unnamed Syrian security official" in reason
    assert found.reason("Independent").startswith("No other report")


@pytest.mark.parametrize("left_out", sorted(OFFICIAL))
def test_no_single_paper_holds_them_together(left_out: str) -> None:
    rest = {name: row for name, row in OFFICIAL.items() if name != left_out}
    assert Told(*rest.values()).roots() == {frozenset(rest)}


def test_the_agencys_own_report_is_of_the_root_of_those_who_cite_it() -> None:
    wire = told(
        "Reuters", "2024-12-14",
        "DAMASCUS (Reuters) - Russian warships have left the port of Tartus, a Syrian security official told Reuters.",
    )  # fmt: skip
    assert Told(*OFFICIAL.values(), wire).roots() == {frozenset({*OFFICIAL, "Reuters"})}


@pytest.mark.parametrize(
    "text",
    [
        "Russian warships have left Tartus, a Russian navy officer told Reuters.",
        "Russian warships have left Tartus, a Syrian port official told Reuters.",
        "Russian warships have left Tartus, a Syrian security official told AFP.",
        "Russian warships have left Tartus. A Planet Labs image of 13 December shows that the frigates have left Tartus.",
        "A reporter for this newspaper saw Russian warships leave Tartus on Friday.",
        "Russian warships have left Tartus, a Syrian security official told the Other Paper.",
    ],
)
def test_another_source_of_the_same_statement_stays_apart(text: str) -> None:
    found = Told(*OFFICIAL.values(), told("Other Paper", "2024-12-15", text))
    assert frozenset(OFFICIAL) in found.roots()
    assert frozenset({"Other Paper"}) in found.roots()


def test_an_outlet_that_no_list_holds_passes_on_its_source() -> None:
    texts = {
        "Morning Post": "Russian warships have left Tartus, a Syrian security official told the Gulf Herald on Friday.",
        "Gazette": "The Gulf Herald, citing a source in the Syrian security services, says that Russian warships left Tartus.",
        "Kurier": "Russian warships left the port of Tartus, according to a Syrian security official quoted by the Gulf Herald newspaper.",
    }
    apart = told(
        "Tribune", "2024-12-15", "Russian warships have left Tartus, a Syrian security official told the Levant Courier."
    )
    found = Told(*(told(outlet, "2024-12-15", text) for outlet, text in texts.items()), apart)
    assert found.roots() == {frozenset(texts), frozenset({"Tribune"})}
    assert "from Gulf Herald, which has it from an unnamed Syrian security official" in found.reason(*texts)


def test_a_source_told_vaguely_fits_every_source_that_it_may_be() -> None:
    papers = {name: OFFICIAL[name] for name in ("Morning Post", "Harbour News")}
    port = told("Port Paper", "2024-12-15", "Russian warships have left Tartus, a Syrian port official told Reuters.")
    vague = told("Vague Paper", "2024-12-15", "Russian warships have left Tartus, a Syrian official told Reuters.")
    assert Told(*papers.values(), vague).roots() == {frozenset({*papers, "Vague Paper"})}
    assert Told(*papers.values(), port, vague).roots() == {
        frozenset({*papers, "Vague Paper"}),
        frozenset({"Port Paper", "Vague Paper"}),
    }


def test_one_source_on_other_things_does_not_join() -> None:
    other = told("Other Paper", "2024-12-15", "A Ukrainian drone has left Odesa, a Syrian security official told Reuters.")
    assert frozenset({"Other Paper"}) in Told(*OFFICIAL.values(), other).roots()


def test_one_source_months_later_does_not_join() -> None:
    other = told("Other Paper", "2025-06-15", "Russian warships have left Tartus, a Syrian security official told Reuters.")
    assert frozenset({"Other Paper"}) in Told(*OFFICIAL.values(), other).roots()


def test_a_report_that_cites_two_sources_stands_with_both_and_joins_neither() -> None:
    military = [
        told(name, "2024-12-15", f"Russian warships left Tartus on Thursday, a Turkish defence official told AFP{tail}.")
        for name, tail in (("Ege", ""), ("Levant Times", ", adding nothing more"))
    ]
    survey = told(
        "Review", "2024-12-16",
        "Russian warships have left Tartus, a Syrian security official told Reuters. The warships left Tartus on Thursday, a Turkish "
        "defence official told AFP.",
    )  # fmt: skip
    found = Told(*OFFICIAL.values(), *military, survey)
    assert frozenset({*OFFICIAL, "Review"}) in found.roots()
    assert frozenset({"Ege", "Levant Times", "Review"}) in found.roots()
    assert "Review rests on other origins as well" in found.reason("Ege", "Levant Times", "Review")


def test_one_speaker_is_one_origin_with_or_without_the_first_name() -> None:
    found = Told(
        told("Corriere", "2024-12-20", "Guido Crosetto said that Russian warships had left Tartus for Libya."),
        told("Politika", "2024-12-21", "Russian warships have left Tartus for Libya, Crosetto said."),
        told("Gazeta", "2024-12-21", "Russian warships have left Tartus for Libya, analysts said."),
    )
    assert found.roots() == {frozenset({"Corriere", "Politika"}), frozenset({"Gazeta"})}
    assert "Guido Crosetto" in found.reason("Corriere", "Politika")


def test_one_institution_under_two_names() -> None:
    found = Told(
        told("Kyiv Daily", "2025-01-03", "The cargo ship Sparta will arrive at Tartus on 5 January, the HUR said."),
        told(
            "Warsaw Daily",
            "2025-01-03",
            "Ukraine's military intelligence said that the Sparta will arrive in Tartus on 5 January.",
        ),
    )
    assert found.roots() == {frozenset({"Kyiv Daily", "Warsaw Daily"})}


def test_one_image_is_one_look() -> None:
    found = Told(
        told("Ship Watch", "2024-12-11", "A Maxar image of 10 December showed two frigates anchored off Tartus."),
        told("Base Watch", "2024-12-12", "Two Russian frigates were at Tartus on 10 December, images by Maxar showed."),
        told("Sea Watch", "2024-12-12", "Two Russian frigates were at Tartus on 11 December, images by Maxar showed."),
    )
    assert frozenset({"Ship Watch", "Base Watch"}) in found.roots()
    assert frozenset({"Sea Watch"}) in found.roots()
    assert "the same image: Maxar, 10 Dec 2024" in found.reason("Ship Watch", "Base Watch")


def test_a_report_that_quotes_another_outlet_of_the_case_rests_on_it() -> None:
    found = Told(
        told("Libya Review", "2024-12-20", "Four Il-76 aircraft landed at Benghazi on Thursday. We counted them ourselves."),
        told("Tripoli Post", "2024-12-21", "Four Il-76 aircraft landed at Benghazi on Thursday, the Libya Review reported."),
        told("Cyrenaica Today", "2024-12-21", "Four Il-76 aircraft landed at Benghazi on Thursday."),
    )
    assert found.roots() == {frozenset({"Libya Review", "Tripoli Post"}), frozenset({"Cyrenaica Today"})}
    assert "Tripoli Post cites Libya Review" in found.reason("Libya Review", "Tripoli Post")


def test_what_a_person_stated_goes_before_what_is_found() -> None:
    rows = [row | {"rests_on": ["telegram-channel"]} if name == "Kurier" else row for name, row in OFFICIAL.items()]
    found = Told(*rows)
    assert frozenset({"Kurier"}) in found.roots()


OFFICIAL_IN_MALI = {
    "Sahel Times": "Transport planes land in Bamako\n\nThree Russian Il-76 transport planes landed in Bamako overnight, a Malian airport "
    "official told AFP on Monday.",
    "West Africa Wire": "BAMAKO (AFP) - Three Ilyushin Il-76 aircraft from Russia arrived at Bamako during the night, according to an "
    "official at the Malian airport authority, who was not authorised to speak to the media.",
    "Le Quotidien": "Russia has flown three Il-76 cargo planes to Bamako, AFP has learned from a source at the airport in Mali.",
    "Desert Post": "Three Il-76s of the Russian air force have reached Mali's capital Bamako. The information comes from an airport "
    "employee in Mali, an official who requested anonymity. It was first reported by the news agency AFP.",
    "Kola Daily": "Russian Il-76 planes touched down in Bamako, Agence France-Presse reported, quoting a Malian official at the airport.",
}  # fmt: skip
IN_OTHER_LANGUAGES = {
    "it": "Tre aerei russi Il-76 sono atterrati a Bamako, ha detto all'AFP una fonte dell'aeroporto maliano.",
    "ru": "Три российских самолёта Ил-76 приземлились в Бамако, сообщил АФП малийский чиновник аэропорта.",
}


def test_another_official_another_agency_another_continent() -> None:
    cited = [told(outlet, "2025-02-04", text) for outlet, text in OFFICIAL_IN_MALI.items()]
    saw = told(
        "Bamako Observer", "2025-02-04",
        "Three Il-76 planes stood on the apron of Bamako airport on Monday, a photographer of the Bamako Observer saw. AFP had "
        "reported the landing.",
    )  # fmt: skip
    counted = told(
        "Flight Watch",
        "2025-02-04",
        "Three Russian Il-76 aircraft flew to Bamako on Sunday, our analysis of transponder data shows.",
    )
    expected = {frozenset(OFFICIAL_IN_MALI), frozenset({"Bamako Observer"}), frozenset({"Flight Watch"})}
    assert Told(*cited, saw, counted).roots() == expected


@pytest.mark.parametrize("language", sorted(IN_OTHER_LANGUAGES))
def test_a_dispatch_is_one_in_every_language(language: str) -> None:
    english = told("Sahel Times", "2025-02-03", OFFICIAL_IN_MALI["Sahel Times"])
    found = Told(english, told("Foreign", "2025-02-04", IN_OTHER_LANGUAGES[language], language=language))
    assert "Foreign" in found.claims["report_id"], "the reader of this language found no claim"
    assert found.roots() == {frozenset({"Sahel Times", "Foreign"})}


def test_real_reports_of_december_2024(shared_data: Path) -> None:
    quotes = [json.loads(line) for line in (shared_data / "text" / "report_quotes.jsonl").read_text("utf-8").splitlines()]
    listed = csv.DictReader((shared_data / "case-tartus-2024" / "sources.csv").read_text("utf-8").splitlines())
    entries = [
        {"publisher_id": row["source_id"], "outlet": row["outlet"], "rests_on": [], "source_id": "sources.csv", "source_row": n}
        for n, row in enumerate(listed, 1)
    ]
    reports = [
        report(q["excerpt"], f"rep-{q['id']}", span(q["date"])[1], outlet=q["outlet"], publisher_id=q["id"]) for q in quotes
    ]
    found = Told(*reports, publishers=entries)
    rewrites = frozenset(f"{prefix}{n}" for prefix in ("", "rep-") for n in ("n03", "n04", "n05"))
    assert rewrites in found.roots()
    assert "cite New York Times via DNyuz" in found.reason(*rewrites)
    assert all(len({m.removeprefix("rep-") for m in members}) == 1 for members in found.roots() - {rewrites})
