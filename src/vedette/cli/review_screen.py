"""What a person sees of a claim under review: the quote in its sentence, the slots, and what was decided before.

Items flow in, text for a terminal flows out. Reports are written by others: control characters in them never reach the
terminal, so that no text can move the cursor or hide words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vedette.claims.review.review_anchor import cut_sentences, same_words, sentence_around
from vedette.claims.review.review_slots import show_slot, slots_of
from vedette.clock import format_day, format_time
from vedette.verbs.review_items import STATES, Item

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Row = Mapping[str, Any]
SHOWN_SLOTS = (
    "kind", "status", "direction", "actor", "assets", "origin", "destination", "place", "distance_km", "time_start", "time_end",
    "speaker",
)  # fmt: skip
# columns -> the names under which a person edits them
_TYPED = {"time_start": "start", "time_end": "end"}
_CONTEXT_CHARS = 300  # of the sentences before and after
_MARKS = ("⟦", "⟧")  # around the quote where the terminal has no bold


def visible(text: str) -> str:
    """A text without what a terminal would act on: controls become a mark, invisible marks of format go, white space is one space."""
    shown = "".join(c if c.isprintable() or c.isspace() else "" if ord(c) > 0x9F else "\N{REPLACEMENT CHARACTER}" for c in text)
    return " ".join(shown.split())


def show_item(console: Console, item: Item, count: str) -> None:
    """Print one item."""
    from rich.text import Text

    console.rule(Text(f"{count} · {STATES[item.state]} · {visible(item.report_name) or 'no report'}"), align="left")
    if item.report is not None:
        console.print(Text(_headline(item.report), style="dim"))
    if item.claim is not None and item.report is not None and item.claim["start"] is not None:
        console.print(quote_in_context(item.report["text"], item.claim["start"], item.claim["end"], not console.color_system))
    elif item.quote:
        console.print(Text(f"“{visible(item.quote)}”"))
    if item.claim is not None:
        console.print(_slots(item))
    for line in history_lines(item):
        console.print(Text(line, style="yellow"))


def quote_in_context(text: str, start: int, end: int, is_plain: bool) -> Text:
    """The quote set off in its sentence, between the sentences before and after."""
    from rich.text import Text

    spans = cut_sentences(text)
    at = max((i for i, span in enumerate(spans) if span[0] <= start), default=0)
    last = max((i for i, span in enumerate(spans) if span[0] < end), default=at)
    first, stop = spans[at][0], max(spans[last][1], end)
    before = visible(text[spans[at - 1][0] : first])[-_CONTEXT_CHARS:] if at else ""
    after = visible(text[stop : spans[last + 1][1]])[:_CONTEXT_CHARS] if last + 1 < len(spans) else ""
    opening, closing = _MARKS if is_plain else ("", "")
    shown = Text("\n")
    for part, style in (
        (before, "dim"),
        (visible(text[max(first, start - 2 * _CONTEXT_CHARS) : start]), ""),
        (f"{opening}{visible(text[start:end])}{closing}", "bold reverse"),
        (visible(text[end : min(stop, end + 2 * _CONTEXT_CHARS)]), ""),
        (after, "dim"),
    ):
        if part:
            needs_space = shown.plain.strip() and part[0] not in ".,;:!?)”’\"'"
            shown.append(" " if needs_space else "").append(part, style=style)
    return shown.append("\n")


def numbered_sentences(text: str) -> Iterator[tuple[int, tuple[int, int], str]]:
    """The sentences of a text with their numbers from 1, spans and words."""
    for number, (start, end) in enumerate(cut_sentences(text), 1):
        yield number, (start, end), visible(text[start:end])


def history_lines(item: Item) -> Iterator[str]:
    """What was decided before, by whom, and what has changed since."""
    review = item.review
    if review is None:
        return
    by = f" by {visible(review['by'])}" if review["by"] else ""
    on = f" on {format_time(review['on'])}" if review["on"] else ""
    note = f": {visible(review['note'])}" if review["note"] else ""
    yield f"{'before' if item.is_pending else 'decided'}: {review['decision']}{by}{on}{note}"
    if review["problem"]:
        yield f"{visible(review['problem'])}"
    if item.is_pending and review["sentence"]:
        yield f"it said: “{visible(review['sentence'])}”"
    if item.is_pending and item.claim is not None and item.report is not None and item.claim["start"] is not None:
        now = sentence_around(item.report["text"], item.claim["start"], item.claim["end"])
        if review["sentence"] and not same_words(now, review["sentence"]):
            yield f"it says: “{visible(now)}”"
    yield from (f"changed: {visible(change)}" for change in review["changes"])
    yield from (f"reader: {visible(difference)}" for difference in item.differences)


def _slots(item: Item) -> Text:
    from rich.text import Text

    slots = slots_of(item.claim) if item.claim is not None else {}
    shown = Text()
    for name in SHOWN_SLOTS:
        if name in slots or name in ("actor", "assets", "origin", "destination"):
            shown.append(f"  {_TYPED.get(name, name):<12}", style="dim").append(f"{visible(show_slot(name, slots))}\n")
    return shown.append(f"  {'id':<12}", style="dim").append(f"{item.claim_id}\n")


def _headline(report: Row) -> str:
    day = format_day(report["published"]) if report["published"] else "undated"
    return visible(", ".join(part for part in (report["outlet"], report["title"], day) if part))
