"""A small prompt for a date to go to."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from index.article import Published
from reader import dates, text
from reader.field_message import FieldMessage
from reader.keys import Scope, bindings
from reader.screens.prompts import Prompt
from reader.signs import signs


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day, by its days ``YYYYMMDD``."""

    first: int
    last: int
    words: str
    """As it is written."""


class DatePrompt(Prompt[Period]):
    """Closes with the year, month or day that was typed."""

    BINDINGS = bindings(Scope.DATE)

    class Understood(FieldMessage):
        """What was typed has been looked at."""

        words: str
        period: Period | None
        """None when it is no date."""

    def compose(self) -> ComposeResult:
        """Where one types a date, and how it may be written."""
        with Vertical(id="panel"):
            yield Static(Content("Go to a date"), classes="panel-title")
            yield from self.line("", "1998, 1998-04, apr 1998, 21 April 1998")
            yield self.keys(Scope.DATE)

    @on(Input.Submitted)
    def _read(self, event: Input.Submitted) -> None:
        """Find out what is meant: in a thread, since what reads other languages takes a while to load."""
        event.stop()
        words = event.value.strip()
        if not words:
            return
        self.say(signs().ellipsis)

        def work() -> None:
            self.post_message(self.Understood(words, period(words)))

        self.run_worker(
            work,
            group="date",
            description="Read a date",
            thread=True,
            exclusive=True,
            exit_on_error=False,
        )

    @on(Understood)
    def _close(self, fact: Understood) -> None:
        """Close with the period, unless other words were typed meanwhile."""
        if fact.words != self.answer.value.strip():
            return
        if fact.period is None:
            self.say(f"“{text.one_line(fact.words)}” is not a date.")
        else:
            self.dismiss(fact.period)


def period(words: str) -> Period | None:
    """The year, month or day that a person means, in any language; None when it is no date."""
    from index.intake.dates import parse

    words = " ".join(words.split())
    published = parse(words) or _guess(words)
    if not published:
        return None
    rest = 0 if published.day_of_month else 99 if published.month else 9_999
    return Period(published.day, published.day + rest, dates.long_day(published))


def _guess(words: str) -> Published | None:
    """What dateparser makes of words such as ``avril 1998`` or ``two years ago``."""
    from dateparser.date import DateDataParser  # slow to load, and rarely needed

    found = DateDataParser().get_date_data(words)
    if found.date_obj is None:
        return None
    form = {"year": "%Y", "month": "%Y-%m"}.get(found.period, "%Y-%m-%d")
    return Published(f"{found.date_obj:{form}}")
