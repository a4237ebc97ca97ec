"""A related link whose article is not in the archive: what comes near it, and what can be done."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from index.records import Nearest, Related
from reader import text
from reader.dates import day
from reader.keys import Scope, bindings, hints
from reader.messages import ChooseLink, OpenArticle, OpenPage, Search
from reader.screens.panel import Panel
from reader.widgets.key_line import KeyLine

_WEB = ("http://", "https://")


class NearestList(OptionList):
    """The few headlines that come nearest."""

    BINDINGS = bindings(Scope.MOVE)
    DEFAULT_CSS = "NearestList { max-height: 30vh; }"

    def action_move_down(self) -> None:
        """To the next one."""
        self.highlighted = min((self.highlighted or 0) + 1, self.option_count - 1)

    def action_move_up(self) -> None:
        """To the one before."""
        self.highlighted = max((self.highlighted or 0) - 1, 0)

    def action_move_page_down(self) -> None:
        """To the last one: there are only a few."""
        self.action_last()

    def action_move_page_up(self) -> None:
        """To the first one."""
        self.action_first()

    action_move_half_down = action_move_bottom = action_move_page_down
    action_move_half_up = action_move_top = action_move_page_up


class WantedScreen(Panel[Message]):
    """Closes with the request that was chosen: to open an article, to search, to choose where the link leads;
    or with None."""

    BINDINGS = bindings(Scope.WANTED)

    def __init__(
        self, related: Related, nearest: list[Nearest], pointing: int, choice: ChooseLink | None = None
    ) -> None:
        """Show what is known about ``related``, which ``pointing`` articles of the archive name.

        ``choice`` is the request to choose where it leads, where that can be.
        """
        super().__init__()
        self._title = text.one_line(related.link.title)
        self._url = related.link.url
        self._nearest = nearest
        self._pointing = pointing
        self._choice = choice
        self._is_broken = related.how == "broken"

    def compose(self) -> ComposeResult:
        """The title, the nearest headlines, who points at it, the keys."""
        with Vertical(id="panel"):
            yield Static(text.content(self._title or self._url or "(no headline)"), classes="panel-title")
            yield Static(Content("is named here but is not in this archive."))
            if self._url.startswith(_WEB):
                yield Static(text.content(self._url), classes="panel-url")
            if self._nearest:
                yield Static(Content("NEAR IT"), classes="panel-gap panel-meta")
                yield NearestList(*(Option(_row(near)) for near in self._nearest), compact=True)
            else:
                yield Static(Content("No headline of this archive comes near it."), classes="panel-gap")
            yield Static(Content(self._told()), classes="panel-gap panel-meta")
            yield KeyLine(self._keys())

    def action_open(self) -> None:
        """Open the chosen one of the nearest."""
        if not self._nearest:
            return
        chosen = self.query_one(NearestList).highlighted or 0
        self.dismiss(OpenArticle(self._nearest[chosen].article))

    def action_search(self) -> None:
        """Search the archive for the words of the title."""
        self.dismiss(Search(search_words(self._title)))

    def action_choose(self) -> None:
        """Choose where it leads."""
        if self._choice is not None:
            self.dismiss(self._choice)

    def action_browse(self) -> None:
        """Show the page that the link names in the browser."""
        if self._url.startswith(_WEB):
            self.dismiss(OpenPage(self._url))

    def on_option_list_option_selected(self) -> None:
        """Enter or a click on a headline."""
        self.action_open()

    def _keys(self) -> list[tuple[str, str]]:
        """The keys that do something here."""
        useful = {
            "Enter": bool(self._nearest),
            "o": self._url.startswith(_WEB),
            "c": self._choice is not None,
        }
        return [hint for hint in hints(Scope.WANTED) if useful.get(hint[0], True)]

    def _told(self) -> str:
        """How many articles name it, and what becomes of it."""
        count = f"{self._pointing:,} article{' points' if self._pointing == 1 else 's point'} at it. "
        becomes = "It becomes a link by itself when an import brings it in."
        if self._is_broken:
            becomes = "You have chosen that it leads nowhere."
        return (count if self._pointing else "") + becomes


def search_words(title: str) -> str:
    """The words of a title as a query of words only: nothing in it is taken for an operator."""
    words = "".join(sign if sign.isalnum() or sign in "'’" else " " for sign in title).split()
    return " ".join(word.lower() if word in ("OR", "NOT", "AND") else word for word in words)


def _row(near: Nearest) -> Content:
    """A headline, when and where it appeared, how near it comes."""
    facts = "  ".join(filter(None, [day(near.published), text.one_line(near.source), f"{near.likeness:.2f}"]))
    headline = text.content(text.one_line(near.headline) or "(no headline)")
    return Content.assemble(headline, "\n", (facts, "$meta"))
