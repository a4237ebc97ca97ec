"""Stories, ways and graphs: bounded, in order of time, and true to the links."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.dom.minidom import parseString

import pytest

from index.archive import Archive
from index.article import Article, Published, RelatedLink
from index.errors import ArticleMissing
from index.identity import article_id
from index.importing import Import
from index.links.differences import difference
from index.links.drawing import MOST_RAILS, draw
from index.links.formats import as_dot, as_graphml, as_json
from index.links.names import common_names, names_in
from index.links.picture import as_svg
from index.links.records import Change, Graph, Mark, Tie
from index.records import Scope

Put = Callable[..., None]
REPORT = (
    "Divers found a crack in Pier Five of the bridge at Holm Sound, said Ingrid Vale of the Tide Board. "
    "The contractor sent its men home at noon. Nobody was hurt, and the ferry sailed as usual on Friday. "
    "It was the third stop of the works since the spring, and the council asked for a report."
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


def page(headline: str, day: str, *titles: str, body: str = "", source: str = "Gazette") -> Article:
    links = tuple(RelatedLink(title, "#") for title in titles)
    body = body or f"{headline}: what is known of it, and who said so."
    return Article(headline=headline, body=body, source=source, links=links, published=Published(day))


VOTE = page("Council Votes for a Bridge", "1998-04-21")
CRACK = page("Bridge Pier Cracks, Work Stops", "2004-09-03", "Council Votes for a Bridge", body=REPORT)
COPY = page(
    "Work on the Bridge Halted", "2004-09-04", body=REPORT + " The board had no comment.", source="Courier"
)
BLAME = page("Engineers Blame the Bridge Tables", "2004-10-14", "Bridge Pier Cracks, Work Stops")
CORRECTION = page(
    "Correction: Engineers Blame the Bridge Tables", "2004-10-15", "Engineers Blame the Bridge Tables"
)
HERRING = page("Herring Landings Rise Once More", "2005-01-01", body="Boats landed fish. " * 9)
ALL = (VOTE, CRACK, COPY, BLAME, CORRECTION, HERRING)


@pytest.fixture
def told(archive: Archive) -> Archive:
    sink = Import(archive._store, archive._weaving, archive._indexing)
    sink.put([(article, "page.md") for article in ALL])
    sink.finish(None)
    return archive


def test_a_story_is_what_hangs_together_by_date(told: Archive) -> None:
    story = told.story(article_id(BLAME))
    assert [chapter.headline for chapter in story.chapters] == [
        VOTE.headline, CRACK.headline, BLAME.headline, CORRECTION.headline,
    ]  # fmt: skip
    vote, crack, blame, correction = story.chapters
    assert vote.marks == {Mark.FIRST}
    assert Mark.FOLLOW_UP in crack.marks
    assert crack.copies == (article_id(COPY),)
    assert blame.marks == {Mark.FOLLOW_UP, Mark.LATEST}
    assert (blame.distance, blame.strength, blame.gap) == (0, 1.0, 41)
    assert correction.marks == {Mark.CORRECTION}
    assert (story.papers, story.stopped) == (2, "")


def test_a_story_that_is_cut_short_says_so(told: Archive) -> None:
    story = told.story(article_id(BLAME), limit=2)
    assert len(story.chapters) == 2
    assert "2 articles" in story.stopped
    with pytest.raises(ArticleMissing):
        told.story(12345)


def test_ways_are_shortest_and_may_have_to_go_forward(told: Archive) -> None:
    way = told.path(article_id(CORRECTION), article_id(VOTE))
    assert [step.headline for step in way] == [
        CORRECTION.headline, BLAME.headline, CRACK.headline, VOTE.headline
    ]  # fmt: skip
    assert way[0].edge is None
    assert all(step.edge and step.edge.link for step in way[1:])
    assert told.path(article_id(CORRECTION), article_id(VOTE), forward=True) == []
    assert len(told.path(article_id(VOTE), article_id(CORRECTION), forward=True)) == 4
    assert told.path(article_id(VOTE), article_id(HERRING)) == []
    version = told.path(article_id(COPY), article_id(CRACK))[-1].edge
    assert version is not None
    assert version.tie is Tie.VERSION


def test_mentions_know_whether_they_came_before(told: Archive) -> None:
    (mention,) = told.backlinks(article_id(CRACK))
    assert (mention.headline, mention.before, mention.inline) == (BLAME.headline, False, False)


def test_versions_are_folded_in_lists_and_among_similar_ones(told: Archive) -> None:
    folded = told.fold(told.ids())
    assert folded.copies == {article_id(COPY): (article_id(CRACK),)}
    assert len(folded.ids) == len(ALL) - 1
    assert [row.id for row in told.copies(article_id(CRACK))] == [article_id(COPY)]
    assert article_id(COPY) not in {entry.article for entry in told.similar(article_id(CRACK))}


def test_versions_of_what_is_linked_are_not_similar_either(archive: Archive) -> None:
    """A version of what an article names already is no news to its reader."""
    body = "The crack in Pier Five is no fault of the Tide Board, Ingrid Vale told the contractor."
    named = page("Tide Board Answers", "2004-11-01", CRACK.headline, body=body)
    unnamed = page("Board Answers Again", "2005-11-01", body=body + " So there.", source="Courier")
    sink = Import(archive._store, archive._weaving, archive._indexing)
    sink.put([(article, "page.md") for article in (CRACK, COPY, named, unnamed)])
    sink.finish(None)
    family = {article_id(CRACK), article_id(COPY)}
    assert family & {entry.article for entry in archive.similar(article_id(unnamed))}
    assert not family & {entry.article for entry in archive.similar(article_id(named))}


def test_similar_keeps_to_a_scope_and_leaves_out_terms(told: Archive) -> None:
    crack = article_id(CRACK)
    terms = told.terms(crack)
    assert sum(term.weight for term in terms) == pytest.approx(1)
    for scope in (Scope.BEFORE, Scope.AFTER, Scope.SAME_PAPER, Scope.OTHER_PAPERS):
        for entry in told.similar(crack, scope=scope):
            assert {
                Scope.BEFORE: entry.published.iso < CRACK.published.iso,
                Scope.AFTER: entry.published.iso > CRACK.published.iso,
                Scope.SAME_PAPER: entry.source == CRACK.source,
                Scope.OTHER_PAPERS: entry.source != CRACK.source,
            }[scope]
    assert told.similar(crack, without=[term.term for term in terms]) == []


def test_what_a_paper_cut_and_added_is_told_sentence_by_sentence() -> None:
    one = Article("Pier Cracks", "Divers found a crack. Mr. Orlo saw it on Friday. Nobody was hurt.")
    other = Article("Pier Cracks", "Divers found a crack. Mr. Orlo saw it on Monday. The board was silent.")
    told = difference(one, other)
    assert [(part.change, part.before, part.after) for part in told.passages] == [
        (Change.KEPT, "Pier Cracks", "Pier Cracks"),
        (Change.KEPT, "Divers found a crack.", "Divers found a crack."),
        (Change.REWORDED, "Mr. Orlo saw it on Friday.", "Mr. Orlo saw it on Monday."),
        (Change.CUT, "Nobody was hurt.", ""),
        (Change.ADDED, "", "The board was silent."),
    ]
    reworded = told.passages[2]
    assert [reworded.before[start:end] for start, end in reworded.removed] == ["Friday"]
    assert [reworded.after[start:end] for start, end in reworded.inserted] == ["Monday"]
    assert 0 < told.kept < 1
    assert difference(one, one).kept == 1
    assert difference(Article("", ""), Article("", "")).passages == ()


def test_names_are_more_than_first_words() -> None:
    article = Article(
        "", "On Friday Ingrid Vale left. Boats came. The Tide Board met; Vale's clerk Jo spoke.", id=1
    )
    assert names_in(article) == {"Ingrid Vale", "Tide Board", "Vale"}
    again = Article("", "They asked Ingrid Vale about the Tide Board.", id=2)
    names = [(name.name, name.articles) for name in common_names([article, again])]
    assert names == [("Ingrid Vale", 2), ("Tide Board", 2)]


def test_a_graph_is_drawn_and_written(told: Archive) -> None:
    graph = told.graph("bridge")
    assert {node.headline for node in graph.nodes} == {one.headline for one in ALL if one is not HERRING}
    assert len(graph.edges) == 4
    drawing = draw(graph)
    assert len({len(line.rails) for line in drawing.lines}) == 1, "the articles stand below each other"
    assert drawing.left_out == 0
    svg = as_svg(graph)
    assert len(parseString(svg).getElementsByTagName("path")) == 4 + 1, "the links and the arrow's tip"
    assert len(parseString(as_graphml(graph)).getElementsByTagName("edge")) == 4
    assert as_dot(graph).count("->") == 4
    assert len(json.loads(as_json(graph, 1))["edges"]) == 4
    near = told.neighbourhood(article_id(CRACK))
    assert near.nodes[0].headline == VOTE.headline


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw(Graph()).lines == ()
    for written in (as_svg(Graph()), as_graphml(Graph())):
        parseString(written)
    assert MOST_RAILS > 0
