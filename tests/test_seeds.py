"""The shipped articles: enough of them, what they claim to be, and no link broken by accident.

The pages are read here by eye, as it were, with a few patterns, so that a fault in a page and a fault in
the reader of pages cannot cover each other up; the last tests then hold the reader to the same facts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from index.archive import Archive
from index.identity import canonical_url, normalise_headline
from index.intake import archive_page
from index.links.records import Change

SEEDS = Path(__file__).parent.parent / "seeds"
FIRST = "000_a827544edc8a3d89.txt"
FEATURE = "2013-06-thirty-one-centimetres.md"
CHANGED = "2013-08-19-a-table-across-the-sound.md"
FIRST_PRINTED = "2013-08-19-a-table-across-the-sound-as-first-printed.md"
WIRE_COPIES = (
    "2004-09-03-pier-cracks-work-stops.md",
    "2004-09-04-work-stops-on-sound-bridge-as-pier-cracks.md",
    "2004-09-04-bridge-work-halted-after-crack-is-found-in-pier.md",
)
WANTED = {
    "Bailiff Boards Trawler at Customs Quay": 1,
    "Edda Quill, Who Thanked the Fish, Dies at 90": 1,
    "Fleet Orders Three New Boats": 1,
    "HERRING LANDINGS UP AGAIN": 1,
    "Ice, Squid and Other Arrivals": 1,
    "Jamaica, RusAl Make Pact": 1,
    "La guerre du hareng aura-t-elle lieu ?": 1,
    "Letters: The Price of a Crossing": 1,
    "Lifeboat Coxswain's Statement on the Wren": 3,
    "Lifeboat Log of the Great Gale": 1,
    "Lusk Brothers File for Bankruptcy": 2,
    "Ministry Explains the Herring Formula": 1,
    "Ministry Orders Audit of All Tide Gauges": 2,
    "Mowat & Sons: A Century in Tins": 1,
    "Mowat Fined 340,000 Crowns Over Herring Scales": 2,
    "Norilsk, RusAl Might Invest in Indonesia": 1,
    "RusAl Woos Chinese Investment in Siberia": 1,
    "Sister Agnes Becomes a Museum": 4,
    "Squid, Sir? A Guide": 1,
    "Text of the Vale Memorandum": 5,
    "The Charter of 1623, in Full": 1,
    "Tide Board Gets a Window": 1,
    "Who Owns the Sheep on the Holm?": 5,
    "Траулер «Полярник» арестован в Холм-Саунде": 1,
}
"""The titles that point out of the collection on purpose, and from how many articles."""
LIKELY = {
    "UPDATE 2-Bridge Opens, Nine Years Late": "2013-05-09-bridge-opens-nine-years-late.md",
    "Tide Master Resings After Thirty Years": "2004-10-16-tide-master-resigns-after-thirty-years.md",
}
"""Titles that are damaged on purpose, and the article that each is nevertheless like enough to."""
DOUBTFUL = {
    "Herring move north, and the boats …": "2019-11-23-herring-move-north.md",
    "Tobias Crane Is Dead at 78": "2016-02-08-tobias-crane-keeper-of-the-tides-dies-at-78.md",
}
"""Titles that stay wanted, and the article that a person would choose for each."""


@dataclass(frozen=True)
class Page:
    """What a person sees in the file of one article."""

    text: str
    headline: str
    paper: str
    url: str
    body: str
    listed: tuple[tuple[str, str], ...]
    inline: tuple[tuple[str, str], ...]

    @property
    def words(self) -> list[str]:
        return re.findall(r"[\w'’-]+", re.sub(r"\]\([^)]*\)", "]", self.body))


def read(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    headline = re.search(r"(?m)^# (.+)$", text)
    paper = re.search(r"(?m)^\*\*(.+)\*\*$", text)
    assert headline, f"{path.name} has no headline"
    assert paper, f"{path.name} names no paper"
    url = re.search(r"(?m)^Original url:\s*<(.+)>", text)
    body = text[paper.end() :]
    title = re.search(r"(?mi)^[#* ]*(related articles|lire aussi|читайте также)\s*:?[* ]*$", body)
    listed: list[tuple[str, str]] = []
    if title:
        for line in re.findall(r"(?m)^- (.+)$", body[title.end() :]):
            link = re.fullmatch(r"\[(.+)\]\((.*)\)", line)
            listed.append((link[1], link[2]) if link else (line, ""))
        body = body[: title.start()]
    body = body.partition("Original url:")[0]
    inline = re.findall(r"(?<!!)\[([^\]]+)\]\(([^)]+)\)", body)
    return Page(
        text,
        headline[1],
        re.sub(r"\s+", " ", paper[1]),
        url[1] if url else "",
        body,
        tuple(listed),
        tuple(inline),
    )


@pytest.fixture(scope="session")
def pages() -> dict[str, Page]:
    """Every article by its file name; the README is laid out as a page too, but is not counted as one, nor is
    an earlier text of an article."""
    left_out = ("README.md", FIRST_PRINTED)
    return {path.name: read(path) for path in sorted(SEEDS.iterdir()) if path.name not in left_out}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of all of them; not to be written to."""
    with Archive.open(tmp_path_factory.mktemp("seeds") / "archive", create=True) as archive:
        archive.import_paths([SEEDS])
        yield archive


@pytest.fixture(scope="session")
def headlines(pages: dict[str, Page]) -> dict[str, list[str]]:
    """File names by normalised headline."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, page in pages.items():
        found[normalise_headline(page.headline)].append(name)
    return dict(found)


@pytest.fixture(scope="session")
def urls(pages: dict[str, Page]) -> dict[str, str]:
    """File names by canonical url."""
    return {canonical_url(page.url): name for name, page in pages.items() if page.url}


def test_about_sixty_articles_from_three_papers_and_more(pages: dict[str, Page]) -> None:
    papers = Counter(page.paper for page in pages.values())
    assert 60 <= len(pages) <= 75
    assert sum(number >= 5 for number in papers.values()) >= 3
    assert {"Coast Wire", "Breakwater", "Le Courrier des Ports", "Студёногорский вестник"} <= set(papers)


def test_the_first_article_is_as_it_was_given() -> None:
    digest = sha256((SEEDS / FIRST).read_bytes()).hexdigest()
    assert digest == "bd1b935c5233787da31d76c2dcb1b2c6a5368e73ebc0c165aad6969c36938229"


def test_lengths_are_those_of_a_paper_with_one_long_feature(pages: dict[str, Page]) -> None:
    lengths = {name: len(page.words) for name, page in pages.items() if name != FIRST}
    assert 3600 <= lengths.pop(FEATURE) <= 4600
    assert {name: length for name, length in lengths.items() if not 145 <= length <= 600} == {}


def test_dates_run_from_1987_to_2024_and_one_page_has_none(pages: dict[str, Page]) -> None:
    years = {int(name[:4]) for name in pages if name[:4].isdigit()}
    assert (min(years), max(years)) == (1987, 2024)
    assert len(years) >= 25
    assert [name for name in pages if name.startswith("undated")] == ["undated-how-to-cross-the-sound.md"]


def test_every_url_is_of_a_domain_that_cannot_exist(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for url in (page.url, *(url for _, url in page.listed + page.inline)):
            if name != FIRST and url not in ("", "#"):
                assert re.match(r"https?://[\w.-]+\.example/", url), f"{name}: {url}"


def test_no_two_pages_share_an_url(pages: dict[str, Page], urls: dict[str, str]) -> None:
    assert len(urls) == sum(bool(page.url) for page in pages.values())


def test_every_listed_link_leads_somewhere_or_is_wanted_on_purpose(
    pages: dict[str, Page], headlines: dict[str, list[str]], urls: dict[str, str]
) -> None:
    wanted = Counter(
        normalise_headline(title)
        for page in pages.values()
        for title, url in page.listed
        if canonical_url(url) not in urls and normalise_headline(title) not in headlines
    )
    expected = {**WANTED, **dict.fromkeys((*LIKELY, *DOUBTFUL), 1)}
    assert wanted == {normalise_headline(title): number for title, number in expected.items()}


def test_inline_links_and_listed_urls_lead_into_the_collection(
    pages: dict[str, Page], urls: dict[str, str]
) -> None:
    wanted = {normalise_headline(title) for title in WANTED}
    for name, page in pages.items():
        for title, url in page.inline + page.listed:
            if canonical_url(url) and canonical_url(url) not in urls:
                assert normalise_headline(title) in wanted, f"{name}: {title} {url}"
    assert sum(len(page.inline) for page in pages.values()) >= 30


def test_the_walk_of_the_readme_is_all_there(headlines: dict[str, list[str]]) -> None:
    readme = read(SEEDS / "README.md")
    assert len(readme.listed) >= 8
    assert [title for title, _ in readme.listed if normalise_headline(title) not in headlines] == []


def test_headlines_are_ambiguous_across_papers_and_across_years(headlines: dict[str, list[str]]) -> None:
    twice = [names for names in headlines.values() if len(names) > 1]
    assert sorted(map(sorted, twice)) == [
        ["1993-08-16-a-quiet-herring-night.md", "2020-08-17-a-quiet-herring-night.md"],
        ["1994-03-18-verdict-in-the-wren-case.md", "2009-03-13-verdict-in-the-wren-case.md"],
    ]


def test_links_vary_their_titles_and_their_urls(pages: dict[str, Page], urls: dict[str, str]) -> None:
    """Titles that differ from the headline in type only, urls that differ in what does not matter."""
    printed = {page.headline for page in pages.values()}
    folded = {normalise_headline(headline) for headline in printed}
    links = [link for page in pages.values() for link in page.listed + page.inline]
    assert sum(title not in printed and normalise_headline(title) in folded for title, _ in links) >= 20
    exact = {page.url for page in pages.values()}
    assert sum(url not in exact and canonical_url(url) in urls for _, url in links) >= 8


def test_three_papers_print_one_wire_story_nearly_alike(pages: dict[str, Page]) -> None:
    def shingles(name: str) -> set[tuple[str, ...]]:
        words = pages[name].words
        return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}

    assert len({pages[name].paper for name in WIRE_COPIES}) == 3
    assert len({pages[name].headline for name in WIRE_COPIES}) == 3
    original, *copies = map(shingles, WIRE_COPIES)
    for copy in copies:
        assert 0.6 < len(original & copy) / len(original | copy) < 1


def test_damaged_titles_are_likely_or_offered(pages: dict[str, Page], built: Archive) -> None:
    """What the program makes of them: a link that is told as likely, or a wanted title with its candidate."""
    ids = {name: built.find_id(page.url) for name, page in pages.items() if page.url}
    links = [(id_, built.related(id_)) for id_ in ids.values()]
    found = {link.link.title: link for _, each in links for link in each}
    places = {link.link.title: (id_, at) for id_, each in links for at, link in enumerate(each)}
    for title, name in LIKELY.items():
        link = found[title]
        assert (link.article, link.standing) == (ids[name], "likely")
    for title, name in DOUBTFUL.items():
        assert found[title].article is None
        assert built.candidates(*places[title])[0].article == ids[name]


def test_one_article_was_changed_after_publication(pages: dict[str, Page], built: Archive) -> None:
    """Its first text comes first where the folder is imported, and is an earlier version of the other."""
    now, before = pages[CHANGED], read(SEEDS / FIRST_PRINTED)
    assert FIRST_PRINTED < CHANGED
    assert (now.url, now.headline, now.listed) == (before.url, before.headline, before.listed)
    assert now.body != before.body
    article = built.article(built.find_id(now.url))
    assert built.count() == len(pages)
    assert "difficulty about salt" in article.body
    (change,) = built.changes(article.id)
    assert {passage.change for passage in change.passages} == set(Change)


def test_one_article_is_french_and_one_russian(pages: dict[str, Page]) -> None:
    russian = [name for name, page in pages.items() if len(re.findall("[а-яё]", page.body)) > 500]
    french = [
        name
        for name, page in pages.items()
        if len(re.findall(r"\b(?:les|une|dans|était|nous)\b", page.body)) > 8
    ]
    assert russian == ["2009-08-22-sem-mesyatsev-u-tamozhennoy-stenki.md"]
    assert french == ["2006-08-12-a-holm-sound-les-bretons-apprennent-la-patience.md"]


def test_forms_that_a_page_may_have_are_among_them(pages: dict[str, Page]) -> None:
    """Tables, quotations, lists, a capital headline, pages without byline or url, a correction."""
    texts = [page.text for page in pages.values()]
    assert sum("| --- |" in text for text in texts) >= 3
    assert sum(bool(re.search(r"(?m)^> ", text)) for text in texts) >= 2
    assert sum(bool(re.search(r"(?m)^1\. ", text)) for text in texts) >= 2
    assert pages["1987-11-23-great-gale-wrecks-customs-quay.md"].headline.isupper()
    assert sum(not re.search(r"(?m)^(By|Par|Автор:) ", text) for text in texts) >= 4
    assert sum(not page.url for page in pages.values()) == 2
    correction = pages["2013-08-22-correction-a-table-across-the-sound.md"]
    assert correction.headline.removeprefix("Correction: ") == "A Table Across the Sound"


def test_the_reader_of_pages_sees_what_a_person_sees(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        article = archive_page.read(page.text)
        seen = (article.headline, article.source, article.url)
        assert seen == (page.headline, page.paper, page.url), name
        assert [(link.title, link.url.strip("#")) for link in article.links if link.kind == "listed"] == [
            (title.replace("*", ""), url if url != "#" else "") for title, url in page.listed
        ], name


def test_the_reader_of_pages_dates_every_article_as_its_file_is_named(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        if name != FIRST:
            dated = re.match(r"\d{4}-\d\d(?:-\d\d)?(?=-\D)", name)
            assert archive_page.read(page.text).published.iso == (dated[0] if dated else ""), name


def test_bylines_sections_and_places_are_there_to_search_by(pages: dict[str, Page]) -> None:
    articles = [archive_page.read(page.text) for page in pages.values()]
    bylines = Counter(article.byline for article in articles)
    assert sum(number >= 3 for byline, number in bylines.items() if byline) >= 6
    assert {"Harbour", "Courts", "Business", "Arts"} <= {article.section for article in articles}
    assert len({article.dateline for article in articles if article.dateline}) >= 3
