"""Writers replace and delete by id, commit as a whole, tidy up, and keep to their memory."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from whoosh.fields import TEXT, FieldConfigurationError, Schema, UnknownFieldError
from whoosh.index import LockError
from whoosh.query import Term
from whoosh.writing import IndexingError

from index.fulltext.array_index import ArrayIndex, create_index, open_index, verify
from index.fulltext.schema import make_schema
from index.fulltext.storage import commits
from index.fulltext.storage.layout import Layout
from index.fulltext.writing.batch import Batch
from index.fulltext.writing.tiers import Size, groups
from index.fulltext.writing.vocabulary import Vocabulary
from index.fulltext.writing.writer import ArrayWriter, Sizing


@pytest.fixture
def index(tmp_path: Path) -> ArrayIndex:
    return create_index(tmp_path / "index", make_schema())


def contents(index: ArrayIndex) -> dict[int, str]:
    """The live documents by id, with the word that was written last."""
    found: dict[int, str] = {}
    reader = index.reader()
    for word in ("one", "two", "three"):
        if ("body", word) in reader:
            for document in reader.postings("body", word).all_ids():
                number = reader.stored_fields(document)["id"]
                assert number not in found, "an article is there twice"
                found[number] = word
    assert reader.doc_count() == len(found)
    return found


class WriterMachine(RuleBasedStateMachine):
    """Any sequence of additions, replacements, deletions, commits and cancellations, held against a dict."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = MACHINES / f"{len(list(MACHINES.iterdir()))}"
        self.index = create_index(self.folder, make_schema())
        self.committed: dict[int, str] = {}
        self.begin()

    def begin(self) -> None:
        self.writer: ArrayWriter = self.index.writer()
        self.pending = dict(self.committed)

    @rule(number=st.integers(1, 9), word=st.sampled_from(["one", "two", "three"]))
    def put(self, number: int, word: str) -> None:
        self.writer.update_document(id=number, body=word, headline="")
        self.pending[number] = word

    @rule(number=st.integers(1, 9))
    def delete(self, number: int) -> None:
        self.writer.delete_id(number)
        self.pending.pop(number, None)

    @rule(number=st.integers(1, 9))
    def delete_by_term(self, number: int) -> None:
        gone = self.writer.delete_by_term("id", number)
        assert gone == (number in self.pending)
        self.pending.pop(number, None)

    @rule()
    def flush(self) -> None:
        self.writer.flush()

    @rule(merge=st.booleans(), optimize=st.booleans())
    def commit(self, merge: bool, optimize: bool) -> None:
        self.writer.sequence += 1
        self.writer.commit(merge=merge, optimize=optimize)
        self.committed = self.pending
        self.begin()

    @rule()
    def cancel(self) -> None:
        self.writer.cancel()
        self.begin()

    @invariant()
    def readers_see_the_last_commit(self) -> None:
        assert contents(self.index) == self.committed

    def teardown(self) -> None:
        self.writer.cancel()
        verify(self.folder, make_schema())
        named = {name for entry in commits.load(self.folder).segments for name in entry.files}
        assert {path.name for path in self.folder.iterdir()} - {"MAIN_WRITELOCK", "commit.json"} == named


@pytest.fixture(autouse=True, scope="module")
def _folder_of_machines(tmp_path_factory: pytest.TempPathFactory) -> None:
    global MACHINES
    MACHINES = tmp_path_factory.mktemp("machines")


MACHINES: Path
TestWriterMachine = WriterMachine.TestCase
TestWriterMachine.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_the_sequence_is_part_of_the_commit(index: ArrayIndex) -> None:
    assert index.sequence == 0
    writer = index.writer()
    writer.sequence = 4711
    writer.add_document(id=1, body="one")
    assert index.sequence == 0
    writer.commit()
    assert open_index(index.folder, make_schema()).sequence == 4711


def test_only_one_writer_at_a_time(index: ArrayIndex) -> None:
    writer = index.writer()
    with pytest.raises(LockError):
        index.writer()
    writer.cancel()
    index.writer().cancel()


def test_an_exception_in_the_block_leaves_the_last_commit(index: ArrayIndex) -> None:
    def fail() -> None:
        with index.writer() as writer:
            writer.add_document(id=1, body="one")
            writer.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert contents(index) == {}
    index.writer().cancel()


def test_a_reader_goes_on_while_its_segments_are_merged_away(index: ArrayIndex) -> None:
    for number in range(3):
        with index.writer() as writer:
            writer.add_document(id=number, body="one")
    before = index.reader()
    index.writer().commit(optimize=True)
    assert len(commits.load(index.folder).segments) == 1
    assert [before.stored_fields(number)["id"] for number in before.all_doc_ids()] == [0, 1, 2]
    assert before.doc_frequency("body", "one") == 3


def test_files_left_by_a_writer_that_was_killed_are_removed(index: ArrayIndex) -> None:
    (index.folder / "MAIN_0123456789abcdef.segment").write_bytes(b"half a segment")
    (index.folder / "MAIN_0123456789abcdef.77.live").write_bytes(b"")
    (index.folder / "note.txt").write_text("not ours")
    with index.writer() as writer:
        writer.add_document(id=1, body="one")
    names = {path.suffix for path in index.folder.iterdir()}
    assert len(list(index.folder.glob("*.segment"))) == 1
    assert ".live" not in names
    assert (index.folder / "note.txt").exists()


def test_documents_by_number_and_query_can_be_deleted_and_brought_back(index: ArrayIndex) -> None:
    with index.writer() as writer:
        for number, word in enumerate(["one", "two", "one", "three"]):
            writer.add_document(id=number, body=word)
    writer = index.writer()
    assert writer.delete_by_query(Term("body", "one")) == 2
    writer.delete_document(0, delete=False)
    assert writer.is_deleted(2)
    assert not writer.is_deleted(0)
    with pytest.raises(IndexingError):
        writer.delete_document(4)
    writer.commit()
    assert contents(index) == {0: "one", 1: "two", 3: "three"}


def test_a_segment_without_live_documents_is_dropped(index: ArrayIndex) -> None:
    with index.writer() as writer:
        writer.add_document(id=1, body="one")
    with index.writer() as writer:
        writer.delete_id(1)
    assert commits.load(index.folder).segments == ()
    assert contents(index) == {}


def test_what_a_document_must_not_have_is_refused(index: ArrayIndex) -> None:
    writer = index.writer()
    with pytest.raises(UnknownFieldError):
        writer.add_document(id=1, title="no such field")
    with pytest.raises(UnknownFieldError):
        writer.add_document(id=1, _stored_body="not supported")
    with pytest.raises(IndexingError):
        writer.add_document(body="without an id")
    writer.cancel()
    with pytest.raises(IndexingError):
        writer.add_document(id=1)


@pytest.mark.parametrize("wrong", [{"id": 1 << 63}, {"published": "1987"}, {"body": 5}, {"section": ["a"]}])
def test_a_value_that_does_not_fit_leaves_the_batch_as_it_was(
    index: ArrayIndex, wrong: dict[str, object]
) -> None:
    writer = index.writer()
    writer.add_document(id=1, body="one", headline="a", source="AP", published=19870226)
    with pytest.raises((TypeError, OverflowError)):
        writer.add_document(**{"id": 2, "body": "two", "headline": "b", **wrong})
    writer.add_document(id=3, body="three", headline="c", source="UPI", published=19870301)
    writer.commit()
    assert contents(index) == {1: "one", 3: "three"}
    (leaf, _), *_ = index.reader().leaf_readers()
    assert list(leaf.column_reader("published")) == [19870226, 19870301]
    assert list(leaf.column_reader("source")) == ["AP", "UPI"]


@pytest.mark.parametrize("moment", range(1, 4))
def test_a_full_disk_leaves_the_last_commit_and_no_files(
    index: ArrayIndex, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Whichever sync it is that the disk refuses, up to the one that makes the commit."""
    with index.writer() as writer:
        writer.add_document(id=1, body="one")
    sync, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == moment:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    writer = index.writer()
    writer.delete_id(1)
    writer.add_document(id=2, body="two")
    with pytest.raises(OSError, match="No space"):
        writer.commit()
    monkeypatch.undo()
    assert contents(index) == {1: "one"}
    assert len(list(index.folder.glob("*.segment"))) == 1
    with index.writer() as writer:
        writer.add_document(id=3, body="three")
    assert contents(index) == {1: "one", 3: "three"}


def test_readers_open_and_read_while_a_writer_commits_and_merges(index: ArrayIndex) -> None:
    """Every reader sees a whole commit, never fewer documents than the one before it."""
    commits_made = 60

    def write() -> None:
        for number in range(commits_made):
            with index.writer() as writer:
                writer.update_document(id=number, body="one")
                writer.update_document(id=0, body="one")

    thread = Thread(target=write)
    thread.start()
    seen = 0
    while thread.is_alive():
        found = contents(index)
        assert set(found) == set(range(len(found)))
        assert len(found) >= seen
        seen = len(found)
    thread.join()
    assert len(contents(index)) == commits_made


def test_a_schema_that_segments_cannot_hold_is_refused(tmp_path: Path) -> None:
    schema = make_schema()
    schema.add("summary", TEXT(stored=True))
    with pytest.raises(FieldConfigurationError, match="summary"):
        create_index(tmp_path, schema)
    with pytest.raises(FieldConfigurationError, match="id"):
        create_index(tmp_path, Schema())


def test_a_batch_is_written_when_it_has_used_up_its_memory(index: ArrayIndex) -> None:
    """The budget counts words and terms, so that neither long texts nor large vocabularies exceed it."""
    small = Sizing(memory=0)
    batch = Batch(Layout.of(make_schema()), Vocabulary())
    words = 0
    while not small.is_full(batch):
        batch.add({"id": words, "body": "the same few words again and again " * 2_000})
        words += 14_000
    assert words < 1_500_000
    fresh = Batch(Layout.of(make_schema()), Vocabulary())
    terms = 0
    while not small.is_full(fresh):
        fresh.add({"id": terms, "body": " ".join(f"x{number}" for number in range(terms, terms + 20_000))})
        terms += 20_000
    assert terms < 400_000


def test_few_segments_remain_however_an_archive_grows() -> None:
    """Commits of twenty articles, and imports of thousands: never many segments, never many large ones."""
    sizes: list[Size] = []
    copied = 0
    for commit in range(3_000):
        sizes.append(Size(live=20_000 if commit % 100 == 0 else 20, deleted=0))
        merged = []
        for group in groups(sizes):
            live = sum(sizes[number].live for number in group)
            copied += live if len(group) > 1 else 0
            merged.append(Size(live, 0))
        sizes = merged
        total = sum(size.live for size in sizes)
        assert sum(size.live > total / 8 for size in sizes) <= 4
        assert len(sizes) <= 12
    assert total == 30 * 20_000 + 2_970 * 20
    assert copied < 12 * total
