"""The parts of tutorial.md that show what the shipped case gives: its verdicts, one explanation, one verdict laid open, and the
explanations of the whole.

The shipped case flows in, Markdown flows out. The case is judged as the commands of the page judge it, in a copy without
tables of earlier runs.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reference.markdown import table
from vedette.case.templates import shipped_case
from vedette.schema.words import VERDICTS
from vedette.verbs.explaining import Node, explain
from vedette.verbs.judging import Judgement, judge
from vedette.verbs.opening import open_case, read_as_of
from vedette.verbs.why_not import as_lines, why_not

THEN, NOW = "2024-12-22", "2025-02-05"
_EXPLAINED, _WIDTH = "sparta-ii-left-tartus", 110
_WORTH_TELLING = 0.05


@lru_cache(maxsize=1)
def _judged() -> dict[str, Judgement]:
    with tempfile.TemporaryDirectory() as scratch:
        opened = open_case(shipped_case("tartus-2024", Path(scratch) / "tartus-2024"))
        found = {day: judge(opened, read_as_of(day, opened.case)) for day in (THEN, NOW)}
        _explanation.extend(_lines(explain(found[NOW], _EXPLAINED)))
        _laid_open.extend(as_lines(why_not(opened, _EXPLAINED, read_as_of(NOW, opened.case))))
    return found


_explanation: list[str] = []  # made while the copy of the case is still there: it quotes its files
_laid_open: list[str] = []


def _verdicts() -> str:
    rows = (
        (VERDICTS[v["verdict"]].shown, _quote(claim), v["likelihood"] or "", v["confidence"] or "")
        for claim, v, _ in _judged()[NOW].main_claims()
    )
    return table(("verdict", "claim", "likelihood", "confidence"), rows)


def _then_and_now() -> str:
    then = {claim["claim_id"]: v for claim, v, _ in _judged()[THEN].main_claims()}
    rows = ((_quote(c), _said(then.get(c["claim_id"])), _said(v)) for c, v, _ in _judged()[NOW].main_claims())
    return table(("claim", "22 December 2024", "5 February 2025"), rows)


def _quote(claim: dict[str, object]) -> str:
    return " ".join(str(claim["quote"]).split())


def _said(verdict: dict[str, str | None] | None) -> str:
    if verdict is None:
        return "not made yet"
    likelihood = f", {verdict['likelihood']}" if verdict["likelihood"] else ""
    return f"{VERDICTS[str(verdict['verdict'])].shown}{likelihood}"


def _explain() -> str:
    _judged()
    return "```text\n" + "\n".join(_explanation) + "\n```"


def _why_not() -> str:
    _judged()
    return "```text\n" + "\n".join(_cut(line) for line in _laid_open) + "\n```"


def _fits() -> str:
    rows = (
        (
            "ships" if row["asset_kind"] == "ship" else "aircraft",
            row["says"],
            f"{row['posterior']:.0%} ({row['low']:.0%} to {row['high']:.0%})",
        )
        for row in _judged()[NOW].case_hypotheses()
        if row["posterior"] >= _WORTH_TELLING
    )
    return table(("what moved", "explanation", "probability"), rows)


def _lines(claim: Node) -> Iterator[str]:
    """The claim, its line, and its weightiest row of evidence with what that rests on; long lines are cut."""
    first = next(node for node in claim.rests_on if node.kind == "evidence")
    shown = Node(claim.kind, claim.name, claim.text, (claim.rests_on[0], first))
    yield from _branch(shown, 0)


def _branch(node: Node, depth: int) -> Iterator[str]:
    indent = "    " * depth
    yield f"{indent}{node.kind} {node.name}"
    yield from (_cut(f"{indent}  {line}") for line in node.text.splitlines())
    for below in node.rests_on:
        yield from _branch(below, depth + 1)


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else line[: _WIDTH - 4].rstrip() + " ..."


PARTS = {"verdicts": _verdicts, "then-and-now": _then_and_now, "explain": _explain, "why-not": _why_not, "fits": _fits}
