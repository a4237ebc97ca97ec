"""Dates as papers print them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Published
from index.intake.dates import parse


@pytest.mark.parametrize(
    "line",
    ["October 14, 2012", "October 14 2012", "October 14th, 2012", "Oct. 14, 2012", "OCT 14, 2012",
     "14 October 2012", "14 Oct. 2012", "14th of October, 2012", "the 14th October 2012", "14-Oct-2012",
     "Sunday, October 14, 2012", "Sun 14 Oct 2012", "2012-10-14", "2012/10/14", "2012.10.14", "14.10.2012",
     "14/10/2012", "10/14/2012", "2012年10月14日", "14. Oktober 2012", "14 octobre 2012",
     "dimanche 14 octobre 2012", "14 октября 2012 г.", "14 de octubre de 2012", "14 жовтня 2012"],
)  # fmt: skip
def test_days(line: str) -> None:
    assert parse(line) == Published("2012-10-14")


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("October 2012", "2012-10"),
        ("Oct. 2012", "2012-10"),
        ("2012-10", "2012-10"),
        ("2012年10月", "2012-10"),
        ("1987", "1987"),
        ("1874", "1874"),
        ("October 14, 2012 3:07 PM", "2012-10-14T15:07"),
        ("October 14, 2012, at 3 p.m. EST", "2012-10-14T15:00"),
        ("October 14, 2012 | 15:07 GMT", "2012-10-14T15:07"),
        ("14 October 2012 12:05 a.m.", "2012-10-14T00:05"),
        ("2012-10-14T15:07:09Z", "2012-10-14T15:07:09"),
        ("2012-10-14 15:07:09.123+03:00", "2012-10-14T15:07:09"),
        ("le 14 octobre 2012 à 15h07", "2012-10-14T15:07"),
        ("February 29, 2012", "2012-02-29"),
    ],
)
def test_dates_are_as_exact_as_the_paper(line: str, iso: str) -> None:
    assert parse(line) == Published(iso)


@pytest.mark.parametrize(
    "line",
    ["", "4/5/2012", "October 32, 2012", "February 29, 2011", "2012-13-01", "October 14, 2012 25:00",
     "October 14, 2012 3", "October 14, 2012 and after", "In October 14, 2012", "12 men of 1995",
     "Chapter 12 of 2012", "1200", "9999", "14 octobre", "May", "12", "Cannery Row, 1945", "800,000",
     "2012 2013"],
)  # fmt: skip
def test_what_is_no_date_or_two_dates(line: str) -> None:
    assert parse(line) is None


@given(st.dates(), st.sampled_from(["%B %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_every_day_of_five_centuries_is_read_back(day, form: str) -> None:  # type: ignore[no-untyped-def]
    line = day.strftime(form)
    found = parse(line)
    if 1400 <= day.year < 2200:
        assert found == Published(day.isoformat())
    else:
        assert found is None


@given(st.text(alphabet="0123456789 -:/.,TZapmoctber年月日é", max_size=30))
def test_any_line_is_a_date_or_not(line: str) -> None:
    found = parse(line)
    assert found is None or found.year >= 1400


def test_other_languages_cost_nothing_until_they_come() -> None:
    code = (
        "import sys, index.intake.dates as d; d.parse('October 14, 2012'); print('dateparser' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
