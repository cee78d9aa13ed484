"""When a denied presence is an absence: "there is no carrier in the gulf" tells what is, "there are no jets of ours" answers somebody.

A claim of presence with its status and speakers flows in; a yes or no flows out. Who is quoted denies; the writer's own words,
and words that tell since when it is so, state that something is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.status.modality import Commitment

_PLAIN = word_list("negations") | {"none", "nothing", "neither", "one", "not", "n't", "n’t", "nt"}
_SINCE = frozenset({"since", "longer", "anymore", "again"})


def states_absence(trigger: Token, commitment: Commitment, speakers: Sequence[str]) -> bool:
    """Whether a presence that is denied by nothing but "no" or "not" is told as an absence."""
    sentence = trigger.sent
    if trigger.dep_ == "xcomp":
        return False  # "is said not to have kept any tanks in Ghat": somebody says so
    if commitment.status != "denied" or any(trigger.doc[i].lower_ not in _PLAIN for i in commitment.tokens):
        return False
    behind = [t.lower_ for t in trigger.doc[trigger.i : sentence.end]]
    is_dated = any(w in _SINCE for w in behind) or "any more" in " ".join(behind)
    return is_dated or not speakers
