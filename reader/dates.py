"""Dates as the screen writes them: no more exactly than the paper knew."""

from __future__ import annotations

from index.article import Published

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_day(published: Published) -> str:
    """``14 October 2012``, ``October 2012``, ``2012``; empty when undated."""
    return _written(published, MONTHS, year=True)


def day(published: Published, *, year: bool = True) -> str:
    """``14 Oct 2012``, ``Oct 2012``, ``2012``, without the year ``14 Oct``, ``Oct``; empty when undated."""
    return _written(published, tuple(month[:3] for month in MONTHS), year=year)


def published(day: int) -> Published:
    """The date that a day ``YYYYMMDD`` stands for; its unknown parts are 0."""
    year, month, day_of_month = day // 10_000, day // 100 % 100, day % 100
    known = 0 if not year else 1 if not month else 2 if not day_of_month else 3
    return Published("-".join((f"{year:04}", f"{month:02}", f"{day_of_month:02}")[:known]))


def ordinal(day: int) -> int:
    """A number that grows with the days about as time does, for telling which of two is nearer."""
    return day // 10_000 * 372 + day // 100 % 100 * 31 + day % 100


def _written(published: Published, names: tuple[str, ...], *, year: bool) -> str:
    month = _name(names, published.month)
    number = str(published.day_of_month) if month and published.day_of_month else ""
    year_number = str(published.year) if year and published else ""
    return " ".join(filter(None, (number, month, year_number)))


def _name(names: tuple[str, ...], month: int) -> str:
    """The name of a month, empty for none; 13 and more are no months."""
    return names[month - 1] if 1 <= month <= 12 else ""
