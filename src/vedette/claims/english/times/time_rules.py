"""The table of time rules: a pattern of words and the function that reads what it matches; the first rule that matches stands.

Nothing here counts days: that is `intervals.py` and its neighbours. A group named `core` is where the time itself begins, behind words
that only show that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from vedette.claims.english.times import counted
from vedette.claims.english.times import intervals as read
from vedette.claims.english.times import parts_of_years as parts
from vedette.claims.english.times.feasts import FEASTS, feast, turn_of_year
from vedette.claims.english.times.intervals import Interval
from vedette.claims.english.times.named_times import NAMED, named
from vedette.claims.english.times.pieces import (
    ANY_YEAR,
    DAY1,
    DAY2,
    DAY_OF_MONTH,
    MONTH1,
    MONTH2,
    NTH,
    NUMBER,
    ORDINAL,
    PART,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAY_BEFORE,
    YEAR,
    YEAR1,
)  # fmt: skip

_SEASONS = r"spring|summer|autumn|winter"
_SEASON, _SEASON2, _SEASON3 = (rf"(?P<{name}>{_SEASONS})" for name in ("season", "season2", "season3"))
_WHICH = r"(?P<which>this|next|last)"
_OPENING = r"(?:on|from|by|around|until|since|between|and|to|before|after|through|night of|evening of|morning of)"
_OF_YEAR = rf"of\s+(?P<of_year>{ANY_YEAR}|(?:the|this|last|next) year)"
_COUNTED = (
    "men|troops|soldiers|tonnes|tons|people|miles|km|sailors|marines|vessels|ships|aircraft|feet|crew"  # "of 2000 men" is no year
)
_EDGE = r"(?P<edge>the (?:very )?(?:start|beginning|end|close|middle) of)"
_STRAIGHT, _RUNNING = r"(?:straight|consecutive|successive)", r"(?:running|in a row|in succession|on end)"
_UNIT2 = UNIT.replace("unit", "unit2")
_IN = r"(?:over|in|during|within)"

Reader = Callable[[re.Match[str], "date | None"], "Interval | None"]


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}(?<!\.)(?!\w)", re.IGNORECASE)


RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compile(r"((?:19|20)\d{2})-(\d{2})-(\d{2})"), read.iso_day),
    (_compile(rf"{DAY1}(?:,\s*\d{{1,2}})+,?\s*(?:and|to)\s+{DAY2}\s+(?:of\s+)?{MONTH2}{YEAR}"), read.day_range),
    (_compile(rf"(?:from |between )?{DAY1}(?:\s+{MONTH1}{YEAR1})?{TO}{DAY2}\s+(?:of\s+)?{MONTH2}{YEAR}"), read.day_range),
    (_compile(rf"(?:from |between )?{MONTH1}\s+{DAY1}{YEAR1}{TO}(?:{MONTH2}\s+)?{DAY2}{YEAR}"), read.day_range),
    (_compile(rf"{WEEKDAY_BEFORE}{MONTH1}\s+{DAY1}(?!\d|:|,\d{{3}}){YEAR}"), read.one_day),
    (_compile(rf"{WEEKDAY_BEFORE}(?:the\s+)?{DAY1}\s+(?:of\s+)?{MONTH1}{YEAR}"), read.one_day),
    (_compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}"), read.numeric_day),
    (_compile(rf"(?:(?:on )?the\s+)?{WEEKDAY} (?P<before_last>before last)"), read.weekday),
    (_compile(rf"(?:(?P<which>last|next|this|on|coming|this coming|a week on)\s+)?{WEEKDAY}"), read.weekday),
    (_compile(rf"{NUMBER}\s+{UNIT}\s+ago"), counted.ago),
    (_compile(rf"for (?:the|a) {ORDINAL} (?:{_STRAIGHT} {UNIT}|{_UNIT2} {_RUNNING})"), counted.running),
    (_compile(rf"(?:for )?{NUMBER} (?:{_STRAIGHT} {UNIT}|{_UNIT2} {_RUNNING})"), counted.running),
    (_compile(rf"(?:over|in|during|within|for)\s+(?:the\s+)?(?:past|last|previous)\s+(?:{NUMBER}\s+)?{UNIT}(?! of)"), counted.past),
    (_compile(rf"(?:the\s+)?past\s+(?:{NUMBER}\s+)?{UNIT}"), counted.past),
    (_compile(rf"{_IN}\s+(?:the\s+)?(?:next|coming|following)\s+(?:{NUMBER}\s+)?{UNIT}"), counted.coming),
    (_compile(rf"(?:within|in)\s+{NUMBER}\s+{UNIT}(?!\s+(?:of|to|from|ending))"), counted.coming),
    (_compile(rf"(?:within|in a matter of)\s+{UNIT}(?! of)"), counted.coming),
    (_compile(rf"(?:in\s+)?(?:recent|the last few|the past few)\s+{UNIT}"), counted.recent),
    (_compile(rf"(?:the\s+)?{NTH} week (?:of|in) {MONTH1}{YEAR}"), parts.week_of_month),
    (_compile(rf"(?:the\s+)?{NTH} quarter(?:\s+of\s+(?P<year>{ANY_YEAR}|last year|this year))?"), parts.quarter),
    (_compile(rf"Q(?P<q>[1-4])(?:\s+(?:of\s+)?(?P<year>{ANY_YEAR}))?"), parts.quarter),
    (_compile(rf"H(?P<half>[12])\s+(?:of\s+)?(?P<y>{ANY_YEAR})"), parts.part_of_year),
    (_compile(rf"the {NTH} (?:(?P<half_year>half)|{NUMBER} months) {_OF_YEAR}"), parts.first_months),
    (_compile(rf"{PART}[\s-]*(?P<y>{ANY_YEAR})"), parts.part_of_year),
    (_compile(rf"{_WHICH} {MONTH1}"), read.month_of_year),
    (_compile(rf"(?:{PART}[\s-]*)?{MONTH1}(?: of)? (?P<of_year>last|this|next) year"), read.month_of_year),
    (_compile(rf"(?:{PART}[\s-]*)?{MONTH1}{YEAR}"), read.month_part),
    (_compile(rf"(?:the )?{_SEASON} of (?P<year>{ANY_YEAR})|{_WHICH} {_SEASON2}"), parts.season),
    (_compile(rf"(?:in|by|since|during|over|until|of|through|throughout|before|after|come) (?:the )?(?P<core>{_SEASON3})"), parts.season),
    (_compile(rf"(?:(?P<which>last|next|this)\s+)?(?P<feast>{FEASTS})(?:[, ]+(?P<year>{ANY_YEAR}))?"), feast),
    (_compile(r"the turn of the year"), turn_of_year),
    (_compile(r"before the year is out|(?:by|at|before) (?:the end of (?:the|this) year|(?:the )?year[’']s end|year-end)"), parts.year_end),
    (_compile(rf"{_OPENING} the (?P<core>{DAY_OF_MONTH})"), parts.day_of_month),
    (_compile(rf"(?P<part>earlier|later|early|late|mid|so far)[\s-]+{_WHICH} (?P<unit>week|month|year)"), parts.part_of_unit),
    (_compile(rf"{_EDGE} (?:the|(?P<which>this|last|next)) (?P<unit>week|month|year)"), parts.part_of_unit),
    (_compile(r"(?:the )?(?P<unit>week|month|year)[’']s end|(?P<unit2>month)-end"), parts.part_of_unit),
    (_compile(NAMED), named),
    (_compile(rf"(?:between|from) (?P<core>(?P<y>{ANY_YEAR})\s*(?:and|to|until|-|–)\s*(?P<y2>{ANY_YEAR}))"), read.years),
    (_compile(rf"(?:in|since|during|until|by|of|before|after|through) (?:(?:at least|early|late|as early as) )?(?P<core>(?P<y>{ANY_YEAR}))"
              rf"(?!\s+(?:{_COUNTED}))"), read.year_only),
    (_compile(rf"(?:as early as|as late as|back in|early in|late in) (?P<core>(?P<y>{ANY_YEAR}))"), read.year_only),
)  # fmt: skip
