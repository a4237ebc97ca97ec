"""What a command is: its name, keys, action and how it is told."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


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
    LOOK = "look"
    """Every page in which one looks for words."""
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


class Command(NamedTuple):
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
