"""The verb that makes worlds with known truth: simulate; and what `demo --simulated` prints."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vedette.cli.output import print_json, print_table, progress, say

if TYPE_CHECKING:
    from vedette.verbs.simulating import Demonstration

DEMO_FOLDER = Path("simulated-december")


def register(app: typer.Typer) -> None:
    """Add this verb."""
    app.command("simulate")(simulate)


def simulate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make the case; a new or empty folder.")],
    world: Annotated[str | None, typer.Option(metavar="NAME", help="A named world: december, quiet, small or matched.")] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed and numbers make the same bytes.")] = 1,
    days: Annotated[int | None, typer.Option(metavar="N", help="How many days; 75 by default.")] = None,
    claims: Annotated[int | None, typer.Option(metavar="N", help="How many claims are asked; 40 by default.")] = None,
    warships: Annotated[int | None, typer.Option(metavar="N", help="How many warships of the register sail.")] = None,
    auxiliaries: Annotated[int | None, typer.Option(metavar="N", help="How many auxiliaries.")] = None,
    cargo: Annotated[int | None, typer.Option(metavar="N", help="How many cargo ships.")] = None,
    aircraft: Annotated[int | None, typer.Option(metavar="N", help="How many transport aircraft.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a simulated case that lies there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON to stdout.")] = False,
) -> None:
    """Make a world with known truth, written as a case in the real formats and stamped synthetic."""
    from vedette.verbs.simulating import WantedWorld
    from vedette.verbs.simulating import simulate as make

    n_of = {"warship": warships, "auxiliary": auxiliaries, "cargo": cargo, "aircraft": aircraft}
    with progress(as_json) as show:
        made = make(WantedWorld(world, seed, days, claims, n_of), folder, is_forced=force, on_progress=show)
    if as_json:
        print_json("vedette.simulated/1", made.as_dict())
        return
    print_table("", ("what", "rows"), [(name.replace("_", " "), f"{rows:,}") for name, rows in made.counts.items()])
    say(f"wrote {folder}: synthetic, no ship or aircraft did any of this; what is so stands in {folder / 'truth'}")
    say(f"next: vedette run {folder}; vedette brief {folder}")


def demo_simulated(folder: Path | None, *, as_json: bool) -> None:
    """Run the simulated December from its bytes to its brief, and print verdicts beside the truth."""
    from vedette.verbs.simulating import demonstrate

    with progress(as_json) as show:
        shown = demonstrate(folder or DEMO_FOLDER, on_progress=show)
    counts = Counter(outcome.outcome for outcome in shown.outcomes)
    if as_json:
        content = {"case": str(shown.folder), "as_of": shown.judgement.as_of, "brief": [str(p) for p in shown.brief]}
        outcomes = {"outcomes": [o.as_dict() for o in shown.outcomes], "counts": dict(counts)}
        print_json("vedette.demo/1", content | {"is_synthetic": True} | outcomes)
        return
    _print_outcomes(shown)
    say(
        f"{counts['agrees']} verdicts agree with the truth, {counts['abstains']} abstain, {counts['errs']} err; all of it is synthetic"
    )
    say(f"the brief: {os.path.relpath(shown.brief[0])}")
    say(f"why:       vedette explain {os.path.relpath(shown.folder)} {shown.outcomes[0].claim_id}")


def _print_outcomes(shown: Demonstration) -> None:
    from vedette.clock import format_day
    from vedette.schema.words import VERDICTS

    rows = [
        (VERDICTS[o.verdict].shown, o.claim_id, " ".join(o.quote.split()), "" if o.probability is None else f"{o.probability:.2f}",
         "true" if o.is_true else f"false: {o.why.replace('_', ' ')}", o.outcome)
        for o in shown.outcomes
    ]  # fmt: skip
    title = f"{shown.judgement.title} (synthetic), as of {format_day(shown.judgement.as_of)}"
    print_table(title, ("verdict", "id", "claim", "p", "truth", "verdict and truth"), rows)
