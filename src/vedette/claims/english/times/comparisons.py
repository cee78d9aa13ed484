"""Times that something is only compared with: "the first since 2019", "down from 200 on Monday", "more than in January".

The words of a sentence before a time flow in; whether the time only serves a comparison flows out. Such a time dates no claim.
"""

from __future__ import annotations

import re

_LONGEST_BEFORE = 100  # characters in which a comparison may stand
_COUNT = (
    r"(?:an? \w+ of )?(?:some |about |around |nearly )?"
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|zero)"
)  # fmt: skip
_AFTER_THAN = "in|at|on|during|any|ever|it|they|those|the|a|an|its|last|were|was|had|did|seen|there"
# of what a comparison is made
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!later )(?<!earlier )(?<!sooner )\bthan (?:(?:{_AFTER_THAN})\b[^;:]{{0,40}})?$",
        r"\b(?:compared (?:with|to)|versus|as against|unlike)\b[^;:]{0,40}$",
        r"\b(?:up|down) (?:sharply |slightly )?from\b[^;:]{0,30}$",
        r"\b(?:below|above) (?:its|their|the) levels? (?:of|in)?\s*$",
        r"\b(?:a first|(?:the )?first(?: \w+){0,3}|(?:the )?(?:most|\w{3,}est|only)(?: \w+){0,4})\s+(?:since|in)\s*$",
        r"\bfor the first time (?:since|in)\s*$",
        rf"\bfrom {_COUNT}(?: (?!to\b|since\b)\w+){{0,3}} (?:in |on )?$",  # "from 60 in May to 41 in August"
        r"\bfor the \w+ time\s*$",  # "for the third time this month" tells how often, not when
        r"\b(?:its|their|the|her) (?:second|third|fourth|fifth|sixth) (?:of )?$",  # "its second this year"
    )
)


def is_compared(before: str) -> bool:
    """Whether the words that lead up to a time make it one of comparison.

    Args:
        before: the sentence up to the time, its preposition included.
    """
    return any(pattern.search(before[-_LONGEST_BEFORE:]) for pattern in _PATTERNS)
