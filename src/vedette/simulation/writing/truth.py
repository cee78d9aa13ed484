"""What is so in a simulated world, as files under `truth/`; no step of the judgement ever opens them.

A world and what was sent under false or shared numbers flow in, CSV files flow out: claims, stays, how every report came about, copies
that do not say so, outages, ships that share a number, hulls that nobody names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from vedette.simulation.quick.receiving import Skies
from vedette.simulation.quick.worlds import QuickWorld
from vedette.simulation.writing.tables import iso, moment_of, write_csv


def write_truth(
    folder: Path,
    world: QuickWorld,
    skies: Skies,
    begin: datetime,
    shared: Iterable[Sequence[object]],
    unnamed: Iterable[Sequence[object]],
) -> None:
    """Write what is so. `shared`: number, asset, place of the other ship; `unnamed`: place, first and last moment, length."""
    folder.mkdir(exist_ok=True)
    write_csv(
        folder / "claims.csv",
        ("claim_id", "kind", "direction", "asset_id", "class", "origin", "destination", "is_true", "departure_true", "why"),
        ([c.claim_id, c.kind, c.direction or "", c.asset_id, c.asset_class or "", c.origin, c.destination, int(c.is_true),
          int(c.departure_true), c.why] for c in world.claims),
    )  # fmt: skip
    write_csv(
        folder / "stays.csv", ("asset_id", "group", "sends", "place_id", "start", "end"),
        ([x.asset_id, x.group, f"{x.sends:.3f}", s.place_id, iso(moment_of(begin, s.start)), iso(moment_of(begin, s.end))]
         for x in world.lives for s in x.stays),
    )  # fmt: skip
    write_csv(
        folder / "reports.csv", ("report_id", "claim_id", "nature", "copies", "language"),
        ([n.report_id, n.claim_id, n.nature, n.copies or "", n.language] for n in world.natures),
    )  # fmt: skip
    write_csv(folder / "copies.csv", ("report_id", "copies"), ([a, b] for a, b in world.hidden))
    write_csv(
        folder / "outages.csv", ("sensor", "day"),
        ([sensor, f"{begin + timedelta(days=int(day)):%Y-%m-%d}"] for sensor, up in skies.up.items() for day in np.flatnonzero(~up)),
    )  # fmt: skip
    write_csv(folder / "shared.csv", ("mmsi", "asset_id", "other_place_id"), shared)
    write_csv(folder / "unnamed.csv", ("place_id", "start", "end", "length_m"), unnamed)
