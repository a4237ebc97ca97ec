"""Days as the index knows them, and the dates that people write in queries."""

from __future__ import annotations

import re
from datetime import date

FIRST_DAY = 1
"""The smallest day of a dated article; 0 says that there is no date."""

LAST_DAY = 99_999_999
"""No article is later."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def period(text: str) -> tuple[int, int]:
    """The first and last ``YYYYMMDD`` of a year, month or day written ``2012``, ``2012-10``, ``2012-10-14``.

    A year begins before its first month, so that it takes in the articles of which only the year is known
    (``20120000``). ValueError says in plain words what is wrong with the text.
    """
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date")
    year, month, day = match.groups()
    if int(year) == 0:
        raise ValueError("there is no year 0")
    if month is None:
        return int(year) * 10_000, int(year) * 10_000 + 9_999
    if not 1 <= int(month) <= 12:
        raise ValueError(f"there is no month {int(month)}")
    first = int(year) * 10_000 + int(month) * 100
    if day is None:
        return first, first + 99
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"{year}-{month} has no day {int(day)}") from None
    return first + int(day), first + int(day)


def days(field: str, text: str) -> tuple[int, int]:
    """The first and last day that ``after:``, ``before:`` or ``on:`` with a date lets through.

    ``after`` takes in the date that it names and ``before`` does not, so that ``after:2010 before:2012`` are
    the years 2010 and 2011. Undated articles pass none of them.
    """
    first, last = period(text)
    if field == "after":
        return first, LAST_DAY
    if field == "before":
        return FIRST_DAY, first - 1
    return first, last
