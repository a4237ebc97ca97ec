"""The headline list, or what there is to say where it would be empty."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader import text
from reader.keys import key_name, keys_of
from reader.widgets.headline_list import HeadlineList


class Notice(Static, can_focus=True):
    """A few words in the place of the list; takes the focus so that keys keep working."""


class ListPane(Vertical):
    """Holds the list and its notice, of which one is seen."""

    def compose(self) -> ComposeResult:
        """The list, and the notice hidden."""
        yield HeadlineList(id="list")
        notice = Notice(Content(), id="notice")
        notice.display = False
        yield notice

    @property
    def list(self) -> HeadlineList:
        """The headline list."""
        return self.query_one(HeadlineList)

    @property
    def target(self) -> Widget:
        """What takes the focus: the list, or the notice in its place."""
        return self.query_one(Notice) if self.query_one(Notice).display else self.list

    def show_list(self) -> None:
        """Let the list be seen."""
        self._choose(notice=False)

    def show_nothing_found(self, query: str, counts: tuple[tuple[str, int], ...]) -> None:
        """Say that nothing matches, which part is to blame, and what can be done."""
        head = "No article has all of:\n" if counts else "No article has:\n"
        parts: list[str | tuple[str, str]] = [head, (text.one_line(query), "bold"), "\n\n"]
        width = max((text.cells(part) for part, _ in counts), default=0)
        for part, count in counts:
            row = f"{part}{' ' * (width - text.cells(part))}  {count:>7,}"
            parts.append((row, "" if count else "$accent-ink bold"))
            parts.append("\n")
        if counts:
            parts.append("\n")
        none = [part for part, count in counts if not count]
        if none:
            parts.append(f"Without {' and '.join(none)} there may be some.\n")
        elif counts:
            parts.append("Each part is found, but never together.\n")
        search, back = key_name(keys_of("search.here")[0]), key_name(keys_of("back")[-1])
        parts += [(search, "$accent-ink"), " changes the query, "]
        self._say(*parts, (back, "$accent-ink"), " shows the whole archive.")

    def show_empty(self, folder: str) -> None:
        """Say that the archive holds nothing yet."""
        self._say(
            "This archive is empty.\n\n",
            (f"newsreader import PATH… --archive {folder}", "$accent-ink"),
            "\nfills it.",
        )

    def _say(self, *parts: str | tuple[str, str]) -> None:
        """Show the notice in place of the list."""
        safe = [text.safe(part) if isinstance(part, str) else (text.safe(part[0]), part[1]) for part in parts]
        self.query_one(Notice).update(Content.assemble(*safe))
        self._choose(notice=True)

    def _choose(self, *, notice: bool) -> None:
        """Show one of the two; the focus goes along."""
        focused = self.screen.focused in (self.list, self.query_one(Notice))
        self.list.display = not notice
        self.query_one(Notice).display = notice
        if focused:
            self.target.focus()
