"""Names of seas, so that a reader knows where the map lies. Points stand in open water, the best one first.

Names as in IHO S-23 (Limits of Oceans and Seas) where it has one; positions are ours, chosen for legibility.
"""

from __future__ import annotations

from typing import NamedTuple


class Water(NamedTuple):
    """A sea: name, how many degrees across it is (a map that shows less of it leaves the name out), points (lat, lon)."""

    name: str
    span_deg: float
    points: tuple[tuple[float, float], ...]


WATERS = (
    Water("Atlantic Ocean", 40.0, ((45.0, -18.0), (35.0, -18.0), (30.0, -40.0), (52.0, -20.0))),
    Water("Mediterranean Sea", 25.0, ((34.2, 18.2), (33.6, 27.5), (38.6, 6.0), (35.0, 21.5))),
    Water("Black Sea", 10.0, ((43.2, 34.0), (43.0, 31.0))),
    Water("Baltic Sea", 8.0, ((56.6, 18.9), (58.6, 20.2))),
    Water("North Sea", 8.0, ((56.0, 3.2), (57.8, 2.0))),
    Water("Norwegian Sea", 14.0, ((67.5, 2.0),)),
    Water("Barents Sea", 20.0, ((74.0, 38.0),)),
    Water("Aegean Sea", 4.0, ((38.5, 25.2), (37.2, 25.6))),
    Water("Ionian Sea", 4.0, ((37.6, 18.8),)),
    Water("Adriatic Sea", 5.0, ((42.8, 15.6),)),
    Water("Tyrrhenian Sea", 4.0, ((39.8, 12.2),)),
    Water("Red Sea", 12.0, ((21.0, 38.0), (24.5, 35.8))),
    Water("Gulf of Aden", 8.0, ((12.2, 47.5),)),
    Water("Arabian Sea", 16.0, ((16.0, 62.0),)),
    Water("Persian Gulf", 6.0, ((27.2, 51.2),)),
    Water("Caspian Sea", 8.0, ((42.0, 50.5),)),
    Water("Bay of Biscay", 6.0, ((45.2, -4.5),)),
    Water("English Channel", 4.0, ((50.1, -1.5),)),
    Water("Indian Ocean", 50.0, ((-20.0, 80.0), (0.0, 75.0))),
    Water("Bay of Bengal", 12.0, ((14.0, 88.0),)),
    Water("South China Sea", 15.0, ((14.0, 115.0),)),
    Water("East China Sea", 8.0, ((29.0, 125.0),)),
    Water("Yellow Sea", 6.0, ((36.0, 123.3),)),
    Water("Sea of Japan", 10.0, ((40.0, 135.0),)),
    Water("Sea of Okhotsk", 14.0, ((54.0, 149.0),)),
    Water("Bering Sea", 20.0, ((58.0, -178.0),)),
    Water("Pacific Ocean", 60.0, ((25.0, 170.0), (0.0, -150.0), (35.0, 165.0))),
    Water("Caribbean Sea", 15.0, ((15.0, -75.0),)),
    Water("Gulf of Mexico", 12.0, ((25.0, -90.0),)),
    Water("Gulf of Guinea", 14.0, ((2.0, 3.0),)),
    Water("Mozambique Channel", 8.0, ((-18.0, 41.5),)),
)
