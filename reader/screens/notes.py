"""The note on an article and the quotes kept of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from index.desk.records import Quote
from reader import text
from reader.field_message import FieldMessage
from reader.keys import Scope, bindings, hints
from reader.screens.choices import Choices
from reader.screens.panel import Panel
from reader.widgets.key_line import KeyLine


class QuoteChoices(Choices):
    """The quotes, in the order of the text."""

    BINDINGS = bindings(Scope.QUOTES)
    DEFAULT_CSS = """
    QuoteChoices { max-height: 40%; margin: 1 0 0 0; }
    """

    class DropAsked(FieldMessage):
        """A quote is to be deleted."""

        at: int
        """Its place in the list, from 0."""

    def action_open(self) -> None:
        """Go to the chosen one."""
        self.action_select()

    def action_drop(self) -> None:
        """Have the chosen one deleted."""
        if self.at is not None:
            self.post_message(self.DropAsked(self.at))


class NoteScreen(Panel[Quote]):
    """Writing the note in place; closes with the quote to go to, or None.

    However it is left, what was written is kept: undoing brings the former note back.
    """

    BINDINGS = bindings(Scope.NOTE)
    DEFAULT_CSS = """
    NoteScreen #panel { height: 80% !important; width: 84 !important; }
    NoteScreen TextArea {
        height: 1fr; min-height: 3; padding: 0; border: none; background: $panel; scrollbar-size-vertical: 1;
    }
    NoteScreen TextArea:focus { border: none; }
    """

    def __init__(
        self,
        headline: str,
        note: str,
        quotes: Sequence[Quote],
        *,
        keep: Callable[[str], None],
        drop: Callable[[Quote], None],
        to_quotes: bool = False,
    ) -> None:
        """Show the note and the quotes of an article.

        Args:
            headline: The article's.
            note: What the note is.
            quotes: In the order of the text.
            keep: Called once with what the note is when this page is left.
            drop: Called with a quote that shall be deleted.
            to_quotes: Begin with the quotes instead of the note.
        """
        super().__init__()
        self._headline = headline
        self._quotes = list(quotes)
        self._keep: Callable[[str], None] | None = keep
        self._drop = drop
        self._to_quotes = to_quotes and bool(quotes)
        self._note = TextArea(note, soft_wrap=True, show_line_numbers=False, compact=True, id="note")
        self._note.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The headline, the note, the quotes, the keys."""
        with Vertical(id="panel"):
            yield Static(text.content(text.one_line(self._headline)), classes="panel-title panel-line")
            yield self._note
            quotes = QuoteChoices(*map(Option, map(_row, self._quotes)), compact=True)
            quotes.display = bool(self._quotes)
            yield quotes
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin behind the last word, or at the first quote."""
        self._note.move_cursor(self._note.document.end)
        self.set_focus(self.query_one(Choices) if self._to_quotes else self._note)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Tell the keys of the note or of the quotes."""
        scope = Scope.NOTE if event.widget is self._note else Scope.QUOTES
        told = (hint for hint in hints(scope) if self._quotes or hint[1] != "quotes")
        self.query_one(KeyLine).keys = tuple(told)

    def on_unmount(self) -> None:
        """Where newsreader is left meanwhile the note is kept all the same."""
        self._keep_it()

    def action_keep(self) -> None:
        """Keep the note and go back."""
        self._end(None)

    def action_close(self) -> None:
        """The same."""
        self._end(None)

    def action_quotes(self) -> None:
        """To the quotes."""
        if self._quotes:
            self.set_focus(self.query_one(Choices))

    @on(OptionList.OptionSelected)
    def _go_to(self, event: OptionList.OptionSelected) -> None:
        """Keep the note and go to a quote."""
        event.stop()
        self._end(self._quotes[event.option_index])

    @on(QuoteChoices.DropAsked)
    def _drop_quote(self, request: QuoteChoices.DropAsked) -> None:
        """Delete a quote; the one after it is chosen then."""
        self._drop(self._quotes.pop(request.at))
        choices = self.query_one(Choices)
        choices.remove_option_at_index(request.at)
        choices.highlighted = min(request.at, len(self._quotes) - 1) if self._quotes else None
        if not self._quotes:
            choices.display = False
            self.set_focus(self._note)

    def _end(self, quote: Quote | None) -> None:
        """Keep the note and close."""
        self._keep_it()
        self.dismiss(quote)

    def _keep_it(self) -> None:
        """Hand the note over, once."""
        if self._keep is not None:
            self._keep(self._note.text)
            self._keep = None


def _row(quote: Quote) -> Content:
    """The beginning of a quote."""
    words = text.cut(text.one_line(quote.passage.text), 140)
    return Content.assemble("“", text.content(words), "”")
