"""The answer of a case as of a time: every table that the pipeline makes, and the questions that doors ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from vedette import pipeline
from vedette.case.templates import starter_questions
from vedette.engine import local
from vedette.engine.choice import Engine
from vedette.schema.tables import CASE_HYPOTHESES
from vedette.verbs.inputs import gather_inputs
from vedette.verbs.opening import Opened, Progress, be_silent
from vedette.verbs.undated import say_undated

Row = dict[str, Any]


@dataclass(frozen=True)
class Judgement:
    """All tables as of a time. `focus` are the claims that were asked for, in order; empty = those of the case."""

    title: str
    as_of: datetime
    tables: Mapping[str, pl.DataFrame]
    folder: Path | None = None
    focus: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())
    data_read: tuple[str, ...] = ()  # what was found in loose data files, and of the claimed assets in them

    def rows(self) -> list[tuple[Row, Row, list[Row]]]:
        """Each claim in focus with its verdict as of the time, and its evidence."""
        found = []
        for claim in self._claims().iter_rows(named=True):
            verdict = self.verdict(claim["claim_id"])
            if verdict is not None:
                found.append((claim, verdict, self.evidence(claim["claim_id"])))
        return found

    def main_claims(self) -> list[tuple[Row, Row, list[Row]]]:
        """The claims written by hand, which are those under test; where there are none, all."""
        rows = self.rows()
        return [row for row in rows if row[0]["reader"] == "hand"] or rows

    def verdict(self, claim_id: str) -> Row | None:
        """The latest verdict on a claim."""
        found = self.tables["verdicts"].filter(pl.col("claim_id") == claim_id).sort("as_of")
        return found.row(-1, named=True) if found.height else None

    def review(self, claim_id: str) -> Row | None:
        """A person's decision on the reading of a claim, if one is in force."""
        found = self.tables["reviews"].filter(
            pl.col("claim_id") == claim_id, pl.col("state") == "in_force", pl.col("decision") != "withdraw"
        )
        return found.row(0, named=True) if found.height else None

    def relations(self) -> list[Row]:
        """The relations of the claims in focus, to each other and to all others."""
        found = self.tables["relations"]
        if self.focus:
            found = found.filter(pl.col("claim_id").is_in(self.focus) | pl.col("other_claim_id").is_in(self.focus))
        return found.to_dicts()

    def evidence(self, claim_id: str) -> list[Row]:
        """The evidence on a claim, weightiest first."""
        found = self.tables["evidence"].filter(pl.col("claim_id") == claim_id)
        cells = [pl.col("log_lr").struct.field(name) for name in ("moved", "elsewhere", "stayed", "other")]
        weight = pl.max_horizontal(cells) - pl.min_horizontal(cells)
        return (
            found.with_columns(weight.alias("_weight"))
            .sort("_weight", descending=True, maintain_order=True)
            .drop("_weight")
            .to_dicts()
        )

    def case_hypotheses(self) -> list[Row]:
        """What the movements as a whole fit, for ships and aircraft apart, the best first; none where no bases are named."""
        found = self.tables.get("case_hypotheses", CASE_HYPOTHESES.empty())
        ordered = found.sort("asset_kind", "posterior", descending=[True, True])
        return ordered.select("asset_kind", "hypothesis", "says", "prior", "posterior", "low", "high").to_dicts()

    def problems(self) -> list[str]:
        """What a reader of the answer must know: remarks, and rows that could not be used."""
        found = self.tables["issues"].filter(pl.col("severity") != "info")
        is_review = pl.col("reason").str.starts_with("review_")
        issues, reviews = found.filter(~is_review), found.filter(is_review)
        counted = issues.group_by("reason").agg(pl.len(), pl.col("message").first()).sort("reason")
        return [
            *self.remarks,
            *(f"{row['len']:,} rows not used whole: {row['message']}" for row in counted.iter_rows(named=True)),
            *([f"{reviews.height:,} reviews in claims.toml do not count: {reviews['message'][0]}"] if reviews.height else []),
        ]

    def _claims(self) -> pl.DataFrame:
        claims = self.tables["claims"]
        if not self.focus:
            return claims
        order = {claim_id: i for i, claim_id in enumerate(self.focus)}
        chosen = claims.filter(pl.col("claim_id").is_in(self.focus))
        return chosen.sort(pl.col("claim_id").replace_strict(order, default=len(order), return_dtype=pl.Int64))


def settings_of(opened: Opened, inputs: Mapping[str, pl.DataFrame]) -> pipeline.Settings:
    """The case's settings; its written claims cite the lines of its claims.toml."""
    cited = inputs["sources"].filter(pl.col("path") == "claims.toml")["source_id"].to_list()
    return pipeline.Settings.of(opened.case, *cited)


def judge(opened: Opened, as_of: datetime, *, on_progress: Progress = be_silent, engine: Engine = local) -> Judgement:
    """Take a case's inputs through the pipeline in memory, by what was known at a time; nothing is written."""
    inputs = gather_inputs(opened)
    settings = settings_of(opened, inputs)
    tables = pipeline.run(inputs, opened.register, settings, as_of, on_progress=on_progress, engine=engine)
    return Judgement(
        opened.case.question.title, as_of, tables, folder=opened.case.folder, remarks=(*_remarks(opened), *_undated(tables))
    )


def _remarks(opened: Opened) -> tuple[str, ...]:
    """What is still as the template left it."""
    if opened.case.question.question not in starter_questions():
        return ()
    return ("case.toml still asks the question of the template; write your own there: it heads the brief",)


def _undated(tables: Mapping[str, pl.DataFrame]) -> tuple[str, ...]:
    """Texts without a date: what they call yesterday cannot be placed, and a day without a year is placed by the case's period."""
    n = tables["reports"]["published"].null_count()
    if not n:
        return ()
    what = "1 text gives" if n == 1 else f"{n:,} texts give"
    return (say_undated(what),)
