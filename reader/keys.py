"""The one table of commands: what can be done, with which keys, and how it is told.

Bindings, the hints of the status line, the command palette, the help screen and the key table of the
README are all made from :data:`COMMANDS`. A command's id is what a keymap names it by and does not change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    ARTICLES = "articles"
    """Every page whose rows are articles: a story, a way, what lies around."""
    STORY = "story"
    PATH = "path"
    AROUND = "around"
    CONNECT = "connect"
    VERSIONS = "versions"
    MISSING = "missing"
    """The list of wanted titles."""
    CHOOSE = "choose"
    """Where a link's target is chosen."""
    ALIKE = "alike"
    """Where it is chosen what makes articles similar."""
    TAG = "tag"
    NOTE = "note"
    QUOTES = "quotes"
    """The quotes below a note."""
    NAME = "name"
    """Where a name for a search is asked for."""
    SAVED = "saved"
    """The saved searches."""
    TRAIL = "trail"
    TRAIL_FILE = "trail-file"
    PANEL = "panel"
    """Every page laid over the reading screen."""


class Group(StrEnum):
    """The headings of the help screen, in their order."""

    MOVING = "Moving"
    READING = "Reading"
    RELATED = "Related articles"
    SEARCHING = "Searching"
    MARKING = "Marks, tags, notes"
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
    """Whether the command palette offers it first: what makes sense whatever has the focus."""
    at_once: bool = False
    """Whether it is carried out before the next key is looked at: what is typed ahead must not go astray."""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A line of the help screen."""

    id: str
    """Of the command."""
    keys: str
    """As people write them."""
    help: str


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
        "trail.show", ("h",), "show_trail", "trail", "Show the trail: every article opened, as a tree",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "trail.open", ("enter",), "open", "go there", "In the trail: go back to the chosen article",
        _G.RELATED, _S.TRAIL, (_S.TRAIL,),
    ),
    Command(
        "trail.search", ("/",), "search", "search", "In the trail: show only what has the words typed",
        _G.RELATED, _S.TRAIL, (_S.TRAIL,),
    ),
    Command(
        "trail.next", ("down",), "step(1)", "next", "In the trail, while words are typed: the next article",
        _G.RELATED, _S.TRAIL,
    ),
    Command(
        "trail.previous", ("up",), "step(-1)", "previous",
        "In the trail, while words are typed: the article before", _G.RELATED, _S.TRAIL,
    ),
    Command(
        "trail.write", ("w",), "write", "write",
        "In the trail: write what is shown to a file, as citations with notes and quotes",
        _G.RELATED, _S.TRAIL, (_S.TRAIL,),
    ),
    Command(
        "trail.write-start", ("enter",), "submit", "write",
        "Where a file for the trail is asked for: write it", _G.RELATED, _S.TRAIL_FILE, (_S.TRAIL_FILE,),
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
        "list.unfold", ("x",), "unfold", "unfold",
        "Give the versions of one piece rows of their own, or fold them into one",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "story.show", ("T",), "story", "story", "The story that the article belongs to, by date",
        _G.RELATED, _S.READING, (_S.ARTICLE,), palette=True,
    ),
    Command(
        "versions.show", ("X",), "versions", "versions",
        "What other versions of the article cut or added: in other papers, or printed before",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "path.show", ("p",), "connect", "connection", "How the article hangs together with another one",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "around.show", ("A",), "around", "around it", "The articles around this one, drawn with their links",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "wanted.show", ("W",), "wanted_list", "wanted",
        "The titles that articles point at and that are missing",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "link.choose", ("c",), "choose_link", "where it leads",
        "Confirm where a related link leads, choose another article, or break it",
        _G.RELATED, _S.READING, (_S.RELATED,), palette=True,
    ),
    Command(
        "similar.choose", ("~",), "alike", "similar by",
        "Among which articles similar ones are looked for, and by which words",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "articles.open", ("enter",), "open", "open", "In a story and the like: open the article",
        _G.RELATED, _S.ARTICLES, (_S.STORY, _S.PATH, _S.AROUND),
    ),
    Command(
        "story.unfold", ("x",), "unfold", "unfold",
        "In a story: show the versions of the article, or fold them",
        _G.RELATED, _S.STORY, (_S.STORY,),
    ),
    Command(
        "path.forward", ("f",), "forward", "forward only",
        "Between two articles: only steps to later articles, or any",
        _G.RELATED, _S.PATH, (_S.PATH,),
    ),
    Command(
        "articles.star", ("s",), "star", "star", "In a story and the like: star the article, or no longer",
        _G.RELATED, _S.ARTICLES, (_S.STORY, _S.PATH, _S.AROUND),
    ),
    Command(
        "articles.write", ("w",), "write", "write",
        "In a story and the like: write all its articles to a file",
        _G.RELATED, _S.ARTICLES, (_S.STORY, _S.PATH, _S.AROUND),
    ),
    Command(
        "connect.go", ("enter",), "submit", "find the way",
        "Where another article is asked for: take this one",
        _G.RELATED, _S.CONNECT, (_S.CONNECT,),
    ),
    Command(
        "connect.choose", ("down", "tab"), "choose(1)", "next",
        "Where another article is asked for: the next one",
        _G.RELATED, _S.CONNECT, (_S.CONNECT,),
    ),
    Command(
        "connect.choose-back", ("up", "shift+tab"), "choose(-1)", "previous",
        "Where another article is asked for: the one before", _G.RELATED, _S.CONNECT,
    ),
    Command(
        "versions.open", ("enter",), "open", "open", "Among versions: open the other version",
        _G.RELATED, _S.VERSIONS, (_S.VERSIONS,),
    ),
    Command(
        "versions.next", ("]",), "version(1)", "next", "Among versions: compare with the next one",
        _G.RELATED, _S.VERSIONS, (_S.VERSIONS,),
    ),
    Command(
        "versions.previous", ("[",), "version(-1)", "previous", "Among versions: compare with the one before",
        _G.RELATED, _S.VERSIONS,
    ),
    Command(
        "versions.unfold", ("x",), "unfold", "whole text",
        "Among versions: show what is the same in both too, or only what is not",
        _G.RELATED, _S.VERSIONS, (_S.VERSIONS,),
    ),
    Command(
        "missing.open", ("enter",), "open", "tell more", "Among wanted titles: what is known about one",
        _G.RELATED, _S.MISSING, (_S.MISSING,),
    ),
    Command(
        "missing.choose", ("c",), "choose", "choose its article",
        "Among wanted titles: choose what one means",
        _G.RELATED, _S.MISSING, (_S.MISSING,),
    ),
    Command(
        "choose.take", ("enter",), "open", "it leads here",
        "Where a link's target is chosen: let it lead there",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.break", ("x",), "break", "it leads nowhere",
        "Where a link's target is chosen: break the link",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.undo", ("u", "U"), "undo", "undo the choice",
        "Where a link's target is chosen: let the archive find it again",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.next", ("]",), "link(1)", "next link",
        "Where a link's target is chosen: the article's next link",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.previous", ("[",), "link(-1)", "link before",
        "Where a link's target is chosen: the article's link before", _G.RELATED, _S.CHOOSE,
    ),
    Command(
        "alike.switch", ("enter", "space"), "open", "choose",
        "Among what makes articles similar: this, or not",
        _G.RELATED, _S.ALIKE, (_S.ALIKE,),
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
        "search.save", ("f2",), "save_search", "save search", "Save the search under a name",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "search.name", ("enter",), "submit", "save", "Where a name is asked for: save the search",
        _G.SEARCHING, _S.NAME, (_S.NAME,),
    ),
    Command(
        "search.saved", ("f3", "'"), "saved_searches", "saved searches", "Choose one of the saved searches",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "saved.open", ("enter",), "open", "search", "Among the saved searches: search for the chosen one",
        _G.SEARCHING, _S.SAVED, (_S.SAVED,),
    ),
    Command(
        "saved.forget", ("x",), "forget", "delete", "Among the saved searches: delete the chosen one",
        _G.SEARCHING, _S.SAVED, (_S.SAVED,),
    ),
    Command(
        "article.star", ("s",), "star", "star", "Star the article, or all that are chosen; again: no longer",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "article.tag", ("t",), "tag", "tag", "Tag the article, or all that are chosen",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "tag.set", ("enter",), "submit", "tag", "Where tags are asked for: give them, or take them away",
        _G.MARKING, _S.TAG, (_S.TAG,),
    ),
    Command(
        "tag.complete", ("tab",), "complete", "complete",
        "Where tags are asked for: take the one chosen below", _G.MARKING, _S.TAG, (_S.TAG,),
    ),
    Command(
        "tag.next", ("down",), "choose(1)", "choose", "Where tags are asked for: choose the next one below",
        _G.MARKING, _S.TAG, (_S.TAG,),
    ),
    Command(
        "tag.previous", ("up",), "choose(-1)", "previous",
        "Where tags are asked for: choose the one before it", _G.MARKING, _S.TAG,
    ),
    Command(
        "article.note", ("e",), "note", "note", "Write a note on the article",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "article.note-editor", ("E",), "edit_note", "note in an editor",
        "Write the note in your own editor, which VISUAL or EDITOR names",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "note.keep", ("ctrl+s", "escape"), "keep", "keep", "In a note: keep it and go back",
        _G.MARKING, _S.NOTE, (_S.NOTE, _S.QUOTES),
    ),
    Command(
        "note.quotes", ("tab",), "quotes", "quotes", "In a note: to the quotes below it",
        _G.MARKING, _S.NOTE, (_S.NOTE,),
    ),
    Command(
        "article.quotes", ("Q",), "note(True)", "quotes",
        "The quotes kept of the article, to go to or to delete",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "quote.go", ("enter",), "open", "go there", "Among the quotes: go to the passage in the article",
        _G.MARKING, _S.QUOTES, (_S.QUOTES,),
    ),
    Command(
        "quote.drop", ("x",), "drop", "delete", "Among the quotes: delete the chosen one",
        _G.MARKING, _S.QUOTES, (_S.QUOTES,),
    ),
    Command(
        "article.unread", ("u",), "unread", "read or unread",
        "Mark the article, or all that are chosen, as read; again: as unread",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "undo", ("U",), "undo", "undo", "Undo the last change to marks, tags, notes, quotes, saved searches",
        _G.MARKING, _S.READING, palette=True,
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
        "parting.back", ("{", "ctrl+left"), "part(-1)", "move the rule",
        "Move the rule beside the pane: to the left, or up; the mouse drags it",
        _G.PROGRAM, _S.READING, palette=True,
    ),
    Command(
        "parting.on", ("}", "ctrl+right"), "part(1)", "move the rule",
        "Move the rule beside the pane: to the right, or down",
        _G.PROGRAM, _S.READING, palette=True,
    ),
    Command(
        "panes", ("=",), "panes", "panes", "One pane less, or again as many as fit",
        _G.PROGRAM, _S.READING, palette=True,
    ),
    Command(
        "list.turn", ("\\",), "turn_list", "list on top", "Put the list on top of the article, or on its left",
        _G.PROGRAM, _S.READING, palette=True,
    ),
    Command(
        "panel.close", ("escape", "q"), "close", "close", "Close a page such as this one",
        _G.PROGRAM, _S.PANEL, (_S.PANEL, _S.WANTED, _S.CITE, _S.PIPE, _S.WRITE, _S.DATE, _S.STORY, _S.PATH,
         _S.AROUND, _S.CONNECT, _S.VERSIONS, _S.MISSING, _S.CHOOSE, _S.ALIKE,
         _S.TAG, _S.NAME, _S.SAVED, _S.TRAIL, _S.TRAIL_FILE),
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
        "theme.choose", (), "choose_theme", "page", "Choose the colours: newsprint, plain, high contrast",
        _G.PROGRAM, _S.APP, palette=True,
    ),
    Command(
        "quit", ("ctrl+q",), "quit", "leave", "Leave newsreader",
        _G.PROGRAM, _S.APP, palette=True, at_once=True,
    ),
)  # fmt: skip
"""Every command, in the order in which help tells them."""

_keys: dict[str, tuple[str, ...]] = {command.id: command.keys for command in COMMANDS}
"""The keys in use; one process reads with one keymap."""

NO_KEY = "—"
"""In the place of a key where a command has none."""

_NAMES = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "tab": "Tab", "shift+tab": "Shift-Tab", "enter": "Enter", "escape": "Esc",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip


def use(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Tell these keys from now on; commands that are not named keep those of the table."""
    _keys.update({command.id: keys.get(command.id, command.keys) for command in COMMANDS})


def bindings(*scopes: Scope) -> list[BindingType]:
    """The Textual bindings of a node: ``BINDINGS = bindings(Scope.MOVE, Scope.LIST)``.

    They are those of the table: an application that uses other keys sets its keymap, which names them by id.
    A command without keys is bound too, to what no keyboard sends, so that it can be given some.
    """
    from textual.binding import Binding

    return [
        Binding(
            ",".join(command.keys) or unpressable(command.id),
            command.action,
            command.label,
            id=command.id,
            show=False,
            priority=command.at_once,
        )
        for command in COMMANDS
        if command.scope in scopes
    ]


def unpressable(command_id: str) -> str:
    """The key to which a command without keys is bound."""
    return f"<{command_id}>"


def hints(focus: Scope) -> list[tuple[str, str]]:
    """Key and label of the commands that the status line names while ``focus`` has the focus."""
    return [
        (key_name(_keys[command.id][0]), command.label)
        for command in COMMANDS
        if focus in command.hints and _keys[command.id]
    ]


def keys_of(command_id: str) -> tuple[str, ...]:
    """The keys of a command, a dash for one that has none; KeyError for an id that no command has."""
    return _keys[command_id] or (NO_KEY,)


def key_name(key: str) -> str:
    """A key as people write it: ``Ctrl-d``, ``Esc``, ``↓``, ``?``, ``gg``."""
    if " " in key:
        return "".join(map(key_name, key.split()))
    modifier, plus, rest = key.rpartition("+")
    if key in _NAMES or not plus or not modifier:
        return _NAMES.get(key, key)
    return f"{modifier.title()}-{_NAMES.get(rest, rest)}"


def help_rows() -> Iterator[tuple[Group, list[HelpRow]]]:
    """For each group its rows of keys and help; the nine digits make one row."""
    digits = [f"related.{number}" for number in range(1, 10)]
    plain = [keys_of(name) for name in digits] == [(name[-1],) for name in digits]
    for group in Group:
        rows: list[HelpRow] = []
        for command in COMMANDS:
            if command.group is not group or (plain and command.id in digits[1:]):
                continue
            if plain and command.id in digits:
                rows.append(HelpRow(command.id, "1 … 9", "Open the related article of that number"))
            elif keys := _keys[command.id]:
                rows.append(HelpRow(command.id, " ".join(map(key_name, keys)), command.help))
        yield group, rows


def readme_table() -> str:
    """The key table of the README, in Markdown."""
    lines = ["| keys | what they do |", "| --- | --- |"]
    for group, rows in help_rows():
        lines.append(f"| **{group}** | |")
        for row in rows:
            keys = row.keys.replace("|", "\\|").split(" ")
            told = " ".join(f"`{key}`" if key != "…" else key for key in keys)
            lines.append(f"| {told} | {row.help} |")
    return "\n".join(lines) + "\n"
