"""The trail: where the person walks from article to article, and where each of them was left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from index.article import Article
from index.errors import ArticleMissing, NewsreaderError
from reader import text, trail
from reader.facts import Fact
from reader.history import History
from reader.marking import in_a_line
from reader.screens.marking import Marked
from reader.screens.noting import Noting
from reader.screens.takeaway import Told

if TYPE_CHECKING:
    from index.desk import Desk
    from index.desk.records import Quote
    from index.takeaway.trail import Day
    from index.takeaway.trail import Step as Entry

KEEPING = 2.0
"""Seconds between two times that the place in the open article is remembered, where it has changed."""


@dataclass(slots=True)
class Step:
    """A step of the trail as this session has walked it."""

    article: int
    headline: str = field(compare=False)
    visit: int | None = field(default=None, compare=False)
    """The number that the desk has given to it, once it has."""


@dataclass(frozen=True, slots=True)
class Coming:
    """How one comes to the article that is asked for."""

    via: str = ""
    """In words, for the trail."""
    follows: bool = False
    """Whether one comes from the open article, and does not begin anew."""
    visit: int | None = None
    """The step of the trail that one goes back to."""
    again: bool = False
    """Whether one walks back or forward: an article that was read to its end is then not begun anew."""
    stretch: tuple[int, int] | None = None
    """What to show of its text."""


class QuoteFound(Fact):
    """It is known where a quote stands."""

    article: int
    stretch: tuple[int, int] | None
    """None where the passage is gone from the text."""


class Walking(Noting):
    """What H, L and h do, and what is remembered on the way."""

    def settle(self) -> None:
        """Begin a trail; remember the place from time to time, too: a reader may be killed."""
        super().settle()
        self.history: History[Step] = History()
        self.coming = Coming()
        """How one comes to the article that was asked for last."""
        self._places: dict[int, tuple[int, bool]] = {}
        """Where in each article one stopped reading, and whether it had been read to its end."""
        self._kept = (0, 0)
        """The article and the place in it that the desk was last told."""
        self._body = self.article_pane.body  # is wanted once more when it has left the screen
        self.set_interval(KEEPING, self.keep_place)

    def load(self, article_id: int, coming: Coming) -> None:
        """Ask for an article and for what stands around it."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """Remember where one stopped reading."""
        self.keep_place()

    # The place in an article

    def place_in(self, article_id: int, kept: int) -> int:
        """Where to begin reading an article of which the desk remembers the place ``kept``."""
        if self.coming.stretch is not None:
            return self.coming.stretch[0]
        place, is_finished = self._places.get(article_id, (kept, False))
        self._kept = (article_id, kept)
        return 0 if is_finished and not self.coming.again else place

    def keep_place(self) -> None:
        """Remember where one is in the open article; at its end, to begin anew the next time."""
        if self.article_id is None:
            return
        body = self._body
        self._places[self.article_id] = (body.position, body.is_finished)
        now = (self.article_id, 0 if body.is_finished else body.position)
        if now != self._kept:
            self._kept = now
            self._remember("Remember a place", lambda desk: desk.trail.keep_place(*now))

    # The steps

    def arrive(self, article: Article) -> None:
        """The article is shown: it is the present step of the trail."""
        coming, here = self.coming, self.history.current
        if here is not None and here.article == article.id:
            here.visit = coming.visit or here.visit
        else:
            step = Step(article.id, article.headline, coming.visit)
            self.history.visit(step)
            if coming.visit is None:
                self._remember("Record the trail", partial(_record, step, here, coming))
        self.status.trail = tuple(text.headline(step.headline) for step in self.history.trail[-12:])
        if coming.stretch is not None:
            self.call_after_refresh(self.article_pane.body.show_stretch, *coming.stretch)
            self.coming = replace(coming, stretch=None)

    def action_trail(self, steps: int) -> None:
        """Walk back or forward along the trail."""
        step = self.history.go(steps)
        if step is None:
            self.status.say("The trail begins here." if steps < 0 else "The trail ends here.")
        else:
            self.load(step.article, Coming(visit=step.visit, again=True))

    # The whole trail

    def action_show_trail(self) -> None:
        """Show where one has walked, in this session and before."""

        def read(desk: Desk) -> Callable[[], None]:
            visits = desk.trail.visits()
            articles = list(dict.fromkeys(visit.article for visit in visits))
            return partial(self._open_trail, trail.steps(visits, self.loader.archive.headlines(articles)))

        self.ask("Read the trail", read)

    def _open_trail(self, steps: list[trail.Step]) -> None:
        from reader.screens.trail import Jump, TrailPrompt, TrailScreen, WriteDown

        here = self.history.current

        def go(chosen: Jump | WriteDown | None) -> None:
            if isinstance(chosen, Jump):
                visit = chosen.step.visit
                self.load(visit.article, Coming(visit=visit.id, again=True))
            elif isinstance(chosen, WriteDown):
                rows = list(chosen.rows)
                self.app.push_screen(TrailPrompt(), lambda path: self._write_trail(rows, path))

        self.app.push_screen(TrailScreen(steps, here.visit if here else None), go)

    def _write_trail(self, rows: list[trail.Row], path: Path | None) -> None:
        """Write rows of the trail to a file, in a thread."""
        if path is None:
            return
        desk, archive = self.loader.desk, self.loader.archive

        def entries() -> Iterator[Day | Entry]:
            from index.takeaway.trail import Day
            from index.takeaway.trail import Step as Entry

            for row in rows:
                if row.step is None:
                    yield Day(row.heading)
                    continue
                visit = row.step.visit
                try:
                    article = archive.article(visit.article)
                except ArticleMissing:
                    article = None
                note = desk.note(visit.article)
                kept = [quote.passage.text for quote in desk.quotes(visit.article)]
                time = row.step.opened.strftime("%H:%M")
                yield Entry(article, time, visit.via, row.depth, note.text if note else "", kept)

        def work(tell: Callable[[Fact], None]) -> Fact:
            from index.takeaway import trail as written
            from index.takeaway.files import write_whole

            try:
                encoded = (piece.encode("utf-8", "replace") for piece in written.pieces(entries()))
                size = write_whole(path, encoded)
            except NewsreaderError as error:
                return Told(in_a_line(error))
            return Told(f"Wrote the trail to {path} ({size:,} bytes)")

        self.loader.carry_out("write", "Write the trail", work)

    # Quotes

    def go_to_quote(self, quote: Quote) -> None:
        """Look where a quote stands, which may take a while in a text that has changed."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            from index.desk import quotes
            from index.markdown import plain

            body = plain(text.safe(self.loader.archive.article(quote.article).body))
            found = quotes.find(body, quote.passage)
            return QuoteFound(quote.article, (found.start, found.end) if found else None)

        self.loader.carry_out("quote", "Look for a quote", work)

    @on(QuoteFound)
    def _show_quote(self, fact: QuoteFound) -> None:
        """Show it where it stands."""
        if not self.loader.is_current(fact):
            return
        if fact.stretch is None:
            self.status.say("That passage is no longer in the article.")
        elif fact.article == self.article_id:
            self.to_article()
            self.article_pane.body.show_stretch(*fact.stretch)
        else:
            self.load(fact.article, Coming("a quote", stretch=fact.stretch))

    def _remember(self, description: str, work: Callable[[Desk], object]) -> None:
        """Write something to the desk that is no change and needs no telling."""
        desk = self.loader.desk

        def errand() -> Marked | None:
            try:
                work(desk)
            except NewsreaderError as error:
                return Marked(in_a_line(error))
            return None

        self.errands.do(description, errand)


def _record(step: Step, before: Step | None, coming: Coming, desk: Desk) -> None:
    """Record a step, which then knows its number; the one before it was recorded earlier."""
    parent = before.visit if before is not None and coming.follows else None
    step.visit = desk.trail.visit(step.article, parent, coming.via)
