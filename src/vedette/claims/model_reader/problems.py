"""What can be wrong with what a model returned: the reasons for a rejection, the remarks on a claim that is kept.

Nothing flows in; two tables flow out, and the records that carry a row of them. A rejection is about one returned claim or,
where a reply could not be used at all, about one piece of a text. Nothing that is rejected is mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# reason -> what was wrong; of a whole reply first, then of one claim
REASONS: dict[str, str] = {
    "not_asked": "the piece has no answer in the cache, and --offline forbids to ask",
    "too_long_a_text": "the report has more pieces than max_pieces; the rest was not sent",
    "no_answer": "the reply holds no text",
    "refused": "the model declined to answer, or the endpoint's filter did",
    "truncated": "the reply was cut off before its end",
    "not_utf8": "the reply is not UTF-8",
    "not_json": "the reply is not JSON",
    "wrong_schema": "the reply is JSON of another shape than was asked for",
    "too_large": "the reply is larger than max_reply_bytes",
    "holds_the_key": "the reply repeats the key that it was asked with; it is neither shown nor kept",
    "too_many_claims": "the reply holds more than max_claims claims; these are left out",
    "unknown_field": "the claim has a field that was not asked for",
    "missing_field": "a field of the claim is missing",
    "wrong_type": "a field of the claim has a value of another type, or an empty or overlong one",
    "unknown_kind": "the kind is none of ours",
    "unknown_status": "the status is none of ours",
    "quote_not_in_text": "the quote does not stand in the text, character for character",
    "quote_ambiguous": "the quote stands in the text more than once, and the words before it do not say which is meant",
    "quote_cuts_word": "the quote begins or ends inside a word",
    "trigger_not_in_quote": "the word that carries the statement does not stand in the quote",
    "words_not_in_text": "an actor, a speaker, an asset or a time is given in words that do not stand in the text",
    "place_not_in_text": "a place is given in words that do not stand in the text near the quote",
    "place_not_in_register": "the words for a place name none that register or gazetteers know",
    "place_unclear": "the words for a place name several, or only whose it is",
    "count_not_in_text": "a count is not a number that stands with the asset or in the quote",
    "bad_count": "a count is negative, too large, or its bounds are crossed",
    "distance_not_in_text": "the distance is not one that stands in the quote",
    "direction_contradicts_kind": "a rate has no direction, or the direction does not suit the kind",
    "duplicate": "the same kind of claim on the same word was returned before",
}
# remark -> what a person should look at
REMARKS: dict[str, str] = {
    "addresses_a_reader": "the quote stands in or beside a sentence that speaks to a machine or tells its reader what to report",
    "white_space": "the quote was returned with other white space; the words shown are the text's",
    "place_outside_quote": "a place is named near the quote, not in it",
    "cue_outside_quote": "the sentence goes on with a word of doubt, denial, plan or condition that the quote leaves out",
}


@dataclass(frozen=True)
class Rejection:
    """One thing that was returned and not taken. `returned` is what came back, cut and fit to be printed."""

    report_id: str
    start: int  # of the piece in the report's text
    end: int
    reason: str
    message: str
    returned: str

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return dict(self.__dict__)


class NotTaken(Exception):  # noqa: N818 - named for what happened; never leaves this package
    """A returned claim, or a whole reply, that is not taken."""

    def __init__(self, reason: str, detail: str = "", returned: str = "") -> None:
        self.reason, self.detail, self.returned = reason, detail, returned
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One sentence: what was wrong, and where."""
        return REASONS[self.reason] + (f": {self.detail}" if self.detail else "")
