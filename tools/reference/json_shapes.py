"""json.md: the JSON documents that verbs print, by schema id, from the functions that make them.

The keys come from the code, called on rows of nothing; what each means comes from the schema's columns, or from the table
here. A key that neither explains stops the build.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import vedette
from reference import brief_shape, pattern_shapes
from reference.markdown import code, one_line, section, table
from reference.markdown import page as whole_page
from vedette.claims.model_reader.comparison import Finding as TwiceRead
from vedette.claims.model_reader.problems import Rejection
from vedette.cli import model_shapes, shapes
from vedette.cli.health import Finding
from vedette.schema.table import Table
from vedette.schema.tables import CLAIMS, EVIDENCE, RELATIONS, REVIEWS, SOURCES, VERDICTS
from vedette.sources.bring_in import Brought
from vedette.store.tidying import Tidied
from vedette.verbs.explaining import Node
from vedette.verbs.judging import Judgement
from vedette.verbs.reporting import SourceStatus, Status
from vedette.verbs.review_items import Item
from vedette.verbs.running import Ran

_MOMENT = datetime(2024, 12, 22, tzinfo=UTC)
_CLAIM: Mapping[str, str] = {
    "time": "the time that it speaks of: `start`, `end` and `text`, the words that give it",
    "checkable": "by movement data",
    "reading_note": "what must be said of a basic reading; null for a reading in full",
}
_VERDICT: Mapping[str, str] = {
    "interval": "`[lowest, highest]` of the probability, or null",
    "supersedes": "the earlier verdict that this one replaces: `as_of` and `verdict`; null if there is none",
    "evidence": "rows of evidence, weightiest first; [below](#a-row-of-evidence)",
    "review": "a person's decision on the reading of the claim, as [here](#a-review); null if there is none",
}
_READINGS = {
    "reader": "`model:` and the model's name",
    "agreement": "counts by who found it, and slot by slot in how many found by both the readings are the same",
    "findings": "what was read, in the order of the texts",
    "rejected": "claims that were returned and not taken",
    "unread": "pieces of text whose reply could not be had or used",
    "suspicious": "stretches that speak to a machine: `report_id`, `start`, `end`, `text`",
}
_TWO = {
    "report_id": "the report",
    "found_by": "both, only rules, or only the model",
    "differs_in": "slots in which two readings of one place differ",
    "remarks": "what to look at; the words are in [the model reader](../model-reader.md)",
    "rules": "the claim as in [`vedette.claims/1`](#vedetteclaims1); null if the rules did not find it",
    "model": "the same from the model",
}
_REFUSED = {
    "report_id": "the report",
    "start": "start of the piece of its text",
    "end": "end of the piece, exclusive",
    "reason": "a short code; all are in [the model reader](../model-reader.md)",
    "message": "one sentence",
    "returned": "what came back, cut and made harmless",
}
_REPLY = {
    "schema": "the schema id", "question": "hash of the question: the model's name, the prompt, the shape, the seed, the piece of text",
    "model": "the model's name", "check": "hash of the rest, by which a damaged file is known", "content": "the text that it wrote",
}  # fmt: skip
_ITEM = {
    "state": "unreviewed, reopened (the text under a decision changed), unknown (no such claim), accepted, edited, rejected, added "
    "or written (by hand)",
    "is_pending": "does it wait for a person",
    "report": "what its report is called in `claims.toml`; null if there is none",
    "claim": "the claim as it counts, as in [`vedette.claims/1`](#vedetteclaims1); for a rejected one as it is read; null where "
    "nothing is read any more",
    "review": "the decision on it, in force or re-opened; [below](#a-review); null if there is none",
}
_CLAIM_OF_CASE = {
    "claim_id": "the id that `explain` and `why-not` take", "quote": "its words", "verdict": "the verdict that it has",
    "probability": "posterior that it holds; null where it is not looked for",
}  # fmt: skip
_WHY_NOT = {
    "claim_id": "the claim", "quote": "its words", "as_of": "what was known then", "verdict": "the verdict that it has",
    "probability": "posterior that it holds; null where it is not looked for",
    "refused": "verdicts that it does not have: `verdict`, `rule`, and `conditions`, each with `fact`, `is_met`, `shortfall` "
    "(how far a number is off; null for a yes or no) and `says`",
    "hypotheses": "`hypothesis`, `says`, `prior`, `posterior`, `place_ids`; the posteriors sum to 1",
    "matrix": "rows of evidence, the most telling first: `evidence_id`, `why`, `diagnosticity` (largest over smallest cell), "
    "`cells` (P(evidence | hypothesis), the largest 1), `citations`",
    "without": "the answer without each row: `evidence_id`, `probability`, `verdict`",
    "sensitivity": "the answer with each number moved alone: `what`, `factor`, `probability`, `verdict`",
    "hangs_on": "the telling ones of both as sentences",
    "next": "possible observations, the most telling first: `kind`, `says`, `due` (null = an archive), `gain_bits` (information "
    "expected), `outcomes`, each with `says`, `chance` and the `probability` after it",
}  # fmt: skip
_EVALUATION = {
    "is_synthetic": "true: every claim is invented", "grid": "name of the grid",
    "bands_written": "day on which the demands were written down",
    "params_hash": "hash of the judge's settings and numbers", "cells": "`world`, `seed` and small `worlds` of each cell",
    "n_claims": "claims judged",
    "worlds": "for each kind of world: `n`, `judges` (scores of each), `verdicts` (share that was true, with interval and band), "
    "`reliability` (bins of equal count), `groups` (by what is claimed to have moved)",
    "together": "the same over the worlds on which the demands are checked; null if none was judged",
    "demands": "`what`, `measured`, `sign`, `demanded`, `is_met`", "sample": "the claims of the first small world, to be judged again",
}  # fmt: skip
_EVALUATION_BYTES = {
    "is_synthetic": "true: every claim is invented", "grid": "name of the grid", "cells": "as in `vedette.evaluation/1`",
    "n": "claims judged",
    "bytes": "scores from bytes through the whole pipeline", "tables": "scores of the same claims from tables",
    "same_verdict": "share of claims with the same verdict at both depths", "p_apart_median": "median distance of the probabilities",
    "p_apart_90": "distance that nine in ten do not exceed", "verdicts": "share that was true of each verdict, from bytes",
}  # fmt: skip
_FINDING = {
    "what": "what was looked at",
    "is_well": "true or false",
    "found": "what was found",
    "mend": "what to do if it is not well",
    "is_needed": "does the main job need it",
}
_NODE = {
    "kind": "claim, evidence, event, sighting, root, report, source or line",
    "id": "its id or citation",
    "text": "what it says",
    "rests_on": "what it rests on: the same again, down to raw lines",
}
_TIDIED = {
    "table": "its name", "n_files_before": "files of its newest version before", "n_files_after": "and now",
    "n_removed": "files removed, or that would be", "bytes_freed": "their size",
    "versions_kept": "versions that stay readable: the newest, and those that briefs of the case name",
}  # fmt: skip
_STATUS = {
    "title": "the case",
    "sources": "one object a source: {sources}",
    "verdicts": "verdict as shown -> number of claims",
    "n_sightings": "logged sightings",
    "briefs": "days of the briefs that were written",
    "issues": "what could not be used whole: `severity`, `reason`, `where` (file and row), `message`",
    "waiting": "files that the last run had not seen, or not as they are now",
    "advice": "what to do next",
}
_RUN = {
    "as_of": "what the verdicts speak of",
    "has_changed": "did anything change",
    "tables": "one object a table: `table`, `rows`, `version`",
    "case_hypotheses": "what the movements as a whole fit, the best first: `asset_kind`, `hypothesis`, `says`, `prior`, `posterior`, "
    "`low`, `high`; empty where the case names no bases",
}
_ADDED = {"reasons": "reason -> number of rows not used", "was_here": "the same content was there already"}
_MANIFEST = {
    "schema": "the schema id", "title": "the case", "as_of": "what the brief speaks of", "software": "name and version",
    "is_synthetic": "made from invented data", "is_publishable": "leaves out what may not be passed on",
    "inputs": "file of the case -> SHA-256", "table_versions": "table -> version", "outputs": "file of the brief -> SHA-256",
}  # fmt: skip


def page() -> str:
    """The page."""
    judged = _claims(), _review(), _two_readings(), _verdicts(), _claims_of_case(), _explanation(), _why_not()
    kept = _added(), _run(), _status(), _tidied(), _doctor()
    written = _paths(), _demo(), _simulated(), brief_shape.of_document(), _manifest(), _model_reply()
    parts = (*judged, pattern_shapes.of_patterns(), _evaluation(), _evaluation_bytes(), *kept, *written)
    _all_told("\n".join(parts))
    return whole_page(
        "JSON",
        "`--json` prints one document to standard output. Its key `schema` names its shape; a change that could break a reader "
        "raises the number at its end. Times are ISO 8601 in UTC, null is *not known*.",
        *parts,
    )


def _claims() -> str:
    keys = shapes.claim_object(_nothing(CLAIMS))
    relation = shapes.relation_object(_nothing(RELATIONS))
    return section(
        "vedette.claims/1",
        "From `vedette claims --json`: `claims`, a list of these, and `relations`, a list of [relations](#a-relation).",
        _keys(keys, _CLAIM, CLAIMS),
        section("A relation", _keys(relation, {}, RELATIONS), level=3),
    )


def _two_readings() -> str:
    keys = model_shapes.finding_object(TwiceRead(dict.fromkeys(CLAIMS.names), None), ())
    refused = Rejection("", 0, 0, "", "", "").as_dict()
    return section(
        "vedette.model_reading/1",
        "From `vedette claims --model-reader --json`: "
        + "; ".join(f"{code(k)}, {v}" for k, v in _READINGS.items())
        + ". A finding:",
        _keys(keys, _TWO),
        "What was not taken:",
        _keys(refused, _REFUSED),
    )


def _model_reply() -> str:
    about = "A reply of a model that was kept, one file each; see [the model reader](../model-reader.md#the-cache)."
    return section("vedette.model_reply/1", about, _keys(_REPLY, _REPLY))


def _review() -> str:
    keys = shapes.item_object(Item("", ""))
    return section(
        "vedette.review/1",
        "From `vedette claims DIR --json`: `n_pending`, how many claims wait for a person, and `claims`, a list of these.",
        _keys(keys, _ITEM, CLAIMS),
        section("A review", _keys(shapes.review_object(_nothing(REVIEWS)), {}, REVIEWS), level=3),
    )


def _verdicts() -> str:
    verdict, evidence = _nothing(VERDICTS), _nothing(EVIDENCE) | {"log_lr": {}}
    keys = shapes.verdict_object(_nothing(CLAIMS), verdict, ())
    own = {k: v for k, v in keys.items() if k not in shapes.claim_object(_nothing(CLAIMS))}
    return section(
        "vedette.verdicts/1",
        "From `vedette check --json`: `as_of`, and `claims`, a list of claims as in [`vedette.claims/1`](#vedetteclaims1), each "
        "with these keys as well; `relations`, how they stand to each other and to other claims of the case; `data`, sentences on what "
        "was found in the files of `--data`.",
        _keys(own, _VERDICT, VERDICTS),
        section("A row of evidence", _keys(shapes.evidence_object(evidence), {}, EVIDENCE), level=3),
    )


def _explanation() -> str:
    return section("vedette.explanation/1", "From `vedette explain --json`.", _keys(Node("", "", "").as_dict(), _NODE))


def _claims_of_case() -> str:
    about = "From `vedette explain DIR --json` and `vedette why-not DIR --json` without an id: `as_of`, and `claims`, a list of these."
    return section("vedette.claims-of-case/1", about, _keys(_CLAIM_OF_CASE, _CLAIM_OF_CASE))


def _why_not() -> str:
    return section("vedette.why-not/1", "From `vedette why-not --json`.", _keys(_WHY_NOT, _WHY_NOT))


def _evaluation() -> str:
    return section("vedette.evaluation/1", "From `vedette evaluate --json`, and `results.json`.", _keys(_EVALUATION, _EVALUATION))


def _evaluation_bytes() -> str:
    about = "From `vedette evaluate --depth bytes`, and `results-bytes.json`."
    return section("vedette.evaluation-bytes/1", about, _keys(_EVALUATION_BYTES, _EVALUATION_BYTES))


def _added() -> str:
    about = (
        "From `vedette add --json`: `dry_run`, `failures` (messages of unreadable files), `remarks` (sentences on what came in), "
        "`sources`, a list of these."
    )
    brought = Brought("", "", "", "", "", 0, _MOMENT)
    return section("vedette.added/1", about, _keys(brought.as_dict(), _ADDED, SOURCES))


def _run() -> str:
    return section(
        "vedette.run/1", "From `vedette run --json`.", _keys(Ran(Judgement("", _MOMENT, {}), (), False).as_dict(), _RUN)
    )


def _status() -> str:
    status = Status(**{f.name: () for f in dataclasses.fields(Status)})  # type: ignore[arg-type]
    sources = ", ".join(code(f.name) for f in dataclasses.fields(SourceStatus))
    return section(
        "vedette.status/1",
        "From `vedette status --json`.",
        _keys(status.as_dict(), {k: v.format(sources=sources) for k, v in _STATUS.items()}),
    )


def _tidied() -> str:
    about = "From `vedette tidy --json`: `dry_run`, `briefs` whose versions are kept, and `tables`, a list of these."
    return section("vedette.tidied/1", about, _keys(Tidied("", 0, 0, 0, 0, ()).as_dict(), _TIDIED))


def _doctor() -> str:
    about = "From `vedette doctor --json`: `findings`, a list of these."
    return section("vedette.doctor/1", about, _keys(Finding("", True, "").as_dict(), _FINDING))


def _paths() -> str:
    return "\n\n".join(
        section(f"vedette.{word}/1", f"From `vedette {verb} --json`: `files`, the paths written.")
        for verb, word in (("brief", "published"), ("export", "exported"))
    )


def _demo() -> str:
    about = (
        "From `vedette demo --json`: `case` (its folder), `as_of`, and `brief`, the paths written. With `--simulated` also `is_synthetic`, "
        "`counts` of what agrees, abstains and errs, and `outcomes`: claim, verdict, probability, `is_true`, `why`, `outcome`."
    )
    return section("vedette.demo/1", about)


def _simulated() -> str:
    about = (
        "From `vedette simulate --json`: `is_synthetic`, `folder`, `world` (name or null), `seed`, `start`, `days`, `assets` (how many of "
        "each group) and `rows` (how many of each kind were written)."
    )
    return section("vedette.simulated/1", about)


def _manifest() -> str:
    text = (Path(vedette.__file__).parent / "brief" / "write.py").read_text(encoding="utf-8")
    body = text[text.index("def _manifest") :].split("\n\n\n")[0]
    keys = re.findall(r'^        "(\w+)":', body, flags=re.MULTILINE)
    return section("vedette.brief.manifest/1", "`manifest.json` beside a brief.", _keys(dict.fromkeys(keys), _MANIFEST))


def _keys(found: Iterable[str], meanings: Mapping[str, str], columns: Table | None = None) -> str:
    """A table of keys; fails where neither the table here nor the schema explains one."""
    known = {c.name: c.doc for c in columns.columns} if columns else {}
    unexplained = [key for key in found if key not in meanings and key not in known]
    if unexplained:
        raise SystemExit(f"explain in json_shapes.py: {', '.join(unexplained)}")
    return table(("key", "meaning"), ((code(key), one_line(meanings.get(key) or known[key])) for key in found))


def _nothing(of: Table) -> dict[str, Any]:
    """A row without anything in it."""
    return dict.fromkeys(of.names)


def _all_told(text: str) -> None:
    """Fails where the code names a schema id that the page does not."""
    sources = Path(vedette.__file__).parent.rglob("*.py")
    used = {found for path in sources for found in re.findall(r'"(vedette(?:\.\w+)+/\d+)"', path.read_text(encoding="utf-8"))}
    if missing := sorted(name for name in used if f"## {name}" not in text):
        raise SystemExit(f"explain in json_shapes.py: {', '.join(missing)}")
