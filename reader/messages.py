"""The requests that widgets post and the reading screen answers.

A request is imperative and says what is wanted; who posts it does not know who answers. What has
happened is told by facts in the past tense, nested in the widget that emits them.
"""

from __future__ import annotations

from index.records import Related
from reader.field_message import FieldMessage


class OpenArticle(FieldMessage):
    """Show an article of the archive and add it to the trail."""

    article_id: int
    """The article's id in the archive."""
    via: str = ""
    """How one comes to it from another article, in words for the trail; empty from the list."""


class FollowLink(FieldMessage):
    """Go where a numbered entry of the related pane leads."""

    number: int
    """The number printed before the entry, from 1."""


class FollowInline(FieldMessage):
    """Go where a link inside the article's text leads."""

    number: int
    """Its place among the article's inline links, from 1: the n-th link of kind INLINE."""


class OpenWanted(FieldMessage):
    """Show what is known about a related link whose article is not in the archive."""

    related: Related
    """The link, as the archive answered it: its ``article`` is None."""
    pointing: int | None = None
    """How many articles point at it, where that is known."""
    choice: ChooseLink | None = None
    """What chooses where it leads, where that can be."""


class ShowPath(FieldMessage):
    """Show how two articles hang together."""

    start: int
    goal: int


class ChooseLink(FieldMessage):
    """Let the person choose where a related link leads."""

    article_id: int
    """The article that holds the link."""
    position: int
    """Its place among the article's links, from 0."""
    everywhere: bool = False
    """Whether the same shall be chosen for all wanted links that mean the same."""
    leading_to: int | None = None
    """Where the link leads, if its place is not known."""


class UnfoldVersions(FieldMessage):
    """Give the versions that share the row of an article rows of their own, or fold them again."""

    article_id: int


class OpenPage(FieldMessage):
    """Show a page of the web in the browser."""

    url: str


class CopyText(FieldMessage):
    """Put a text into the clipboard and say so."""

    text: str


class Search(FieldMessage):
    """Search the archive and list the hits."""

    query: str
    """As typed; an empty query lists the whole archive."""


class RowsWanted(FieldMessage):
    """Load the rows of a list that are on screen or about to be, and hand them to its ``provide``."""

    ids: list[int]
    """The articles whose rows are missing, those on screen first."""
    generation: int
    """The list's generation when it asked; rows that come back with an older one are dropped."""
