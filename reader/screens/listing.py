"""The headline list and what fills it: queries, orders, rows."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on

from index.records import Sort
from reader import dates, messages, text
from reader.find import Find
from reader.folding import Folding
from reader.keys import key_name, keys_of
from reader.lists import Grown, Listed, MarksLoaded, QueryRefused, RowsLoaded
from reader.screens.frame import Frame
from reader.timeline import Timeline
from reader.widgets.headline_list import HeadlineList
from reader.widgets.search_bar import Summary
from reader.widgets.status_line import ListPlace

WATCH = 3.0
"""Seconds between two looks at whether the archive has grown."""

if TYPE_CHECKING:
    from reader.app import NewsreaderApp
    from reader.screens.date_prompt import Period


class Listing(Frame):
    """Lists what a query finds, or the whole archive, and keeps the list supplied with rows."""

    def __init__(self, folder: Path, query: str = "", *, samples: bool = False) -> None:
        """Open the archive in ``folder`` and list what matches ``query``."""
        super().__init__(folder, samples=samples)
        self._query = query
        self._sort = Sort.RELEVANCE if query else Sort.NEWEST
        self._matches: Find | None = None
        """Finds the matches of the query in any text."""
        self._summary = Summary(0, self._sort)
        """What the search bar tells of the list."""
        self._woke = 0
        """How many links are known to have woken up since."""
        self._folding = Folding()
        """The list with what may be folded in it."""
        self._unfolded: set[int] = set()
        """The articles whose versions have rows of their own."""
        self._sequence = 0
        """How far the archive had come when the list was made."""
        self._begun: Listed | None = None
        """What is shown while it is only the first rows of the archive."""
        self.last_listed: Listed | None = None
        """What is shown."""

    def list_shown(self, fact: Listed, *, anew: bool) -> None:
        """Called when a list is shown; ``anew`` when it is that of another query."""

    @property
    def listed(self) -> tuple[str, Sort]:
        """The query and the order of the list."""
        return self._query, self._sort

    @property
    def found(self) -> array[int]:
        """The articles of the list, those included that share a row with another; typecode ``q``."""
        return self._folding.ids

    @on(messages.Search)
    def search(self, request: messages.Search) -> None:
        """List the hits of a query; by relevance, unless the same query was sorted otherwise before."""
        sort = self._sort
        if request.query != self._query:
            sort = Sort.RELEVANCE if request.query else Sort.NEWEST
        self.search_bar.show_query(request.query)
        self.list_anew(request.query, sort)

    def list_anew(self, query: str, sort: Sort) -> None:
        """Ask for a list; what is on screen stays until it comes."""
        self.search_bar.show_searching()
        if self.loader.ready:
            self.loader.list(query, sort, whole=False)
        else:  # asked for as soon as the archive is open
            self._query, self._sort = query, sort

    @on(Listed)
    def show_list(self, fact: Listed) -> None:
        """Show the hits; the chosen article stays chosen where it is among them."""
        if not self.loader.is_current(fact):
            return
        anew = fact.query != self._query
        pane, begun = self.list_pane, self._begun
        goes_on = begun is not None and fact.complete and (begun.query, begun.sort) == (fact.query, fact.sort)
        self._begun = None if fact.complete else fact
        if not fact.complete and pane.list.ids and pane.list.current not in fact.ids:
            self.list_whole()  # it will have the row that the cursor is on
            return
        self._query, self._sort, self._matches = fact.query, fact.sort, fact.find
        milliseconds = fact.results.milliseconds if fact.results else None
        more = fact.total - self._summary.total if self._sequence and not anew else 0
        self._summary = Summary(fact.total, fact.sort, milliseconds)
        self._sequence, self._woke = fact.sequence, 0
        self.search_bar.show_summary(self._summary)
        stays = not anew or not fact.query
        self._fold(fact.folding, anew=anew)
        self._show_rows(keep_cursor=stays, goes_on=goes_on)
        self._tell_place()
        if fact.ids:
            pane.show_list()
        elif fact.query:
            pane.show_nothing_found(fact.query, fact.counts)
        else:
            pane.show_empty(str(self.folder))
        self.last_listed = fact
        self.list_shown(fact, anew=anew)
        notes = fact.results.notes if fact.results else ()
        if notes or more > 0:
            self.status.say(" ".join([f"{_new(more)}."] * (more > 0) + list(notes)))
        if self.search_bar.input.has_focus:
            self.to_list()
        if pane.list.is_supplied:
            self.list_whole()

    def list_whole(self) -> None:
        """Ask for the rest of an archive of which the first rows are there, unless another list is wanted."""
        if self._begun is not None and self.loader.is_current(self._begun):
            self.loader.list(self._begun.query, self._begun.sort)

    def _fold(self, folding: Folding, *, anew: bool) -> None:
        """Take another list; what is known of its versions stays folded or apart, the rest as is settled."""
        known = set() if anew else set(self._folding.copies)
        if anew:
            self._unfolded = set()
        if cast("NewsreaderApp", self.app).settings.versions == "apart":
            self._unfolded |= folding.copies.keys() - known
        self._folding = folding

    def _show_rows(self, *, keep_cursor: bool, goes_on: bool = False) -> None:
        """Show the list, the versions of one piece on one row where they are not unfolded."""
        folding, current = self._folding, self.list_pane.list.current
        if keep_cursor and current is not None and current not in folding.copies:
            standing = folding.standing_for(current)
            self._unfolded |= {standing} if standing is not None else set()
        ids, days = folding.shown(self._unfolded)
        copies = {one: len(them) for one, them in folding.copies.items() if one not in self._unfolded}
        self.list_pane.list.show(
            ids,
            Timeline(days, len(ids)),
            keep_cursor=keep_cursor,
            snippets=bool(self._query),
            copies=copies,
            goes_on=goes_on,
        )

    @on(messages.UnfoldVersions)
    def _unfold(self, request: messages.UnfoldVersions) -> None:
        """Give the versions of a piece rows of their own, or fold them into one."""
        standing = self._folding.standing_for(request.article_id)
        if standing is None:
            self.status.say("There are no other versions of this article in the list.")
            return
        count = len(self._folding.copies[standing])
        told = f"{count:,} version{'' if count == 1 else 's'}"
        if standing in self._unfolded:
            self._unfolded.discard(standing)
            self.list_pane.list.select(standing)
            self._show_rows(keep_cursor=True)
            self.status.say(f"Folded {told} into one row.")
        else:
            self._unfolded.add(standing)
            self._show_rows(keep_cursor=True)
            key = key_name(keys_of("list.unfold")[0])
            self.status.say(f"{told} more, each in its place of the list; {key} folds them again.")

    @on(QueryRefused)
    def _show_refusal(self, fact: QueryRefused) -> None:
        """Say what is wrong with the query, where it was typed; the list stays as it was."""
        if self.loader.is_current(fact):
            self.search_bar.ask_archive()
            self.search_bar.show_problem(fact.error)
            if self._begun is not None:
                self.loader.list(self._begun.query, self._begun.sort)

    @on(messages.RowsWanted)
    def _load_rows(self, request: messages.RowsWanted) -> None:
        """Fetch rows for the list."""
        if self.loader.ready:
            self.loader.rows(request.ids, self._query, request.generation)

    @on(RowsLoaded)
    def _provide_rows(self, fact: RowsLoaded) -> None:
        """Hand rows to the list, which drops those of a former one."""
        self.list_pane.list.provide(fact.rows, fact.list_generation)
        self.call_after_refresh(self.list_whole)

    def look_for_more(self) -> None:
        """Look whether the archive has articles that belong on the list and are not there."""
        if self.loader.ready:
            self.loader.growth(self._query, self._summary.total, self._sequence)

    @on(Grown)
    def _tell_growth(self, fact: Grown) -> None:
        """Tell how many there are; the list stays as it is until one asks for them."""
        about_this = (fact.query, fact.sequence) == (self._query, self._sequence)
        if self.loader.is_current(fact) and about_this and fact.new != self._summary.new:
            self._summary = self._summary._replace(new=fact.new)
            self.search_bar.show_summary(self._summary)
        if self.loader.is_current(fact) and about_this and fact.woke != self._woke:
            self._woke = fact.woke
            self.status.say(_woken(fact.woke, fact.title))

    def action_refresh(self) -> None:
        """Make the list anew, with what has come into the archive; the cursor keeps its article."""
        self.list_anew(self._query, self._sort)

    # What the person has marked and chosen

    @property
    def articles_at_hand(self) -> array[int]:
        """What is done to several articles is done to these: the open one while one reads it, otherwise
        those that are chosen in the list, or the one at its cursor."""
        chosen = self.list_pane.list.chosen
        if self.reading or not chosen:
            return array("q", [] if self.at_hand is None else [self.at_hand])
        return chosen

    def must_wait(self) -> bool:
        """Whether all are chosen of an archive whose rest is still being listed; that is said then."""
        waits = self._begun is not None and self.list_pane.list.chooses_all and not self.reading
        if waits:
            self.status.say("The archive is still being listed: press it again in a moment.")
        return waits

    def renew_marks(self) -> None:
        """Show what the person has marked by now."""
        if self.list_pane.list.known:
            self.loader.marks(self.list_pane.list.known)

    @on(MarksLoaded)
    def _show_marks(self, fact: MarksLoaded) -> None:
        """Show marks, unless others were asked for since."""
        if self.loader.is_current(fact):
            self.list_pane.list.remark(fact.marks)

    @on(HeadlineList.DensitySet)
    def _remember_density(self, fact: HeadlineList.DensitySet) -> None:
        """Show as much the next time."""
        cast("NewsreaderApp", self.app).remembered.density = fact.density

    # The place in the list

    @on(HeadlineList.Moved)
    @on(HeadlineList.SelectionChanged)
    def _tell_place(self) -> None:
        """Tell where in the list and in time the cursor is, and how many articles are chosen."""
        rows = self.list_pane.list
        self.status.place = ListPlace(rows.cursor + 1, len(rows.ids), rows.day, rows.chosen_count)

    def action_go_to_date(self) -> None:
        """Ask for a date and go to it."""
        if self._sort.is_time:
            from reader.screens.date_prompt import DatePrompt

            self.app.push_screen(DatePrompt(), self._go_to)
        else:
            key = key_name(keys_of("sort")[0])
            self.status.say(f"Only a list by date has dates to go to: {key} changes the order.")

    def _go_to(self, period: Period | None) -> None:
        """Go to the first row of a period; say so where there is none in it."""
        if period is None:
            return
        self.to_list()
        day = self.list_pane.list.go_to(period.first, period.last)
        if not period.first <= day <= period.last:
            nearest = dates.long_day(dates.published(day))
            found = f"Nothing of {period.words}; the nearest is of {nearest}."
            self.status.say(found if day else "No article has a date.")

    def action_sort(self) -> None:
        """The next order."""
        orders = [sort for sort in Sort if self._query or sort is not Sort.RELEVANCE]
        self.list_anew(self._query, orders[(orders.index(self._sort) + 1) % len(orders)])


def _woken(count: int, title: str) -> str:
    """``41 links woke up: “First Pier Stands” and others are in the archive now.``"""
    links = f"{count:,} link{'' if count == 1 else 's'} woke up"
    others, verb = (" and others", "are") if count > 1 else ("", "is")
    return f"{links}: “{text.one_line(title)}”{others} {verb} in the archive now."


def _new(count: int) -> str:
    """``38 new articles``."""
    return f"{count:,} new article{'' if count == 1 else 's'}"
