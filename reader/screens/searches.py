"""Saved searches: giving the present one a name, and choosing one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from index.desk.records import SavedSearch
from reader import text
from reader.keys import Scope, bindings, hints
from reader.screens.choices import Choices
from reader.screens.panel import Panel
from reader.screens.prompts import Prompt
from reader.widgets.key_line import KeyLine


class NamePrompt(Prompt[str]):
    """Closes with a name for the present search. A name that is taken is replaced on a second Enter."""

    BINDINGS = bindings(Scope.NAME)

    def __init__(self, query: str, taken: Sequence[SavedSearch]) -> None:
        """Name ``query``; it may have a name already."""
        super().__init__()
        self._search = query
        self._taken = {each.name: each.query for each in taken}
        self._own = next((each.name for each in taken if each.query == query), query)
        self._to_replace = ""

    def compose(self) -> ComposeResult:
        """The query, the line, the keys."""
        with Vertical(id="panel"):
            yield Static(Content("Save this search"), classes="panel-title")
            yield Static(text.content(text.one_line(self._search)), classes="panel-meta panel-line")
            yield from self.line(self._own, "The name may be anything.")
            yield self.keys(Scope.NAME)

    def on_mount(self) -> None:
        """Typing replaces what is proposed."""
        self.answer.action_select_all()

    @on(Input.Submitted)
    def _take_name(self, event: Input.Submitted) -> None:
        """Close with the name, unless something else has it."""
        event.stop()
        name = " ".join(event.value.split())
        if not name:
            self.say("A saved search needs a name.")
        elif self._taken.get(name, self._search) != self._search and self._to_replace != name:
            self._to_replace = name
            self.say(f"{name} is saved already: {self._taken[name]} Enter once more replaces it.")
        else:
            self.dismiss(name)


class SearchesScreen(Panel[str]):
    """Closes with the query that was chosen."""

    BINDINGS = bindings(Scope.SAVED)
    DEFAULT_CSS = """
    SearchesScreen Choices { max-height: 70vh; }
    """

    def __init__(self, searches: Sequence[SavedSearch], forget: Callable[[str], None]) -> None:
        """Offer ``searches``; ``forget`` is called with the name of one that shall be deleted."""
        super().__init__()
        self._searches = list(searches)
        self._forget = forget

    def compose(self) -> ComposeResult:
        """The names with their queries, the keys."""
        with Vertical(id="panel"):
            yield Static(Content("Saved searches"), classes="panel-title")
            yield Choices(*map(Option, map(_row, self._searches)), compact=True)
            yield KeyLine(hints(Scope.SAVED))

    def action_open(self) -> None:
        """Search for the chosen one."""
        at = self.query_one(Choices).at
        if at is not None:
            self.dismiss(self._searches[at].query)

    def action_forget(self) -> None:
        """Delete the chosen one."""
        choices = self.query_one(Choices)
        if (at := choices.at) is None:
            return
        self._forget(self._searches.pop(at).name)
        choices.remove_option_at_index(at)
        choices.highlighted = min(at, len(self._searches) - 1) if self._searches else None
        if not self._searches:
            self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on one."""
        event.stop()
        self.action_open()


def _row(search: SavedSearch) -> Content:
    """A name, and the query below it where it is another."""
    name = text.content(text.one_line(search.name))
    query = text.one_line(search.query)
    return name if query == search.name else Content.assemble(name, "\n", (f"  {query}", "$meta"))
