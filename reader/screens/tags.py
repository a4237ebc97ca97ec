"""Tagging articles: what is typed is completed by the tags that there are."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from index.desk.records import TagCount
from index.errors import UsageError
from reader import text
from reader.keys import Scope, bindings
from reader.marking import completed, completing, in_a_line, typed_tags
from reader.screens.choices import Choices
from reader.screens.prompts import Prompt
from reader.signs import signs

_OFFERED = 200
"""So many tags are offered at once; typing narrows them."""

_NOTE = "Several are parted by commas. A tag that is there already is taken away."


class TagPrompt(Prompt[str]):
    """Closes with the tags that were typed or chosen, to be given to articles or taken from them."""

    BINDINGS = bindings(Scope.TAG)
    DEFAULT_CSS = """
    TagPrompt Choices { max-height: 8; margin: 1 0 0 0; }
    """

    def __init__(self, about: str, tags: Sequence[TagCount], borne: frozenset[str]) -> None:
        """``about`` says of what; ``borne`` are those of ``tags`` that all of it bears already."""
        super().__init__()
        self._about = about
        self._counts = {each.tag: each.articles for each in tags}
        self._borne = borne
        self._offered: list[str] = []

    def compose(self) -> ComposeResult:
        """The line, the tags that it may become, the keys."""
        with Vertical(id="panel"):
            title = Content.assemble("Tag ", text.content(text.one_line(self._about)))
            yield Static(title, classes="panel-title panel-line")
            yield from self.line("", self._told())
            yield Choices(compact=True, id="tags")
            yield self.keys(Scope.TAG)

    def on_mount(self) -> None:
        """Offer the tags that are used most."""
        self._offer("")

    def action_complete(self) -> None:
        """Take the tag that is chosen below into the line."""
        choices = self.query_one(Choices)
        if choices.at is not None:
            typed = completed(self.answer.value, self._offered[choices.at])
            self.answer.value = typed
            self.answer.cursor_position = len(typed)

    def action_choose(self, by: int) -> None:
        """Choose another one below."""
        choices = self.query_one(Choices)
        if choices.highlighted is None and choices.option_count:
            choices.highlighted = 0 if by > 0 else choices.option_count - 1
        else:
            choices.move(by)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """Offer what begins like that."""
        self.say(self._told())
        self._offer(event.value)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        """Close with what was typed, or with what is chosen below while nothing is; say what is no tag."""
        event.stop()
        choices = self.query_one(Choices)
        typed = event.value
        if not typed.strip(" ,+-") and choices.at is not None:
            typed = completed(typed, self._offered[choices.at])
        try:
            typed_tags(typed)
        except UsageError as error:
            self.say(in_a_line(error))
        else:
            self.dismiss(typed)

    @on(OptionList.OptionSelected)
    def _take_chosen(self, event: OptionList.OptionSelected) -> None:
        """A click on a tag."""
        event.stop()
        self.dismiss(completed(self.answer.value, self._offered[event.option_index]))

    def _told(self) -> str:
        """What the tags are, or how it goes."""
        if self._borne:
            return "Tagged now: " + ", ".join(sorted(self._borne)) + ". " + _NOTE
        return _NOTE

    def _offer(self, typed: str) -> None:
        """Show the tags that what is typed may become, none of them chosen."""
        self._offered = completing(typed, list(self._counts))[:_OFFERED]
        choices = self.query_one(Choices)
        choices.clear_options()
        choices.add_options(Option(self._row(tag)) for tag in self._offered)
        choices.highlighted = None

    def _row(self, tag: str) -> Content:
        """A tag and on how many articles it is."""
        sign = signs().chosen if tag in self._borne else " "
        count = (f"  {self._counts[tag]:,}", "$meta")
        return Content.assemble((f"{sign} ", "$accent-ink"), text.content(tag), count)
