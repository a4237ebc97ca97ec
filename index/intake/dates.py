"""Dates as papers print them.

The English forms, ISO 8601 and figures with dots are read here, fast and without guessing; a line that
looks like a date in another language goes to dateparser, which is slow to load and so loads when needed.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from index.article import Published

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTHS = "|".join(sorted(_MONTHS, key=len, reverse=True))
"""The English months, long and short, as alternatives of a pattern."""
_YEAR = r"(?P<year>1[4-9]\d\d|2[01]\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?(?:the )?"
_CLOCK = (
    r"(?P<time>(?:,? (?:at )?|, ?|T| ?[-–—|·•] ?)(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?:\.\d{1,6})?)?(?P<half> ?[ap]\.?m\.?)?(?: ?(?:\(?(?:Z|UTC|GMT|[A-Z]{1,3}[SD]?T|MSK|[ECW]ET)\)?"
    r"|[+-]\d\d:?\d\d))?)?"
)
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}(?P<month>{MONTHS})\.? {_DAY},? {_YEAR}{_CLOCK}",
        rf"{_WEEKDAY}{_DAY}(?: of)?[ -](?P<month>{MONTHS})\.?,?[ -]{_YEAR}{_CLOCK}",
        rf"{_YEAR}[-/.](?P<month>\d\d)(?:[-/.]{_DAY}{_CLOCK})?",
        rf"{_YEAR}年 ?(?P<month>\d{{1,2}})月(?: ?(?P<day>\d{{1,2}})日)?{_CLOCK}",
        rf"(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{_YEAR}{_CLOCK}",
        rf"(?P<month>{MONTHS})\.?,? {_YEAR}",
        _YEAR,
    )
]
_NUMERALS = re.compile(r"\d+")
_FOREIGN = re.compile(
    r"(?:[^\W\d_]+\.?,? ){0,2}\d{1,2}(?:\.|º|ª|[^\W\d_]{1,2})? "
    r"(?:de |d['’])?[^\W\d_]{3,14}\.?,? (?:de |del )?"
    rf"{_YEAR}(?: ?[^\W\d_]{{1,5}}\.?)?"
    r"(?:,? (?:[^\W\d_]{1,3} ){0,2}\d{1,2} ?[^\w\s]?[^\W\d_]?\d\d.{0,5})?"
    r"|(?:1[4-9]|2[01])\d\d\.? ?[^\W\d_]+\.? ?\d{1,2}\.?(?:[^\W\d_] ?\d{1,2}[^\W\d_])?"
)
"""Day, word of a month, year, perhaps a weekday before and a time behind them; or the year first."""
_LONGEST = 60
"""Characters; a longer line is no date."""


def parse(line: str) -> Published | None:
    """The date that a line is, as exactly as it says; None unless the whole line is one.

    Space is expected to be single. A time zone is understood but not kept: papers print local time.
    ``4/5/2012`` is no date, since nobody can tell whether it is in April or in May.
    """
    if not (4 <= len(line) <= _LONGEST and _NUMERALS.search(line)):
        return None
    for form in _FORMS:
        if match := form.fullmatch(line):
            return _published(match)
    return _foreign(line) if _FOREIGN.fullmatch(line) else None


def _published(match: re.Match[str]) -> Published | None:
    """The date of a match, None when there is no such day."""
    parts = match.groupdict()
    year, named, day = int(parts["year"]), parts.get("month"), parts.get("day")
    if not named:
        return Published(f"{year}")
    month = int(named) if named.isdigit() else _MONTHS[named.lower()]
    if day and named.isdigit() and match.start("day") < match.start("month"):
        first, second = int(day), month
        if "/" in match[0] and first <= 12 and second <= 12 and first != second:
            return None
        if "/" in match[0] and second > 12:
            month, day = first, str(second)
    try:
        known = date(year, month, int(day or 1))
    except ValueError:
        return None
    if not day:
        return Published(f"{known:%Y-%m}")
    clock = _time(parts)
    return None if clock is None else Published(known.isoformat() + clock)


def _time(parts: dict[str, Any]) -> str | None:
    """The time of day as ``T15:07``, empty when the paper gives none, None when there is no such time."""
    if not parts.get("time"):
        return ""
    hour, minute, second, half = (parts[name] for name in ("hour", "minute", "second", "half"))
    if not minute and not half:
        return None
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.strip().lower().startswith("p") else 0)
    if hours > 23 or minutes > 59 or int(second or 0) > 59:
        return None
    return f"T{hours:02}:{minutes:02}" + (f":{int(second):02}" if second else "")


@lru_cache(maxsize=4096)
def _foreign(line: str) -> Published | None:
    """The date of a line in another language than English."""
    found = _parser().get_date_data(line)
    moment = found.date_obj
    if moment is None or found.period not in ("day", "time") or found.locale.startswith("en"):
        return None
    numerals = [int(numeral) for numeral in _NUMERALS.findall(line)]
    if moment.year not in numerals or moment.day not in numerals:
        return None
    clock = len(numerals) >= 4
    return Published(f"{moment:%Y-%m-%dT%H:%M}" if clock else f"{moment:%Y-%m-%d}")


@lru_cache(maxsize=1)
def _parser() -> Any:
    """The parser for the dates of the world."""
    from dateparser.date import DateDataParser  # a slow import, for other languages only

    return DateDataParser(settings={"REQUIRE_PARTS": ["day", "month", "year"]}, try_previous_locales=False)
