"""What was found in the data files that a text is judged by: rows, times, and the assets that the text is about.

Tables of one file each and the judged tables flow in, sentences flow out. Silence and a wrong file look alike in a verdict;
these lines tell them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from vedette.clock import format_time
from vedette.registry.assets import Asset
from vedette.registry.names import normalise
from vedette.registry.register import Register

Tables = Mapping[str, pl.DataFrame]


def describe_files(files: Iterable[Tables]) -> Iterator[str]:
    """One line for each file: its rows, positions, issues, and the time that it covers."""
    for row in (r for tables in files for r in tables["sources"].iter_rows(named=True)):
        covered = f", {format_time(row['start'])} to {format_time(row['end'])}" if row["start"] and row["end"] else ", no times"
        yield (
            f"{row['path']}: {_count(row['n_rows'], row['row_unit'])}, {_count(row['n_positions'], 'position')}, "
            f"{_count(row['n_issues'], 'row')} not used{covered}"
        )


def describe_claimed(claims: pl.DataFrame, files: Sequence[Tables], tables: Tables, register: Register) -> Iterator[str]:
    """One line for each ship or aircraft that claims name: how many positions bear its number, and whether others bear its name.

    Args:
        claims: the claims that were asked for.
        files: the tables of each data file, as read.
        tables: what the pipeline made of them, positions under registered assets.
        register: who bears which number and name.
    """
    ids = list(dict.fromkeys(ref["asset_id"] for refs in claims["assets"] for ref in refs if ref["asset_id"]))
    if not ids or not files:
        return
    of_files = pl.concat([t["sources"]["source_id"] for t in files])
    heard = tables["positions"].filter(pl.col("source_id").is_in(of_files.to_list()))
    counted = Counter(dict(heard.group_by("asset_id").len().iter_rows()))
    named = pl.concat([t["identities"] for t in files]).filter(pl.col("key") == "name")
    registered = {asset.asset_id: asset for asset in register.assets()}
    for asset in (registered[asset_id] for asset_id in ids if asset_id in registered):
        n = counted[asset.asset_id]
        yield f"{asset.name}: {_count(n, 'position') if n else 'no position'} in these files"
        yield from _under_other_numbers(asset, named, counted, register)


def _under_other_numbers(asset: Asset, named: pl.DataFrame, counted: Mapping[str, int], register: Register) -> Iterator[str]:
    """One line for each number that is not the asset's own and sent its name with positions."""
    names = {normalise(name) for name in asset.names()}
    bearers = {row["asset_id"] for row in named.iter_rows(named=True) if normalise(row["value"]) in names}
    for other in sorted(bearers - {asset.asset_id}):
        n = counted.get(other, 0)
        if n and _owner(other, register) != asset.asset_id:
            yield (
                f"{_count(n, 'position')} under {_shown(other)} with the name {asset.name}, which the register knows under "
                f"{_numbers(asset)}: another ship of that name, or a number to add in assets.csv of a case"
            )


def _owner(number_id: str, register: Register) -> str | None:
    key, _, value = number_id.partition(":")
    return register.resolve(key, value)


def _numbers(asset: Asset) -> str:
    listed = [f"{i.key.upper()} {i.value}" for i in asset.identities if i.key in ("mmsi", "imo", "icao24")]
    return " and ".join(listed) or "no number"


def _shown(number_id: str) -> str:
    key, _, value = number_id.partition(":")
    return f"{key.upper()} {value}"


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
