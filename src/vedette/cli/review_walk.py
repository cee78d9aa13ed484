"""The walk through the claims that wait: one at a time, each decision saved before the next is asked for.

A `Review` and a way to ask flow in; decisions go to it. Ending the walk in any way loses nothing but the answer that was being
typed: the next walk begins with the first claim that still waits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vedette.claims.review.review_anchor import find_words
from vedette.claims.review.review_slots import show_slot, slots_of
from vedette.cli.review_screen import numbered_sentences, show_item, visible
from vedette.errors import NotFound, VedetteError
from vedette.schema.words import CLAIM_KINDS, SLOTS
from vedette.verbs.review_items import Item
from vedette.verbs.review_values import PLACES, SEPARATOR, check_slot, find_choices, merge_changes, read_value
from vedette.verbs.reviewing import Decision, Review

if TYPE_CHECKING:
    from rich.console import Console

Ask = Callable[[str], str]  # prompt -> what was typed; EOFError where there is no more
_KEYS = "[a]ccept  [r]eject  [e]dit  a[d]d another claim  [t]ext  [s]kip  [b]ack  [q]uit"
_KEYS_AGAIN = _KEYS.replace("[a]ccept", "[a]ccept as the reader reads it")
_KEYS_ALONE = "[w]ithdraw the review  [s]kip  [b]ack  [q]uit"
_MOVES = {"s": 1, "b": -1}
_GIVE_UP = _EMPTY = "-"
_COLUMNS = {"start": "time_start", "end": "time_end", "count_min": "assets", "count_max": "assets"}  # where a slot's value stands


@dataclass
class Walk:
    """One walk. `n_saved` counts what was saved in it."""

    review: Review
    ask: Ask
    console: Console
    by: str | None = None
    n_saved: int = 0

    def run(self) -> None:
        """Go through all that waits, until its end or until the person leaves."""
        todo = [item.claim_id for item in self.review.items if item.is_pending]
        at = 0
        while 0 <= at < len(todo):
            item = self.review.item(todo[at])
            show_item(self.console, item, f"{at + 1} of {len(todo)}")
            try:
                step = self._step(item)
            except EOFError:
                self._say("")
                return
            if step is None:
                return
            at = max(0, at + step)

    def _step(self, item: Item) -> int | None:
        """One item: how far to go on; None = leave."""
        keys = _KEYS_ALONE if item.claim is None else _KEYS if item.is_pending else _KEYS_AGAIN
        while (key := self.ask(f"{keys}: ").strip().lower()[:1]) != "q":
            if key in _MOVES:
                return _MOVES[key]
            act = self._acts(item).get(key)
            try:
                if act is None:
                    self._say("type one of the letters in [ ]")
                elif act(item):
                    self.n_saved += 1
                    return 0 if key == "d" else 1
            except VedetteError as error:
                self._say(str(error))
        return None

    def _acts(self, item: Item) -> Mapping[str, Callable[[Item], bool]]:
        if item.claim is None:
            return {"w": self._withdraw}
        return {"a": self._accept, "r": self._reject, "e": self._edit, "d": self._add, "t": self._show_text}

    def _accept(self, item: Item) -> bool:
        self.review.decide([Decision(item.claim_id, "accept")], by=self.by)
        return True

    def _reject(self, item: Item) -> bool:
        note = self.ask("why (Enter = no reason given): ").strip()
        self.review.decide([Decision(item.claim_id, "reject")], by=self.by, note=note or None)
        return True

    def _withdraw(self, item: Item) -> bool:
        self.review.decide([Decision(item.claim_id, "withdraw")], by=self.by)
        return True

    def _edit(self, item: Item) -> bool:
        changes = self._ask_slots(slots_of(item.claim) if item.claim is not None else {})
        if not changes:
            return False
        note = self.ask("why (Enter = no reason given): ").strip()
        self.review.decide([Decision(item.claim_id, "edit", changes)], by=self.by, note=note or None)
        return True

    def _show_text(self, item: Item) -> bool:
        from rich.text import Text

        for number, _, words in numbered_sentences(item.report["text"] if item.report is not None else ""):
            self.console.print(Text.assemble((f"{number:>4} ", "dim"), words))
        return False

    def _add(self, item: Item) -> bool:
        """A claim that the reader missed, from the same report."""
        if item.report is None:
            return False
        self._show_text(item)
        span = self._ask_words(item.report["text"])
        if span is None:
            return False
        self._say(f"“{visible(item.report['text'][slice(*span)])}”")
        self._say(f"kinds: {', '.join(CLAIM_KINDS)}")
        slots = self._ask_value("kind")
        if "kind" not in slots:
            return False
        slots |= self._ask_slots({})
        name = self.review.add(item.report, span, slots, by=self.by)
        self._say(f"added as {name}")
        return True

    def _ask_words(self, text: str) -> tuple[int, int] | None:
        """A span of the text: by the number of a sentence, by words copied from it, or both."""
        spans = {number: span for number, span, _ in numbered_sentences(text)}
        while typed := self.ask("number of the sentence, or words copied from the text (Enter = give up): ").strip():
            if typed.isascii() and typed.isdigit() and int(typed) in spans:
                start, end = spans[int(typed)]
                words = self.ask("which words of it (Enter = all): ").strip()
                found = [(start + i, start + j) for i, j in find_words(text[start:end], words)] if words else [(start, end)]
            else:
                found = find_words(text, typed)
            if len(found) == 1:
                return found[0]
            self._say(
                "these words do not stand there"
                if not found
                else f"they stand there {len(found)} times; copy more, or give the number"
            )
        return None

    def _ask_slots(self, claim: Mapping[str, Any]) -> dict[str, Any]:
        """Changes to the slots of a claim, one by one, until Enter; empty where the person gave up."""
        given: dict[str, Any] = {}
        self._say(f"slots: {', '.join(SLOTS)}")
        while name := self.ask(f"slot to change (Enter = save, {_GIVE_UP} = give up): ").strip():
            if name == _GIVE_UP:
                return {}
            try:
                slot = check_slot(name)
            except VedetteError as error:
                self._say(str(error))
                continue
            value = self._ask_value(slot, show_slot(_COLUMNS.get(slot, slot), claim) if claim else "")
            given = merge_changes(given, value)
            for known, text in value.items():
                self._say(f"  {slot}: {'empty' if known == 'clear' else '; '.join(text) if isinstance(text, list) else text}")
        return given

    def _ask_value(self, slot: str, current: str = "") -> dict[str, Any]:
        """The value of a slot, asked again until it can stand; empty where it is to stay as it is."""
        is_list = slot in (*PLACES, "assets", "speaker")
        hint = f"{'several with ; ' if is_list else ''}Enter = as it is, {_EMPTY} = empty"
        typed = self.ask(f"{slot} ({f'now {visible(current)}; ' if current else ''}{hint}): ").strip()
        while typed:
            try:
                typed = "" if typed == _EMPTY else self._choose_places(slot, typed)
                return read_value(slot, typed, self.review.register)
            except NotFound as error:
                self._say(str(error))
                typed = self._choose(error, typed, slot)
            except VedetteError as error:
                self._say(str(error))
                typed = self.ask(f"{slot} anew (Enter = as it is): ").strip()
        return {}

    def _choose(self, error: NotFound, typed: str, slot: str) -> str:
        """The value again, with one of the near matches, or typed anew."""
        for number, name in enumerate(error.resembles, 1):
            self._say(f"  {number}  {name}")
        again = self.ask(f"{'number, or ' if error.resembles else ''}{slot} anew (Enter = as it is): ").strip()
        if again.isascii() and again.isdigit() and 0 < int(again) <= len(error.resembles):
            return typed.replace(error.name, error.resembles[int(again) - 1], 1)
        return again

    def _choose_places(self, slot: str, typed: str) -> str:
        """The value with the id of one place wherever several bear the name."""
        parts = SEPARATOR.split(typed)
        for i, part in enumerate(parts):
            choices = find_choices(slot, part, self.review.register)
            if not choices:
                continue
            for number, (name, shown) in enumerate(choices, 1):
                self._say(f"  {number}  {shown} ({name})")
            again = self.ask(f"which {part} (Enter = 1): ").strip() or "1"
            if again.isascii() and again.isdigit() and 0 < int(again) <= len(choices):
                parts[i] = choices[int(again) - 1][0]
        return "; ".join(parts)

    def _say(self, message: str) -> None:
        from rich.text import Text

        self.console.print(Text(message))
