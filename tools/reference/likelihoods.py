"""likelihoods.md: the table of likelihood ratios row by row, from `assessment/weights/likelihoods.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from reference.markdown import code, one_line, section, table
from reference.markdown import page as whole_page
from vedette.assessment.known.recall import read_recall
from vedette.assessment.weights.likelihoods import Likelihood, read_likelihoods

_SHOWN = {"moved": "as claimed", "elsewhere": "elsewhere", "stayed": "stayed", "other": "another of its class"}


_INTRO = """\
How much more probable a piece of evidence is if the claim holds than if it does not. [Methods](../methods.md) says how the
rows are combined. Most numbers are judgement and say so; nothing here has been fitted to data yet.

*Effect* is the exponent of the ratio for each hypothesis: the movement happened as claimed, it happened but elsewhere,
nothing moved, another hull or airframe of the class did it. 1 means the full ratio, 0 that the hypothesis is not touched, a
negative number that the ratio counts against it. A row marked *incompatible* cannot hold together with the claim.

A case changes numbers, not meanings:

```toml
[settings.likelihoods.seen_at_destination]
photo = 20
```"""

_RECALL = """\
The chance that an image without cloud shows a hull, by its length in pixels (length over ground sample distance). Cloud is
taken off it. Where a place has looks enough, an occupancy model goes before this table."""


def page() -> str:
    """The page."""
    shipped = read_likelihoods()
    rows = ((f"[`{r.id}`](#{r.id})", code(r.kind), _numbers(r.numbers)) for r in shipped.rows.values())
    return whole_page(
        "Likelihoods",
        _INTRO,
        section(f"All rows, version {shipped.version}", table(("rule", "kind of evidence", "numbers"), rows)),
        section("Row by row", *(_rule(r) for r in shipped.rows.values())),
        section(f"Recall of images, version {read_recall().version}", _RECALL, _recall(), _unknown()),
    )


def _recall() -> str:
    rows = ((r.sensor, f"{r.pixels:g}", f"{r.recall:g}", one_line(r.reason), one_line(r.source)) for r in read_recall().recall)
    return table(("sensor", "pixels, at least", "recall", "why", "source"), rows)


def _unknown() -> str:
    unknown = read_recall().unknown
    rows = [(code(name), f"{value:g}") for name, value in unknown.model_dump().items() if isinstance(value, float)]
    return f"Where an image or a claim does not say: {one_line(unknown.reason)}\n\n{table(('what', 'stands in'), rows)}"


def _rule(r: Likelihood) -> str:
    cells = [("kind of evidence", code(r.kind)), ("numbers", _numbers(r.numbers)), ("effect", _effect(r.effect))]
    cells += [("effect, for a class", _effect(r.effect_of_class))] if r.effect_of_class else []
    cells += [("incompatible with the claim", "yes")] if r.is_incompatible else []
    return section(r.id, table(("", ""), [*cells, ("why", one_line(r.reason)), ("source", one_line(r.source))]), level=3)


def _numbers(numbers: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in numbers.items())


def _effect(effect: Mapping[str, float]) -> str:
    touched = (f"{_SHOWN[name]} {value:g}" for name, value in effect.items() if value)
    return ", ".join(touched) or "none: it changes the ratio of others"
