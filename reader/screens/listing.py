"""The headline list and what fills it: queries, orders, rows."""

from __future__ import annotations

from pathlib import Path

from textual import on

from index.records import Sort
from reader import messages
from reader.find import Find
from reader.loading import Listed, QueryRefused, RowsLoaded
from reader.screens.taking import Taking
from reader.widgets.search_bar import Summary


class Listing(Taking):
    """Lists what a query finds, or the whole archive, and keeps the list supplied with rows."""

    def __init__(self, folder: Path, query: str = "", *, samples: bool = False) -> None:
        """Open the archive in ``folder`` and list what matches ``query``."""
        super().__init__(folder, samples=samples)
        self._query = query
        self._sort = Sort.RELEVANCE if query else Sort.NEWEST
        self._matches: Find | None = None
        """Finds the matches of the query in any text."""

    @property
    def listed(self) -> tuple[str, Sort]:
        """The query and the order of the list."""
        return self._query, self._sort

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
            self.loader.list(query, sort)
        else:  # asked for as soon as the archive is open
            self._query, self._sort = query, sort

    @on(Listed)
    def _show_list(self, fact: Listed) -> None:
        """Show the hits; the chosen article stays chosen where it is among them."""
        if not self.loader.is_current(fact):
            return
        anew = fact.query != self._query
        if anew and self.opened:
            self.article_pane.set_matches(fact.find)
        self._query, self._sort, self._matches = fact.query, fact.sort, fact.find
        milliseconds = fact.results.milliseconds if fact.results else None
        self.search_bar.show_summary(Summary(fact.total, fact.sort, milliseconds))
        pane, grouped = self.list_pane, fact.sort is not Sort.RELEVANCE
        stays = not anew or not fact.query
        pane.list.show(fact.ids, keep_cursor=stays, grouped=grouped, snippets=bool(fact.query))
        if fact.ids:
            pane.show_list()
        elif fact.query:
            pane.show_nothing_found(fact.query, fact.counts)
        else:
            pane.show_empty(str(self.folder))
        if self.article_id is None:
            self.article_pane.welcome(fact.archive)
        if fact.results and fact.results.notes:
            self.status.say(" ".join(fact.results.notes))
        if self.search_bar.input.has_focus:
            self.to_list()

    @on(QueryRefused)
    def _show_refusal(self, fact: QueryRefused) -> None:
        """Say what is wrong with the query, where it was typed; the list stays as it was."""
        if self.loader.is_current(fact):
            self.search_bar.ask_archive()
            self.search_bar.show_problem(fact.error)

    @on(messages.RowsWanted)
    def _load_rows(self, request: messages.RowsWanted) -> None:
        """Fetch rows for the list."""
        if self.loader.ready:
            self.loader.rows(request.ids, self._query, request.generation)

    @on(RowsLoaded)
    def _provide_rows(self, fact: RowsLoaded) -> None:
        """Hand rows to the list, which drops those of a former one."""
        self.list_pane.list.provide(fact.rows, fact.list_generation)

    def action_sort(self) -> None:
        """The next order."""
        orders = [Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST] if self._query else [Sort.NEWEST, Sort.OLDEST]
        self.list_anew(self._query, orders[(orders.index(self._sort) + 1) % len(orders)])
