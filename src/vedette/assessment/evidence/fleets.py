"""More than there are: a claimed number against the known fleet of the class and the country.

A query flows in; one finding flows out where the claim counts more hulls or airframes than exist (`fleets.toml`, or the
register's own where it names more). A claim within the number says nothing: most fleets are larger than what moves at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import Query
from vedette.assessment.weights.findings import Finding
from vedette.registry.names import plural
from vedette.registry.register import Register

_FILE = Path(__file__).with_name("fleets.toml")
_ANY = "*"


@dataclass(frozen=True)
class Fleet:
    """At most so many of a class under a country's flag; `*` = under any."""

    asset_class: str
    country: str
    at_most: int
    source: str


@lru_cache(maxsize=1)
def read_fleets() -> tuple[Fleet, ...]:
    """The shipped table."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["fleet"]
    return tuple(Fleet(r["class"], r["country"], r["at_most"], r["source"]) for r in rows)


def find_fleet(classes: frozenset[str], country: str | None, register: Register) -> Fleet | None:
    """The fleet that bounds a claim about one class; None where none is known or several classes are claimed."""
    if len(classes) != 1:
        return None
    (asset_class,) = classes
    known = [f for f in read_fleets() if f.asset_class == asset_class and f.country in (country, _ANY)]
    if not known:
        return None
    fleet = min(known, key=lambda f: f.at_most)
    named = sum(register.is_class(a.asset_class, asset_class) and fleet.country in (_ANY, a.country) for a in register.assets())
    return Fleet(asset_class, fleet.country, max(fleet.at_most, named), fleet.source)


def weigh_fleet(query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """The finding against a claim that counts more than there are. Flights are not hulls: a rate has no such bound."""
    claimed = query.assets.count_min
    fleet = find_fleet(query.assets.classes, query.assets.country, ground.register)
    if claimed is None or fleet is None or claimed <= fleet.at_most or query.kind == "flight_rate":
        return
    rule = ground.params.table["count_beyond_fleet"]
    what = plural(ground.register.asset_class(fleet.asset_class).name, claimed)
    yield Finding(
        rule=rule,
        item_id=f"fleet:{fleet.asset_class}:{fleet.country}",
        cells=rule.cells(rule.log("ratio")),
        why=f"{claimed} {what} are claimed, and no more than {fleet.at_most} are known: {rule.says}.",
        part="whole",
        origins=frozenset({f"fleet:{fleet.asset_class}"}),
        known=min(query.start, moment),
        citations=(query.citation,),
    )
