"""Two small prompts: for a command to send an article through, and for the file to write to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from index.errors import UsageError
from index.takeaway.formats import FORMATS, Format, by_suffix
from reader import text
from reader.file_names import slug
from reader.keys import Scope, bindings, hints, key_name, keys_of
from reader.screens.panel import Panel, Result
from reader.widgets.key_line import KeyLine


class Prompt(Panel[Result]):
    """A title, a line to type in, a line below it for what is wrong or worth knowing."""

    DEFAULT_CSS = """
    Prompt #answer, Prompt #answer:focus { background: $panel; background-tint: transparent; }
    Prompt .note { margin: 1 0 0 0; color: $meta; height: auto; }
    """

    def say(self, note: str) -> None:
        """Show a line below the answer."""
        self.query_one(".note", Static).update(text.content(note))

    def line(self, value: str, note: str) -> ComposeResult:
        """Where one types, and the line below it."""
        answer = Input(value, compact=True, id="answer")
        answer.cursor_blink = False
        yield answer
        yield Static(text.content(note), classes="note")

    def keys(self, scope: Scope, *, without: str = "") -> KeyLine:
        """The keys that do something here; ``without`` one that does not."""
        return KeyLine(hint for hint in hints(scope) if hint[0] != without)

    def action_submit(self) -> None:
        """Take what was typed."""
        self.answer.post_message(Input.Submitted(self.answer, self.answer.value))

    @property
    def answer(self) -> Input:
        """Where one types."""
        return self.query_one("#answer", Input)


class PipePrompt(Prompt[str]):
    """Closes with a command line."""

    BINDINGS = bindings(Scope.PIPE)

    def __init__(self, command: str = "") -> None:
        """Offer the command of the last time."""
        super().__init__()
        self._command = command

    def compose(self) -> ComposeResult:
        """The command, and how a program gets the terminal."""
        with Vertical(id="panel"):
            yield Static(Content("Send the article's text through a command"), classes="panel-title")
            yield from self.line(self._command, "Pagers and editors get the terminal, others after a !.")
            yield self.keys(Scope.PIPE)

    @on(Input.Submitted)
    def _run(self, event: Input.Submitted) -> None:
        """Close with the command, if there is one."""
        event.stop()
        command = event.value.strip()
        if command.removeprefix("!").strip():
            self.dismiss(command)
        else:
            self.say("Type a command, for example: wc -w")


@dataclass(frozen=True, slots=True)
class Batch:
    """Something that can be written to a file."""

    label: str
    """``this article``, ``all 18 articles of the list``."""
    title: str
    """What the file is called inside, and what its name is made from."""
    ids: Sequence[int]
    by_date: bool = False
    """Whether they are in an order of time."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What is to be written, where and how."""

    batch: Batch
    path: Path
    format: Format


class WritePrompt(Prompt[Writing]):
    """Closes with what to write and where to. A file that is there already is replaced on a second Enter."""

    BINDINGS = bindings(Scope.WRITE)

    chosen: reactive[int] = reactive(0, init=False)
    """Which of the batches."""

    def __init__(self, batches: Sequence[Batch], suffix: str) -> None:
        """Offer ``batches``, the first one chosen, and a name that ends in ``suffix``."""
        super().__init__()
        self._batches = batches
        self._suffix = suffix
        self._proposed = slug(batches[0].title) + suffix
        self._to_replace = ""

    def compose(self) -> ComposeResult:
        """The name, what is written, the endings that there are."""
        with Vertical(id="panel"):
            yield Static(Content("Write to a file"), classes="panel-title")
            yield from self.line(self._proposed, self._endings())
            if len(self._batches) > 1:
                yield Static(self._choices(), id="batches", classes="panel-gap")
                yield self.keys(Scope.WRITE)
            else:
                yield self.keys(Scope.WRITE, without=key_name(keys_of("write.choose")[0]))

    def action_choose(self, steps: int) -> None:
        """Write the next one of what can be written, if there is a choice."""
        self.chosen = (self.chosen + steps) % len(self._batches)

    def watch_chosen(self) -> None:
        """Mark it, and propose a name for it unless one was typed."""
        self.query_one("#batches", Static).update(self._choices())
        if self.answer.value == self._proposed:
            self._proposed = slug(self._batches[self.chosen].title) + self._suffix
            self.answer.value = self._proposed
            self.answer.cursor_position = len(self._proposed)

    @on(Input.Changed)
    def _think_again(self, event: Input.Changed) -> None:
        """Another name has nothing to replace yet."""
        if event.value != self._to_replace:
            self._to_replace = ""
            self.say(self._endings())

    @on(Input.Submitted)
    def _write(self, event: Input.Submitted) -> None:
        """Close with what was asked for, unless the name will not do."""
        event.stop()
        name = event.value.strip()
        path = Path(name).expanduser()
        try:
            format_ = by_suffix(path.name)
        except UsageError as error:
            self.say(error.hint)
            return
        if path.exists() and self._to_replace != event.value:
            self._to_replace = event.value
            self.say(f"{path.name} is there already. Enter once more replaces it.")
            return
        self.dismiss(Writing(self._batches[self.chosen], path, format_))

    def _endings(self) -> str:
        """The endings of names, each of which means a format."""
        return "The ending decides: " + " ".join(each.suffixes[0] for each in FORMATS)

    def _choices(self) -> Content:
        """What can be written, the chosen one marked."""
        rows = [
            Content.assemble(("> ", "$accent-ink"), text.content(batch.label))
            if number == self.chosen
            else Content.assemble("  ", (text.safe(batch.label), "$meta"))
            for number, batch in enumerate(self._batches)
        ]
        return Content("\n").join(rows)
