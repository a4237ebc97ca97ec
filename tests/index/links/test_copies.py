"""Versions of one piece are found whatever papers did to it; reports to a pattern are no versions."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.article import Article, Published
from index.fulltext.sketches import SHARED, keys, sketches
from index.identity import article_id
from index.importing import Import
from index.keeping import keep
from index.links.duplicates import Text, runs, versions
from index.links.folding import fold
from index.links.weaving import Weaving
from index.store import Store

SENTENCES = [
    "Work on the Sound bridge was halted on Friday after divers found a crack in Pier Five.",
    "The crack runs across the seaward face of the foundation, about four metres below the water.",
    "It was discovered in the course of a routine inspection by the Lindvik diving company.",
    "There is no danger to shipping, said Harbour Master Tobias Crane.",
    "The crane barge Goliath had been lying alongside when it touched the ground on Wednesday.",
    "Mayor Gerda Holt said the council had called in its consulting engineers from Studen.",
    "Ferrymen said the Sister Agnes had touched bottom at her own berth that morning.",
    "The bridge, of 14 piers and 1,640 metres, will link the town with Skarrow Island.",
    "Its cost had reached 97 million crowns before the crack was found.",
    "Lusk Brothers, the contractor, declined to comment and sent its men home at noon.",
]
PATTERN = (
    "The bank of {name} said it raised its prime lending rate to {rate} percent from {old} percent. "
    "The increase takes effect at once and follows a similar move by other banks earlier this week. "
    "A spokesman for {name} said the move reflected the cost of money. It was the {number} increase of the "
    "rate this year."
)


def text(*numbers: int) -> str:
    return " ".join(SENTENCES[number] for number in numbers)


WHOLE = text(*range(10))


@pytest.mark.parametrize(
    "version",
    [
        WHOLE,
        text(0, 1, 2, 3, 4),
        text(0, 2, 4, 6, 8),
        text(*reversed(range(10))),
        WHOLE + " The Tide Board had no comment. Its office was closed yesterday at three.",
        WHOLE.replace("halted", "stopped").replace("routine", "regular"),
        WHOLE.replace(". ", ".\n\n"),
    ],
)
def test_a_text_that_was_cut_reordered_or_edited_is_a_version(version: str) -> None:
    assert versions(Text(WHOLE), Text(version))
    assert versions(Text(version), Text(WHOLE))
    one, other = (set(keys(sketches([(1, text)]))) for text in (WHOLE, version))
    assert len(one & other) >= SHARED, "it would not be looked at"


def test_reports_to_a_pattern_are_different_reports() -> None:
    one = PATTERN.format(name="Lindvik", rate="7.5", old="7.25", number="second")
    other = PATTERN.format(name="Halder", rate="8.0", old="7.75", number="third")
    assert not versions(Text(one), Text(other))


@pytest.mark.parametrize(
    "other", ["", "Nothing to see.", text(0), text(0, 1) + " Quite another story. " * 60]
)
def test_a_line_in_common_is_no_version(other: str) -> None:
    assert not versions(Text(WHOLE), Text(other))


def test_the_runs_of_a_text_do_not_depend_on_signs_or_on_its_alphabet() -> None:
    assert runs(WHOLE) == runs(WHOLE.upper().replace(",", " –"))
    assert runs("é " + WHOLE) >= runs(WHOLE)
    assert runs("") == runs("A few words only.") == frozenset()


def article(name: str, body: str, **fields: str) -> Article:
    return Article(headline=name, body=body, source=name, published=Published("2004-09-04"), **fields)


def families(batches: Sequence[Sequence[Article]], *, anew: bool = False) -> set[frozenset[str]]:
    """The families after these imports, as the names of the papers."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder))
        weaving = Weaving(store)
        try:
            for batch in batches:
                with store.transaction():
                    changes = [keep(store, one, "page") for one in batch]
                    keys = {key for change in changes for key in change.headline_keys}
                    weaving.weave({change.article for change in changes}, keys)
                weaving.find_versions()
            if anew:
                weaving.weave_all()
            ids = store.ids()
            folded = fold(store, ids)
            names = {row.id: row.source for row in store.headlines(ids)}
            assert len(folded.ids) + sum(map(len, folded.copies.values())) == len(ids)
            return {
                frozenset(names[one] for one in (first, *others)) for first, others in folded.copies.items()
            }
        finally:
            store.close()


PAPERS = [
    article("Wire", WHOLE),
    article("Courier", text(0, 1, 2, 3, 4)),
    article("Gazette", text(5, 6, 7, 8, 9)),
    article("Leaf", PATTERN.format(name="Lindvik", rate="7.5", old="7.25", number="second")),
    article("Times", PATTERN.format(name="Halder", rate="8.0", old="7.75", number="third")),
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(PAPERS), st.integers(0, 5))
def test_families_do_not_depend_on_the_order_of_imports(papers: list[Article], cut: int) -> None:
    expected = {frozenset({"Wire", "Courier", "Gazette"})}
    assert families([papers[:cut], papers[cut:]]) == expected
    assert families([papers], anew=True) == expected


def test_a_changed_text_leaves_its_family() -> None:
    changed = article("Courier", "Quite another report. " * 20, url="https://courier.example/1")
    before = article("Courier", text(0, 1, 2, 3, 4, 5), url="https://courier.example/1")
    assert article_id(changed) == article_id(before)
    assert families([[PAPERS[0], before]]) == {frozenset({"Wire", "Courier"})}
    assert families([[PAPERS[0], before], [changed]]) == set()


def test_a_family_whose_first_member_has_left_keeps_apart_from_the_new_one() -> None:
    """Families are called after their first member: who leaves must not take the name along."""
    url = "https://wire.example/1"
    papers = [article("Wire", WHOLE, url=url), *PAPERS[1:3], article("Post", text(0, 1, 2, 3, 4, 5, 6))]
    members = sorted(papers, key=article_id)
    leaving = members[0]._replace(url=members[0].url or "https://post.example/1")
    staying = [one for one in papers if one.source != leaving.source]
    other = " ".join(f"Boat {number} came home with {number} crates of cod." for number in range(20))
    gone = leaving._replace(body=other)
    met = article("Echo", other)
    found = families([[leaving, *staying], [gone], [met]])
    assert found == {frozenset(one.source for one in staying), frozenset({gone.source, "Echo"})}


def test_versions_of_an_interrupted_import_are_found_when_the_archive_is_opened(tmp_path: Path) -> None:
    with Archive.open(tmp_path, create=True) as archive:
        sink = Import(archive._store, archive._weaving, archive._indexing)
        sink.put([(one, "page") for one in PAPERS])
        assert archive.copies(article_id(PAPERS[0])) == [], "they are looked for among thousands together"
        assert not archive._store.is_woven()
    with Archive.open(tmp_path) as archive:
        assert {row.source for row in archive.copies(article_id(PAPERS[0]))} == {"Courier", "Gazette"}
        assert archive._store.is_woven()


def test_an_archive_that_does_not_know_what_is_woven_weaves_all(tmp_path: Path) -> None:
    with Archive.open(tmp_path, create=True) as archive:
        sink = Import(archive._store, archive._weaving, archive._indexing)
        sink.put([(one._replace(headline="Crack in Pier Five"), "page") for one in PAPERS])
        with archive._store.transaction():
            archive._store.write("DELETE FROM meta WHERE name = 'woven'", [()])
            archive._store.write("DELETE FROM traces", [()])
        assert not archive._store.is_woven()
    with Archive.open(tmp_path) as archive:
        assert len(archive.copies(archive.ids()[-1])) == 2
        assert archive._store.rows("SELECT count(*) FROM traces")[0][0] > 0


def test_a_translation_is_no_version() -> None:
    """A list of addresses and sums is most of some texts, and stays what it is in every language."""
    sums = " ".join(f"sum{number}x{number * 7919}" for number in range(80))
    english = article("Wire", f"The new release is out. {sums}", language="en")
    german = article("Draht", f"Die neue Ausgabe ist da. {sums}", language="de")
    unknown = article("Leaf", f"New release out now. {sums}")
    assert families([[english, german]]) == set()
    assert families([[english, unknown]]) == {frozenset({"Wire", "Leaf"})}
