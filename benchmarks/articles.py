"""Made-up news articles of about four hundred words: what a newsroom's feed would bring, for measuring speed.

A number flows in, an article flows out, always the same one for the same number. Half of the sentences speak of ships, aircraft and
forces, in many shapes; the others are what stands around them. No two articles share a sentence except by chance.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime

N_SENTENCES = 20
PLACES = (
    "Tartus", "Tobruk", "Sevastopol", "Port Sudan", "Baltiysk", "Benghazi", "Limassol", "Murmansk", "Novorossiysk", "Djibouti", "Rota",
    "Souda Bay", "Gdansk", "Karachi", "Chabahar", "Fujairah", "Subic Bay", "Guam", "Yokosuka", "Kaliningrad", "Constanta", "Mersin",
)  # fmt: skip
SEAS = ("Red Sea", "Black Sea", "Baltic Sea", "Aegean", "Gulf of Aden", "Mediterranean", "Arabian Sea", "South China Sea")
COUNTRIES = ("Russia", "Iran", "China", "Turkey", "Egypt", "India", "France", "Italy", "Poland", "Japan", "Australia", "Pakistan")
ADJECTIVES = (
    "Russian",
    "Iranian",
    "Chinese",
    "Turkish",
    "Egyptian",
    "Indian",
    "French",
    "Italian",
    "Polish",
    "Japanese",
    "Greek",
)
SHIPS = (
    "frigates", "corvettes", "landing ships", "supply ships", "patrol boats", "tankers", "cargo vessels", "minehunters", "submarines",
    "survey ships", "tugs", "destroyers", "bulk carriers", "auxiliaries",
)  # fmt: skip
AIRCRAFT = (
    "Il-76 transports",
    "C-17s",
    "maritime patrol aircraft",
    "fighter jets",
    "helicopters",
    "tankers",
    "drones",
    "bombers",
)
SPEAKERS = (
    "a defence ministry spokesman", "two officials familiar with the matter", "the coast guard", "analysts at a think tank",
    "the port authority", "a senior diplomat", "residents", "the fleet's press service", "satellite operators", "a union leader",
)  # fmt: skip
NUMBERS = ("two", "three", "four", "at least five", "more than a dozen", "about 20", "several", "a pair of")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOVING = (
    "{N} {adj} {ships} left {a} for {b} on {day}, {who} said.",
    "Flights from {a} to {b} have increased since the middle of the month, according to public flight records.",
    "No evidence has confirmed that {adj} warships moved to {b}, although {who} had warned of it for weeks.",
    "{N} {aircraft} are expected to fly from {a} to {b} next week, {who} said, declining to be named.",
    "The ministry denied that its {ships} had docked at {b} or anywhere else in the region.",
    "Satellite images taken on {day} show {n} {ships} anchored off {b}, where none had been seen a month earlier.",
    "{country} may be preparing to pull its {ships} out of {a}, which it has used since the war began.",
    "It was not clear whether the {ships} would return to {a} or stay in the {sea} through the winter.",
    "If the talks fail, {country} could send {n} more {ships} to the {sea}, {who} told reporters.",
    "The {ships}, which had been tied up at {a} for most of the autumn, steamed through the {sea} and reached {b} on {day}.",
    "{who} said that {country} had built up its presence in {b}, adding {n} {aircraft} and the crews to fly them.",
    "A convoy of {n} {adj} {ships} was spotted in the {sea}, about 120 miles from {b}, heading towards {a}.",
    "After unloading equipment at {b}, the {ships} sailed back to {a} with only one escort.",
    "Traffic between {a} and {b} has fallen by a third as insurers raised their premiums for the {sea}.",
    "“Our {ships} did not enter {adj} waters,” {who} said on {day}, calling the report from {b} an invention.",
)
AROUND = (
    "The price of grain rose slightly after the announcement, traders said, but the market had expected worse.",
    "Parliament is due to debate the budget for the armed forces in the spring, when elections are also planned.",
    "The two governments have argued for years over fishing rights, gas fields and the status of a handful of islands.",
    "Local people said that life in {b} went on much as before, with cafes full and schools open.",
    "Neither side has published figures for its losses, and independent estimates differ widely.",
    "“We are watching this closely and we are talking to all our partners,” {who} said in a brief statement.",
    "The agreement, signed in 2019 and extended twice, gives {country} the right to use the repair yard for 25 years.",
    "Engineers who worked on the project described long delays, missing parts and a shortage of skilled welders.",
    "An earlier version of this story gave a wrong date for the visit of the foreign minister of {country}.",
    "Rain and low cloud over the {sea} made pictures from commercial satellites hard to interpret this week.",
    "Critics at home say that the government has no strategy, only a series of improvised answers.",
    "Historians point out that the harbour at {a} changed hands four times in the last century.",
    "Aid groups asked for safe passage for civilians and for medicine to be let through without delay.",
)


def write_article(number: int) -> str:
    """A headline and `N_SENTENCES` sentences in paragraphs of one to three."""
    chance = random.Random(number)
    lines = [f"{chance.choice(COUNTRIES)} weighs next step in {chance.choice(SEAS)}"]
    sentences = [_sentence(chance, chance.choice(MOVING if chance.random() < 0.5 else AROUND)) for _ in range(N_SENTENCES)]
    while sentences:
        size = chance.randint(1, 3)
        lines.append(" ".join(sentences[:size]))
        del sentences[:size]
    return "\n\n".join(lines)


def _sentence(chance: random.Random, shape: str) -> str:
    a, b = chance.sample(PLACES, 2)
    n = chance.choice(NUMBERS)
    text = shape.format(
        a=a, b=b, n=n, N=n.capitalize(), sea=chance.choice(SEAS), country=chance.choice(COUNTRIES), adj=chance.choice(ADJECTIVES),
        ships=chance.choice(SHIPS), aircraft=chance.choice(AIRCRAFT), who=chance.choice(SPEAKERS), day=chance.choice(DAYS),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def report_row(number: int) -> dict[str, object]:
    """The article as a row of the reports table."""
    return {
        "report_id": f"r{number}", "text": write_article(number), "published": datetime(2024, 12, 22, tzinfo=UTC), "language": "en",
        "rests_on": [], "sha256": str(number), "source_id": "benchmark", "source_row": number + 1,
    }  # fmt: skip
