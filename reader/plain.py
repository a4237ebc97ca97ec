"""The linear mode: numbered lines and a prompt, for screen readers, braille and terminals without cursor.

:class:`Plain` is the whole of it without any terminal: a line that was typed goes in, the lines to be shown
come out. :func:`talk` joins it to two streams.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from index.cleaning import clean_line
from index.errors import NewsreaderError, QueryError
from index.records import Sort
from reader import dates
from reader.relations import Entry, Relations, Section, Sign
from reader.wrapping import wrap

if TYPE_CHECKING:
    from index.archive import Archive
    from index.article import Article
    from index.desk import Desk

PROMPT = "newsreader> "

_SIMILAR = 5
_SAID = {
    Sign.EXACT: "",
    Sign.LIKELY: "probably",
    Sign.WANTED: "not in this archive",
    Sign.MENTIONED: "",
    Sign.VERSION: "",
    Sign.SIMILAR: "",
}
"""The signs of the screen in words; the headings say the rest."""

HELP = """\
A number opens the article of that number: of the list, or of the related ones.
Enter, n    goes on: the next page of the list or of the article
p           the page before
s WORDS     searches; /WORDS too; s alone lists the whole archive
o ORDER     orders the list: newest, oldest, relevance, paper, headline
r           the articles related to this one
a           this page again, from its beginning
b           back: where you were before
u           the address of the original page
h, ?        this help
q           leaves"""


@dataclass
class _List:
    """A list of articles, shown a page at a time."""

    query: str
    sort: Sort
    ids: array[int]
    notes: tuple[str, ...] = ()
    first: int = 0


@dataclass
class _Reading:
    """An article as lines, shown a page at a time."""

    article: Article
    lines: list[str]
    relations: Relations
    first: int = 0


@dataclass
class _Entries:
    """Numbered entries that lead to articles."""

    title: str
    sections: Sequence[Section]
    article: Article
    first: int = field(default=0, init=False)


_View = _List | _Reading | _Entries


class Plain:
    """A conversation about an archive."""

    def __init__(
        self, archive: Archive, *, desk: Desk | None = None, width: int = 72, page: int = 20
    ) -> None:
        """Show at most ``page`` lines of ``width`` characters at once; the desk knows the person's marks."""
        self._archive = archive
        self._desk = desk
        self._width = max(20, width)
        self._page = max(3, page)
        self._views: list[_View] = []
        self.finished = False
        """Whether the person has said that it is enough."""

    def start(self, query: str = "") -> list[str]:
        """The first lines."""
        count = self._archive.count()
        told = f"newsreader, {count:,} article{'' if count == 1 else 's'}. h helps, q leaves."
        lines = [*self._archive.notices, told, *self._guarded(lambda: self._search(query))]
        return lines if self._views else [*lines, *self._guarded(lambda: self._search(""))]

    def answer(self, typed: str) -> list[str]:
        """The lines that answer a line."""
        return self._guarded(lambda: self._answer(clean_line(typed)))

    def _answer(self, typed: str) -> list[str]:
        """Find out what is meant and do it."""
        if typed.isdecimal():
            return self._open_number(int(typed))
        if typed.startswith("/"):
            return self._search(typed[1:].strip())
        word, _, rest = typed.partition(" ")
        meant = _WORDS.get(word.lower())
        if meant is None or (rest and meant not in ("search", "order")):
            return [f"There is no command {typed!r}. h helps; s {typed} searches for it."]
        if meant == "search":
            return self._search(rest.strip())
        if meant == "order":
            return self._order(rest.strip())
        carry_out: Callable[[], list[str]] = getattr(self, f"_{meant}")
        return carry_out()

    def _guarded(self, work: Callable[[], list[str]]) -> list[str]:
        """What ``work`` gives, or what went wrong with it."""
        try:
            return work()
        except QueryError as error:
            return [f"{error.message.rstrip('.')} (at character {error.position + 1}). {error.hint}".strip()]
        except NewsreaderError as error:
            return [f"{error.message} {error.hint}".strip()]

    # Lists

    def _search(self, query: str) -> list[str]:
        """List the hits of a query, or the whole archive."""
        return self._show(self._listed(query, Sort.RELEVANCE if query else Sort.NEWEST))

    def _order(self, name: str) -> list[str]:
        """List the same in another order."""
        listed = next((view for view in reversed(self._views) if isinstance(view, _List)), None)
        sorts = [sort for sort in Sort if sort.value == name.lower()]
        if not sorts or listed is None or (sorts[0] is Sort.RELEVANCE and not listed.query):
            orders = [sort.value for sort in Sort if sort is not Sort.RELEVANCE or (listed and listed.query)]
            return [f"The orders are {', '.join(orders)}."]
        return self._show(self._listed(listed.query, sorts[0]))

    def _listed(self, query: str, sort: Sort) -> _List:
        if not query:
            return _List("", sort, self._archive.ids(sort))
        results = self._archive.search(query, sort=sort, marks=self._desk)
        return _List(query, sort, results.ids, results.notes)

    def _list_page(self, view: _List) -> Iterator[str]:
        """A page of a list: two facts a line, the number first."""
        total = len(view.ids)
        if not view.first:
            about = f" for {view.query}" if view.query else ""
            yield f"{total:,} article{'' if total == 1 else 's'}{about}, {_ORDERS[view.sort]}."
            yield from view.notes
        ids = view.ids[view.first : view.first + self._rows]
        for number, row in enumerate(self._archive.headlines(ids), view.first + 1):
            facts = ", ".join(filter(None, [dates.day(row.published), clean_line(row.source)]))
            headline = clean_line(row.headline) or "Without a headline"
            yield f"{number}. {headline} ({facts})" if facts else f"{number}. {headline}"
        last = min(total, view.first + self._rows)
        if last < total:
            yield f"{view.first + 1} to {last} of {total:,}; Enter goes on."
        elif view.first:
            yield "That is all."

    @property
    def _rows(self) -> int:
        """Rows of a page of a list."""
        return max(2, self._page // 2)

    # Articles

    def _open_number(self, number: int) -> list[str]:
        """Open what has that number here."""
        view = self._views[-1] if self._views else None
        if isinstance(view, _List) and 0 < number <= len(view.ids):
            return self._open(view.ids[number - 1])
        if isinstance(view, _Reading | _Entries):
            sections = view.sections if isinstance(view, _Entries) else view.relations.sections()
            for entry in (entry for section in sections for entry in section.entries):
                if entry.number == number:
                    return self._follow(entry, view.article)
        return [f"There is no number {number} here."]

    def _open(self, article_id: int) -> list[str]:
        """Show an article from its beginning."""
        article = self._archive.article(article_id)
        relations = Relations(
            article_id,
            self._archive.related(article_id),
            self._archive.backlinks(article_id),
            self._archive.similar(article_id, _SIMILAR),
            article.headline,
            versions=self._archive.copies(article_id),
        )
        return self._show(_Reading(article, list(self._lines(article)), relations))

    def _lines(self, article: Article) -> Iterator[str]:
        """An article as lines of the width that is wished."""
        from index.takeaway.text import article_text

        for line in article_text(article).rstrip("\n").split("\n"):
            for start, end in wrap(line, self._width) or [(0, 0)]:
                yield line[start:end].rstrip()

    def _article_page(self, view: _Reading) -> Iterator[str]:
        """A page of an article, and at its end what is related."""
        last = min(len(view.lines), view.first + self._page)
        yield from view.lines[view.first : last]
        if last < len(view.lines):
            yield f"({100 * last // len(view.lines)} percent; Enter goes on)"
            return
        count = sum(len(section.entries) for section in view.relations.sections())
        related = f"{count} related; r lists them." if count else "Nothing is related."
        yield f"(The end. {related} b goes back.)"

    def _follow(self, entry: Entry, article: Article) -> list[str]:
        """Open what an entry leads to, or tell what is near a missing article."""
        if entry.article is not None:
            return self._open(entry.article)
        nearest = [
            Entry(number, Sign.LIKELY, near.headline, near.published, "", near.article)
            for number, near in enumerate(self._archive.nearest(entry.title), 1)
        ]
        title = f"{clean_line(entry.title)} is named but is not in this archive."
        near = (Section("Near it", tuple(nearest)),) if nearest else ()
        return self._show(_Entries(title, near, article))

    def _entries_page(self, view: _Entries) -> Iterator[str]:
        """All entries, a line each."""
        yield view.title
        for section in view.sections:
            yield f"{section.title}:"
            for entry in section.entries:
                facts = filter(
                    None, [_SAID[entry.sign], dates.day(entry.published), clean_line(entry.detail)]
                )
                yield f"{entry.number}. {clean_line(entry.title)}{''.join(f', {fact}' for fact in facts)}"

    # Going about

    def _show(self, view: _View) -> list[str]:
        """Go to another view."""
        self._views.append(view)
        return self._shown()

    def _shown(self) -> list[str]:
        """The page of the present view."""
        view = self._views[-1]
        if isinstance(view, _List):
            return list(self._list_page(view))
        return list(self._article_page(view) if isinstance(view, _Reading) else self._entries_page(view))

    def _turn(self, pages: int) -> list[str]:
        """Another page of the same."""
        view = self._views[-1]
        step = self._rows if isinstance(view, _List) else self._page
        total = (
            len(view.ids) if isinstance(view, _List) else len(view.lines) if isinstance(view, _Reading) else 0
        )
        first = view.first + pages * step
        if first < 0 and view.first > 0:
            first = 0
        if not 0 <= first < total:
            return ["This is the end." if pages > 0 else "This is the beginning."]
        view.first = first
        return self._shown()

    def _on(self) -> list[str]:
        return self._turn(1)

    def _before(self) -> list[str]:
        return self._turn(-1)

    def _again(self) -> list[str]:
        self._views[-1].first = 0
        return self._shown()

    def _back(self) -> list[str]:
        if len(self._views) < 2:
            return ["There is nothing before this."]
        self._views.pop()
        return self._shown()

    def _related(self) -> list[str]:
        view = self._views[-1]
        if not isinstance(view, _Reading):
            return ["Open an article first, by its number."]
        sections = view.relations.sections()
        title = f"Related to {clean_line(view.article.headline)}" if sections else "Nothing is related to it."
        return self._show(_Entries(title, sections, view.article)) if sections else [title]

    def _address(self) -> list[str]:
        view = self._views[-1]
        if isinstance(view, _List):
            return ["Open an article first, by its number."]
        return [clean_line(view.article.url) or "This article names no original page."]

    def _help(self) -> list[str]:
        return HELP.splitlines()

    def _leave(self) -> list[str]:
        self.finished = True
        return []


_ORDERS = {
    Sort.RELEVANCE: "by relevance",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.PAPER: "by paper",
    Sort.HEADLINE: "by headline",
}

_WORDS = {
    **dict.fromkeys(("", "n", "next"), "on"),
    **dict.fromkeys(("p", "previous"), "before"),
    **dict.fromkeys(("s", "search"), "search"),
    **dict.fromkeys(("o", "order"), "order"),
    **dict.fromkeys(("r", "related"), "related"),
    **dict.fromkeys(("a", "again"), "again"),
    **dict.fromkeys(("b", "back"), "back"),
    **dict.fromkeys(("u", "url"), "address"),
    **dict.fromkeys(("h", "?", "help"), "help"),
    **dict.fromkeys(("q", "quit", "exit"), "leave"),
}
"""What each word means: the name of the method, but for the two that take words."""


def talk(plain: Plain, query: str, typed: TextIO, shown: TextIO) -> None:
    """Lead the conversation on two streams until the person leaves or the input ends."""
    lines = plain.start(query)
    while True:
        shown.write("".join(f"{line}\n" for line in lines))
        if plain.finished:
            return
        shown.write(PROMPT)
        shown.flush()
        answer = typed.readline()
        if not answer:
            shown.write("\n")
            return
        lines = plain.answer(answer)
