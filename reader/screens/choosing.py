"""Choosing where a related link leads: confirming it, taking another article, or breaking it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import on

from index.archive import Archive
from index.article import Headline
from index.links.records import Candidate
from index.records import Related
from reader import offers, text
from reader.dates import day
from reader.facts import Fact
from reader.keys import Scope, bindings
from reader.messages import ChooseLink
from reader.relation_lines import drawn_sign
from reader.relations import sign_of
from reader.screens.searched import SearchedPage
from reader.signs import signs
from reader.text import Line
from reader.widgets.line_list import RowLine
from reader.wrapping import wrap

_HOW = {
    "url": "found by its url",
    "headline": "found by its headline",
    "alike": "its headline is much like the title",
    "chosen": "chosen by you",
    "broken": "broken by you",
}


class LinkKnown(Fact):
    """A link and what it may mean are known."""

    holder: str
    """The headline of the article that holds it."""
    links: list[Related]
    position: int
    candidates: list[Candidate]
    places: Sequence[tuple[int, int]]
    """The links that the choice is for, as article and position."""


class Offered(Fact):
    """It is known which articles may be meant by the words that were typed."""

    words: str
    rows: Sequence[Headline]
    told: str
    """Why there are none."""


class Chosen(Fact):
    """The choice is kept."""

    line: str


class ChoosingPage(SearchedPage):
    """One link of an article at a time; what is chosen is kept at once.

    It shows what the link may mean, and instead of that whatever else one looks for by words.
    """

    SCOPE = Scope.CHOOSE
    BINDINGS = bindings(Scope.CHOOSE, Scope.LOOK)
    PLACEHOLDER = "words of its headline or text, its number or url"

    def __init__(self, archive: Archive, asked: ChooseLink, changed: Callable[[str], None]) -> None:
        """Choose for the link that is asked of; ``changed`` is told every choice, in a line."""
        super().__init__(archive)
        self._article = asked.article_id
        self._position = asked.position
        self._everywhere = asked.everywhere
        self._leading_to = asked.leading_to
        self._places: Sequence[tuple[int, int]] = ()
        """The links that the choice is for, as article and position."""
        self._told = ""
        """Where the link leads now."""
        self._changed = changed
        self._links: Sequence[Related] = ()
        self._candidates: Sequence[Candidate] = ()
        """What the link may mean."""
        self._found: Sequence[Headline] | None = None
        """What the words find that were typed; None while there are none."""

    def on_mount(self) -> None:
        """Ask for the link."""
        self.show_title("Where it leads")
        self._look()

    def _look(self) -> None:
        """Ask for the present link and its candidates."""
        article, asked_for, places = self._article, self._position, self._places
        leading_to, self._leading_to = self._leading_to, None
        everywhere = self._everywhere and not places

        def work(tell: Callable[[Fact], None]) -> Fact:
            links = self.archive.related(article)
            holder = "".join(row.headline for row in self.archive.headlines([article]))
            led = (at for at, link in enumerate(links) if leading_to and link.article == leading_to)
            position = next(led, asked_for)
            alike = self.archive.wanted_alike(article, position) if everywhere and links else places
            candidates = self.archive.candidates(article, position) if links else []
            return LinkKnown(
                holder,
                links,
                position,
                [_as_resolved(each, links[position]) for each in candidates],
                alike or [(article, position)],
            )

        self.loader.carry_out("candidates", "Look for what a link may mean", work)

    @on(LinkKnown)
    def _show_link(self, fact: LinkKnown) -> None:
        """Show the link and what it may mean."""
        if not self.loader.is_current(fact):
            return
        self._links, self._candidates, self._places = fact.links, fact.candidates, fact.places
        self._position = fact.position
        if not self._links:
            self.show_title("This article has no related links")
            self.show_foot("")
            return
        link = self._links[self._position]
        count = len({article for article, _ in self._places})
        place = f"link {self._position + 1} of {len(self._links)} in {text.headline(fact.holder)}"
        if self._everywhere:
            place = f"for all {count:,} articles that point at it" if count > 1 else ""
        self.show_title(f"“{self._title}”", place)
        sign, how = drawn_sign(sign_of(link)), _HOW.get(link.how, "")
        if link.article is not None:
            told = f"{sign} leads to: {link.headline}"
            how = f"{how}, {link.confidence:.2f}" if link.how != "chosen" else how
        else:
            told = f"{sign} leads nowhere" if link.how != "broken" else f"{sign} broken: leads nowhere"
            how = how if link.how == "broken" else ""
        self._told = f" {signs().dot} ".join(filter(None, (told, how)))
        self._show_candidates()

    def _show_candidates(self) -> None:
        """Show what the link may mean."""
        candidates, target = self._candidates, self._links[self._position].article
        none = "" if candidates else "No article of this archive comes near it."
        self.show_foot(self._told, none)
        now = next((n for n, each in enumerate(candidates) if each.article == target), 0)
        self.show_lines(lambda width: candidate_lines(candidates, target, width), now)
        self.show_keys()

    def useful(self, key: str) -> bool:
        """Only what there is can be chosen, and only a choice be undone."""
        link = self._links[self._position] if self._links else None
        if key == "Enter":
            return bool(self._candidates if self._found is None else self._found)
        if key == "/":
            return link is not None
        if key == "u":
            return link is not None and link.how in ("chosen", "broken")
        if key == "x":
            return link is not None and link.how != "broken"
        return key != "]" or (len(self._links) > 1 and not self._everywhere)

    def action_link(self, by: int) -> None:
        """Go to another link of the article."""
        if self._links and not self._everywhere:
            self._position = (self._position + by) % len(self._links)
            self._places = ()
            self.forget_words()
            self._look()

    def action_open(self) -> None:
        """Let it lead to the candidate at the cursor."""
        if self._found is not None:
            offered = [(row.id, row.headline) for row in self._found]
        else:
            offered = [(each.article, each.headline) for each in self._candidates]
        if offered:
            target, headline = offered[self.list.cursor]
            self._keep(target, f"“{self._title}” leads to “{text.one_line(headline)}” now")

    def action_search(self) -> None:
        """Ask for words, where there is a link."""
        if self._links:
            super().action_search()

    def look_for(self, words: str) -> None:
        """Offer other articles: those whose headlines resemble the words, then those that have them."""
        if not words:
            self._found = None
            if self._links:
                self._show_candidates()
            return
        article = self._article

        def work(tell: Callable[[Fact], None]) -> Fact:
            return Offered(words, *offers.offered(self.archive, words, article))

        self.loader.carry_out("offer", "Look for articles", work)

    @on(Offered)
    def _show_offered(self, fact: Offered) -> None:
        """Show them, unless other words were typed since."""
        if not self.loader.is_current(fact) or fact.words != self.words:
            return
        rows = self._found = fact.rows
        self.show_foot(self._told, fact.told)
        self.show_lines(lambda width: offers.lines(rows, width), 0)
        self.show_keys()

    def action_break(self) -> None:
        """Let it lead nowhere."""
        if self._links:
            self._keep(None, f"“{self._title}” leads nowhere now")

    def action_undo(self) -> None:
        """Let the archive find out again where it leads."""
        if not self._links or self._links[self._position].how not in ("chosen", "broken"):
            self.say("Nothing was chosen for this link.")
            return
        places = self._places
        line = f"Undone: the archive decides again where “{self._title}” leads"

        def work(tell: Callable[[Fact], None]) -> Fact:
            self.archive.unchoose_all(places)
            return Chosen(line)

        self.loader.carry_out("choose", "Forget what was chosen for a link", work)

    @property
    def _title(self) -> str:
        """The printed title of the link."""
        link = self._links[self._position].link
        return text.one_line(link.title or link.url) or "(no title)"

    def _keep(self, target: int | None, line: str) -> None:
        """Keep a choice."""
        places = self._places

        def work(tell: Callable[[Fact], None]) -> Fact:
            self.archive.choose_all(places, target)
            return Chosen(line)

        self.loader.carry_out("choose", "Keep what was chosen for a link", work)

    @on(Chosen)
    def _show_chosen(self, fact: Chosen) -> None:
        """Say it and show it."""
        self._changed(fact.line)
        self.forget_words()
        self._look()


def _as_resolved(candidate: Candidate, link: Related) -> Candidate:
    """A candidate; the one that the link leads to with the confidence that it has there."""
    if candidate.article != link.article or link.how == "chosen":
        return candidate
    return replace(candidate, confidence=link.confidence)


def candidate_lines(candidates: Sequence[Candidate], target: int | None, width: int) -> list[RowLine]:
    """What a link may mean: headline, when and where, how alike and what speaks for it."""
    drawn: list[RowLine] = []
    for number, each in enumerate(candidates):
        sign = signs().chosen if each.article == target else " "
        title = text.headline(each.headline)
        for place, (start, end) in enumerate(wrap(title, max(8, width - 2))[:2]):
            line = f"{sign if not place else ' '} {title[start:end]}"
            drawn.append(RowLine(Line(line, "title", ((0, 1, "sign"),)), number))
        sure = f"{each.confidence:.2f}" if each.confidence else ""
        facts = (sure, day(each.published), text.one_line(each.source), *each.evidence)
        dot = signs().dot
        told = f"\u00a0{dot} ".join(filter(None, facts))
        for start, end in wrap(told, max(8, width - 2))[:2]:
            drawn.append(RowLine(Line(told[start:end].rstrip(f" \u00a0{dot}"), "detail", indent=2), number))
    return drawn
