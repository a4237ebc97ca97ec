"""The full-text index as the archive uses it: what is found, in which order, and what it survives."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

import pytest

from index.article import Article, Published
from index.errors import ArchiveLocked, QueryError
from index.fulltext import IndexUnusable, recorded_sequence
from index.fulltext.analysis import folded, spans, terms_of
from index.fulltext.engine import FullText
from index.fulltext.language import syntax
from index.fulltext.language.syntax import read
from index.records import Sort

ARTICLES = [
    Article(
        id=11,
        headline="Ministry to Help RusAl Seek Chinese Partners for Smelter",
        body="RusAl is looking for **Chinese** partners to build a smelter in Siberia.",
        byline="Ingrid Vale",
        source="The Moscow Times",
        section="Business",
        dateline="Moscow",
        published=Published("2012-10-14"),
    ),
    Article(
        id=12,
        headline="Interest rates rise",
        body="The bank raised its interest rate by 0.25 percent. The Café Holm stays open.",
        byline="Jon Holm",
        source="Harbour Gazette",
        published=Published("1998"),
    ),
    Article(
        id=13, headline="Rates", body="Rates of interest; interest in rates. A cafe.", source="Coast Wire"
    ),
    Article(
        id=14,
        headline="Government approves the first-quarter budget",
        body="See [the interest of rates](http://example.com/smelter) in the U.S. and 東京タワー.",
        published=Published("1998-04"),
        source="Coast Wire",
    ),
]


def make(folder: Path, articles: Iterable[Article] = ARTICLES, sequence: int = 4) -> FullText:
    fulltext = FullText.create(folder)
    with fulltext.writer(sequence=sequence) as writer:
        for article in articles:
            writer.add(article)
    return fulltext


@pytest.fixture(scope="module")
def fulltext(tmp_path_factory: pytest.TempPathFactory) -> Iterable[FullText]:
    made = make(tmp_path_factory.mktemp("engine") / "fulltext")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {11, 12, 13, 14}),
        ("smelter", {11}),
        ("Smelters Chinese", {11}),
        ('"interest rates"', {12}),
        ('"rates of interest"', {13}),
        ("interest rates", {12, 13, 14}),
        ("chinese OR budget", {11, 14}),
        ("-interest", {11}),
        ("rates -bank", {13, 14}),
        ("NOT (bank OR chinese)", {13, 14}),
        ("bank OR -rates", {11, 12}),
        ("headline:rates", {12, 13}),
        ("body:government", set()),
        ("body:first", set()),
        ("source:times", {11}),
        ('source:"coast wire" OR byline:(vale OR holm)', {11, 12, 13, 14}),
        ("byline:holm", {12}),
        ("section:business place:moscow", {11}),
        ("byline:*", {11, 12}),
        ("-byline:*", {13, 14}),
        ("after:1998 before:2012", {12, 14}),
        ("after:1998-04", {11, 14}),
        ("on:1998", {12, 14}),
        ("on:1998-04", {14}),
        ("on:2012-10-14", {11}),
        ("before:1998", set()),
        ("-after:1000", {13}),
        ("cafe", {12, 13}),
        ("café", {12, 13}),
        ("smel*", {11}),
        ("governmen*", {14}),
        ("r?s?", {12}),
        ("*terest", {12, 13, 14}),
        ("first-quarter", {14}),
        ("US U.S.", {14}),
        ("東京", {14}),
        ("京東", set()),
        ("0.25", {12}),
        ("example.com", set()),
        ("nowhere", set()),
        ("nowhe*", set()),
        ("-nowhe*", {11, 12, 13, 14}),
    ],
)
def test_what_a_query_finds(fulltext: FullText, query: str, expected: set[int]) -> None:
    results = fulltext.search(query)
    assert set(results.ids) == expected
    assert results.total == len(results.ids) == len(results.scores) == len(expected)


def test_a_word_in_the_headline_counts_more_than_the_same_in_the_body(tmp_path: Path) -> None:
    others = [
        Article(id=number, headline="ferry council", body="tides bridge ferry") for number in range(2, 9)
    ]
    named = Article(id=1, headline="tides bridge", body="ferry council ferry")
    results = make(tmp_path / "fulltext", [*others, named]).search("bridge")
    assert results.ids[0] == 1
    assert results.scores[0] > results.scores[1] > 0


def test_the_spelling_with_the_typed_accents_comes_first(fulltext: FullText) -> None:
    assert list(fulltext.search("café").ids) == [12, 13]
    assert list(fulltext.search("cafe").ids) == [13, 12]


def test_lists_by_time_have_the_undated_last(fulltext: FullText) -> None:
    assert list(fulltext.search("", sort=Sort.NEWEST).ids) == [11, 14, 12, 13]
    assert list(fulltext.search("", sort=Sort.OLDEST).ids) == [12, 14, 11, 13]
    assert list(fulltext.search("interest", sort=Sort.OLDEST).ids) == [12, 14, 13]
    assert set(fulltext.search("interest", sort=Sort.OLDEST).scores) == {0.0}


def test_lists_by_time_tell_their_days(fulltext: FullText) -> None:
    newest, oldest = (fulltext.search("", sort=sort) for sort in (Sort.NEWEST, Sort.OLDEST))
    assert (list(newest.days.days), list(newest.days.starts)) == (
        [20121014, 19980400, 19980000, 0],
        [0, 1, 2, 3],
    )
    assert list(oldest.days.days) == [19980000, 19980400, 20121014, 0]
    assert not fulltext.search("rates").days.days


def test_lists_by_paper_have_the_newest_of_each_first(fulltext: FullText) -> None:
    assert list(fulltext.search("", sort=Sort.PAPER).ids) == [14, 13, 12, 11]


def test_a_query_that_weighs_nothing_gives_the_newest_first(fulltext: FullText) -> None:
    results = fulltext.search("-smelter")
    assert list(results.ids) == [14, 12, 13]
    assert set(results.scores) == {0.0}
    assert results.sort is Sort.RELEVANCE


def test_the_total_is_exact_whatever_the_limit(fulltext: FullText) -> None:
    for sort in Sort:
        full = fulltext.search("rates", sort=sort)
        cut = fulltext.search("rates", sort=sort, limit=2)
        assert cut.total == full.total == 3
        assert list(cut.ids) == list(full.ids)[:2]
        assert list(cut.scores) == list(full.scores)[:2]


def test_a_broken_query_is_refused(fulltext: FullText) -> None:
    with pytest.raises(QueryError):
        fulltext.search("(rates")
    with pytest.raises(QueryError):
        fulltext.matcher("rates OR")


def test_a_query_of_five_hundred_words_is_answered(fulltext: FullText) -> None:
    words = " OR ".join(f"w{number}" for number in range(499))
    assert list(fulltext.search(f"{words} OR siberia").ids) == [11]


def test_an_index_without_articles_answers(tmp_path: Path) -> None:
    empty = FullText.create(tmp_path / "fulltext")
    for query in ("", "a", '"a b"', "-a", "a*", "after:2000", "byline:*"):
        for sort in Sort:
            assert empty.search(query, sort=sort).total == 0
    assert (empty.count(), empty.sequence) == (0, 0)
    assert empty.nearest("a title", 3) == []
    assert empty.similar(ARTICLES[0], 3) == []


# ------------------------------------------------------------------------------- against the definition

_VOCABULARY = ["oil", "price", "rise", "bank", "gas", "rate", "holm", "café", "3.5", "東", "don't"]


def _random_articles(chance: random.Random) -> list[Article]:
    def text(longest: int) -> str:
        return " ".join(chance.choices(_VOCABULARY, k=chance.randrange(longest)))

    days = ["", "1998", "1998-04", "2012-10-14", "2013-01-01"]
    return [
        Article(
            id=number,
            headline=text(4),
            body=text(12),
            source=chance.choice(["", "Coast Wire", "Gazette"]),
            published=Published(chance.choice(days)),
        )
        for number in range(1, 81)
    ]


def _random_query(chance: random.Random, depth: int = 3) -> str:
    kind = chance.randrange(9 if depth else 4)
    if kind < 2:
        return chance.choice(_VOCABULARY)
    if kind == 2:
        return '"' + " ".join(chance.choices(_VOCABULARY, k=chance.randrange(2, 4))) + '"'
    if kind == 3:
        return chance.choice(
            ["pri*", "b?nk", "after:1998-04", "before:2012", "on:2012-10-14", "source:coast", "headline:oil"]
        )
    parts = [_random_query(chance, depth - 1) for _ in range(chance.randrange(2, 4))]
    if kind < 6:
        return "(" + " ".join(parts) + ")"
    if kind < 8:
        return "(" + " OR ".join(parts) + ")"
    return f"-({parts[0]})"


def _matches(article: Article, node: syntax.Node, fields: tuple[str, ...] = ("headline", "body")) -> bool:
    """What the query language promises, said another way."""

    def stems(text: str) -> str:
        return " " + " ".join(terms_of(text[start:end])[0] for start, end in spans(text)) + " "

    match node:
        case syntax.Word(text) | syntax.Phrase(text):
            return any(stems(text) in stems(getattr(article, field)) for field in fields)
        case syntax.Pattern(text):
            expression = re.compile(text.replace("*", ".*").replace("?", "."))
            return any(
                expression.fullmatch(folded(word))
                for field in fields
                for word in getattr(article, field).split()
            )
        case syntax.Dates():
            first, last = node.days
            return first <= article.published.day <= last
        case syntax.In(field, part):
            return _matches(article, part, (field,))
        case syntax.Not(part):
            return not _matches(article, part, fields)
        case syntax.All(parts):
            return all(_matches(article, part, fields) for part in parts)
        case syntax.Either(parts):
            return any(_matches(article, part, fields) for part in parts)
    raise AssertionError(node)


def test_hundreds_of_random_queries_find_what_the_language_promises(tmp_path: Path) -> None:
    """Over several commits, with articles replaced and deleted."""
    chance = random.Random(7)
    articles = {article.id: article for article in _random_articles(chance)}
    fulltext = make(tmp_path / "fulltext", articles.values())
    with fulltext.writer(sequence=5) as writer:
        for number in range(1, 20):
            articles[number] = _random_articles(chance)[0]._replace(id=number)
            writer.add(articles[number])
    with fulltext.writer(sequence=6) as writer:
        for number in range(15, 25):
            del articles[number]
            writer.delete(number)
    assert fulltext.count() == len(articles)
    for _ in range(400):
        query = _random_query(chance)
        expected = {number for number, article in articles.items() if _matches(article, read(query))}
        for sort in (Sort.RELEVANCE, Sort.NEWEST):
            results = fulltext.search(query, sort=sort)
            assert (set(results.ids), results.total) == (expected, len(expected)), query


# ------------------------------------------------------------------------------------------- writing


def test_adding_an_article_again_replaces_it(tmp_path: Path) -> None:
    fulltext = make(tmp_path / "fulltext")
    with fulltext.writer(sequence=5) as writer:
        writer.add(Article(id=13, headline="Tides", body="high"))
    assert list(fulltext.search("tides").ids) == [13]
    assert set(fulltext.search("rates").ids) == {12, 14}
    assert (fulltext.count(), fulltext.sequence) == (4, 5)


def test_the_last_of_several_versions_in_one_batch_stays(tmp_path: Path) -> None:
    fulltext = FullText.create(tmp_path / "fulltext")
    with fulltext.writer(sequence=3) as writer:
        for headline in ("first", "second", "third"):
            writer.add(Article(id=1, headline=headline, body=""))
        writer.add(Article(id=2, headline="other", body=""))
        writer.delete(2)
    assert [fulltext.search(word).total for word in ("first", "second", "third", "other")] == [0, 0, 1, 0]


def test_deleted_articles_are_gone_and_deleting_what_is_not_there_is_harmless(tmp_path: Path) -> None:
    fulltext = make(tmp_path / "fulltext")
    with fulltext.writer(sequence=5) as writer:
        writer.delete(11)
        writer.delete(99)
    assert fulltext.search("smelter").total == 0
    assert set(fulltext.search("").ids) == {12, 13, 14}


def test_a_batch_that_fails_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    fulltext = make(tmp_path / "fulltext")

    def fail() -> None:
        with fulltext.writer(sequence=9) as writer:
            writer.add(Article(id=20, headline="half", body="done"))
            writer.delete(11)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert (fulltext.search("half").total, fulltext.search("smelter").total) == (0, 1)
    assert fulltext.sequence == recorded_sequence(tmp_path / "fulltext") == 4
    with fulltext.writer(sequence=10) as writer:
        writer.add(Article(id=20, headline="whole", body=""))
    assert fulltext.search("whole").total == 1


def test_the_greatest_id_is_kept_exactly(tmp_path: Path) -> None:
    fulltext = make(tmp_path / "fulltext", [Article(id=(1 << 63) - 1, headline="x", body="")])
    assert list(fulltext.search("x").ids) == [(1 << 63) - 1]


def test_what_nobody_should_write_is_indexed_all_the_same(tmp_path: Path) -> None:
    odd = [
        Article(id=1, headline="", body=""),
        Article(id=2, headline="z" * 10_000, body="\x00 \x1b[31m [/x] \u202e x"),
        Article(id=3, headline="long", body="word " * 50_000),
        Article(id=4, headline="numbers", body=" ".join(str(number) for number in range(5_000))),
    ]
    fulltext = make(tmp_path / "fulltext", odd)
    assert fulltext.count() == 4
    assert list(fulltext.search("z" * 10_000).ids) == [2]
    assert list(fulltext.search("4999").ids) == [4]


# --------------------------------------------------------------------------------- opening, damage


def test_an_index_is_opened_with_its_sequence(tmp_path: Path) -> None:
    make(tmp_path / "fulltext", sequence=42).close()
    opened = FullText.open(tmp_path / "fulltext")
    assert (opened.sequence, opened.count()) == (42, 4)
    assert recorded_sequence(tmp_path / "fulltext") == 42


def test_a_missing_index_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="missing"):
        FullText.open(tmp_path / "nowhere")
    assert recorded_sequence(tmp_path / "nowhere") is None


def test_creating_empties_the_folder(tmp_path: Path) -> None:
    make(tmp_path / "fulltext").close()
    (tmp_path / "fulltext" / "stray").write_text("x")
    assert FullText.create(tmp_path / "fulltext").count() == 0
    assert not (tmp_path / "fulltext" / "stray").exists()


@pytest.mark.parametrize("harm", ["missing", "empty", "truncated"])
def test_every_file_of_the_index_is_missed_when_it_is_harmed(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "fulltext"
    make(folder).close()
    whole = {
        path: path.read_bytes() for path in folder.iterdir() if path.is_file() and "LOCK" not in path.name
    }
    assert len(whole) >= 2
    for path, content in whole.items():
        if harm == "missing":
            path.unlink()
        else:
            path.write_bytes(b"" if harm == "empty" else content[: len(content) // 2])
        with pytest.raises(IndexUnusable):
            FullText.open(folder)
        path.write_bytes(content)
    assert FullText.open(folder).count() == 4


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"schema": 0}, "version 0"), ({"marker": "another"}, "not one of this program")],
)
def test_a_foreign_or_older_index_is_unusable(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    folder = tmp_path / "fulltext"
    make(folder).close()
    path = folder / "commit.json"
    content = json.dumps(json.loads(path.read_bytes().partition(b"\n")[0]) | change).encode()
    path.write_bytes(content + b"\n%08x\n" % crc32(content))
    with pytest.raises(IndexUnusable, match=reason):
        FullText.open(folder)
    assert recorded_sequence(folder) is None


def test_a_changed_byte_is_found_by_verifying(tmp_path: Path) -> None:
    folder = tmp_path / "fulltext"
    fulltext = make(folder)
    fulltext.verify()
    (path,) = folder.glob("*.segment")
    content = bytearray(path.read_bytes())
    content[content.index(b"smelter")] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexUnusable):
        FullText.open(folder).verify()


# ----------------------------------------------------------------------- other processes and threads

_OTHER_PROCESS = """
import sys
from pathlib import Path
from zlib import crc32
from index.article import Article
from index.fulltext.engine import FullText
with FullText.open(Path(sys.argv[1])).writer(sequence=9) as writer:
    writer.add(Article(id=90, headline="elsewhere", body=""))
    print("writing", flush=True)
    sys.stdin.readline()
"""


def test_one_process_writes_at_a_time_and_readers_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "fulltext"
    fulltext = make(folder)
    with subprocess.Popen(
        [sys.executable, "-c", _OTHER_PROCESS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "writing\n"
        with pytest.raises(ArchiveLocked), fulltext.writer(sequence=5):
            pass
        assert fulltext.search("smelter").total == 1
        other.stdin.write("\n")
        other.stdin.close()
        assert other.wait() == 0
    assert fulltext.search("smelter").total == 1
    assert recorded_sequence(folder) == 9
    again = FullText.open(folder)
    assert again.search("elsewhere").total == 1


def test_many_threads_may_search_at_once(fulltext: FullText) -> None:
    totals: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: totals.extend(fulltext.search("interest rates").total for _ in range(10))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [3] * 40


def test_asking_for_the_sequence_loads_neither_whoosh_nor_numpy(tmp_path: Path) -> None:
    make(tmp_path / "fulltext", sequence=6).close()
    code = (
        "import sys; from pathlib import Path; from index.fulltext import recorded_sequence;"
        "assert recorded_sequence(Path(sys.argv[1])) == 6;"
        "assert not {'whoosh', 'numpy', 'Stemmer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "fulltext")], check=True)
