"""The pieces of which time rules are made: patterns of months, weekdays, numbers, units, clock times.

Nothing flows in; strings for regular expressions flow out. A piece with a name in braces gets the name of its group from the rule.
"""

from __future__ import annotations

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)  # fmt: skip
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"

MONTH = rf"(?P<{{0}}>{_MONTHS})\.?"
MONTH1, MONTH2 = MONTH.format("month"), MONTH.format("month2")
WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
NUMBER = (
    rf"(?P<number>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    rf"eighteen|nineteen|{_TENS}|several|few|a few|couple of|a couple of|last|half a dozen|a dozen)"
)
UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)s?"
NTH = r"(?P<nth>first|second|third|fourth|last|final)"
ORDINAL = r"(?P<ordinal>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:nd|rd|th))"
_DOM = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
DAY1, DAY2 = _DOM.format("day"), _DOM.format("day2")
_NO_DAY = "centur|annivers|floor|brigade|division|parallel|fleet|army|wing|regiment"  # "the 5th division" is no day
DAY_OF_MONTH = rf"(?P<dom>[12]?\d|3[01])(?:st|nd|rd|th)(?! (?:{_NO_DAY})|\s(?-i:[A-Z]))"
ANY_YEAR = r"(?:19|20)\d{2}"
YEAR, YEAR1 = rf"(?:,?\s+(?P<year>{ANY_YEAR}))?", rf"(?:,?\s+(?P<year1>{ANY_YEAR}))?"
TO = r"\s*(?:-|–|to|and|until|through)\s*"
PART = (
    r"(?P<part>early|mid|late|the (?:first|second) half of|the middle of|the (?:very )?end of|the close of|the start of|the beginning of|"
    r"the (?:first|opening|last|closing|final) days of)"
)
WEEKDAY_BEFORE = rf"(?:{_DAYS},?\s+(?:the\s+)?)?"
CLOCK = (
    r"(?:(?:noon|midnight|dawn|dusk|\d{1,2}(?:[:.]\d{2})?\s*(?:a\.?m\.?|p\.?m\.?)|\d{1,2}[:.]?\d{2})"
    r"(?:\s*(?:gmt|utc|bst|cet|local time|hours|hrs|z))?,?\s*(?:on\s+)?)"
)
