"""The engines: newsreader's index and three peers, built and asked in the same way.

All of them index headline and body with positions, weigh the headline double, stem English, store no text,
and sync one commit at the end. None uses more than one thread.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from engine_cases import Case

Ask = Callable[[], int]
"""Evaluates a prepared query, its first 20 hits included, and gives the exact count."""

TOP = 20


class Engine(ABC):
    """An engine with an index in a folder."""

    name: str

    def __init__(self, folder: Path) -> None:
        """The folder is empty or holds an index of this engine."""
        self.folder = folder

    @abstractmethod
    def build(self, articles: Iterable[dict[str, Any]]) -> None:
        """Index the articles into the empty folder."""

    @abstractmethod
    def open(self) -> None:
        """Open the index for searching."""

    @abstractmethod
    def parsed(self, case: Case) -> Ask:
        """The query parsed; calling evaluates it."""

    def from_text(self, case: Case) -> Ask:
        """Calling parses and evaluates the query."""
        return lambda: self.parsed(case)()

    def size(self) -> int:
        """Bytes of the index."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


class Newsreader(Engine):
    """What this project searches with."""

    name = "newsreader"

    def build(self, articles: Iterable[dict[str, Any]]) -> None:
        """One process."""
        from index.fulltext.array_index import create_index
        from index.fulltext.schema import make_schema

        with create_index(self.folder, make_schema()).writer() as writer:
            for article in articles:
                writer.add_document(**article)

    def build_with(self, source: Any, processes: int) -> None:
        """Several processes that read the source themselves."""
        from index.fulltext.array_index import create_index
        from index.fulltext.schema import make_schema
        from index.fulltext.writing.parallel import add_all

        with create_index(self.folder, make_schema()).writer() as writer:
            add_all(writer, source, processes)

    def open(self) -> None:
        """Map the segments."""
        from index.fulltext.array_index import open_index
        from index.fulltext.matching.array_searcher import ArraySearcher
        from index.fulltext.schema import make_schema

        index = open_index(self.folder, make_schema())
        self.searcher = ArraySearcher(index.reader(), fromindex=index)
        self.evaluator = self.searcher.evaluator

    def parsed(self, case: Case) -> Ask:
        """A Whoosh query."""
        from index.fulltext.language.query import parse

        return self._ask(parse(case.text), case)

    def from_text(self, case: Case) -> Ask:
        """Nothing remembered of the text or its plan."""
        from index.fulltext.language import query, syntax

        def ask() -> int:
            query.parse.cache_clear()
            syntax.read.cache_clear()
            return self._ask(query.parse(case.text), case)()

        return ask

    def first_time(self, case: Case) -> Ask:
        """As :meth:`parsed`, with nothing remembered of any earlier query."""
        ask = self.parsed(case)

        def forgetful() -> int:
            self.evaluator.forget()
            return ask()

        return forgetful

    def asked(self, text: str) -> int:
        """Evaluate a query text; the number of its first hits."""
        from index.fulltext.language.query import parse

        return len(self.evaluator.find(parse(text)).first(TOP)[0])

    def _ask(self, query: Any, case: Case) -> Ask:
        from index.fulltext.matching.evaluate import Order

        order = Order.NEWEST if case.order == "newest" else Order.SCORE

        def ask() -> int:
            found = self.evaluator.find(query, scored=order is Order.SCORE)
            numbers, scores = found.first(TOP, order)
            numbers.tolist(), scores.tolist()
            if case.facets:
                found.years()
            return found.total

        return ask


class Fts5(Engine):
    """SQLite's full-text search with its Porter stemmer; contentless, dates in a table beside it."""

    name = "fts5"

    def build(self, articles: Iterable[dict[str, Any]]) -> None:
        """One transaction."""
        database = sqlite3.connect(self.folder / "fts5.db")
        database.execute(
            "CREATE VIRTUAL TABLE articles"
            " USING fts5(headline, body, tokenize='porter unicode61', content='')"
        )
        database.execute("CREATE TABLE days (id INTEGER PRIMARY KEY, published INTEGER)")
        with database:
            for article in articles:
                database.execute(
                    "INSERT INTO articles(rowid, headline, body) VALUES (?, ?, ?)",
                    (article["id"] + 1, article["headline"], article["body"]),
                )
                database.execute("INSERT INTO days VALUES (?, ?)", (article["id"] + 1, article["published"]))
        database.close()

    def open(self) -> None:
        """Connect."""
        self._database = sqlite3.connect(f"file:{self.folder / 'fts5.db'}?mode=ro", uri=True)

    def parsed(self, case: Case) -> Ask:
        """Two statements, one for the count and one for the hits; SQLite parses them each time."""
        match = self._match(case)
        joined = bool(case.days) or case.order == "newest" or case.facets
        tables = "articles JOIN days ON days.id = articles.rowid" if joined else "articles"
        where = "articles MATCH ?" + (" AND published >= ? AND published < ?" if case.days else "")
        order = "published DESC, articles.rowid" if case.order == "newest" else "bm25(articles, 2.0, 1.0)"
        values = (match, *(case.days or ()))
        hits = f"SELECT articles.rowid, {order.split(' ')[0] if joined and case.order == 'newest' else order}"
        hits += f" FROM {tables} WHERE {where} ORDER BY {order} LIMIT {TOP}"
        count = f"SELECT count(*) FROM {tables} WHERE {where}"
        facets = f"SELECT published / 10000, count(*) FROM {tables} WHERE {where} GROUP BY 1"

        def ask() -> int:
            self._database.execute(hits, values).fetchall()
            if case.facets:
                self._database.execute(facets, values).fetchall()
            total: int = self._database.execute(count, values).fetchone()[0]
            return total

        return ask

    def _match(self, case: Case) -> str:
        parts = [f'"{word}"' for word in case.every]
        if case.any:
            parts.append("(" + " OR ".join(f'"{word}"' for word in case.any) + ")")
        if case.phrase:
            parts.append(f'"{case.phrase}"')
        if case.prefix:
            parts.append(f"{case.prefix}*")
        match = " AND ".join(parts)
        return match + "".join(f' NOT "{word}"' for word in case.none)


class Tantivy(Engine):
    """Tantivy through its Python package, English stemmer, one thread."""

    name = "tantivy"

    def build(self, articles: Iterable[dict[str, Any]]) -> None:
        """One writer thread with 300 MB."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, indexed=True, fast=True)
        builder.add_text_field("headline", tokenizer_name="en_stem")
        builder.add_text_field("body", tokenizer_name="en_stem")
        builder.add_integer_field("published", indexed=True, fast=True)
        builder.add_integer_field("year", indexed=True, fast=True)
        writer = tantivy.Index(builder.build(), path=str(self.folder)).writer(300_000_000, 1)
        for article in articles:
            writer.add_document(
                tantivy.Document(
                    id=article["id"],
                    headline=article["headline"],
                    body=article["body"],
                    published=article["published"],
                    year=article["published"] // 10_000,
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the index and a searcher."""
        import tantivy

        self._index = tantivy.Index.open(str(self.folder))
        self._searcher = self._index.searcher()

    def parsed(self, case: Case) -> Ask:
        """A Tantivy query."""
        return self._ask(self._parse(case), case)

    def from_text(self, case: Case) -> Ask:
        """The query text is put together beforehand."""
        text = self._text(case)
        if not text:  # a prefix has no text in Tantivy's language
            return self.parsed(case)
        return lambda: self._ask(self._parse_text(text), case)()

    def _ask(self, query: Any, case: Case) -> Ask:
        searcher = self._searcher
        if case.order == "newest":
            return lambda: searcher.search(query, TOP, order_by_field="published").count
        if not case.facets:
            return lambda: searcher.search(query, TOP).count
        years = {"years": {"terms": {"field": "year", "size": 500}}}

        def ask() -> int:
            searcher.aggregate(query, years)
            total: int = searcher.search(query, TOP).count
            return total

        return ask

    def _parse(self, case: Case) -> Any:
        import tantivy

        if case.prefix:
            fields = [
                tantivy.Query.regex_query(self._index.schema, field, f"{case.prefix}.*")
                for field in ("headline", "body")
            ]
            return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in fields])
        return self._parse_text(self._text(case))

    def _parse_text(self, text: str) -> Any:
        return self._index.parse_query(text, ["headline", "body"], field_boosts={"headline": 2.0})

    def _text(self, case: Case) -> str:
        if case.prefix:
            return ""
        parts = [f"+{word}" for word in case.every]
        if case.any:
            parts.append(" ".join(case.any))
        if case.phrase:
            parts.append(f'"{case.phrase}"')
        if case.days:
            parts.append(f"+published:[{case.days[0]} TO {case.days[1]}}}")
        return " ".join([*parts, *(f"-{word}" for word in case.none)])


class Xapian(Engine):
    """Xapian with its Snowball stemmer; headline and body under prefixes of their own."""

    name = "xapian"

    def build(self, articles: Iterable[dict[str, Any]]) -> None:
        """One commit."""
        import xapian

        database = xapian.WritableDatabase(str(self.folder), xapian.DB_CREATE_OR_OPEN)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("english"))
        generator.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
        for article in articles:
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(article["headline"], 2, "H")
            generator.index_text(article["body"], 1, "B")
            document.add_value(0, xapian.sortable_serialise(article["published"]))
            document.add_value(1, xapian.sortable_serialise(article["published"] // 10_000))
            database.add_document(document)
        database.commit()
        database.close()

    def open(self) -> None:
        """Open the database."""
        import xapian

        self._database = xapian.Database(str(self.folder))
        self._stem = xapian.Stem("english")

    def parsed(self, case: Case) -> Ask:
        """A Xapian query."""
        import xapian

        query = self._query(case)
        count = self._database.get_doccount()

        def ask() -> int:
            enquire = xapian.Enquire(self._database)
            enquire.set_query(query)
            if case.order == "newest":
                enquire.set_sort_by_value(0, True)
            years = xapian.ValueCountMatchSpy(1)
            if case.facets:
                enquire.add_matchspy(years)
            matches = enquire.get_mset(0, TOP, count)
            [(match.docid, match.weight) for match in matches]
            if case.facets:
                [(value.term, value.termfreq) for value in years.values()]
            total: int = matches.get_matches_estimated()
            return total

        return ask

    def _query(self, case: Case) -> Any:
        import xapian

        query_of = xapian.Query
        parts = [self._word(word) for word in case.every]
        if case.any:
            parts.append(query_of(query_of.OP_OR, [self._word(word) for word in case.any]))
        if case.phrase:
            words = [self._stem(word).decode() for word in case.phrase.split()]
            phrases = [
                query_of(query_of.OP_PHRASE, [field + word for word in words], len(words)) for field in "HB"
            ]
            parts.append(query_of(query_of.OP_OR, phrases))
        if case.prefix:
            wild = [query_of(query_of.OP_WILDCARD, field + case.prefix) for field in "HB"]
            parts.append(query_of(query_of.OP_OR, wild))
        query = query_of(query_of.OP_AND, parts)
        if case.none:
            unwanted = query_of(query_of.OP_OR, [self._word(word) for word in case.none])
            query = query_of(query_of.OP_AND_NOT, query, unwanted)
        if case.days:
            first, last = (xapian.sortable_serialise(day) for day in (case.days[0], case.days[1] - 1))
            days = query_of(query_of.OP_VALUE_RANGE, 0, first, last)
            query = query_of(query_of.OP_FILTER, query, days)
        return query

    def _word(self, word: str) -> Any:
        import xapian

        stem = self._stem(word).decode()
        return xapian.Query(xapian.Query.OP_OR, [field + stem for field in "HB"])


ENGINES: dict[str, type[Engine]] = {engine.name: engine for engine in (Newsreader, Fts5, Tantivy, Xapian)}
