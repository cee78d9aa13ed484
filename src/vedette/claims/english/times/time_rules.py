"""The table of time rules: a pattern of words and the function that reads what it matches; the first rule that matches stands.

Nothing here counts days: that is `intervals.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from vedette.claims.english.times import intervals as read
from vedette.claims.english.times import parts_of_years as parts
from vedette.claims.english.times.intervals import Interval

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
_NUMBER = r"(?P<number>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|couple of|last)"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
_DOM = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d{2}))?"
_YEAR1 = r"(?:,?\s+(?P<year1>(?:19|20)\d{2}))?"
_DAY1, _DAY2 = _DOM.format("day"), _DOM.format("day2")
_MONTH1, _MONTH2 = _MONTH.format("month"), _MONTH.format("month2")
_TO = r"\s*(?:-|–|to|and|until|through)\s*"
_PART = r"(?P<part>early|mid|late|the first half of|the second half of|the end of|the start of|the beginning of)"
_NTH = r"(?P<nth>first|second|third|fourth|last|final)"
_SEASON, _SEASON2 = (rf"(?P<{name}>spring|summer|autumn|winter)" for name in ("season", "season2"))
_YEAR_OF, _WHICH = r"(?P<year>(?:19|20)\d{2})", r"(?P<which>this|next|last)"
_DAY_OF_MONTH = r"(?P<dom>[12]?\d|3[01])(?:st|nd|rd|th)(?! (?:centur|annivers|floor|brigade|division|parallel))"
_NAMED = (
    r"(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night|overnight|(?:this|last|next) (?:week|month|year)|"
    r"(?:last|this|over the|at the|the) weekend|currently)"
)

Reader = Callable[[re.Match[str], "date | None"], "Interval | None"]


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compile(r"((?:19|20)\d{2})-(\d{2})-(\d{2})"), read.iso_day),
    (_compile(rf"(?:from |between )?{_DAY1}(?:\s+{_MONTH1}{_YEAR1})?{_TO}{_DAY2}\s+(?:of\s+)?{_MONTH2}{_YEAR}"), read.day_range),
    (_compile(rf"(?:from |between )?{_MONTH1}\s+{_DAY1}{_YEAR1}{_TO}(?:{_MONTH2}\s+)?{_DAY2}{_YEAR}"), read.day_range),
    (_compile(rf"{_MONTH1}\s+{_DAY1}(?!\d|:|,\d{{3}}){_YEAR}"), read.one_day),
    (_compile(rf"(?:the\s+)?{_DAY1}\s+(?:of\s+)?{_MONTH1}{_YEAR}"), read.one_day),
    (_compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}"), read.numeric_day),
    (_compile(rf"(?:(?P<which>last|next|this|on|coming|this coming)\s+)?{_WEEKDAY}"), read.weekday),
    (_compile(rf"{_NUMBER}\s+{_UNIT}\s+(?:ago|earlier)"), read.ago),
    (_compile(rf"(?:over|in|during|within|for)\s+(?:the\s+)?(?:past|last|previous)\s+(?:{_NUMBER}\s+)?{_UNIT}"), read.past),
    (_compile(rf"(?:the\s+)?(?:past|previous)\s+(?:{_NUMBER}\s+)?{_UNIT}"), read.past),
    (_compile(rf"(?:over|in|during|within)\s+(?:the\s+)?(?:next|coming|following)\s+(?:{_NUMBER}\s+)?{_UNIT}"), read.coming),
    (_compile(rf"(?:within|in)\s+{_NUMBER}\s+{_UNIT}"), read.coming),
    (_compile(rf"(?:in\s+)?(?:recent|the last few|the past few)\s+{_UNIT}"), read.recent),
    (_compile(rf"(?:the\s+)?{_NTH} week (?:of|in) {_MONTH1}{_YEAR}"), parts.week_of_month),
    (_compile(rf"(?:between|from)\s+{_MONTH1}\s+(?:and|to)\s+{_MONTH2}{_YEAR}"), parts.months),
    (_compile(rf"(?:the\s+)?{_NTH} quarter(?:\s+of\s+(?P<year>(?:19|20)\d{{2}}|last year|this year))?"), parts.quarter),
    (_compile(rf"(?:{_PART}[\s-]*)?{_MONTH1}{_YEAR}"), read.month_part),
    (_compile(rf"(?:the )?{_SEASON} of {_YEAR_OF}|{_WHICH} {_SEASON2}"), parts.season),
    (_compile(r"before the year is out|(?:by|at|before) (?:the end of (?:the|this) year|(?:the )?year[’']s end|year-end)"), parts.year_end),
    (_compile(rf"(?:on|from|by|around|until|since) the {_DAY_OF_MONTH}"), parts.day_of_month),
    (_compile(r"(?:since\s+)?(?:the\s+)?(?:start|beginning) of (?:the|this) (?P<unit>year|month|week)"), read.since_start),
    (_compile(r"later this (?P<unit>week|month|year)"), read.later),
    (_compile(_NAMED), read.named),
    (_compile(r"(?:in|since|during|until|by|of)\s+(?P<y>(?:19|20)\d{2})"), read.year_only),
)  # fmt: skip
