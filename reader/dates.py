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


def month_of(published: Published) -> str:
    """``October 2012``, ``2012``, ``Undated``."""
    return f"{_name(MONTHS, published.month)} {year_of(published)}".strip()


def year_of(published: Published) -> str:
    """``2012``, ``Undated``."""
    return str(published.year) if published else "Undated"


def _written(published: Published, names: tuple[str, ...], *, year: bool) -> str:
    month = _name(names, published.month)
    number = str(published.day_of_month) if month and published.day_of_month else ""
    year_number = str(published.year) if year and published else ""
    return " ".join(filter(None, (number, month, year_number)))


def _name(names: tuple[str, ...], month: int) -> str:
    """The name of a month, empty for none; 13 and more are no months."""
    return names[month - 1] if 1 <= month <= 12 else ""
