"""Dates are written no more exactly than the paper knew them."""

from __future__ import annotations

import pytest

from index.article import Published
from reader.dates import day, long_day, ordinal, published


@pytest.mark.parametrize(
    ("iso", "long", "short", "yearless"),
    [
        ("2012-10-04T15:07", "4 October 2012", "4 Oct 2012", "4 Oct"),
        ("2012-10-14", "14 October 2012", "14 Oct 2012", "14 Oct"),
        ("2012-10", "October 2012", "Oct 2012", "Oct"),
        ("2012", "2012", "2012", ""),
        ("2012-99-99", "2012", "2012", ""),
        ("", "", "", ""),
    ],
)
def test_what_is_known_is_written(iso: str, long: str, short: str, yearless: str) -> None:
    date = Published(iso)
    assert (long_day(date), day(date), day(date, year=False)) == (long, short, yearless)


@pytest.mark.parametrize("iso", ["2012-10-14", "2012-10", "2012", "0987", ""])
def test_a_day_as_a_number_is_the_date_again(iso: str) -> None:
    assert published(Published(iso).day).iso == iso


def test_ordinals_tell_which_day_is_nearer() -> None:
    assert ordinal(19980430) - ordinal(19980421) == 9
    assert ordinal(19990101) - ordinal(19981231) == 1
