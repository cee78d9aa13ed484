"""What a world at table depth is like. The defaults are what the judge assumes (`likelihoods.toml`, `params.py`): the matched world."""

from __future__ import annotations

from dataclasses import dataclass

GROUPS = ("warship", "auxiliary", "cargo", "aircraft")


@dataclass(frozen=True)
class QuickParams:
    """Parameters of a world. Shares and chances 0 to 1, factors multiply the matched world's value, times in days or hours."""

    seed: int = 1
    start: str = "2024-11-01"
    days: int = 75
    n_claims: int = 40
    n_of: tuple[int, int, int, int] = (12, 6, 10, 3)  # warships, auxiliaries, cargo ships, aircraft of the register
    base_rate: float = 0.1  # share of claims that are true; the judge's prior is .1
    false_elsewhere: float = 0.3  # of false claims: it went elsewhere, or at another time
    false_other: float = 0.1  # ... another hull or airframe of its class made the movement; the rest stayed where it was
    # of false claims: a true report of which the claim is a bad copy; the rest as above
    false_mistranslated: float = 0.04  # a place went wrong on the way from one language to another
    false_late: float = 0.04  # published days after its original, with its "yesterday"
    false_resurfacing: float = 0.04  # an old true story told as new
    n_gatherings: int = 3  # crowds of warships that come to a port, leave it, or stay
    n_shuttles: int = 2  # pairs of airfields between which transports fly more, or less, or as often from a day on
    # sending and receiving
    sends_a: tuple[float, float, float, float] = (1.5, 9.0, 9.0, 6.0)  # Beta of each asset's share of days on which it sends
    sends_b: tuple[float, float, float, float] = (8.5, 1.0, 1.0, 4.0)
    sends_factor: float = 1.0
    received: float = 0.9  # chance that an asset that sends on a covered day is heard
    heard_factor: float = (
        1.0  # true reception of claimed assets over what the coverage table promises; below 1 it promises too much
    )
    map_thinned: float = 1.0  # share of truly covered hours that the coverage table knows of; below 1 it promises too little
    covered_shares: tuple[float, ...] = (0.0, 0.25, 0.6, 0.95)  # share of days covered, drawn for each place
    covered_spell_days: float = 8.0  # receivers hear, and fail, for so many days on end in the mean, not for single days
    outage_share: float = 0.04  # share of days on which a whole feed is down
    outage_spell_days: float = 2.0  # it is down for so many days on end in the mean
    clock_off_h: float = 0.0  # receivers' clocks are off by up to so many hours, each day by its own
    # fakes: chance that a false claim comes with a faked track that bears it out
    spoof: tuple[float, float, float, float] = (0.02, 0.005, 0.001, 0.001)
    spoof_factor: float = 1.0
    n_shared_numbers: int = 2  # at byte depth: ships of the case whose number another ship bears too
    # looks: people who see, name, mistake and miss
    looks_per_week: float = 0.8  # pictures of each place
    recall: float = 0.8  # chance that a hull that is there is seen in a picture
    named_share: float = 0.25  # chance that a visit is photographed and the name read
    misnamed_over_named: float = 1 / 30  # a wrong name, over the chance of a right one
    # reports
    outlets: tuple[str, ...] = ("B", "C", "F", "", "", "D")  # grades of independent outlets; "" = none given
    told_false: float = 0.02  # chance that an outlet of its own accord tells a false movement
    told_over: tuple[tuple[str, float], ...] = (("B", 6.0), ("C", 4.0), ("D", 3.0), ("F", 3.0), ("", 3.0))  # true over false
    told_false_factor: float = 1.0
    asked_share: float = 0.2  # share of claims that somebody asks about, without a text that makes them
    copies: float = 2.0  # mean number of outlets that copy a telling
    hidden_copies: float = 0.1  # share of copies that do not say whom they copy, in words of their own
    copied_mistranslated: float = 0.03  # share of copies that get a place or class wrong
    copied_late: float = 0.03  # ... that come days late and keep the words for the day
    copied_resurfacing: float = 0.02  # ... that tell it as new weeks later
    denied: tuple[float, float] = (0.02, 0.04)  # chance that somebody without a stake denies a true, a false movement
