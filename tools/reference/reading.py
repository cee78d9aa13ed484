"""The parts of reading.md that come from the scores: tables of how well the annotated sets were read.

benchmarks/texts/scores.json flows in, Markdown flows out. The scores themselves are made by `python -m benchmarks.reading_scores`;
a test of the benchmarks fails when the reader no longer reads as they say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reference.markdown import code, table
from vedette.schema.words import CLAIM_KINDS, STATUSES

FOLDER = Path(__file__).parents[2] / "benchmarks" / "texts"
FILE, SPEED, AGREEMENT = FOLDER / "scores.json", FOLDER / "speed.json", FOLDER / "agreement.json"
_MAIN = "benchmarks/texts/heldout.yaml"
_SLOTS = ("actor", "assets", "count", "origin", "destination", "place", "speaker", "time")
_ERRORS = ("wrong_direction", "asserted_but_denied", "asserted_but_unconfirmed", "asserted_but_unresolved", "denied_but_asserted")
_KINDS_OF_SETS = (
    "passages",
    "plain",
    "movement",
    "states",
    "voices",
    "desks",
    "wires",
    "chancelleries",
    "trackers",
    "gazettes",
    "clocks",
)
_COMPARED = {
    "second": "first and second annotator",
    "reader": "first annotator and reader",
    "reader_by_second": "second annotator and reader",
}
_AGREED = ("kind", "status", "assets", "origin", "destination", "place", "speaker", "time")
_LANGUAGES = {
    "en": "English", "ru": "Russian", "it": "Italian", "tr": "Turkish", "ar": "Arabic", "fr": "French", "el": "Greek", "ro": "Romanian",
}  # fmt: skip


def _scores() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def _named() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each set with the name that the tables give it, the annotated article last."""
    scores = _scores()
    for path, of_set in scores["sets"].items():
        language = ", ".join(_LANGUAGES.get(code, code) for code in of_set["languages"])
        kind = next((f" {word}" for word in _KINDS_OF_SETS if word in path), "")
        yield f"{language}{kind}, {of_set['role']}", of_set
    if scores["article"]:
        yield "the founding article", scores["article"]


def _found() -> str:
    rows = (
        (name, str(s["sentences"]), str(s["claims"]["gold"]), _rate(s["claims"]["precision"]), _rate(s["claims"]["recall"]),
         _rate(s["claims"]["f1"]), _bounds(s["claims"]["f1_interval"]), _rate(s["kind"]["accuracy"]), _rate(s["status"]["accuracy"]),
         str(s["kind_and_status"]))
        for name, s in _named()
    )  # fmt: skip
    head = ("set", "sentences", "claims", "precision", "recall", "F1", "95 %", "kind", "status", "right in both")
    return table(head, rows)


def _slots() -> str:
    rows = ((name, *(_share(s["slots"][slot]) for slot in _SLOTS)) for name, s in _named())
    return table(("set", *_SLOTS), rows)


def _values() -> str:
    rows = ((name, *(_precision_recall(s["slots"][slot]) for slot in _SLOTS)) for name, s in _named())
    return table(("set", *_SLOTS), rows)


def _errors() -> str:
    rows = ((name, *(str(s["errors"][error]) for error in _ERRORS)) for name, s in _named())
    return table(("set", *(error.replace("_", " ") for error in _ERRORS)), rows)


def _kinds() -> str:
    of_main = _scores()["sets"].get(_MAIN, {}).get("by_kind", {})
    rows = (
        (code(k), *(str(of_main[k][c]) for c in ("gold", "found", "right", "ours", "paired")))
        for k in CLAIM_KINDS
        if k in of_main
    )
    return table(("kind", "annotated", "found", "as this kind", "read", "of these met one"), rows)


def _statuses() -> str:
    confusion = _scores()["sets"].get(_MAIN, {}).get("confusion", {})
    rows = ((code(gold), *(str(row.get(ours, "")) for ours in STATUSES)) for gold, row in confusion.items())
    return table(("annotated, read as", *(code(s) for s in STATUSES)), rows)


def _article() -> str:
    article = _scores()["article"]
    if not article:
        return "Not measured."
    lists, claims = article["lists"], article["claims"]
    n_core = lists["core_found"] + lists["core_missed"]
    return (
        f"Of its 39 annotated claims, 33 are of kinds that Vedette reads; {claims['hits']} of them are found, "
        f"{article['kind_and_status']} with the right kind and status. Of the {n_core} core mentions of movement "
        f"{lists['core_found']} are found. Claims that must not be asserted and are: {lists['must_not_emit_as_asserted']}; "
        f"that must not be denied and are: {lists['must_not_emit_as_denied']}; destinations where none is stated: "
        f"{lists['wrong_destination']}."
    )


def _factuality() -> str:
    scores = _scores()
    rows: list[tuple[str, ...]] = []
    if uds := scores["factuality"]:
        size = f"{uds['predicates']:,}"
        rows += [
            ("UDS-IH2, test part", size, "statuses on the fixed scale", *_fit(uds["fixed"])),
            ("", "", "statuses, each at its mean in the training part", *_fit(uds["fitted"])),
            ("", "", "everything happened (3)", *_fit(uds["all_happened"])),
            ("", "", "always the median of the training part", *_fit(uds["median"])),
        ]
    if article := scores["article"]:
        fit = article["factuality"]
        rows += [
            ("the founding article", str(fit["pairs"]), "statuses on the fixed scale", *_fit(fit["fixed"])),
            ("", "", "everything happened (3)", *_fit(fit["all_happened"])),
        ]
    return table(("set", "events", "what is compared", "Pearson's r", "mean absolute error"), rows)


def _speed() -> str:
    if not SPEED.exists():
        return "Not measured."
    figures = json.loads(SPEED.read_text(encoding="utf-8"))
    columns = ("cpu_s", "seconds", "peak_mb", "peak_helper_mb")
    rows = ((f"{run['articles']:,}", *(f"{run[name]:.0f}" for name in columns)) for run in figures["runs"])
    head = ("articles", "CPU seconds, start included", "seconds by the clock", "peak memory, MB", "of the second process, MB")
    return table(head, rows) + f"\n\nThe parser's share of the work is {figures['parser_share']:.0%}."


def _agreement() -> str:
    if not AGREEMENT.exists():
        return "Not measured."
    compared = json.loads(AGREEMENT.read_text(encoding="utf-8"))
    rows = (
        (f"{name.replace('_', ' ')}: {_COMPARED[what]}", str(n["texts"]), str(n["gold"]), str(n["ours"]), _rate(n["f1"]),
         _bounds(n["f1_interval"]), *(_rate(n[share]) for share in _AGREED))
        for name, sides in compared.items() for what, n in sides.items()
    )  # fmt: skip
    return table(("sentences: who with whom", "sentences", "claims of the one", "of the other", "F1", "95 %", *_AGREED), rows)


def _fit(values: Mapping[str, float]) -> tuple[str, str]:
    return ("–" if values["r"] is None else f"{values['r']:.2f}"), f"{values['mae']:.2f}"


def _share(slot: Mapping[str, Any]) -> str:
    return _rate(slot["accuracy"]) if slot["of"] else "–"


def _precision_recall(slot: Mapping[str, Any]) -> str:
    return f"{_rate(slot['precision'])} / {_rate(slot['recall'])}" if slot["gold"] else "–"


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _bounds(interval: list[float] | None) -> str:
    return "" if interval is None else f"{interval[0]:.2f} to {interval[1]:.2f}"


PARTS = {
    "found": _found, "slots": _slots, "values": _values, "errors": _errors, "kinds": _kinds, "statuses": _statuses, "article": _article,
    "factuality": _factuality, "speed": _speed,
    "agreement": _agreement,
}  # fmt: skip
