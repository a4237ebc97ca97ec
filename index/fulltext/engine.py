"""The full-text index: open or create it, write to it, search it.

The index is a Whoosh index whose segments are arrays (:mod:`index.fulltext.array_index`) in a folder of its
own. This is what the archive sees of it; everything is said in articles, ids and query texts. What a search
does not need is loaded when it is asked for, so that a first search comes soon.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from time import perf_counter
from typing import TYPE_CHECKING

from whoosh.index import LockError

from index.article import Article
from index.errors import ArchiveLocked
from index.fulltext import IndexUnusable
from index.fulltext.array_index import ArrayIndex, create_index, open_index, verify
from index.fulltext.language.marks import Marks
from index.fulltext.language.query import search_for, weighs
from index.fulltext.language.syntax import read
from index.fulltext.schema import document, make_schema
from index.fulltext.searcher import Searcher
from index.records import Results, Scope, Sort, Term

if TYPE_CHECKING:
    from index.fulltext.similar import Alike
    from index.fulltext.snippets import Matcher
    from index.fulltext.writing.parallel import OnPart
    from index.fulltext.writing.writer import ArrayWriter

Source = Callable[[int, int], Iterable[Article]]
"""Part number and number of parts to the articles of that part, no article twice; it can be pickled."""


class FullText:
    """The full-text index of an archive. Its methods may be called from any thread."""

    def __init__(self, index: ArrayIndex) -> None:
        """Use :meth:`open` or :meth:`create`."""
        self.folder = index.folder
        self.sequence = index.sequence
        """The store's sequence number that the commit which this object sees has recorded."""
        self._index = index
        self._searcher: Searcher | None = None
        self._using = RLock()

    @classmethod
    def open(cls, folder: Path) -> FullText:
        """Open the index in ``folder``; IndexUnusable when it is missing, damaged, foreign or too old.

        It shows the last commit of this moment, and its own ones. To see what another process commits
        afterwards, open it again.
        """
        return cls(open_index(folder, make_schema()))

    @classmethod
    def create(cls, folder: Path) -> FullText:
        """Empty the folder and make a new index in it that has seen nothing."""
        import shutil  # as with what is imported below, who only searches need not wait for it

        if folder.exists():
            shutil.rmtree(folder)
        return cls(create_index(folder, make_schema()))

    def close(self) -> None:
        """Give files and memory back."""
        with self._using:
            self._close_searcher()

    def verify(self) -> None:
        """Read the whole index and compare its checksums; IndexUnusable at the first damage."""
        verify(self.folder, make_schema())

    def count(self) -> int:
        """How many articles the index holds."""
        with self._reading() as searcher:
            return searcher.count

    @contextmanager
    def writer(self, *, sequence: int) -> Iterator[Writer]:
        """Write articles: committed together when the block ends, none of them when it raises.

        ``sequence`` is the store's sequence number that the index has seen then. ArchiveLocked when another
        process is writing.
        """
        with self._using:
            try:
                arrays: ArrayWriter = self._index.writer()
            except LockError as error:
                raise ArchiveLocked(
                    "another process is writing to the search index",
                    hint="wait until it has finished, then try again",
                ) from error
            try:
                yield Writer(arrays)
            except BaseException:
                arrays.cancel()
                raise
            arrays.sequence = sequence
            arrays.commit()
            self.sequence = sequence
            self._close_searcher()

    def search(
        self,
        query: str,
        *,
        sort: Sort = Sort.RELEVANCE,
        limit: int | None = None,
        marks: Marks | None = None,
    ) -> Results:
        """The articles that match a query text, ordered; QueryError when it cannot be understood.

        ``marks`` answers ``is:``, ``has:``, ``tag:`` and ``note:``; without it these are QueryErrors.

        ``total`` is exact whatever the limit. A query in which no hit can be better than another (only dates,
        papers, exclusions, or nothing at all) gives the newest first where relevance was asked for.
        """
        started = perf_counter()
        search = search_for(query, marks)
        order = Sort.NEWEST if sort is Sort.RELEVANCE and not weighs(read(query)) else sort
        with self._reading() as searcher:
            hits = searcher.search(search, order, limit)
        return Results(
            query=query,
            sort=sort,
            ids=array("q", hits.ids.tobytes()),
            scores=array("f", hits.scores.tobytes()),
            total=hits.total,
            milliseconds=(perf_counter() - started) * 1000,
            notes=hits.notes,
            days=hits.days,
        )

    def matcher(self, query: str) -> Matcher:
        """What the query looks for in texts, to be highlighted; QueryError as in :meth:`search`."""
        from index.fulltext.snippets import matcher

        return matcher(query)

    def similar(
        self, article: Article, limit: int, *, scope: Scope = Scope.ALL, without: Collection[str] = ()
    ) -> list[Alike]:
        """The articles of a scope (all) most like one; ``without`` names terms that shall not count."""
        from index.fulltext.similar import similar

        with self._reading() as searcher:
            return similar(searcher, article, limit, scope=scope, without=without)

    def terms(self, article: Article) -> list[Term]:
        """What :meth:`similar` compares an article by, the weightiest first."""
        from index.fulltext.similar import key_terms

        with self._reading() as searcher:
            keys = key_terms(searcher, article)
        whole = sum(key.weight for key in keys)
        return [Term(key.term, key.word, key.weight / whole) for key in keys]

    def nearest(self, title: str, limit: int) -> list[tuple[int, float]]:
        """The articles whose headlines are most like a title: id and likeness 0 to 1."""
        from index.fulltext.similar import nearest

        with self._reading() as searcher:
            return nearest(searcher, title, limit)

    @contextmanager
    def _reading(self) -> Iterator[Searcher]:
        """The searcher, for one thread at a time; made anew after each commit."""
        with self._using:
            if self._searcher is None:
                try:
                    self._searcher = Searcher(self._index)
                except OSError as error:
                    raise IndexUnusable(f"it cannot be read ({error.strerror})") from error
            yield self._searcher

    def _close_searcher(self) -> None:
        if self._searcher:
            self._searcher.close()
        self._searcher = None


class Writer:
    """What adds and deletes articles, given out by :meth:`FullText.writer`."""

    def __init__(self, arrays: ArrayWriter) -> None:
        """Write through ``arrays``."""
        self._arrays = arrays

    def add(self, article: Article) -> None:
        """Index an article in place of any earlier one of its id."""
        self._arrays.update_document(**document(article))

    def add_all(self, source: Source, processes: int, on_part: OnPart | None = None) -> None:
        """Index the articles of a source in place of earlier ones of their ids, with several processes.

        Each process reads its parts of the source itself. :class:`HelperLost` where one of them is killed or
        cannot be started.
        """
        from index.fulltext.writing.parallel import add_all

        add_all(self._arrays, _Documents(source), processes, on_part=on_part)

    def delete(self, article_id: int) -> None:
        """Take an article out; one that is not there is no error."""
        self._arrays.delete_id(article_id)


class _Documents:
    """A source of articles as one of documents."""

    def __init__(self, source: Source) -> None:
        """Those of the articles of ``source``."""
        self.source = source

    def __call__(self, part: int, parts: int) -> Iterator[dict[str, object]]:
        """The documents of one part."""
        return map(document, self.source(part, parts))
