"""The person's marks: read, stars, tags, and undoing them as everything else that changes the desk.

What is written goes through a queue of errands, so that the screen never waits for the disk and no mark is
lost, not even of a reader that is left at once. After every change, and where another process has made one,
what is seen of the marks is read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on
from textual.events import DescendantFocus

from index.errors import NewsreaderError
from reader import marking, text
from reader.dwell import Dwell
from reader.errands import Errands
from reader.facts import Fact
from reader.fetching import ArticleLoaded
from reader.field_message import FieldMessage
from reader.marking import Marks, articles, in_a_line
from reader.screens.takeaway import Told
from reader.screens.viewing import Viewing

if TYPE_CHECKING:
    from index.desk import Desk
    from index.desk.records import TagCount
    from reader.app import NewsreaderApp

DWELL = 2.0
"""Seconds that an article has to be open before it counts as read."""

MANY = 50_000
"""So many articles take long enough to mark that it is told."""

PACE = 2.0
"""Seconds between two looks at whether another process has changed the desk."""


class Marked(FieldMessage):
    """A change was made to the desk, or could not be made."""

    line: str
    """What there is to say; may be empty."""


class Seen(Fact):
    """The desk was looked at."""

    version: int
    marks: Marks | None
    """Those of the open article."""


class Glanced(Fact):
    """It is known whether the desk is another one by now."""

    changed: bool
    problem: str = ""
    """Why that is not known."""


class Asked(Fact):
    """What a page needs to know of the desk is known."""

    then: Callable[[], None]
    """Opens the page."""


class Marking(Viewing):
    """What s, t, u and U do: with the open article, with the chosen ones of the list."""

    def settle(self) -> None:
        """Look from time to time whether another process has changed the desk."""
        super().settle()
        self.errands = Errands(self)
        self._dwell = Dwell(self.set_timer, self._stayed)
        self._version = -1
        """Of the desk, when it was last looked at."""
        self._problem = ""
        """Why the desk could not be read when it was last glanced at."""
        self.set_interval(PACE, self._glance)

    # Changing

    def change(self, description: str, work: Callable[..., str], *values: object) -> None:
        """Let ``work`` change the desk, which is its first argument, and tell the line that it gives."""
        desk = self.loader.desk

        def errand() -> Marked:
            try:
                return Marked(work(desk, *values))
            except NewsreaderError as error:
                return Marked(in_a_line(error))

        self.errands.do(description, errand)

    @on(Marked)
    def _tell_marked(self, fact: Marked) -> None:
        """Say what was done and show it."""
        if fact.line:
            self.status.say(fact.line)
        self.look()

    def _mark(self, description: str, work: Callable[..., str]) -> None:
        """Change a mark of the articles that are meant."""
        if self.must_wait():
            return
        ids = self.articles_at_hand
        if not ids:
            self.status.say("There is no article here.")
            return
        if len(ids) > MANY:
            self.status.say(f"Marking {articles(len(ids))} …")
        self.change(description, work, ids)

    def action_star(self) -> None:
        """Star them, or take the star from all."""
        self._mark("Star articles", marking.toggle_star)

    def action_unread(self) -> None:
        """Mark them as read, or all as unread; the open one then stays so however long it is read."""
        if self.article_id in self.articles_at_hand:
            self._dwell.stop()
        self._mark("Mark articles as read", marking.toggle_read)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.change("Undo", marking.undo)

    # Read on opening

    def stay(self) -> None:
        """Somebody is with the open article, or with none: called whenever that may have changed."""
        loaded = cast("NewsreaderApp", self.app).loaded
        seconds = loaded.settings.dwell if "dwell" in loaded.given else DWELL
        self._dwell.at(self.article_id if self.reading else None, seconds)

    def _stayed(self, article_id: int) -> None:
        """The article has been open long enough."""

        def read(desk: Desk) -> str:
            desk.mark_read([article_id], by_itself=True)
            return ""

        self.change("Mark an article as read", read)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Somebody may have gone to the article, or from it."""
        self.call_later(self.stay)

    def on_screen_suspend(self) -> None:
        """Another page lies over the article."""
        self._dwell.hold()

    def on_screen_resume(self) -> None:
        """It can be read again."""
        self._dwell.go_on()

    # Seeing

    def look(self) -> None:
        """Show anew what is seen of the marks: those of the rows, those of the open article."""
        self.renew_marks()
        article_id, desk = self.article_id, self.loader.desk

        def body(article_id: int) -> str:
            return self.loader.archive.article(article_id).body

        def work(tell: Callable[[Fact], None]) -> Fact:
            try:
                version = desk.version()
                return Seen(version, None if article_id is None else marking.marks_of(desk, article_id, body))
            except NewsreaderError as error:
                return Told(in_a_line(error))

        self.loader.carry_out("look", "Look at the marks", work)

    @on(ArticleLoaded)
    def _look_for_quotes(self, fact: ArticleLoaded) -> None:
        """The article is shown; where its quotes stand is found meanwhile."""
        if fact.marks is not None and fact.marks.row.quotes and self.loader.is_current(fact):
            self.look()

    @on(Seen)
    def _show_seen(self, fact: Seen) -> None:
        """Show the marks of the article where it is still open."""
        if self.loader.is_current(fact):
            self._version = fact.version
            if fact.marks is not None and fact.marks.article == self.article_id:
                self.article_pane.show_marks(fact.marks)

    def _glance(self) -> None:
        """Look whether the desk has changed since it was last looked at."""
        desk, known = self.loader.desk, self._version
        if not self.loader.ready:
            return

        def work(tell: Callable[[Fact], None]) -> Fact:
            try:
                return Glanced(desk.version() != known)
            except NewsreaderError as error:
                return Glanced(False, in_a_line(error))

        self.loader.carry_out("glance", "Look whether the marks have changed", work)

    @on(Glanced)
    def _look_again(self, fact: Glanced) -> None:
        """Show what another process has changed; tell once of a desk that cannot be read."""
        if fact.problem and fact.problem != self._problem:
            self.status.say(fact.problem)
        self._problem = fact.problem
        if fact.changed and self.loader.is_current(fact):
            self.look()

    # Tags

    def action_tag(self) -> None:
        """Ask for tags."""
        if self.must_wait():
            return
        ids = self.articles_at_hand
        if not ids:
            self.status.say("There is no article here.")
            return

        def read(desk: Desk) -> Callable[[], None]:
            headlines = self.loader.archive.headlines(ids[:1])
            alone = len(ids) == 1 and headlines
            about = text.headline(headlines[0].headline) if alone else articles(len(ids))
            return partial(self._ask_tags, ids, about, desk.tags(), marking.common_tags(desk, ids))

        self.ask("Read the tags", read)

    def _ask_tags(self, ids: Sequence[int], about: str, tags: list[TagCount], borne: frozenset[str]) -> None:
        from reader.screens.tags import TagPrompt

        def tag(typed: str | None) -> None:
            if typed is not None:
                self.change("Tag articles", marking.change_tags, ids, typed)

        self.app.push_screen(TagPrompt(about, tags, borne), tag)

    # What they share

    def on_unmount(self) -> None:
        """Nothing that was to be written is lost when the reader is left."""
        self.errands.finish()
        self.loader.desk.close()

    def ask(self, description: str, read: Callable[[Desk], Callable[[], None]]) -> None:
        """Read something from the desk and go on with it; what it cannot tell is told in a line."""
        desk = self.loader.desk

        def work(tell: Callable[[Fact], None]) -> Fact:
            try:
                return Asked(read(desk))
            except NewsreaderError as error:
                return Told(in_a_line(error))

        self.loader.carry_out("ask", description, work)

    @on(Asked)
    def _go_on_with(self, fact: Asked) -> None:
        """Go on, unless something else was asked since."""
        if self.loader.is_current(fact):
            fact.then()
