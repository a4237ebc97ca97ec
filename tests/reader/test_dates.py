"""Dates are written no more exactly than the paper knew them."""

from __future__ import annotations

import pytest

from index.article import Published
from reader.dates import day, long_day, month_of


@pytest.mark.parametrize(
    ("iso", "long", "short", "yearless", "month"),
    [
        ("2012-10-04T15:07", "4 October 2012", "4 Oct 2012", "4 Oct", "October 2012"),
        ("2012-10-14", "14 October 2012", "14 Oct 2012", "14 Oct", "October 2012"),
        ("2012-10", "October 2012", "Oct 2012", "Oct", "October 2012"),
        ("2012", "2012", "2012", "", "2012"),
        ("2012-99-99", "2012", "2012", "", "2012"),
        ("", "", "", "", "Undated"),
    ],
)
def test_what_is_known_is_written(iso: str, long: str, short: str, yearless: str, month: str) -> None:
    published = Published(iso)
    written = (long_day(published), day(published), day(published, year=False), month_of(published))
    assert written == (long, short, yearless, month)
