"""Where one has walked: every article opened, as trees to look through, to go back to and to write down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader import text, trail
from reader.keys import Scope, bindings, hints
from reader.screens.panel import Panel
from reader.screens.prompts import Prompt
from reader.signs import signs
from reader.trail import Row, Step
from reader.widgets.key_line import KeyLine
from reader.widgets.trail_tree import TrailTree


@dataclass(frozen=True, slots=True)
class Jump:
    """Go back to a step."""

    step: Step


@dataclass(frozen=True, slots=True)
class WriteDown:
    """Write the rows that are shown to a file."""

    rows: Sequence[Row]


class TrailScreen(Panel[Jump | WriteDown]):
    """Closes with what is to be done."""

    BINDINGS = bindings(Scope.TRAIL)
    DEFAULT_CSS = """
    TrailScreen { background: $background; }
    TrailScreen #panel { width: 100%; height: 100%; padding: 1 0 0 0; border: none; background: $background; }
    TrailScreen .panel-title { padding: 0 2; margin: 0; }
    TrailScreen #look { display: none; padding: 0 2; background: $background; background-tint: transparent; }
    TrailScreen #look.-shown { display: block; }
    TrailScreen TrailTree { height: 1fr; margin: 1 0 0 0; }
    TrailScreen KeyLine { padding: 1 2 0 2; }
    """

    def __init__(self, steps: Sequence[Step], here: int | None) -> None:
        """Show the trail; ``here`` is the visit of the open article."""
        super().__init__()
        self._steps = steps
        self._here = here

    def compose(self) -> ComposeResult:
        """The title, where one types what to look for, the tree, the keys."""
        with Vertical(id="panel"):
            yield Static(Content("The trail"), classes="panel-title")
            look = Input(placeholder="words of a headline, a paper, a query", compact=True, id="look")
            look.cursor_blink = False
            yield look
            yield TrailTree(id="trail")
            yield KeyLine(hints(Scope.TRAIL))

    def on_mount(self) -> None:
        """Begin where one is."""
        self._show("")
        self.set_focus(self.steps_tree)

    @property
    def steps_tree(self) -> TrailTree:
        """The tree."""
        return self.query_one(TrailTree)

    @property
    def look(self) -> Input:
        """Where one types what to look for."""
        return self.query_one("#look", Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The arrows move through the tree while one types; elsewhere they do that anyway."""
        return self.look.has_focus if action == "step" else True

    def action_search(self) -> None:
        """Type what to look for."""
        self.look.add_class("-shown")
        self.set_focus(self.look)

    def action_step(self, by: int) -> None:
        """Move while one types."""
        self.steps_tree.move(by)

    def action_close(self) -> None:
        """From what was typed to the whole tree, from there to where one was."""
        if self.look.has_class("-shown"):
            self.look.remove_class("-shown")
            self.look.value = ""
            self.set_focus(self.steps_tree)
        else:
            self.dismiss(None)

    def action_open(self) -> None:
        """Go to the chosen step."""
        step = self.steps_tree.step
        if step is None:
            return
        if step.headline is None:
            self._say("This article is not in this archive.")
        else:
            self.dismiss(Jump(step))

    def action_write(self) -> None:
        """Write down what is shown."""
        if any(row.step for row in self.steps_tree.rows):
            self.dismiss(WriteDown(self.steps_tree.rows))

    @on(Input.Changed)
    def _look_for(self, event: Input.Changed) -> None:
        """Show only what has the words, and what leads there."""
        self._show(event.value)

    @on(Input.Submitted)
    @on(TrailTree.Chosen)
    def _open(self) -> None:
        """Enter while one types, a click on the chosen step."""
        self.action_open()

    def _show(self, words: str) -> None:
        rows = trail.rows(self._steps, words, signs())
        self.steps_tree.show(rows, self._here)
        found = sum(row.step is not None and row.found for row in rows)
        if not self._steps:
            self._say("Nothing has been opened yet.")
        elif words.strip():
            self._say(f"{found:,} of {len(self._steps):,}")
        else:
            self._say(f"{len(self._steps):,} article{'' if len(self._steps) == 1 else 's'} opened")

    def _say(self, told: str) -> None:
        """Say something beside the title."""
        title = Content.assemble("The trail   ", (text.safe(told), "$meta not bold"))
        self.query_one(".panel-title", Static).update(title)


class TrailPrompt(Prompt[Path]):
    """Closes with the file to write the trail to. One that is there already is replaced on a second Enter."""

    BINDINGS = bindings(Scope.TRAIL_FILE)

    _to_replace = ""

    def compose(self) -> ComposeResult:
        """The name, the keys."""
        with Vertical(id="panel"):
            yield Static(Content("Write the trail to a file"), classes="panel-title")
            yield from self.line("trail.md", "Markdown: a list of citations, with your notes and quotes.")
            yield self.keys(Scope.TRAIL_FILE)

    @on(Input.Submitted)
    def _write(self, event: Input.Submitted) -> None:
        """Close with the name, if there is one."""
        event.stop()
        name = event.value.strip()
        path = Path(name).expanduser()
        if not name:
            self.say("Type a name for the file.")
        elif path.exists() and self._to_replace != event.value:
            self._to_replace = event.value
            self.say(f"{path.name} is there already. Enter once more replaces it.")
        else:
            self.dismiss(path)
