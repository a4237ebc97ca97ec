"""An index that was killed, cut, flipped or swapped opens as it was last committed, or not at all.

Kills are not left to chance: a forked child kills itself at the n-th moment at which it touches the disk, for
every n until it comes through.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.query import Term

from index.archive import Archive
from index.fulltext import IndexUnusable
from index.fulltext.array_index import create_index, open_index, verify
from index.fulltext.schema import make_schema
from index.fulltext.storage import commits
from index.fulltext.storage.segment_file import SegmentFile

ARTICLES = 40


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, one with a deletion."""
    folder = tmp_path_factory.mktemp("sound")
    index = create_index(folder, make_schema())
    for start in (0, ARTICLES // 2):
        with index.writer() as writer:
            for number in range(start, start + ARTICLES // 2):
                writer.add_document(id=number, headline="Oil prices", body=f"oil w{number} " * 30)
    with index.writer() as writer:
        writer.delete_id(7)
    return folder


@pytest.fixture
def index(sound: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(sound, tmp_path / "index"))


def live(folder: Path) -> list[int]:
    """The ids that the index finds, after it was read through."""
    verify(folder, make_schema())
    with open_index(folder, make_schema()).searcher() as searcher:
        found = searcher.docs_for_query(Term("body", "oil"))
        return sorted(searcher.stored_fields(document)["id"] for document in found)


ALL = [number for number in range(ARTICLES) if number != 7]


def test_the_sound_index_is_sound(sound: Path) -> None:
    assert live(sound) == ALL


def test_a_missing_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="missing"):
        open_index(tmp_path, make_schema())


def test_every_file_is_needed(index: Path) -> None:
    for path in [*index.glob("*.segment"), *index.glob("*.live"), index / commits.COMMIT_FILE]:
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexUnusable):
            open_index(index, make_schema())
        path.write_bytes(content)
    assert live(index) == ALL


def test_every_file_is_refused_when_it_is_cut(index: Path) -> None:
    for path in [*index.glob("*.segment"), *index.glob("*.live"), index / commits.COMMIT_FILE]:
        content = path.read_bytes()
        for size in [*range(0, len(content), max(1, len(content) // 40)), len(content) - 2]:
            path.write_bytes(content[:size])
            with pytest.raises(IndexUnusable):
                open_index(index, make_schema())
        path.write_bytes(content)
    assert live(index) == ALL


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_is_found_or_does_not_matter(sound: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Whatever byte is hit: an error of one kind, or the very same answers."""
    folder = tmp_path / "flipped"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sound, folder)
    files = sorted(path for path in folder.iterdir() if path.stat().st_size)
    path = data.draw(st.sampled_from(files), label="file")
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    try:
        found = live(folder)
    except IndexUnusable:
        return
    assert found == ALL


def test_the_archive_says_that_its_index_is_damaged_and_mends_it(tmp_path: Path) -> None:
    """A byte of the postings, which no search need have touched."""
    page = tmp_path / "page.md"
    page.write_text("# Cocoa\n\n" + "cocoa prices rose again\n" * 50, encoding="utf-8")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_paths([page])
        assert archive.verify() == []
    (segment,) = (tmp_path / "archive" / "fulltext").glob("*.segment")
    offset = SegmentFile(segment).offset("body.positions")
    content = bytearray(segment.read_bytes())
    content[offset] ^= 1
    segment.write_bytes(content)
    with Archive.open(tmp_path / "archive") as archive:
        (problem,) = archive.verify()
        assert "damaged section body.positions" in problem
        archive.rebuild()
        assert archive.verify() == []
        assert archive.search('"cocoa prices"').total == 1


def test_the_segment_of_another_index_is_refused(index: Path, tmp_path: Path) -> None:
    other = create_index(tmp_path / "other", make_schema())
    with other.writer() as writer:
        writer.add_document(id=1, body="oil")
    (foreign,) = other.folder.glob("*.segment")
    shutil.copy(foreign, next(index.glob("*.segment")))
    with pytest.raises(IndexUnusable):
        open_index(index, make_schema())


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what the commit says, with a checksum that is right."""
    path = folder / commits.COMMIT_FILE
    read = json.loads(path.read_bytes().partition(b"\n")[0])
    change(read)
    content = json.dumps(read).encode()
    path.write_bytes(content + b"\n%08x\n" % zlib.crc32(content))


def test_an_older_or_newer_version_is_told_as_such(index: Path) -> None:
    for version in (commits.SCHEMA_VERSION - 1, commits.SCHEMA_VERSION + 1):
        rewrite(index, lambda read, version=version: read.update(schema=version))
        with pytest.raises(IndexUnusable, match=f"version {version}"):
            open_index(index, make_schema())


def test_a_commit_of_another_program_is_refused(index: Path) -> None:
    rewrite(index, lambda read: read.update(marker="another program"))
    with pytest.raises(IndexUnusable, match="not one of this program"):
        open_index(index, make_schema())


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"{}", b"[]\n", b"null\n", b"\x80\x04pickle", b'{"marker": 1}\n', bytes(500)]
)
def test_a_commit_file_of_rubbish_is_refused(index: Path, content: bytes) -> None:
    """Even where its checksum is right."""
    for checksum in (b"", b"%08x\n" % zlib.crc32(content.partition(b"\n")[0])):
        (index / commits.COMMIT_FILE).write_bytes(content + checksum)
        with pytest.raises(IndexUnusable):
            open_index(index, make_schema())


def test_a_file_that_lies_about_its_name_is_never_followed_out_of_the_folder(index: Path) -> None:
    """Names in a commit are names of files in the folder."""
    for name in ("../MAIN_a", "/etc/passwd", "MAIN_x/../../y"):
        rewrite(index, lambda read, name=name: read["segments"][0].update(name=name))
        with pytest.raises(IndexUnusable):
            open_index(index, make_schema())


def run_and_die(moment: int, work: Callable[[], object]) -> bool:
    """Do ``work`` in a forked child that kills itself when it touches the disk for the n-th time.

    Gives whether it came through.
    """
    child = os.fork()
    if child == 0:
        touched = 0

        def dying(function: Callable[..., Any]) -> Callable[..., Any]:
            def touch(*arguments: Any, **options: Any) -> Any:
                nonlocal touched
                touched += 1
                if touched == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **options)

            return touch

        os.fsync = dying(os.fsync)
        Path.open = dying(Path.open)  # type: ignore[method-assign]
        Path.replace = dying(Path.replace)  # type: ignore[method-assign]
        Path.unlink = dying(Path.unlink)  # type: ignore[method-assign]
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0
    return True


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_moment_leaves_the_old_commit_or_the_new_one(index: Path) -> None:
    """Replacements, deletions, several flushes and a merge in one commit; then the next writer tidies up."""

    def work() -> None:
        with open_index(index, make_schema()).writer() as writer:
            writer.sequence += 1
            for number in range(ARTICLES, ARTICLES + 5):
                writer.update_document(id=number, body="oil anew")
                writer.flush()
            writer.update_document(id=0, body="oil again")
            writer.delete_id(1)

    before, after = ALL, sorted({*ALL, *range(ARTICLES, ARTICLES + 5)} - {1})
    whole = {path.name: path.read_bytes() for path in index.iterdir()}
    outcomes = set()
    moment = 0
    came_through = False
    while not came_through:
        moment += 1
        came_through = run_and_die(moment, work)
        found = live(index)
        assert found in (before, after)
        assert commits.load(index).sequence == (0 if found == before else 1)
        outcomes.add(found == after)
        with open_index(index, make_schema()).writer() as writer:
            writer.add_document(id=1_000_000, body="oil")
        named = {name for entry in commits.load(index).segments for name in entry.files}
        assert {path.name for path in index.glob("MAIN_*.*")} == named
        assert live(index) == [*found, 1_000_000]
        for path in index.iterdir():
            path.unlink()
        for name, content in whole.items():
            (index / name).write_bytes(content)
    assert outcomes == {False, True}
    assert moment > 20
