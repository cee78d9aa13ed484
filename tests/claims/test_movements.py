"""Movement in many words: families of verbs, nouns and set phrases, each with sentences of its own, and what moves nothing."""

from __future__ import annotations

from typing import Any

import pytest
from claim_reading import read_all

# sentence; trigger, origin, destination, passed (None: not compared)
MOVES: list[tuple[str, tuple[str, str | None, str | None]]] = [
    # manner of motion
    ("A column of Syrian tanks rumbled out of Homs towards Palmyra before dawn.", ("rumbled", "Homs", "Palmyra")),
    ("The damaged corvette limped into Valletta on Sunday.", ("limped", None, "Valletta")),
    ("Two Danish frigates nosed past Gibraltar at dusk.", ("nosed", None, None)),
    ("The freighter crept along the coast from Massawa to Assab.", ("crept", "Massawa", "Assab")),
    ("Trucks of the Ugandan army trundled from Entebbe to Goma.", ("trundled", "Entebbe", "Goma")),
    # sending and carrying
    ("Berlin railed forty howitzers to Rostock last month.", ("railed", None, "Rostock")),
    ("France airlifted a battalion from Istres to Abidjan.", ("airlifted", "Istres", "Abidjan")),
    ("The tanker was towed off the reef to Zanzibar.", ("towed", "the reef", "Zanzibar")),
    ("Tehran has rerouted three tankers to Karachi.", ("rerouted", None, "Karachi")),
    ("The admiral sent the destroyer home on Friday.", ("sent", None, "home")),
    # departures
    ("The cruiser weighed anchor at Split and steamed south.", ("weighed", "Split", None)),
    ("The oiler cast off in Piraeus and steamed north.", ("steamed", None, "north")),
    ("The squadron put to sea from Toulon on Monday.", ("put", "Toulon", None)),
    ("Two bombers took off from Lossiemouth at noon.", ("took", "Lossiemouth", None)),
    ("The patrol boat slipped her moorings in Durban overnight.", ("slipped", "Durban", None)),
    ("Turkish troops have pulled out of Bashiqa.", ("pulled", "Bashiqa", None)),
    ("The garrison quit Kidal in November.", ("quit", "Kidal", None)),
    # arrivals
    ("A Chinese submarine put in at Colombo on Wednesday.", ("put", None, "Colombo")),
    ("The transport plane touched down at Bamako at midnight.", ("touched", None, "Bamako")),
    ("The frigate dropped anchor off Limassol.", ("dropped", None, "Limassol")),
    ("The hospital ship called at Mombasa.", ("called", None, "Mombasa")),
    ("Cyprus received two patrol boats on Tuesday.", ("received", None, "Cyprus")),
    ("Four transport planes are expected in Djibouti on Monday.", ("expected", None, "Djibouti")),
    ("The icebreaker never made it to Murmansk.", ("made", None, "Murmansk")),
    # states of travel
    ("The carrier is due in Busan next week.", ("due", None, "Busan")),
    ("The destroyer was back in Mayport by Friday.", ("back", None, "Mayport")),
    ("The Odesa-bound freighter is loaded with grain.", ("bound", None, "Odesa")),
    ("A refuelling tanker is airborne out of Incirlik.", ("airborne", "Incirlik", None)),
    ("Three gunboats, inbound from Bandar Abbas, ignored the call.", ("inbound", "Bandar Abbas", None)),
    # nouns
    ("The arrival of two minehunters in Tallinn was noticed.", ("arrival", None, "Tallinn")),
    ("The tanker made the passage from Ceyhan to Trieste in six days.", ("passage", "Ceyhan", "Trieste")),
    ("The return of the submarine to Faslane was quiet.", ("return", None, "Faslane")),
    # order of words, chains, control
    ("Into Valparaiso sailed four corvettes.", ("sailed", None, "Valparaiso")),
    ("The frigate was seen heading for Sfax.", ("heading", None, "Sfax")),
    ("The brigade appears to have left Gao for Menaka.", ("left", "Gao", "Menaka")),
    ("Tugs helped the tanker, last seen leaving Primorsk, which then made for Skagen.", ("leaving", "Primorsk", None)),
    # parses that go wrong: a verb read as a noun or adjective, a clause read as a noun phrase
    ("The Egypt-flagged dock landing ship heads north through the canal on Saturday.", ("heads", None, "north")),
    ("Convoys carrying rations crossed from Adré into Darfur.", ("crossed", "Adré", "Darfur")),
    ("Australian destroyer sails through Taiwan Strait", ("sails", None, None)),
    ("US bombers land in Diego Garcia", ("land", None, "Diego Garcia")),
    ("The task force will transit the Red Sea, call at Jeddah and then make for Karachi.", ("call", None, "Jeddah")),
    # names: makes, namesakes of towns, forces, what was named before
    ("Two Black Hawks clattered from Roatán to Tegucigalpa.", ("clattered", "Roatán", "Tegucigalpa")),
    ("The Vladivostok never made it to Brest.", ("made", None, "Brest")),
    ("The M23 marched on Bukavu.", ("marched", None, "Bukavu")),
    ("Two of the tankers turned back; the third carried on to Fujairah.", ("carried", None, "Fujairah")),
    ("The research ship is finally homeward bound.", ("bound", None, "homeward")),
    ("RCH871, a C-17 out of Ramstein, is inbound Rzeszów.", ("inbound", None, "Rzeszów")),
    ("Mexico recalled her from Veracruz after the frigate had sailed.", ("sailed", None, None)),
    ("Kenyan troops have begun the long trek home from Baidoa.", ("trek", "Baidoa", "home")),
    ("The freighter, en route from Burgas to Beirut, is late.", ("route", "Burgas", "Beirut")),
    ("The convoy drove as far as Tillabéri.", ("drove", None, "Tillabéri")),
    # words that stand for places and things told before or beside
    ("UN helicopters ferried food from Juba to Bor.", ("ferried", "Juba", "Bor")),
    ("Iran kept marines at Jask, from which they were evacuated in May.", ("evacuated", "Jask", None)),
    ("The destroyer, refuelled off Djibouti, put in there on Sunday.", ("put", None, "Djibouti")),
    ("The patrol boat swung by Pohnpei in June.", ("swung", None, "Pohnpei")),
    ("The task group of Zunyi, Hengyang and Weishanhu steamed north past Lombok.", ("steamed", None, "north")),
    # a verb that no table holds
    ("A convoy of fuel trucks corkscrewed from Agadez to Arlit.", ("corkscrewed", "Agadez", "Arlit")),
]  # fmt: skip
NOTHING = [
    "House prices took off in Lisbon last year.",
    "The bill sailed through parliament in Athens.",
    "Sales moved from Paris to Berlin.",
    "The minister flew to Ankara for talks.",
    "The striker moved from Naples to Madrid for forty million euros.",
    "Talks on the fisheries deal returned to Brussels.",
    "Grain prices in Odesa crept up again.",
    "The company is due in court in London on Monday.",
    "She went back to Warsaw to teach.",
    "Oil rose to 80 dollars in London.",
    "The storm headed for Okinawa.",
    "Tourists poured into Venice.",
    "The president arrived in Hanoi for a state visit.",
    "The frigate was named after a town in Norfolk.",
    "The submarines were sold to Poland.",
    "The army has moved to reassure investors in Riga.",
    "Two former soldiers moved to Marbella and opened a bar.",
    "The Falcons flew to a 3-0 win in Lagos.",
    "Fighter pilot Anna Berg ran the marathon from Athens to Piraeus.",
    "Army engineers turned the old barracks in Lyon into flats.",
    "The airline will fly to Tbilisi from May.",
    "Refugees crossed from Sudan into Chad.",
    "The submarine deal drove a wedge between Paris and Canberra.",
    "The destroyer, launched in 1944, served in Korea.",
    "Parliament sent the frigate contract back to committee.",
    "Truck drivers took to the streets in Lisbon.",
    "The Boeing order went to Turkish Airlines.",
]


@pytest.fixture(scope="module")
def readings() -> dict[int, list[dict[str, Any]]]:
    claims = read_all(*(text for text, _ in MOVES), *NOTHING)
    found: dict[int, list[dict[str, Any]]] = {}
    for claim in claims.iter_rows(named=True):
        found.setdefault(int(claim["report_id"][1:]), []).append(claim)
    return found


@pytest.mark.parametrize("number", range(len(MOVES)), ids=[text for text, _ in MOVES])
def test_movement(number: int, readings: dict[int, list[dict[str, Any]]]) -> None:
    trigger, origin, destination = MOVES[number][1]
    claim = next((c for c in readings.get(number, []) if c["trigger"] == trigger), None)
    assert claim is not None, [c["trigger"] for c in readings.get(number, [])]
    assert claim["kind"] in ("move", "depart", "arrive")
    assert [p["text"] for p in claim["origin"]] == ([origin] if origin else [])
    assert [p["text"] for p in claim["destination"]] == ([destination] if destination else [])


@pytest.mark.parametrize("number", range(len(NOTHING)), ids=NOTHING)
def test_no_movement(number: int, readings: dict[int, list[dict[str, Any]]]) -> None:
    found = readings.get(len(MOVES) + number, [])
    assert [c["trigger"] for c in found if c["kind"] in ("move", "depart", "arrive")] == []


FOLLOWED = [
    ("The Fatih docked at Limassol on Monday. The ship sailed on to Haifa two days later.", "sailed", "Limassol"),
    ("Two jets landed at Souda Bay, refuelled and flew to Incirlik.", "flew", "Souda Bay"),
    ("A frigate is moored in Valletta. It is expected to leave for Toulon on Sunday.", "leave", "Valletta"),
]
NOT_FOLLOWED = [
    ("A tanker docked at Limassol on Monday. The Turkish frigate Fatih sailed for Haifa.", "sailed"),
    ("A frigate is operating in the Black Sea. It will sail for Varna next week.", "sail"),
]


@pytest.mark.parametrize(("text", "trigger", "origin"), FOLLOWED)
def test_an_origin_told_before(text: str, trigger: str, origin: str) -> None:
    (claim,) = [c for c in read_all(text).iter_rows(named=True) if c["trigger"] == trigger]
    assert [p["text"] for p in claim["origin"]] == [origin]


@pytest.mark.parametrize(("text", "trigger"), NOT_FOLLOWED)
def test_no_origin_is_guessed(text: str, trigger: str) -> None:
    (claim,) = [c for c in read_all(text).iter_rows(named=True) if c["trigger"] == trigger]
    assert claim["origin"] == []


def test_two_actors_are_named_together() -> None:
    (claim,) = read_all("Greece and Italy each sent a frigate to Rhodes.").iter_rows(named=True)
    assert (claim["actor"], claim["trigger"]) == ("Greece and Italy", "sent")
