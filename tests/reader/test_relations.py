"""What stands around an article, arranged: numbers, signs, nothing twice."""

from __future__ import annotations

from index.article import Headline, LinkKind, Published, RelatedLink
from index.records import Backlink, Related, Scope, Similar
from reader.relations import Alike, Relations, Sign, entries, sign_of


def listed(title: str, article: int | None = None, **more: object) -> Related:
    return Related(RelatedLink(title), article, **more)  # type: ignore[arg-type]


def inline(title: str, article: int | None = None, headline: str = "") -> Related:
    return Related(RelatedLink(title, "https://example.org/a", LinkKind.INLINE), article, headline=headline)


def test_numbers_run_through_all_sections() -> None:
    relations = Relations(
        1,
        [listed("First"), listed("Second", 2)],
        [Backlink(3, "Third", Published("2013"), "It names it.")],
        [Similar(4, "Fourth", Published(), "Gazette", 0.5, ("smelter", "siberia"))],
    )
    sections = relations.sections()
    assert [section.title for section in sections] == ["Related", "Mentioned by", "Similar"]
    assert [(entry.number, entry.title) for entry in entries(sections)] == [
        (1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"),
    ]  # fmt: skip
    assert [entry.article for entry in entries(sections)] == [None, 2, 3, 4]


def test_a_section_without_entries_is_not_shown() -> None:
    assert Relations(1).sections() == ()
    assert [
        section.title for section in Relations(1, [], [Backlink(3, "A", Published(), "")]).sections()
    ] == ["Mentioned by"]


def test_signs_tell_how_sure_a_link_is() -> None:
    assert sign_of(listed("A")) is Sign.WANTED
    assert sign_of(listed("A", 2, how="url", confidence=1.0)) is Sign.EXACT
    assert sign_of(listed("A", 2, how="headline", confidence=1.0)) is Sign.EXACT
    assert sign_of(listed("A", 2, how="headline", confidence=0.6)) is Sign.LIKELY
    assert sign_of(listed("A", 2, how="headline", confidence=1.0, runner_up=3)) is Sign.LIKELY


def test_links_in_the_text_are_listed_once_and_only_where_they_lead_somewhere() -> None:
    relations = Relations(
        1,
        [
            listed("Second", 2),
            inline("said earlier", 2, "Second"),
            inline("the ban", 3, "Herring Ban Extended"),
            inline("the ban", 3, "Herring Ban Extended"),
            inline("a page elsewhere"),
        ],
    )
    assert [(entry.title, entry.article) for entry in entries(relations.sections())] == [
        ("Second", 2),
        ("Herring Ban Extended", 3),
    ]


def test_the_nth_link_of_the_text_is_found() -> None:
    first, second = inline("one", 2), inline("two")
    relations = Relations(1, [listed("listed", 9), first, second])
    assert relations.inline(1) is first
    assert relations.inline(2) is second
    assert relations.inline(0) is None
    assert relations.inline(3) is None


def test_an_article_that_mentions_twice_is_one_entry() -> None:
    links = [
        Backlink(3, "A", Published(), "One.", inline=True),
        Backlink(3, "A", Published(), "Two.", inline=True),
    ]
    assert [entry.detail for entry in entries(Relations(1, [], links).sections())] == ["“One.”"]


def test_what_a_link_names_is_not_repeated_as_similar() -> None:
    alike = [Similar(2, "A", Published(), "", 0.9, ()), Similar(5, "B", Published(), "", 0.4, ())]
    sections = Relations(1, [listed("A", 2)], [], alike).sections()
    assert [entry.title for entry in sections[-1].entries] == ["B"]


def test_another_headline_than_the_printed_title_is_told() -> None:
    related = listed("Pier cracks", 2, headline="Pier Cracks, Work Stops")
    same = listed("Pier cracks, work stops", 2, headline="Pier Cracks, Work Stops")
    assert entries(Relations(1, [related]).sections())[0].detail == "Pier Cracks, Work Stops"
    assert entries(Relations(1, [same]).sections())[0].detail == ""


def test_a_printed_list_that_only_repeats_the_headline_is_not_quoted() -> None:
    links = [
        Backlink(3, "A", Published(), "Pier cracks; work stops"),
        Backlink(4, "B", Published(), "It began with a crack.", inline=True),
        Backlink(5, "C", Published(), "Pier trouble"),
    ]
    shown = entries(Relations(1, [], links, headline="Pier Cracks, Work Stops").sections())
    assert [entry.detail for entry in shown] == [
        "in its list", "“It began with a crack.”", "in its list as “Pier trouble”",
    ]  # fmt: skip


def test_who_mentions_it_is_split_into_before_and_after() -> None:
    links = [
        Backlink(3, "Plans", Published("2003"), "It will stand by June.", inline=True, before=True),
        Backlink(4, "Report", Published("2005"), "", confidence=0.8),
    ]
    sections = Relations(1, [], links).sections()
    assert [(section.title, [entry.title for entry in section.entries]) for section in sections] == [
        ("Mentioned by earlier ones", ["Plans"]),
        ("Mentioned by later ones", ["Report"]),
    ]
    assert [entry.detail for entry in entries(sections)] == [
        "“It will stand by June.”",
        "likely 0.80  in its list",
    ]


def test_a_likely_link_tells_how_sure_it_is() -> None:
    likely = listed("Pier", 2, how="alike", confidence=0.82, headline="First Pier Stands")
    assert entries(Relations(1, [likely]).sections())[0].detail == "0.82  First Pier Stands"
    assert sign_of(listed("Pier", 2, how="chosen", confidence=0.4)) is Sign.EXACT


def test_shared_words_are_told_with_their_weight() -> None:
    alike = [Similar(5, "B", Published(), "", 0.4, ("crack", "barge"), (0.6, 0.4), (8, 9))]
    relations = Relations(1, similar=alike, alike=Alike(Scope.BEFORE, frozenset({"tide"})))
    (section,) = relations.sections()
    assert section.title == "Similar, before, without 1 word"
    assert section.entries[0].detail == "crack 60% · barge 40% · +2 versions"


def test_other_versions_stand_before_what_is_similar() -> None:
    """That its own text was changed, which leads to no article, and the same piece in other papers."""
    copy = Headline(5, "Work Stops", Published("2004-09-04"), "Harbour Gazette", "", "", 0, 1)
    alike = Similar(4, "Fourth", Published(), "Gazette", 0.5, ("smelter",))
    sections = Relations(1, similar=[alike], versions=[copy], earlier=2).sections()
    assert [section.title for section in sections] == ["Other versions", "Similar"]
    assert [(entry.sign, entry.title, entry.detail, entry.article) for entry in sections[0].entries] == [
        (Sign.VERSION, "Changed after publication", "2 earlier texts", None),
        (Sign.VERSION, "Work Stops", "Harbour Gazette", 5),
    ]


def test_only_the_first_of_very_many_versions_are_named() -> None:
    copies = [Headline(number, "Work Stops", Published("2004"), "", "", "", 0, 1) for number in range(2, 42)]
    (section,) = Relations(1, versions=copies).sections()
    assert (len(section.entries), section.entries[-1].title) == (13, "28 more")


def test_of_ten_thousand_mentions_the_first_are_shown_and_all_are_counted() -> None:
    links = [Backlink(number, "A", Published("2004"), "Of it.", inline=True) for number in range(2, 10_002)]
    (section,) = Relations(1, backlinks=links).sections()
    assert len(section.entries) == 300
    assert section.title == "Mentioned by: the first 300 of 10,000"
