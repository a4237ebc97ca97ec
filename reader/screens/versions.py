"""What other versions of an article cut or added: texts of other papers, and its own earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on

from index.archive import Archive
from index.article import UNDATED, Published
from index.links.records import Change, Difference
from reader import difference_lines, text
from reader.dates import day
from reader.facts import Fact
from reader.keys import Scope, bindings
from reader.messages import OpenArticle
from reader.screens.page import Page
from reader.signs import signs


@dataclass(frozen=True, slots=True)
class Version:
    """Something that the article can be compared with."""

    words: str
    """What it is: ``The Sound Courier, 4 Sep 2004``."""
    article: int | None = None
    """Its own id where it is another article; None for an earlier text of the same one."""
    number: int = 0
    """Which of the earlier texts it is, from 0."""
    published: Published = UNDATED


class VersionsKnown(Fact):
    """There are so many versions."""

    headline: str
    own: Version
    versions: list[Version]


class Compared(Fact):
    """It is known what tells two versions apart."""

    one: Version
    other: Version
    """The later of the two."""
    difference: Difference


class VersionsPage(Page):
    """One version at a time beside the article; closes with the request to open it."""

    SCOPE = Scope.VERSIONS
    BINDINGS = bindings(Scope.VERSIONS)

    def __init__(self, archive: Archive, article_id: int) -> None:
        """Compare the versions of an article."""
        super().__init__(archive)
        self._article = article_id
        self._headline = ""
        self._own = Version("")
        self._versions: list[Version] = []
        self._at = 0
        self._whole = False
        self._difference: Difference | None = None

    def on_mount(self) -> None:
        """Ask which versions there are."""
        article_id = self._article
        self.show_title("Versions")

        def work(tell: Callable[[Fact], None]) -> Fact:
            article = self.archive.article(article_id)
            own = Version(_named(article.source, article.published), article_id, published=article.published)
            earlier = self.archive.versions(article_id)
            found = [
                Version(_earlier(number, len(earlier)), None, number - 1)
                for number in range(len(earlier), 0, -1)
            ]
            found += (
                Version(_named(row.source, row.published), row.id, published=row.published)
                for row in self.archive.copies(article_id)
            )
            return VersionsKnown(article.headline, own, found)

        self.loader.carry_out("versions", "Look for versions", work)

    @on(VersionsKnown)
    def _begin(self, fact: VersionsKnown) -> None:
        """Compare with the first."""
        self._headline, self._own, self._versions = fact.headline, fact.own, fact.versions
        if self._versions:
            self.action_version(0)
        else:
            self.show_title(text.headline(self._headline), "no other version")
            self.show_foot("This archive has this text once, and it has not changed since it was imported.")
        self.show_keys()

    def useful(self, key: str) -> bool:
        """There must be something to compare with, and another one to go on to."""
        if key == "Enter":
            return bool(self._versions) and self._versions[self._at].article is not None
        return key == "Esc" or len(self._versions) > (key in "][")

    def action_version(self, by: int) -> None:
        """Compare with another version."""
        if not self._versions:
            return
        self._at = (self._at + by) % len(self._versions)
        chosen, own, article_id = self._versions[self._at], self._own, self._article
        later = chosen.article is not None and chosen.published.iso > own.published.iso

        def work(tell: Callable[[Fact], None]) -> Fact:
            if chosen.article is None:
                changes = self.archive.changes(article_id)
                last = chosen.number + 1 >= len(changes)
                after = Version(f"{own.words}, as it is now") if last else Version("the text after it")
                return Compared(chosen, after, changes[chosen.number])
            if later:
                return Compared(own, chosen, self.archive.difference(article_id, chosen.article))
            return Compared(chosen, own, self.archive.difference(chosen.article, article_id))

        self.loader.carry_out("compare", "Compare two versions", work)

    @on(Compared)
    def _show_difference(self, fact: Compared) -> None:
        """Show it from its beginning."""
        if not self.loader.is_current(fact):
            return
        self._difference = fact.difference
        count = len(self._versions)
        place = f"{self._at + 1} of {count}" if count > 1 else ""
        changed = "changed after publication" if fact.one.article is None else ""
        self.show_title(text.headline(self._headline), place, changed)
        passages = fact.difference.passages
        told = [f"{round(100 * fact.difference.kept)} % kept"]
        for change in (Change.CUT, Change.ADDED, Change.REWORDED):
            if number := sum(passage.change is change for passage in passages):
                told.append(f"{number:,} {change.value}")
        self.show_foot(
            f"{difference_lines.CUT} only in {fact.one.words}",
            f"{difference_lines.ADDED} only in {fact.other.words}",
            f" {signs().dot} ".join(told),
        )
        self._draw()
        self.list.scroll_to_line(0)
        self.show_keys()

    def action_unfold(self) -> None:
        """Show what both have too, or only what they have not."""
        self._whole = not self._whole
        self._draw()

    def action_open(self) -> None:
        """Open the other version, where it is an article of its own."""
        if self._versions and (article := self._versions[self._at].article) is not None:
            self.dismiss(OpenArticle(article, "version"))
        elif self._versions:
            self.say("This is an earlier text of the same article: only the present one can be opened.")

    def _draw(self) -> None:
        """Draw the present difference."""
        if (shown := self._difference) is not None:
            whole = self._whole
            self.show_lines(lambda width: difference_lines.lines(shown, width, whole=whole))


def _earlier(number: int, count: int) -> str:
    """One of the earlier texts of the same article."""
    return f"an earlier text, {number} of {count}" if count > 1 else "the earlier text"


def _named(source: str, published: Published) -> str:
    """Paper and day."""
    return ", ".join(filter(None, (source, day(published)))) or "undated"
