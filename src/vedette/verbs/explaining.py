"""From a verdict back to the very line of a source file: verdict -> reasons -> evidence -> event or sighting -> raw line.

In: a judgement and an id (claim, evidence, event, sighting, report, root or citation). Out: a tree of what rests on what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from rapidfuzz import process

from vedette.clock import format_time
from vedette.errors import NotFound
from vedette.schema.probability import percent
from vedette.schema.words import VERDICTS
from vedette.store.lines import read_row, split_citation
from vedette.verbs.judging import Judgement

if TYPE_CHECKING:
    from rich.tree import Tree

# table -> the column that names a row; looked through in this order
_NAMED = {
    "claims": "claim_id", "evidence": "evidence_id", "events": "event_id", "sightings": "sighting_id",
    "images": "image_id", "detections": "detection_id",
    "reports": "report_id", "roots": "root_id", "tracks": "track_id",
}  # fmt: skip


@dataclass(frozen=True)
class Node:
    """One thing and what it rests on."""

    kind: str
    name: str
    text: str
    rests_on: tuple[Node, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {"kind": self.kind, "id": self.name, "text": self.text, "rests_on": [n.as_dict() for n in self.rests_on]}

    def as_tree(self) -> Tree:
        """For a terminal."""
        from rich.text import Text
        from rich.tree import Tree

        tree = Tree(Text.assemble((self.kind, "bold"), " ", (self.name, "dim"), "\n", self.text))
        for node in self.rests_on:
            tree.children.append(node.as_tree())
        return tree


def explain(judged: Judgement, identifier: str) -> Node:
    """What an id is and what it rests on, down to raw lines.

    Raises:
        NotFound: nothing bears the id; says which ids it resembles.
    """
    if "#" in identifier:
        return _line(judged, identifier)
    for table, column in _NAMED.items():
        found = judged.tables[table].filter(pl.col(column) == identifier)
        if found.height:
            return _explain_row(judged, table, found.row(0, named=True))
    known = [name for table, column in _NAMED.items() for name in judged.tables[table][column].to_list()]
    raise NotFound(
        "claim, evidence, event, sighting or report", identifier, [m[0] for m in process.extract(identifier, known, limit=3)]
    )


def _explain_row(judged: Judgement, table: str, row: Mapping[str, Any]) -> Node:
    if table == "claims":
        return _claim(judged, row)
    if table == "evidence":
        return _evidence(judged, row)
    cited = (
        row.get("citations") or [f"{row['source_id']}#{row['source_row']}"] if "source_id" in row else row.get("citations") or ()
    )
    lines = tuple(_line(judged, citation) for citation in cited)
    publishers = tuple(_publisher(judged, name) for name in row.get("source_ids") or row.get("report_ids") or ())
    return Node(table.removesuffix("s"), str(row[_NAMED[table]]), _sentence(row), (*lines, *publishers))


def _claim(judged: Judgement, claim: Mapping[str, Any]) -> Node:
    verdict = judged.verdict(claim["claim_id"])
    children = [_line(judged, f"{claim['source_id']}#{claim['source_row']}")]
    text = f"“{' '.join(claim['quote'].split())}” ({claim['kind']}, {claim['status']})"
    if verdict is not None:
        text += f"\n{VERDICTS[verdict['verdict']].shown} as of {format_time(verdict['as_of'])}. " + " ".join(
            verdict["reasons"] or ()
        )
        text += f"\n{verdict['observability_sentence']}" if verdict["observability_sentence"] else ""
        text += "".join(f"\nhangs on: {sentence}" for sentence in verdict["hangs_on"] or ())
    text += "".join(f"\n{line}" for line in _parts(verdict))
    text += _reviewed(judged.review(claim["claim_id"]))
    rows = judged.evidence(claim["claim_id"])
    return Node(
        "claim", claim["claim_id"], text, (*children, *(_evidence(judged, row) for row in rows), *_unobserved(judged, claim))
    )


def _unobserved(judged: Judgement, claim: Mapping[str, Any]) -> Iterator[Node]:
    """What could not have been seen, by part; cells of the way are one line."""
    rows = judged.tables["unobserved"].filter(pl.col("claim_id") == claim["claim_id"])
    for part in ("departure", "transit", "arrival"):
        found = rows.filter(pl.col("part") == part)
        if part == "transit" and found.height:
            cells = ", ".join(found["cell"].drop_nulls())
            yield Node("unobserved", part, f"on the way no receiver in these data heard anybody in these cells: {cells}")
        elif found.height:
            yield Node("unobserved", part, "\n".join(found["why"]))


def _parts(verdict: Mapping[str, Any] | None) -> Iterator[str]:
    """The parts of a claim, each with its own answer: ``departure: confirmed, 97 %``."""
    for part in (verdict["parts"] if verdict else None) or ():
        of = f" of {part['asset_id']}" if part["asset_id"] else ""
        yield f"{part['part']}{of}: {VERDICTS[part['verdict']].shown.lower()}, {percent(part['probability'])}"


def _reviewed(review: Mapping[str, Any] | None) -> str:
    """Who decided on the reading of the claim, as a line of its own; empty where nobody did."""
    if review is None:
        return ""
    by = f" by {review['by']}" if review["by"] else ""
    on = f" on {format_time(review['on'])}" if review["on"] else ""
    told = "; ".join([*review["changes"], *review["differences"], *([review["note"]] if review["note"] else [])])
    return f"\nreview: {review['decision']}{by}{on}{f': {told}' if told else ''}"


def _evidence(judged: Judgement, row: Mapping[str, Any]) -> Node:
    ratios = ", ".join(f"{name} {value:+.2f}" for name, value in row["log_lr"].items() if value is not None)
    text = f"{row['why']}\nrule {row['rule']}, {row['stance']}; log ratios: {ratios}"
    if row["without_verdict"] is not None:
        text += f"; without it {VERDICTS[row['without_verdict']].shown.lower()}, {percent(row['without_probability'])}"
    item = next(_items(judged, row["item_id"]), None)
    below = (item,) if item else tuple(_line(judged, citation) for citation in row["citations"] or ())
    return Node("evidence", row["evidence_id"], text, below)


def _items(judged: Judgement, name: str) -> Iterator[Node]:
    for table in ("events", "sightings", "images", "detections", "roots", "reports"):
        for row in judged.tables[table].filter(pl.col(_NAMED[table]) == name).iter_rows(named=True):
            yield _explain_row(judged, table, row)


def _publisher(judged: Judgement, name: str) -> Node:
    for table, column in (("publishers", "publisher_id"), ("reports", "report_id")):
        for row in judged.tables[table].filter(pl.col(column) == name).iter_rows(named=True):
            text = " ".join(
                str(v) for v in (row["outlet"], row.get("published") and format_time(row["published"]), row["url"]) if v
            )
            return Node("source", name, text, (_line(judged, f"{row['source_id']}#{row['source_row']}"),))
    return Node("source", name, "not listed in sources.csv")


def _line(judged: Judgement, citation: str) -> Node:
    source_id, number = split_citation(citation)
    found = judged.tables["sources"].filter(pl.col("source_id") == source_id)
    if found.is_empty():
        raise NotFound("source", source_id, [])
    source = found.row(0, named=True)
    path = judged.folder / source["path"] if judged.folder else Path(source["path"])
    if not path.exists():
        return Node("line", citation, f"{source['path']}, {source['row_unit']} {number}: the file is no longer there")
    return Node(
        "line", citation, f"{source['path']}, {source['row_unit']} {number}: {read_row(path, source['row_unit'], number)}"
    )


def _sentence(row: Mapping[str, Any]) -> str:
    """The cells of a row that say something, as one line."""
    left_out = {"citations", "source_id", "source_row", "source_ids", "text", "params_hash", "version", "sha256"}
    shown = {k: v for k, v in row.items() if v not in (None, [], "") and k not in left_out and not k.endswith("_ids")}
    return "; ".join(f"{k} {format_time(v) if hasattr(v, 'tzinfo') else v}" for k, v in shown.items())
