"""A page in which one looks for words: they change what it shows as they are typed."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from reader.screens.page import Page


class SearchedPage(Page):
    """Where one types is hidden until asked for. Enter goes to what was found, Esc forgets the words."""

    PLACEHOLDER = ""
    DEFAULT_CSS = """
    SearchedPage #look { display: none; margin: 0 0 1 0; }
    SearchedPage #look, SearchedPage #look:focus { background: $background; background-tint: transparent; }
    SearchedPage #look.-shown { display: block; }
    """

    def above(self) -> ComposeResult:
        """Where one types."""
        look = Input(placeholder=self.PLACEHOLDER, compact=True, id="look")
        look.cursor_blink = False
        yield look

    @property
    def look(self) -> Input:
        """Where one types."""
        return self.query_one("#look", Input)

    @property
    def words(self) -> str:
        """What was typed."""
        return self.look.value.strip()

    def look_for(self, words: str) -> None:
        """Show what these words find; without words everything."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types, keys of the list go to it."""
        return self.look.has_focus if action == "to_found" else True

    def action_search(self) -> None:
        """Ask for words."""
        self.look.add_class("-shown")
        self.look.focus()

    def action_to_found(self) -> None:
        """Go to what was found; where no words were typed, as if none had been asked for."""
        self.list.focus()
        if not self.words:
            self.look.remove_class("-shown")

    def action_close(self) -> None:
        """From what was found to everything, from there to where one was."""
        if self.look.has_class("-shown"):
            self.forget_words()
        else:
            super().action_close()

    def forget_words(self) -> None:
        """Hide where one types, and show everything."""
        self.look.remove_class("-shown")
        self.list.focus()
        if self.words:
            with self.prevent(Input.Changed):
                self.look.value = ""
            self.look_for("")

    @on(Input.Changed, "#look")
    def _look_for_typed(self, event: Input.Changed) -> None:
        """Look as one types; what was said of other words is no longer true."""
        event.stop()
        self.say("")
        self.look_for(event.value.strip())

    @on(Input.Submitted, "#look")
    def _take_typed(self, event: Input.Submitted) -> None:
        """Enter while one types."""
        event.stop()
        self.action_to_found()
