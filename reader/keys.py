"""The one table of commands: what can be done, with which keys, and how it is told.

Bindings, the hints of the status line, the command palette, the help screen and the key table of the
README are all made from :data:`COMMANDS`. A command's id is what a keymap names it by and does not change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import BindingType


class Scope(StrEnum):
    """Who binds a command: the node that has its action."""

    APP = "app"
    READING = "reading"
    """The reading screen: works wherever the focus is, except while a query is typed."""
    MOVE = "move"
    """Every list and text that can be moved through: the same keys in all of them."""
    LIST = "list"
    ARTICLE = "article"
    FIND = "find"
    """The line in which one types what to find in the article."""
    RELATED = "related"
    SEARCH = "search"
    WANTED = "wanted"
    CITE = "cite"
    PIPE = "pipe"
    DATE = "date"
    WRITE = "write"
    PANEL = "panel"
    """Every page laid over the reading screen."""


class Group(StrEnum):
    """The headings of the help screen, in their order."""

    MOVING = "Moving"
    READING = "Reading"
    RELATED = "Related articles"
    SEARCHING = "Searching"
    TAKING = "Taking along"
    PROGRAM = "The program"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done."""

    id: str
    """Stable name, ``where.what``."""
    keys: tuple[str, ...]
    """As Textual names them, or the character itself; none for what only the palette offers."""
    action: str
    """The action called on the node that binds it."""
    label: str
    """A word or two, for hints."""
    help: str
    """A sentence without a full stop."""
    group: Group
    scope: Scope
    hints: tuple[Scope, ...] = ()
    """While which node has the focus the status line shows it."""
    palette: bool = False
    """Whether the command palette offers it: what makes sense without knowing what has the focus."""
    at_once: bool = False
    """Whether it is carried out before the next key is looked at: what is typed ahead must not go astray."""


_S, _G = Scope, Group

COMMANDS: tuple[Command, ...] = (
    Command("move.down", ("j", "down"), "move_down", "down", "One row or line down", _G.MOVING, _S.MOVE),
    Command("move.up", ("k", "up"), "move_up", "up", "One row or line up", _G.MOVING, _S.MOVE),
    Command(
        "move.page-down", ("space", "pagedown"), "move_page_down", "page", "A page down", _G.MOVING, _S.MOVE
    ),
    Command("move.page-up", ("b", "pageup"), "move_page_up", "page back", "A page up", _G.MOVING, _S.MOVE),
    Command("move.half-down", ("ctrl+d",), "move_half_down", "half", "Half a page down", _G.MOVING, _S.MOVE),
    Command("move.half-up", ("ctrl+u",), "move_half_up", "half back", "Half a page up", _G.MOVING, _S.MOVE),
    Command("move.top", ("g", "home"), "move_top", "top", "To the top", _G.MOVING, _S.MOVE),
    Command("move.bottom", ("G", "end"), "move_bottom", "bottom", "To the end", _G.MOVING, _S.MOVE),
    Command(
        "pane.next", ("tab",), "pane(1)", "next pane", "To the next pane", _G.MOVING, _S.READING,
    ),
    Command(
        "pane.previous", ("shift+tab",), "pane(-1)", "previous pane", "To the previous pane",
        _G.MOVING, _S.READING,
    ),
    Command(
        "list.open", ("enter",), "open", "open", "Open the article", _G.READING, _S.LIST, (_S.LIST,)
    ),
    Command(
        "list.choose", ("m",), "choose", "choose", "Choose the article, to do something with several",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.choose-too", ("space",), "choose_too", "choose", "Once some are chosen: choose this one too",
        _G.READING, _S.LIST,
    ),
    Command(
        "list.choose-all", ("*",), "choose_all", "choose all", "Choose every article of the list, or none",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.invert", ("i",), "invert", "invert", "Choose what is not chosen, and nothing else",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.date", ("d",), "go_to_date", "date", "Go to a date in a list by date",
        _G.MOVING, _S.READING, palette=True,
    ),
    Command(
        "date.go", ("enter",), "submit", "go there", "Where a date is asked for: go to it",
        _G.MOVING, _S.DATE, (_S.DATE,),
    ),
    Command(
        "list.density", ("v",), "density", "density", "One line for each article, or several",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.group", ("M",), "group", "headings",
        "Headings of days, months, years or none, or what fits the list", _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.refresh", ("R",), "refresh", "refresh", "Show what has come into the archive meanwhile",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "back", ("q", "escape"), "back", "back", "Back one level: article, results, the whole archive",
        _G.READING, _S.READING, (_S.ARTICLE, _S.RELATED),
    ),
    Command(
        "article.next", ("J",), "step(1)", "next article", "The next article of the list",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "article.previous", ("K",), "step(-1)", "previous article", "The previous article of the list",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "link.next", ("]",), "next_link", "next link", "The next link in the article's text",
        _G.READING, _S.ARTICLE,
    ),
    Command(
        "link.previous", ("[",), "previous_link", "previous link", "The previous link in the article's text",
        _G.READING, _S.ARTICLE,
    ),
    Command(
        "link.follow", ("enter",), "follow_link", "follow", "Follow the chosen link", _G.READING, _S.ARTICLE
    ),
    Command(
        "hints", ("l",), "hints", "hints", "Show letters beside the links in view; typing them follows",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "zen", ("z",), "zen", "only the article", "Show nothing but the article, or everything again",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "column.narrower", ("<",), "set_column(-1)", "narrower", "Make the column narrower",
        _G.READING, _S.ARTICLE,
    ),
    Command(
        "column.wider", (">",), "set_column(1)", "wider", "Make the column wider", _G.READING, _S.ARTICLE
    ),
    Command(
        "selection.lines", ("V",), "select_lines", "select lines",
        "Select lines of the article, moving as always; the mouse selects words",
        _G.TAKING, _S.ARTICLE,
    ),
    Command(
        "selection.copy", ("y",), "copy_selection", "copy", "Copy what is selected", _G.TAKING, _S.ARTICLE
    ),
    Command(
        "selection.quote", ('"',), "take_quote", "keep as quote", "Keep what is selected as a quote",
        _G.TAKING, _S.ARTICLE,
    ),
    Command(
        "selection.leave", ("escape",), "leave_selection", "select nothing", "Select nothing any more",
        _G.TAKING, _S.ARTICLE,
    ),
    Command(
        "related.show", ("r",), "related", "related", "Bring up the related articles",
        _G.RELATED, _S.READING, (_S.ARTICLE,), palette=True,
    ),
    Command(
        "related.open", ("enter",), "open", "open", "Open the chosen related article",
        _G.RELATED, _S.RELATED, (_S.RELATED,),
    ),
    *(
        Command(
            f"related.{number}", (str(number),), f"link({number})", f"link {number}",
            f"Open related article {number}", _G.RELATED, _S.READING,
        )
        for number in range(1, 10)
    ),
    Command(
        "trail.back", ("H", "alt+left"), "trail(-1)", "back", "Back along the trail of opened articles",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "trail.forward", ("L", "alt+right"), "trail(1)", "forward", "Forward along the trail",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "wanted.open", ("enter",), "open", "open", "From a missing article: open the nearest one chosen",
        _G.RELATED, _S.WANTED, (_S.WANTED,),
    ),
    Command(
        "wanted.search", ("s",), "search", "search these words",
        "From a missing article: search the words of its headline", _G.RELATED, _S.WANTED, (_S.WANTED,),
    ),
    Command(
        "wanted.browse", ("o",), "browse", "original", "From a missing article: open its page in the browser",
        _G.RELATED, _S.WANTED, (_S.WANTED,),
    ),
    Command(
        "search.here", ("/",), "search", "search",
        "Search what has the focus: the archive from the list, the open article from its text",
        _G.SEARCHING, _S.READING, (_S.LIST, _S.ARTICLE), at_once=True,
    ),
    Command(
        "search.archive", ("F",), "search_archive", "search", "Search the archive from anywhere",
        _G.SEARCHING, _S.READING, palette=True, at_once=True,
    ),
    Command(
        "find.keep", ("enter",), "keep", "find", "Find what was typed in the article; nothing: the same again",
        _G.SEARCHING, _S.FIND, (_S.FIND,),
    ),
    Command(
        "find.leave", ("escape",), "leave", "leave", "Mark again what the query matches",
        _G.SEARCHING, _S.FIND, (_S.FIND,),
    ),
    Command(
        "match.next", ("n",), "match(1)", "next match", "The next match in the article",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "match.previous", ("N",), "match(-1)", "previous match", "The previous match in the article",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "sort", ("S",), "sort", "sort", "Change the order: relevance, newest, oldest, paper, headline",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "search.start", ("enter",), "submit", "search", "Search for what was typed",
        _G.SEARCHING, _S.SEARCH, (_S.SEARCH,),
    ),
    Command(
        "search.leave", ("escape",), "leave", "leave", "Leave the search bar as it was",
        _G.SEARCHING, _S.SEARCH, (_S.SEARCH,),
    ),
    Command(
        "article.browse", ("o",), "browse", "original", "Open the original page in the browser",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "article.copy-link", ("y",), "copy_link", "copy link", "Copy the article's link",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "article.cite", ("Y",), "cite", "cite",
        "Copy a citation of the article: plain text, BibTeX, RIS or CSL-JSON",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "cite.copy", ("enter",), "copy", "copy", "Among the citations: copy the one that is shown",
        _G.TAKING, _S.CITE, (_S.CITE,),
    ),
    Command(
        "article.pipe", ("|",), "pipe", "pipe",
        "Send the article's text through a command and show what it prints",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "pipe.run", ("enter",), "submit", "run", "Where a command is asked for: run it",
        _G.TAKING, _S.PIPE, (_S.PIPE,),
    ),
    Command(
        "article.write", ("w",), "write", "write",
        "Write the article or the whole list to a file: Markdown, HTML, EPUB and others",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "write.start", ("enter",), "submit", "write", "Where a file is asked for: write it",
        _G.TAKING, _S.WRITE, (_S.WRITE,),
    ),
    Command(
        "write.choose", ("tab", "down"), "choose(1)", "article or list",
        "Where a file is asked for: the article, or the whole list",
        _G.TAKING, _S.WRITE, (_S.WRITE,),
    ),
    Command(
        "panel.close", ("escape", "q"), "close", "close", "Close a page such as this one",
        _G.PROGRAM, _S.PANEL, (_S.PANEL, _S.WANTED, _S.CITE, _S.PIPE, _S.WRITE, _S.DATE),
    ),
    Command(
        "help", ("?", "f1"), "help", "keys", "Every key", _G.PROGRAM, _S.APP,
        (_S.LIST, _S.ARTICLE, _S.RELATED), palette=True,
    ),
    Command(
        "palette", (":", "ctrl+p"), "command_palette", "commands", "Every command by name",
        _G.PROGRAM, _S.APP,
    ),
    Command(
        "theme", (), "toggle_theme", "light or dark", "Change between the light and the dark page",
        _G.PROGRAM, _S.APP, palette=True,
    ),
    Command(
        "quit", ("ctrl+q",), "quit", "leave", "Leave newsreader",
        _G.PROGRAM, _S.APP, palette=True, at_once=True,
    ),
)  # fmt: skip
"""Every command, in the order in which help tells them."""

_BY_ID = {command.id: command for command in COMMANDS}

_NAMES = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "tab": "Tab", "shift+tab": "Shift-Tab", "enter": "Enter", "escape": "Esc",
    "f1": "F1",
}  # fmt: skip


def bindings(*scopes: Scope) -> list[BindingType]:
    """The Textual bindings of a node: ``BINDINGS = bindings(Scope.MOVE, Scope.LIST)``."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.label,
            id=command.id,
            show=False,
            priority=command.at_once,
        )
        for command in COMMANDS
        if command.scope in scopes and command.keys
    ]


def hints(focus: Scope) -> list[tuple[str, str]]:
    """Key and label of the commands that the status line names while ``focus`` has the focus."""
    return [(key_name(command.keys[0]), command.label) for command in COMMANDS if focus in command.hints]


def keys_of(command_id: str) -> tuple[str, ...]:
    """The keys of a command; KeyError for an id that no command has."""
    return _BY_ID[command_id].keys


def key_name(key: str) -> str:
    """A key as people write it: ``Ctrl-d``, ``Esc``, ``↓``, ``?``."""
    modifier, plus, rest = key.rpartition("+")
    if key in _NAMES or not plus or not modifier:
        return _NAMES.get(key, key)
    return f"{modifier.title()}-{_NAMES.get(rest, rest)}"


def help_rows() -> Iterator[tuple[Group, list[tuple[str, str]]]]:
    """For each group its rows of keys and help; the nine digits make one row."""
    for group in Group:
        rows: list[tuple[str, str]] = []
        for command in COMMANDS:
            if command.group is not group or not command.keys:
                continue
            if not command.id.removeprefix("related.").isdigit():
                rows.append((" ".join(map(key_name, command.keys)), command.help))
            elif command.id == "related.1":
                rows.append(("1 … 9", "Open the related article of that number"))
        yield group, rows


def readme_table() -> str:
    """The key table of the README, in Markdown."""
    lines = ["| keys | what they do |", "| --- | --- |"]
    for group, rows in help_rows():
        lines.append(f"| **{group}** | |")
        lines += [
            "| " + " ".join(f"`{key}`" if key != "…" else key for key in keys.split(" ")) + f" | {text} |"
            for keys, text in ((keys.replace("|", "\\|"), text) for keys, text in rows)
        ]
    return "\n".join(lines) + "\n"
