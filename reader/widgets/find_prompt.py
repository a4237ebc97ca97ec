"""The line below the article in which one types what to find in it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Blur
from textual.widgets import Input, Static

from reader.field_message import FieldMessage
from reader.keys import Scope, bindings
from reader.widgets.quiet_input import QuietInput


class FindPrompt(Horizontal):
    """Tells every change of what is typed. Hidden until :meth:`ask`."""

    BINDINGS = bindings(Scope.FIND)

    class Typed(FieldMessage):
        """Other words are to be found."""

        words: str

    class Ended(FieldMessage):
        """Typing has ended."""

        kept: bool
        """Whether the words are to be found on, or all is to be as it was before."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start hidden."""
        super().__init__(id=id)
        self.display = False
        self._former = ""

    def compose(self) -> ComposeResult:
        """A slash, the words, how many of them there are."""
        yield Static(Content("/"), id="find-sign")
        yield QuietInput(id="find-words")
        yield Static(Content(), id="find-count")

    @property
    def input(self) -> Input:
        """Where one types."""
        return self.query_one("#find-words", Input)

    def ask(self) -> None:
        """Let the person type; Enter on nothing takes the former words again."""
        self.tell("")
        self.display = True
        with self.prevent(Input.Changed):
            self.input.value = ""
        self.screen.set_focus(self.input)

    def tell(self, count: str) -> None:
        """Say what was found; while this is hidden nothing else on the screen needs to make room for it."""
        self.query_one("#find-count", Static).update(Content(count), layout=self.display)

    def action_keep(self) -> None:
        """Go on finding what was typed."""
        if not self.input.value and self._former:
            self.post_message(self.Typed(self._former))
        self._end(kept=True)

    def action_leave(self) -> None:
        """Put back what was there before."""
        self._end(kept=False)

    @on(Input.Changed)
    def _tell_words(self, event: Input.Changed) -> None:
        """Find as one types."""
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.action_keep()

    @on(Blur)
    def _blur(self) -> None:
        """Whoever goes elsewhere keeps what was typed."""
        if self.display:
            self._end(kept=True)

    def _end(self, *, kept: bool) -> None:
        self.display = False
        self._former = self.input.value.strip() or self._former
        self.post_message(self.Ended(kept))
