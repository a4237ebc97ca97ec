"""A page that lies over the whole reading screen and asks the archive by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerCancelled, WorkerState

from index.archive import Archive
from index.errors import NewsreaderError
from reader import text
from reader.facts import Failed
from reader.keys import COMMANDS, Scope, hints, lent
from reader.loading import Loader
from reader.messages import OpenArticle
from reader.screens.panel import Panel
from reader.widgets.key_line import KeyLine
from reader.widgets.line_list import Drawn, LineList
from reader.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reader.screens.prompts import Batch


class Page(Panel[Message]):
    """A title, a list or a text, a few words below, the keys.

    Closes with a request for the reading screen.
    """

    SCOPE: ClassVar[Scope]
    """Whose keys work here."""
    BINDINGS = lent({"help"})
    DEFAULT_CSS = """
    Page { background: $background; }
    Page #page { width: 100%; height: 100%; padding: 1 2 0 2; background: $background; }
    Page .page-foot { height: auto; max-height: 6; margin: 1 0 0 0; color: $meta; }
    Page .page-foot:ansi { text-style: dim; }
    Page.-low #page { padding: 0 1; }
    Page.-low .page-foot { display: none; }
    """

    def __init__(self, archive: Archive) -> None:
        """Ask ``archive``."""
        super().__init__()
        self.archive = archive
        self.loader = Loader(self)
        self.loader.take(archive)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        with Vertical(id="page"):
            yield Static(Content(), id="page-title", classes="panel-title")
            yield from self.above()
            yield LineList(id="page-list")
            yield Static(Content(), id="page-foot", classes="page-foot")
            yield KeyLine()

    def above(self) -> ComposeResult:
        """What stands between the title and the list."""
        yield from ()

    def on_mount(self) -> None:
        """Show the keys, and in their place whatever the reading screen has to say."""
        self.show_keys()
        self.target.focus()
        for status in self.app.screen_stack[0].query(StatusLine):
            self.watch(status, "message", self.say, init=False)

    @property
    def target(self) -> Widget:
        """What has the focus at first."""
        return self.list

    @property
    def list(self) -> LineList:
        """The lines of the page."""
        return self.query_one(LineList)

    def show_title(self, *parts: str) -> None:
        """The first part is what the page is about, the others say more of it, quietly."""
        more = ((f"   {text.one_line(part)}", "$meta not bold") for part in parts[1:] if part)
        self.query_one("#page-title", Static).update(
            Content.assemble(text.content(text.one_line(parts[0])), *more)
        )

    def show_lines(self, drawn: Drawn, cursor: int | None = None) -> None:
        """Show other lines."""
        self.list.show(drawn, cursor)

    def show_foot(self, *lines: str) -> None:
        """A few words below the list, a line each."""
        told = "\n".join(filter(None, map(text.one_line, lines)))
        foot = self.query_one("#page-foot", Static)
        foot.update(text.content(told))
        foot.display = bool(told)

    def say(self, message: str) -> None:
        """Say something in place of the keys, until the next one is pressed."""
        self.query_one(KeyLine).said = message

    def on_key(self) -> None:
        """What was said has been read by the time the next key is pressed."""
        self.say("")

    def useful(self, key: str) -> bool:
        """Whether a key does something at present."""
        return True

    def show_keys(self) -> None:
        """Show the keys that do something here."""
        self.query_one(KeyLine).keys = tuple(hint for hint in hints(self.SCOPE) if self.useful(hint[0]))

    async def action_lend(self, command_id: str) -> None:
        """Carry out a command that is not this page's own, where it belongs.

        That is the application, or the reading screen, which does it with the article at the cursor.
        """
        command = next(command for command in COMMANDS if command.id == command_id)
        place = self.app if command.scope is Scope.APP else self.app.screen_stack[0]
        await self.app.run_action(command.action, place)

    @on(LineList.Clicked)
    def _open_clicked(self) -> None:
        """A click does what Enter does."""
        self.action_open()

    def action_open(self) -> None:
        """Do what Enter does with the row at the cursor."""
        raise NotImplementedError

    @on(Failed)
    def _show_failure(self, fact: Failed) -> None:
        """Show why something has no answer."""
        self._tell(fact.error)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show a mistake of the program too: nothing is swallowed."""
        if event.state is WorkerState.ERROR and not isinstance(event.worker.error, WorkerCancelled):
            error = event.worker.error
            self._tell(NewsreaderError(f"{event.worker.description}: {type(error).__name__}: {error}"))

    def _tell(self, error: NewsreaderError) -> None:
        """Show an error over this page."""
        from reader.screens.errors import ErrorScreen

        if isinstance(self.app.screen, ErrorScreen):
            self.app.screen.add(error)
        else:
            self.app.push_screen(ErrorScreen(error))


class ArticlesPage(Page):
    """A page whose rows are articles: what can be done with one of a list can be done with them.

    The reading screen below does it, with the same keys.
    """

    articles: tuple[int, ...] = ()
    """The article of each row."""
    via = ""
    """How the trail tells that one came from here."""
    title_of_file = ""
    """What a file of all of them is called inside."""
    by_date = True
    """Whether they stand in an order of time."""

    @property
    def at_hand(self) -> int | None:
        """The article at the cursor."""
        return self.articles[self.list.cursor] if self.articles else None

    def action_open(self) -> None:
        """Open the article at the cursor."""
        if self.at_hand is not None:
            self.dismiss(OpenArticle(self.at_hand, self.via))

    def batches(self) -> list[Batch]:
        """What can be written to a file besides the article at the cursor."""
        from reader.screens.prompts import Batch

        count = len(self.articles)
        label = f"all {count:,} articles of this page"
        return [Batch(label, self.title_of_file, self.articles, self.by_date)] if count > 1 else []

    def renew_marks(self) -> None:
        """Called when the person's marks may have changed, for pages that show them."""
