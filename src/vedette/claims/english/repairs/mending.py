"""All repairs of a parsed block, in their order.

A parsed block flows in and is changed in place; its words and its sentences stay. Figures first, because noun phrases hang on them;
then names taken for verbs, then verbs taken for nouns, then clauses that lost their subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.repairs.clauses import repair_clauses
from vedette.claims.english.repairs.figures import repair_figures
from vedette.claims.english.repairs.names import repair_names
from vedette.claims.english.repairs.small_clauses import repair_small_clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc


def mend(doc: Doc, *, is_headline: bool) -> None:
    """Put a parse right in place.

    Args:
        doc: changed in place.
        is_headline: a headline may write verbs with a capital.
    """
    repair_figures(doc)
    repair_names(doc, is_headline=is_headline)
    repair_small_clauses(doc)
    repair_clauses(doc)
