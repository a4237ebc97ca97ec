"""The reading screen as it is first seen: the search line, the list, the status line.

The first headlines are painted before anything else of the screen is loaded. Then the front screen becomes
the reading screen: the same object, with the same widgets, takes on the class that knows the rest, and that
puts the other panes beside the list. Whatever is asked of it before then makes that happen at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from index.errors import NewsreaderError
from reader import messages, preparing
from reader.facts import Fact, Failed
from reader.keys import Scope, bindings
from reader.lists import Listed, QueryRefused, RowsLoaded
from reader.rows import Density
from reader.screens.listing import WATCH, Listing
from reader.widgets.list_pane import ListPane
from reader.widgets.search_bar import SearchBar
from reader.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.archive import Archive
    from reader.app import NewsreaderApp


class RestLoaded(Fact):
    """Everything else that the reading screen needs is loaded."""


class FrontScreen(Listing):
    """Lists articles; becomes the :class:`~reader.screens.reading.ReadingScreen`."""

    BINDINGS = bindings(Scope.READING)

    _furnishing = False
    """Whether the rest is there or about to be."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        listed = ListPane(id="list-pane")
        self.divide_between(listed)
        yield SearchBar(self._query, id="search")
        with Horizontal(id="panes"):
            yield listed
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Open the archive while the first screen is painted."""
        app = cast("NewsreaderApp", self.app)
        compact = (app.remembered.density or app.settings.density) == Density.COMPACT
        self.list_pane.list.density = Density.COMPACT if compact else Density.COMFORTABLE
        self.set_focus(self.list_pane.list)
        archive = preparing.at_once(self.folder)
        if archive is not None:
            self.loader.take(archive)
        self.search_bar.show_searching()
        if archive is None:
            self.open_archive()
        elif self._query:
            self.begin(archive)
        else:
            self._begin_at_once(archive)

    def _begin_at_once(self, archive: Archive) -> None:
        """Let the newest articles be part of the first painting."""
        self._tell_notices(archive)
        try:
            listed, rows = self.loader.first(self._sort)
        except NewsreaderError as error:
            self.tell(error)
            return
        self.show_list(listed)
        self.list_pane.list.provide(rows, self.list_pane.list.generation)
        self.call_after_refresh(self.list_whole)
        self._have_rest_loaded()

    def begin(self, archive: Archive) -> None:
        """List the first articles."""
        self._tell_notices(archive)
        self.list_anew(self._query, self._sort)

    def _tell_notices(self, archive: Archive) -> None:
        """Tell what is wrong with the settings, and what opening the archive has to say."""
        if told := " ".join(filter(None, (cast("NewsreaderApp", self.app).problem, *archive.notices))):
            self.status.say(told)

    @on(SearchBar.Left)
    def _leave_search(self, fact: SearchBar.Left) -> None:
        """Go back to what had the focus."""
        self.to_list()

    # Becoming the reading screen

    def settle(self) -> None:
        """Set up what the front screen did without; each class that adds something adds to this."""
        self.set_interval(WATCH, self.look_for_more)

    def furnish(self) -> None:
        """Become the reading screen, unless it is one already."""
        from reader.screens.reading import ReadingScreen

        if not isinstance(self, ReadingScreen):
            self._furnishing = True
            self.__class__ = ReadingScreen
            self.settle()

    @on(Listed)
    @on(RowsLoaded)
    @on(QueryRefused)
    @on(Failed)
    def _think_of_rest(self, fact: Fact) -> None:
        """Load the rest as soon as there are rows to look at meanwhile, or there will be none."""
        if not (isinstance(fact, Listed) and fact.ids):
            self._have_rest_loaded()

    def _have_rest_loaded(self) -> None:
        """Load the rest when what there is has been painted."""
        if not self._furnishing:
            self._furnishing = True
            self.call_after_refresh(self._load_rest)

    def _load_rest(self) -> None:
        """Load it in a thread: the list can be used meanwhile."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            import reader.screens.reading  # noqa: F401 - loaded here, so that the list goes on meanwhile

            if self.loader.ready:
                self.loader.archive.prepare()
            return RestLoaded()

        self.loader.carry_out("rest", "Load the rest of the screen", work)

    @on(RestLoaded)
    def _settle(self, fact: RestLoaded) -> None:
        """The rest has come."""
        self.furnish()

    @on(messages.OpenArticle)
    def _furnish_to_open(self, request: messages.OpenArticle) -> None:
        """An article is wanted before there is a pane for it."""
        if type(self) is FrontScreen:
            self.furnish()
            self.post_message(request)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """The rest comes at once when one of its commands is given."""
            if name.startswith("action_") and type(self) is FrontScreen:
                self.furnish()
                return getattr(self, name)
            raise AttributeError(f"{type(self).__name__} has no {name!r}", name=name, obj=self)
