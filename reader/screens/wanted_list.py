"""The titles that articles point at and that lead nowhere, those that most point at first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from index.article import RelatedLink
from index.identity import normalise_headline
from index.links.records import Wanted
from index.records import Related
from reader import text
from reader.dates import day
from reader.facts import Fact
from reader.keys import Scope, bindings
from reader.messages import ChooseLink, OpenWanted
from reader.screens.searched import SearchedPage
from reader.signs import signs
from reader.text import Line
from reader.widgets.line_list import RowLine
from reader.wrapping import wrap

MOST = 500
"""So many titles are shown: the further ones are named by one article each, or nearly so."""

_CANDIDATES = 2
_COUNT = 6


class WantedKnown(Fact):
    """The wanted titles are known."""

    wanted: list[Wanted]
    more: bool
    """Whether there are others."""


class WantedListPage(SearchedPage):
    """Asks the reading screen to tell more of a title, or to choose what it means."""

    SCOPE = Scope.MISSING
    BINDINGS = bindings(Scope.MISSING, Scope.LOOK)
    PLACEHOLDER = "words of a title"

    _wanted: Sequence[Wanted] = ()
    _more = False
    """Whether there are others."""
    _shown: Sequence[Wanted] = ()
    """Those that have the words typed."""

    def on_mount(self) -> None:
        """Ask for the titles."""
        self.show_title("Wanted")
        self.ask()

    def on_screen_resume(self) -> None:
        """A link may have been chosen meanwhile."""
        if self._wanted:
            self.ask()

    def ask(self) -> None:
        """Ask for the titles."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            found = self.archive.wanted(MOST + 1)
            return WantedKnown(found[:MOST], len(found) > MOST)

        self.loader.carry_out("wanted", "Look for wanted titles", work)

    @on(WantedKnown)
    def _show_wanted(self, fact: WantedKnown) -> None:
        """Show them."""
        if not self.loader.is_current(fact):
            return
        self._wanted, self._more = fact.wanted, fact.more
        self.show_foot("" if fact.wanted else "Every link of this archive leads somewhere.")
        self._show_those_with(self.words)

    def look_for(self, words: str) -> None:
        """Show only the titles that have these words, or their beginnings."""
        self._show_those_with(words)

    def _show_those_with(self, words: str) -> None:
        sought = normalise_headline(words).split()
        shown = self._shown = [each for each in self._wanted if _has(each, sought)]
        count = f"the first {MOST:,}" if self._more else f"{len(self._wanted):,}"
        count = f"{len(shown):,} of {count}" if sought else count
        self.show_title("Wanted", f"{count} titles that articles point at and that are not in this archive")
        self.show_lines(lambda width: wanted_lines(shown, width))

    @property
    def at(self) -> Wanted | None:
        """The title at the cursor."""
        return self._shown[self.list.cursor] if self._shown else None

    def action_open(self) -> None:
        """Tell what is known about it."""
        if (at := self.at) is not None:
            link = RelatedLink(at.title, at.url)
            choice = ChooseLink(at.article, at.position, everywhere=True)
            self.app.screen_stack[0].post_message(OpenWanted(Related(link, None), at.pointing, choice))

    def action_choose(self) -> None:
        """Choose what it means."""
        if (at := self.at) is not None:
            self.app.screen_stack[0].post_message(ChooseLink(at.article, at.position, everywhere=True))


def _has(wanted: Wanted, sought: Sequence[str]) -> bool:
    """Whether a title, or where there is none its page, has words that begin so."""
    words = normalise_headline(wanted.title or wanted.url).split()
    return all(any(word.startswith(each) for word in words) for each in sought)


def wanted_lines(wanted: Sequence[Wanted], width: int) -> list[RowLine]:
    """How many point at each title, the title, and what comes near it."""
    drawn: list[RowLine] = []
    room = max(8, width - _COUNT)
    for number, each in enumerate(wanted):
        title = text.one_line(each.title or each.url) or "(no title)"
        for place, (start, end) in enumerate(wrap(title, room)[:2]):
            count = f"{each.pointing:>{_COUNT - 2},}  " if not place else " " * _COUNT
            line = count + title[start:end]
            drawn.append(RowLine(Line(line, "title", ((0, _COUNT, "detail"),)), number))
        for near in each.candidates[:_CANDIDATES]:
            facts = "  ".join(filter(None, (day(near.published), text.one_line(near.source))))
            likeness = f"  {near.confidence:.2f}"
            words = f"{signs().likely} {text.one_line(near.headline)}"
            facts = f"  {facts}{likeness}" if text.cells(words + facts) + 6 < room else likeness
            line = text.cut(words, room - text.cells(facts)) + facts
            drawn.append(RowLine(Line(line, "detail", ((0, 1, "sign"),), indent=_COUNT), number))
    return drawn
