"""The archive: a folder of articles, and the one door through which they are reached.

    archive.db    the truth, see :mod:`index.store`
    fulltext/     the index, derived, see :mod:`index.indexing`
    import.lock   held by whoever writes

Opening is cheap, whatever the size: the newest headlines are on the screen before Whoosh is loaded.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.article import Article, Headline
from index.database import FILE
from index.errors import ArchiveError, ArchiveLocked, ArticleMissing
from index.indexing import Indexing, locked
from index.records import NO_DAYS, Days, Progress, Scope, Snippet, Sort
from index.store import Store

if TYPE_CHECKING:
    from index.comparing import Comparing
    from index.fulltext.language.marks import Marks
    from index.fulltext.snippets import Matcher
    from index.links.folding import Folded
    from index.links.hanging import Hanging
    from index.links.records import Candidate, Difference, Graph, Step, Story, Wanted
    from index.links.table import LinkTable
    from index.links.weaving import Weaving
    from index.records import Backlink, ImportReport, Nearest, Related, Results, Similar, Stats, Term, Woken

PATIENCE = 1.0
"""Seconds that an import waits for somebody else's, which may only be an index catching up."""

OnProgress = Callable[[Progress], None]


class Archive:
    """An open archive. Every method may be called from any thread.

    All methods raise :class:`index.errors.ArchiveError` when the disk or the files fail.
    """

    def __init__(self, folder: Path) -> None:
        """Open the archive in ``folder`` as it is; :meth:`open` also mends its index."""
        self.folder = folder
        self._store = Store(folder)
        self._indexing = Indexing(folder, self._store)

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, on_progress: OnProgress | None = None) -> Self:
        """Open an archive and bring its index up to date, or make an empty one where there is none.

        Raises ArchiveMissing, ArchiveDamaged, or another ArchiveError.
        """
        if create and not (folder / FILE).exists():
            _make(folder)
        archive = cls(folder)
        try:
            archive._bring_links_up_to_date(on_progress)
            archive._indexing.bring_up_to_date(on_progress)
        except BaseException:
            archive.close()
            raise
        return archive

    @classmethod
    def is_current(cls, folder: Path) -> bool:
        """Whether opening the archive in ``folder`` is quick: index and links have seen all articles."""
        with cls(folder) as archive:
            return archive._is_woven() and archive._indexing.is_current()

    def close(self) -> None:
        """Close all files; what other threads still ask then fails with an ArchiveError."""
        self._indexing.close()
        self._store.close()

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()

    # What a list of headlines can do without is loaded when the first question needs it.

    def prepare(self) -> None:
        """Load what links need, so that the first question about an article is answered like the others."""
        self._hanging  # noqa: B018 - it is kept

    @cached_property
    def _weaving(self) -> Weaving:
        """What finds out how articles are joined, and keeps it."""
        from index.links.weaving import Weaving

        return Weaving(self._store)

    @property
    def _links(self) -> LinkTable:
        """Where links lead."""
        return self._weaving.links

    @cached_property
    def _hanging(self) -> Hanging:
        """What answers questions about articles that hang together."""
        from index.links.hanging import Hanging

        return Hanging(self._store, self._weaving)

    @cached_property
    def _comparing(self) -> Comparing:
        """What answers questions about articles alike."""
        from index.comparing import Comparing

        return Comparing(self._store, self._indexing, self._links, self._hanging)

    @property
    def notices(self) -> list[str]:
        """What had to be mended since opening, or could not be: a sentence each, for the person."""
        return self._indexing.notices

    # Lists and articles.

    def count(self) -> int:
        """How many articles there are."""
        return self._store.count()

    def sequence(self) -> int:
        """A number that rises with every article stored or changed: whether there is something new."""
        return self._store.sequence()

    def ids(self, sort: Sort = Sort.NEWEST, *, limit: int | None = None) -> array[int]:
        """The ids of all articles, or of the first ``limit`` in that order; typecode ``q``.

        Those of a day come in the order of import; undated ones last. Without a query there is no relevance:
        that order is the newest first. The order of papers is the index's, which may not know the latest
        articles while another process imports them.
        """
        if sort is Sort.PAPER:
            return self.search("", sort=sort, limit=limit).ids
        if sort is Sort.HEADLINE:
            return self._store.by_headline()[:limit]
        return self._store.ids(sort, limit)

    def dated(self, sort: Sort = Sort.NEWEST, *, limit: int | None = None) -> tuple[array[int], Days]:
        """The same in one of the two orders of time, with the days on which the articles appeared."""
        return self._store.dated(sort, limit)

    def headlines(self, ids: Sequence[int]) -> list[Headline]:
        """The list rows of articles, in the order asked for; those that are not there are left out."""
        return self._store.headlines(ids)

    def urls(self, ids: Sequence[int]) -> list[str]:
        """The original url of each article, in the order asked for; empty where none is known."""
        return self._store.urls(ids)

    def article(self, article_id: int) -> Article:
        """An article whole; ArticleMissing if there is none of that id."""
        found = self._store.article(article_id)
        if found is None:
            raise ArticleMissing(f"no article {article_id} in this archive")
        return found

    def versions(self, article_id: int) -> list[Article]:
        """The earlier texts kept under an id, oldest first; the current one is not among them."""
        return self._store.versions(article_id)

    def find_id(self, text: str) -> int:
        """The id that a person means: the number, a prefix of at least six digits, or the original url.

        Raises ArticleMissing when no article answers to it, or more than one.
        """
        from index.naming import find_id

        return find_id(self._store, text)

    # The index.

    def search(
        self,
        query: str,
        *,
        sort: Sort = Sort.RELEVANCE,
        limit: int | None = None,
        marks: Marks | None = None,
    ) -> Results:
        """The articles that match a query; QueryError when it cannot be understood.

        ``marks`` is the person's desk, which knows what is unread, starred, tagged or noted.
        """
        if sort is Sort.HEADLINE:
            found = self.search(query, sort=Sort.NEWEST, marks=marks)
            ids = self._store.by_headline(found.ids)[:limit]
            return found._replace(sort=sort, ids=ids, scores=array("f", bytes(4 * len(ids))), days=NO_DAYS)
        return self._indexing.ask(
            lambda fulltext: fulltext.search(query, sort=sort, limit=limit, marks=marks)
        )

    def matcher(self, query: str) -> Matcher:
        """What finds the places in a text that a query matches; QueryError when it cannot be understood."""
        return self._indexing.ask(lambda fulltext: fulltext.matcher(query))

    def snippets(self, ids: Sequence[int], query: str) -> list[Snippet]:
        """The passage of each article that shows why a query found it, in the order asked for."""
        from index.fulltext.snippets import snippet

        matcher = self.matcher(query)
        articles = self._store.texts(ids)
        return [snippet(articles[id_], matcher) if id_ in articles else Snippet("") for id_ in ids]

    # From article to article.

    def related(self, article_id: int) -> list[Related]:
        """The related links of an article in order, each with the article it leads to or none."""
        return self._links.related(article_id)

    def backlinks(self, article_id: int) -> list[Backlink]:
        """The articles that point at one, the earliest first."""
        return self._links.backlinks(article_id)

    def similar(
        self, article_id: int, limit: int = 8, *, scope: Scope = Scope.ALL, without: Collection[str] = ()
    ) -> list[Similar]:
        """Articles that the index finds alike, the most alike first, without those joined to it already.

        ``scope`` says among which, ``without`` names terms of :meth:`terms` that shall not count. Versions of
        one piece are one entry.
        """
        return self._comparing.similar(self.article(article_id), limit, scope, without)

    def terms(self, article_id: int) -> list[Term]:
        """What an article is compared by when similar ones are looked for, the weightiest first."""
        return self._comparing.terms(self.article(article_id))

    def nearest(self, title: str, limit: int = 5) -> list[Nearest]:
        """Articles whose headlines resemble the title of a wanted link, the most alike first."""
        return self._comparing.nearest(title, limit)

    def pointing_at(self, title: str) -> int:
        """How many articles have a wanted link of this title."""
        return self._links.pointing_at(title)

    def candidates(self, article_id: int, position: int) -> list[Candidate]:
        """The articles that the link at ``position`` of :meth:`related` may mean, the likeliest first."""
        return self._comparing.candidates(self.article(article_id), position)

    def choose(self, article_id: int, position: int, target: int | None) -> None:
        """Let the link at ``position`` lead to an article, or with None nowhere, whatever else is found out.

        Importing again and rebuilding leave the choice alone. Confirming a link is choosing where it leads.
        Raises ArticleMissing for an unknown target, ArchiveLocked while an import is writing.
        """
        self.choose_all([(article_id, position)], target)

    def unchoose(self, article_id: int, position: int) -> None:
        """Forget what was chosen for a link; ArchiveLocked while an import is writing."""
        self.unchoose_all([(article_id, position)])

    def wanted_alike(self, article_id: int, position: int) -> Sequence[tuple[int, int]]:
        """The wanted links, as article and position, that mean the same as one, itself first: whoever knows
        where that leads knows it of all."""
        from index.links.table import Place

        return self._links.wanted_alike(Place(article_id, position))

    def choose_all(self, places: Sequence[tuple[int, int]], target: int | None) -> None:
        """Do what :meth:`choose` does with several links; those that the target itself holds stay wanted."""
        from index.links.table import Place

        meant = [Place(*place) for place in places if place[0] != target]
        if not meant:
            raise ArticleMissing("an article cannot be related to itself", hint="Choose another one.")
        if target is not None:
            self.article(target)
        with self._indexing.locked(PATIENCE):
            self._links.choose(meant, target)

    def unchoose_all(self, places: Sequence[tuple[int, int]]) -> None:
        """Do what :meth:`unchoose` does with several links."""
        from index.links.table import Place

        with self._indexing.locked(PATIENCE):
            self._links.unchoose([Place(*place) for place in places])

    def woken(self, since: int, most: int = 10) -> tuple[int, list[Woken]]:
        """The links that woke up since the archive was at sequence ``since``: how many, and the first."""
        return self._links.woken_since(since, most)

    def wanted(self, limit: int | None = None) -> list[Wanted]:
        """The titles that lead nowhere, those that most articles point at first, with their candidates."""
        return self._hanging.wanted(limit)

    # Versions, stories, ways.

    def copies(self, article_id: int) -> list[Headline]:
        """The other versions of an article under ids of their own, by day: a wire story in other papers."""
        return self._store.headlines(self._hanging.copies(article_id))

    def fold(self, ids: Sequence[int]) -> Folded:
        """A list in which the versions of one piece share the row of the first of them."""
        from index.links.folding import fold

        return fold(self._store, ids)

    def difference(self, one: int, other: int) -> Difference:
        """What tells the texts of two articles apart, the first one being the older."""
        return self._hanging.changes([self.article(one), self.article(other)])[0]

    def changes(self, article_id: int) -> list[Difference]:
        """What each later text of an article changed after publication, the earliest change first."""
        return self._hanging.changes([*self.versions(article_id), self.article(article_id)])

    def story(self, article_id: int, limit: int = 40) -> Story:
        """The articles that hang together with one, by date; at most ``limit`` of them."""
        return self._hanging.story(article_id, limit)

    def path(self, one: int, other: int, *, forward: bool = False) -> list[Step]:
        """The shortest way from one article to another along links and versions; empty where there is none.

        With ``forward`` every step goes to an article of the same day or a later one.
        """
        return self._hanging.path(self.article(one).id, self.article(other).id, forward=forward)

    def neighbourhood(self, article_id: int, limit: int = 30) -> Graph:
        """The articles around one, at most two steps away, and what joins them."""
        return self._hanging.neighbourhood(self.article(article_id).id, limit)

    def graph(self, query: str, limit: int = 200) -> Graph:
        """The best hits of a query and what joins them; QueryError when it cannot be understood."""
        hits = self.search(query, limit=limit)
        more = f"These are {limit:,} of {hits.total:,} articles." if hits.total > len(hits.ids) else ""
        return self._hanging.graph(hits.ids, more)

    # The whole.

    def import_paths(self, paths: Sequence[Path], on_progress: OnProgress | None = None) -> ImportReport:
        """Import files and folders; what happened to each is in the report.

        Raises ArchiveLocked when another import is at work, ArchiveFull when the disk is. Whatever was stored
        before an error or an interruption is kept, and searchable when the archive is next opened.
        """
        from index.importing import Import
        from index.intake import pipeline

        with self._indexing.locked(PATIENCE):
            self._weaving.catch_up(on_progress)
            return pipeline.run(paths, Import(self._store, self._weaving, self._indexing), on_progress)

    def rebuild(self, on_progress: OnProgress | None = None) -> int:
        """Make everything derived anew, the index and where links lead; the number of articles indexed."""
        with self._indexing.locked(PATIENCE):
            self._weaving.weave_all(on_progress)
            self._indexing.rebuild(on_progress)
        return self._store.count()

    def stats(self) -> Stats:
        """The archive in numbers."""
        from index import survey

        return survey.stats(self._store, self._links, self._indexing)

    def verify(self) -> list[str]:
        """What is wrong, a line each; an empty list when all is well. It reads everything."""
        from index import survey

        return survey.problems(self._store) or self._indexing.problems()

    def _is_woven(self) -> bool:
        """Whether what joins the articles is known, or cannot be kept."""
        return self._store.read_only or self._store.is_woven()

    def _bring_links_up_to_date(self, on_progress: OnProgress | None) -> None:
        """Find out what joins the articles of an archive that an earlier version of newsreader made."""
        if self._is_woven():
            return
        with suppress(ArchiveLocked), self._indexing.locked():
            if self._weaving.catch_up(on_progress):
                self.notices.append("What joins the articles has been found out anew.")


def _make(folder: Path) -> None:
    """An empty archive in a folder, which is made as well."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"no archive can be made in {folder} ({error.strerror or error})", hint="Choose another folder."
        ) from error
    with locked(folder, PATIENCE):
        if not (folder / FILE).exists():  # somebody else may have been quicker
            Store.create(folder).close()
