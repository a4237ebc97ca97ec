"""Taking articles away: a citation into the clipboard, the text through a command, a file on the disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import SuspendNotSupported
from textual.worker import get_current_worker

from index.article import Article
from index.errors import NewsreaderError
from reader.loading import Fact
from reader.screens.panes import Panes

if TYPE_CHECKING:
    from index.takeaway.citation import Style
    from reader import piping
    from reader.screens.prompts import Batch, Writing

_PACE = 0.25
"""Seconds between two reports of how far a file is."""


class ArticleFetched(Fact):
    """The article that something was asked of is here."""

    article: Article
    then: Callable[[Article], None]
    """What was asked."""


class CommandEnded(Fact):
    """A command has run."""

    command: str
    output: piping.Output


class Told(Fact):
    """There is a line to tell about what is being done."""

    line: str


class Takeaway(Panes):
    """What Y, | and w do: with the open article, or from the list with the chosen one."""

    _cited = 0
    """The number of the style that was cited in last."""
    _command = ""
    """The command that was run last."""
    _suffix = ".md"
    """The ending of the file that was written last."""

    # A citation

    def action_cite(self) -> None:
        """Offer the citations of the article at hand."""
        self._fetch(self._cite)

    def _cite(self, article: Article) -> None:
        from index.takeaway.citation import STYLES
        from reader.screens.citing import CitationScreen

        def copy(style: Style | None) -> None:
            if style is not None:
                self._cited = STYLES.index(style)
                citation = style.cite(article)
                self.app.copy_to_clipboard(citation)
                self.status.say(f"Copied as {style.label}: {' '.join(citation.split())}")

        self.app.push_screen(CitationScreen(article, self._cited), copy)

    # A command

    def action_pipe(self) -> None:
        """Ask for a command to send the article at hand through."""
        self._fetch(self._ask_command)

    def _ask_command(self, article: Article) -> None:
        def start(command: str | None) -> None:
            if command:
                self._command = command
                self._run(command, article)

        from reader.screens.prompts import PipePrompt

        self.app.push_screen(PipePrompt(self._command), start)

    def _run(self, command: str, article: Article) -> None:
        """Run a command, on the terminal where it needs that, else beside the reader."""
        from index.takeaway.text import article_text

        words = article_text(article)
        from reader import piping
        from reader.screens.output import OutputScreen

        if piping.needs_terminal(command):
            self.hand_terminal(lambda: piping.run_in_terminal(command, words))
            return

        def work(tell: Callable[[Fact], None]) -> Fact:
            worker = get_current_worker()
            try:
                output = piping.run(command, words, lambda: worker.is_cancelled)
            except piping.CommandError as error:
                output = piping.Output("", error.message)
            return CommandEnded(command, output)

        self.loader.carry_out("pipe", "Run a command", work)
        self.app.push_screen(OutputScreen(command), self._stop_command)

    def _stop_command(self, _: None) -> None:
        """Its page was closed: stop the command if it still runs."""
        self.workers.cancel_group(self, "pipe")

    @on(CommandEnded)
    def _show_output(self, fact: CommandEnded) -> None:
        """Show what the command printed; where that is nothing, or it was left, a line is enough."""
        if not self.loader.is_current(fact):
            return
        page = self.app.screen
        from reader.screens.output import OutputScreen

        if isinstance(page, OutputScreen):
            if fact.output.text.strip():
                page.show(fact.output)
                return
            page.dismiss(None)
        self.status.say(fact.output.problem or f"Done: {fact.command} (it printed nothing)")

    def hand_terminal(self, work: Callable[[], str]) -> None:
        """Leave the terminal to something else until ``work`` is done; what that returns is told."""
        try:
            with self.app.suspend():
                line = work()
        except SuspendNotSupported:
            line = "This terminal cannot be left to another program."
        except NewsreaderError as error:
            line = f"{error.message} {error.hint}".strip()
        if line:
            self.status.say(line)

    # A file

    def action_write(self) -> None:
        """Ask what to write, and where to, once it is known what there is."""
        if self._begun is not None:
            self.status.say("The archive is still being listed: press it again in a moment.")
        else:
            self._fetch(self._ask_file)

    def _ask_file(self, article: Article) -> None:
        def start(writing: Writing | None) -> None:
            if writing is not None:
                self._suffix = writing.path.suffix
                self._write(writing)

        from reader.screens.prompts import WritePrompt

        self.app.push_screen(WritePrompt(self.batches(article), self._suffix), start)

    def batches(self, article: Article) -> list[Batch]:
        """What can be written: the chosen articles where there are any, the one at hand, the whole list.

        The whole list is what the search bar counts, every version of a piece included; where some of them
        share a row, the rows by themselves can be written too.
        """
        ids, chosen, (query, sort) = self.list_pane.list.ids, self.list_pane.list.chosen, self.listed
        from reader.screens.prompts import Batch

        several: list[Batch] = []
        if chosen:
            label = "the chosen article" if len(chosen) == 1 else f"the {len(chosen):,} chosen articles"
            several.append(Batch(label, query or "Chosen articles", chosen, sort.is_time))
        several.append(Batch("this article", article.headline, [article.id]))
        title = query or "All articles"
        if len(self.found) > 1:
            label = f"all {len(self.found):,} articles of the list"
            several.append(Batch(label, title, self.found, sort.is_time))
        if 1 < len(ids) < len(self.found):
            label = f"the {len(ids):,} rows that are shown, one version of each piece"
            several.append(Batch(label, title, ids, sort.is_time))
        return several

    def _write(self, writing: Writing) -> None:
        """Write a file in a thread, telling how far it is."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            from index.takeaway import clippings
            from index.takeaway.files import NotWritten, write_whole

            worker = get_current_worker()
            batch = writing.batch
            taken = clippings.of_archive(self.loader.archive, batch.ids, batch.title, by_date=batch.by_date)

            def articles() -> Iterator[Article]:
                told = time.monotonic()
                for number, article in enumerate(taken.articles(), start=1):
                    if worker.is_cancelled:
                        raise NotWritten(f"{writing.path} was not written")
                    yield article
                    if time.monotonic() - told >= _PACE:
                        told = time.monotonic()
                        tell(Told(f"Writing {number:,} of {taken.count:,} …"))

            try:
                size = write_whole(writing.path, writing.format.encoded(replace(taken, articles=articles)))
            except NotWritten as error:
                return Told(f"{error.message}. {error.hint}".strip())
            noun = "article" if taken.count == 1 else "articles"
            return Told(f"Wrote {taken.count:,} {noun} to {writing.path} ({size:,} bytes)")

        self.loader.carry_out("write", "Write a file", work)

    # What they share

    def _fetch(self, then: Callable[[Article], None]) -> None:
        """Fetch the article at hand, then go on with it."""
        chosen = self.at_hand
        if chosen is None:
            self.status.say("There is no article here.")
            return
        article_id = chosen

        def work(tell: Callable[[Fact], None]) -> Fact:
            return ArticleFetched(self.loader.archive.article(article_id), then)

        self.loader.carry_out("fetch", "Read an article to take it away", work)

    @on(ArticleFetched)
    def _go_on(self, fact: ArticleFetched) -> None:
        """Do with the article what was asked, unless something else was asked since."""
        if self.loader.is_current(fact):
            fact.then(fact.article)

    @on(Told)
    def _tell_line(self, fact: Told) -> None:
        """Tell it."""
        if self.loader.is_current(fact):
            self.status.say(fact.line)
