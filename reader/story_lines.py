"""A story as lines of a width: a timeline with its gaps, one row an article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import Headline, Published
from index.links.records import Chapter, Mark, Story
from reader import text
from reader.dates import MONTHS
from reader.signs import Signs, signs
from reader.text import Line
from reader.widgets.line_list import RowLine
from reader.wrapping import wrap

_WIDE = 84
"""From this width on papers and marks have columns of their own."""

_DATE = 12
"""Cells of ``1998  Apr 21``."""

_LONG = 60
"""Days without news from which on they are told."""

_TITLE_LINES = 3
_NO_MARKS: Mapping[int, str] = {}
_TOLD = (Mark.CORRECTION, Mark.FIRST, Mark.LATEST, Mark.FOLLOW_UP)
"""The first of them that an article is, is what is told of it."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """An article of a story as it is shown."""

    article: int
    headline: str
    published: Published
    source: str
    notes: tuple[str, ...] = ()
    """What it is to the story, a few words each."""
    gap: int = 0
    """Days without news before it."""
    copy: bool = False
    """Whether it is a version of the row above it."""
    here: bool = False
    """Whether it is the article that the story was asked of."""


def rows(
    story: Story,
    copies: Mapping[int, Headline],
    unfolded: Collection[int],
    *,
    only: Collection[int] | None = None,
    marks: Mapping[int, str] = _NO_MARKS,
) -> list[StoryRow]:
    """The chapters, and below those that are unfolded their versions, whose headlines are ``copies``.

    With ``only`` those that are among these articles or have a version among them; ``marks`` are the
    person's, in signs.
    """
    found: list[StoryRow] = []
    gap = 0
    for chapter in story.chapters:
        gap += chapter.gap
        if only is not None and not {chapter.article, *chapter.copies} & set(only):
            continue
        open_, here = chapter.article in unfolded, chapter.article == story.article
        notes = _notes(chapter, folded=not open_, here=here)
        found.append(
            StoryRow(
                chapter.article,
                chapter.headline,
                chapter.published,
                chapter.source,
                tuple(filter(None, (*notes, marks.get(chapter.article)))),
                gap if chapter.published else 0,
                here=here,
            )
        )
        gap = 0
        if open_:
            versions = [copies[article] for article in chapter.copies if article in copies]
            found += (
                StoryRow(
                    row.id,
                    row.headline,
                    row.published,
                    row.source,
                    tuple(filter(None, ("version", marks.get(row.id)))),
                    copy=True,
                )
                for row in versions
            )
    return found


def lines(shown: Sequence[StoryRow], width: int, drawn_with: Signs | None = None) -> list[RowLine]:
    """The timeline, the first article at the top.

    Roles: ``title``, ``detail``, ``rail``, ``note``, ``here``.
    """
    drawn: list[RowLine] = []
    with_ = drawn_with or signs()
    columns = _columns(shown, width, with_)
    last = max((place for place, row in enumerate(shown) if not row.copy), default=0)
    year = -1
    for place, row in enumerate(shown):
        if place and not row.copy:
            drawn += map(RowLine, _between(row, year, with_))
        told = _date(row.published, year)
        year = row.published.year if row.published else year
        if row.copy:
            branch = " " if place > last else with_.gap
        elif place == 0:
            branch = with_.branch_first if last else with_.rule
        else:
            branch = with_.branch_last if place == last else with_.branch
        rail = " " if place >= last else with_.gap if row.copy else with_.column
        entry = _wide(row, columns, with_) if columns else _narrow(row, width - _DATE - 4, with_)
        for number, line in enumerate(entry):
            lead = f"{told if not number else '':<{_DATE}}  {branch if not number else rail}"
            drawn.append(RowLine(_after(lead, line), place))
    return drawn


def gap_words(days: int) -> str:
    """``19 months``, ``9 years``; empty for a gap that is not worth a word."""
    if days < _LONG:
        return ""
    months = round(days / 30.44)
    return f"{months} months" if months < 24 else f"{round(days / 365.25)} years"


def _notes(chapter: Chapter, *, folded: bool, here: bool) -> Iterator[str]:
    """What an article is to its story."""
    marks = [mark for mark in _TOLD if mark in chapter.marks][:1]
    yield from (mark.value for mark in marks if mark is not Mark.FOLLOW_UP or not here)
    if here:
        yield "you are here"
    if chapter.copies and folded:
        count = len(chapter.copies)
        yield f"{signs().more}{count} version{'' if count == 1 else 's'}"


def _date(published: Published, year: int) -> str:
    """``1998  Apr 21``, without the year where the row above tells it."""
    if not published:
        return "undated"
    month = MONTHS[published.month - 1][:3] if 1 <= published.month <= 12 else ""
    day = f"{published.day_of_month:>2}" if month and published.day_of_month else ""
    return f"{'' if published.year == year else published.year:<4}  {month} {day}".rstrip()


def _between(row: StoryRow, year: int, with_: Signs) -> Iterator[Line]:
    """What lies between two articles: how long nothing came, or a bit of air before another year."""
    if words := gap_words(row.gap):
        yield Line(f"{'':<{_DATE}}  {with_.gap} {words}", "rail")
    elif row.published and row.published.year != year:
        yield Line(f"{'':<{_DATE}}  {with_.column}", "rail")


def _columns(shown: Sequence[StoryRow], width: int, with_: Signs) -> tuple[int, int, int] | None:
    """Cells for headlines, papers and notes; None where there is no room for columns."""
    if width < _WIDE:
        return None
    papers = min(
        max(20, width // 6), max((text.cells(text.one_line(row.source)) for row in shown), default=0)
    )
    notes = min(34, max((text.cells(_joined(row, with_)) for row in shown), default=0))
    room = width - _DATE - 4 - papers - notes - 4
    longest = max((text.cells(text.one_line(row.headline)) for row in shown), default=0)
    return max(20, min(room, longest)), papers, notes


def _wide(row: StoryRow, columns: tuple[int, int, int], with_: Signs) -> Iterator[Line]:
    """Headline, paper and notes beside each other; the headline on as many lines as it needs."""
    titles, papers, notes = columns
    for number, words in enumerate(_title(row, titles)):
        title = _begun(words, row, with_, first=not number)
        if number:
            yield title
            continue
        paper = text.cut(text.one_line(row.source), papers)
        end = title.text + " " * (titles + 3 - text.cells(title.text))
        facts = end + paper + " " * (papers - text.cells(paper) + 2)
        told = text.cut(_joined(row, with_), notes)
        yield Line(
            (facts + told).rstrip(),
            "",
            (*title.spans, (len(end), len(facts), "detail"), (len(facts), len(facts + told), "note")),
        )


def _narrow(row: StoryRow, width: int, with_: Signs) -> Iterator[Line]:
    """The headline, and below it paper and notes."""
    for number, words in enumerate(_title(row, width)):
        yield _begun(words, row, with_, first=not number)
    facts = f" {with_.dot} ".join(filter(None, (text.one_line(row.source), *row.notes)))
    for start, end in wrap(facts, width):
        yield Line(f" {facts[start:end]}", "detail")


def _begun(words: str, row: StoryRow, with_: Signs, *, first: bool) -> Line:
    """A line of a headline behind the sign for where one is."""
    lead = with_.bar if row.here else " "
    sign = ((0, 1, "here"),) if row.here and first else ()
    role = "here" if row.here else "detail" if row.copy else "title"
    return Line((lead if first else " ") + words, "", (*sign, (1, 1 + len(words), role)))


def _title(row: StoryRow, width: int) -> list[str]:
    """The headline wrapped; cut where it is longer than its lines."""
    title = text.headline(row.headline)
    stretches = wrap(title, max(8, width))
    shown = [title[start:end] for start, end in stretches[:_TITLE_LINES]]
    if len(stretches) > _TITLE_LINES:
        shown[-1] = text.cut(title[stretches[_TITLE_LINES - 1][0] :], max(8, width))
    return shown


def _joined(row: StoryRow, with_: Signs) -> str:
    """Its notes on a line."""
    return f" {with_.dot} ".join(row.notes)


def _after(lead: str, line: Line) -> Line:
    """A line behind its date and rail."""
    shift = len(lead)
    spans = tuple((start + shift, end + shift, role) for start, end, role in line.spans)
    if line.role:
        spans = ((shift, shift + len(line.text), line.role), *spans)
    return Line(lead + line.text, "", ((0, shift, "rail"), *spans))
