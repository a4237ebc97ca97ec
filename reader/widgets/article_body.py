"""The text of an article: read, searched, selected, with its links to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.geometry import Offset
from textual.message import Message

from index.article import Article
from index.markdown import plain
from index.records import Span
from reader import text
from reader.field_message import FieldMessage
from reader.find import Find
from reader.hints import Target
from reader.keys import Scope, bindings
from reader.layout import Page
from reader.matches import Match, Place
from reader.messages import CopyText, FollowInline, FollowLink, OpenPage
from reader.parts import Link
from reader.signs import Signs
from reader.text import Line
from reader.widgets.page_view import Appendix
from reader.widgets.selectable_page import SelectablePage
from reader.writing import parts

_UNTOLD = (-1, -1)
_COLUMN_STEP = 4


class ArticleBody(SelectablePage):
    """An article from its headline to its original url, and what is made to follow it."""

    BINDINGS = bindings(Scope.MOVE, Scope.ARTICLE)
    ROLES: ClassVar[tuple[str, ...]] = (
        "headline", "meta", "rule", "dateline", "lede", "text", "heading", "quote", "item", "table", "code",
        "credit", "note", "lead", "strong", "emphasis", "fixed", "link", "image", "number", "link-chosen",
        "kept", "match", "match-now", "selected", "hint", "title", "wanted", "detail", "sign",
    )  # fmt: skip
    """Each has a component class; the last four are for the lines that follow the article."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article-body--{role}" for role in ROLES}
    DEFAULT_CSS = """
    ArticleBody {
        & > .article-body--headline { text-style: bold; }
        & > .article-body--meta { color: $text-muted; }
        & > .article-body--rule { color: $text-disabled; }
        & > .article-body--dateline { color: $text-muted; }
        & > .article-body--heading { text-style: bold; }
        & > .article-body--lead { color: $text-muted; text-style: not bold; }
        & > .article-body--credit { color: $text-muted; text-style: italic; }
        & > .article-body--note { color: $text-muted; }
        & > .article-body--number { color: $text-muted; text-style: not underline; }
        & > .article-body--strong { text-style: bold; }
        & > .article-body--emphasis { text-style: italic; }
        & > .article-body--image { color: $text-muted; text-style: italic; }
        & > .article-body--link { text-style: underline; }
        & > .article-body--kept { text-style: underline; }
        & > .article-body--link-chosen { text-style: reverse; }
        & > .article-body--match { color: $text; background: $warning-muted; text-style: underline; }
        & > .article-body--match-now { text-style: bold reverse; }
        & > .article-body--selected { text-style: reverse; }
        & > .article-body--hint { text-style: bold reverse; }
        & > .article-body--wanted { color: $text-muted; }
        & > .article-body--detail { color: $text-muted; }
        & > .article-body--sign { color: $text-accent; }
    }
    """

    class Matched(FieldMessage):
        """Another match is the present one, or more of them are known."""

        number: int
        """The present match, from 1; 0 while none has been gone to."""
        total: int
        """How many there are."""

    class LinkChosen(FieldMessage):
        """Another link of the text is chosen, or none any more."""

        number: int
        """Its place among the article's inline links, from 1; 0 for one that leads to the web alone."""
        title: str
        url: str
        """Where it leads; empty when none is chosen."""

    class ColumnSet(FieldMessage):
        """The column has been made wider or narrower."""

        cells: int

    class QuoteTaken(FieldMessage):
        """A stretch of the article is to be kept as a quote."""

        article: int
        """The article's id."""
        start: int
        end: int
        """Offsets into ``text``."""
        text: str
        """The plain text of the article's body."""

    def __init__(self, *, signs_: Signs | None = None, id: str | None = None) -> None:
        """An empty page, drawn with ``signs_`` or else with the signs of the terminal."""
        super().__init__("article-body", signs_=signs_, id=id)
        self._article: Article | None = None
        self._match: Match | None = None
        self._link: int | None = None
        self._matched = _UNTOLD
        self._kept: Sequence[Span] = ()

    # What others ask and tell ---------------------------------------------------------------------------

    def show(
        self,
        article: Article,
        find: Find | None = None,
        *,
        appendix: Appendix | None = None,
        position: int = 0,
        marks: str = "",
        kept: Sequence[Span] = (),
    ) -> None:
        """Show an article.

        Args:
            article: The article.
            find: Gives the matches of a text of it, which are marked.
            appendix: What follows its last line.
            position: Where to begin reading, as ``position`` told it earlier; by default its headline.
            marks: What the person has marked of it, in signs.
            kept: The quotes that the person has kept of it, as stretches of the plain text of its body.
        """
        self.end_selection()
        self._choose(None)
        self._kept = kept
        self._article = article
        self._match, self._matched = None, _UNTOLD
        page = Page(parts(article, self.signs), self.column_width, self.signs)
        page.search(find)
        page = page.annotated(marks)
        self.open(page, appendix, page.place_of(position))
        self._tell_match()

    def set_matches(self, find: Find | None) -> None:
        """Mark other matches, or none."""
        self.page_.search(find)
        self._match, self._matched = None, _UNTOLD
        self.work_for_a_while()
        self.redraw_all()
        self._tell_match()
        self.search_on()

    def show_kept(self, kept: Sequence[Span]) -> None:
        """Mark other quotes as kept: underlined, with a sign in the margin where each begins."""
        if kept != self._kept:
            self._kept = kept
            self.redraw_all()

    def next_match(self) -> bool:
        """Go to the next match, after the last one to the first; False when there is none."""
        now = self._match_in_view
        place = Place(now.part, now.start + 1) if now else self.place
        return self._go_to_match(self.page_.matches.next(place))

    def previous_match(self) -> bool:
        """Go to the match before, before the first one to the last; False when there is none."""
        now = self._match_in_view
        return self._go_to_match(
            self.page_.matches.previous(Place(now.part, now.start) if now else self.place)
        )

    def match_from(self, place: Place) -> bool:
        """Go to the first match at or after a place; False when there is none."""
        return self._go_to_match(self.page_.matches.next(place))

    def go_to(self, place: Place) -> None:
        """Bring a place to the top of the pane."""
        line = self.page_.line_of(place)
        self.extend(line + self.size.height)
        self.scroll_to_line(line)

    def show_stretch(self, start: int, end: int) -> None:
        """Bring a stretch of the plain text of the body into view, selected."""
        first, last = self.page_.place_of(start), self.page_.place_of(end)
        self.end_selection()
        self.select((first, last))
        self.reveal(self.page_.line_of(first))

    # Drawing --------------------------------------------------------------------------------------------

    def line_of_page(self, number: int) -> Line:
        """A line of the article with what is found, chosen and selected on it."""
        return self.page_.line(
            number, match=self._match, link=self._link, selected=self._stretch, kept=self._kept
        )

    def resting_place(self) -> Offset | None:
        """The end of the selection, the present match or link where it is in view, or the top of the text."""
        line = self.scrolled
        cell = 0
        if (moving := self.moving_place) is not None:
            cell, line = moving
        elif match := self._match_in_view:
            line, cell = self.page_.cell_of(Place(match.part, match.start))
        elif self._link is not None and self.sees(self.page_.line_of_link(self._link)):
            part, link = self.page_.links[self._link]
            line, cell = self.page_.cell_of(Place(part, link.start))
        return Offset(self.left + cell, line - self.scrolled)

    def worked(self) -> None:
        """Tell how many matches are known now."""
        self._tell_match()

    def _tell_match(self) -> None:
        """Say which match is the present one, where that has changed."""
        total = len(self.page_.matches.found)
        number = self.page_.matches.number(self._match) if self._match else 0
        if self._matched != (number, total) and (number or self.page_.is_searched):
            self._matched = (number, total)
            self.tell(self.Matched(*self._matched))

    # Matches and links ----------------------------------------------------------------------------------

    @property
    def _match_in_view(self) -> Match | None:
        """The present match, unless one has scrolled away from it."""
        match = self._match
        return match if match and self.sees(self.page_.line_of_match(match)) else None

    def _go_to_match(self, match: Match | None) -> bool:
        if match is None:
            return False
        before, self._match = self._match, match
        for each in (before, match):
            if each:
                self.redraw(self._lines(each.part, each.start, each.end))
        self.reveal(self.page_.line_of_match(match))
        self.work_for_a_while()
        self._tell_match()
        return True

    def _lines(self, part: int, start: int, end: int) -> range:
        """The lines on which a stretch of a part stands."""
        last = self.page_.line_of(Place(part, max(start, end - 1)))
        return range(self.page_.line_of(Place(part, start)), last + 1)

    def _choose(self, at: int | None) -> None:
        """Make one of the page's links the chosen one, or none."""
        if at == self._link:
            return
        before, self._link = self._link, at
        for each in (before, at):
            if each is not None and each < len(self.page_.links):
                part, link = self.page_.links[each]
                self.redraw(self._lines(part, link.start, link.end))
        chosen = self._chosen
        self.tell(
            self.LinkChosen(chosen.number, chosen.title, chosen.url) if chosen else self.LinkChosen(0, "", "")
        )

    @property
    def _chosen(self) -> Link | None:
        """The chosen link."""
        return self.page_.links[self._link][1] if self._link is not None else None

    def _step_link(self, from_: int, step: int) -> None:
        """Choose the first link from one on that stands in the text: the notes at the end repeat them."""
        at = from_
        while 0 <= at < len(self.page_.links):
            if self.page_.parts[self.page_.links[at][0]].role != "note":
                self._choose(at)
                self.reveal(self.page_.line_of_link(at))
                return
            at += step
            if at == len(self.page_.links):
                self.page_.link_from(Place(len(self.page_.parts), 0))

    def targets(self) -> list[Target]:
        """The links in view, those of the text and then those of what follows it."""
        found = []
        for at in self.page_.links_between(self.scrolled, self.in_view.stop):
            part, link = self.page_.links[at]
            line, cell = self.page_.cell_of(Place(part, link.start))
            if line in self.in_view:
                found.append(Target(line, self.left + cell, _request(link)))
        return [*found, *self._appended_targets()]

    def _appended_targets(self) -> Iterator[Target]:
        last = 0
        for line in self.in_view:
            if (appended := self.appended_at(line)) and appended[1].number not in (0, last):
                last = appended[1].number
                yield Target(line, self.left, FollowLink(last))

    # Events ---------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Follow the link below the mouse; a double click selects a word, a third one its paragraph."""
        event.prevent_default()
        number = event.y + self.scrolled
        if appended := self.appended_at(number):
            if appended[1].number and not self.selected_text:
                self.post_message(FollowLink(appended[1].number))
            return
        place = self.page_.place_at(number, event.x - self.left)
        if place is None:
            return
        if event.chain > 1:
            self.select_around(place, paragraph=event.chain > 2)
        elif not self.selected_text and (at := self.page_.link_at(place)) is not None:
            self._choose(at)
            self.action_follow_link()

    # Actions --------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some keys mean something else while nothing is selected."""
        if action in ("copy_selection", "take_quote", "leave_selection"):
            return self._stretch is not None
        if action == "select_word":
            return self._fixed is not None and self._by_words
        return super().check_action(action, parameters)

    def action_next_link(self) -> None:
        """Choose the next link: the one after the chosen one, or the first in view."""
        place = self.place
        if self._link is not None and self.sees(self.page_.line_of_link(self._link)):
            part, link = self.page_.links[self._link]
            place = Place(part, max(link.end, link.start + 1))
        if (at := self.page_.link_from(place)) is not None:
            self._step_link(at, 1)

    def action_previous_link(self) -> None:
        """Choose the link before the chosen one, or before what is in view."""
        at = self._link
        if at is None or not self.sees(self.page_.line_of_link(at)):
            at = self.page_.link_from(self.place)
            at = len(self.page_.links) if at is None else at
        self._step_link(at - 1, -1)

    def action_follow_link(self) -> None:
        """Ask for what the chosen link leads to."""
        if self._chosen is not None:
            self.post_message(_request(self._chosen))

    def action_set_column(self, by: int) -> None:
        """Make the column wider or narrower."""
        self.column = self.column_width + by * _COLUMN_STEP
        self.post_message(self.ColumnSet(self.column_width))

    def action_copy_selection(self) -> None:
        """Copy what is selected."""
        selected = self.selected_text
        self.end_selection()
        self.tell(CopyText(selected))

    def action_take_quote(self) -> None:
        """Keep what is selected as a quote; whoever keeps it says so where it is nothing of the text."""
        stretch = self.selected_source or (0, 0)
        self.end_selection()
        if self._article is not None:
            self.tell(self.QuoteTaken(self._article.id, *stretch, plain(text.safe(self._article.body))))

    def action_leave_selection(self) -> None:
        """Select nothing any more."""
        self.end_selection()


def _request(link: Link) -> Message:
    """What following a link asks for."""
    return FollowInline(link.number) if link.number else OpenPage(link.url)
