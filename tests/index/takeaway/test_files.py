"""A file is there whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.takeaway.files import NotWritten, write_whole


def broken() -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError("the archive is gone")


def test_a_new_file(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a.md", [b"one", b"two"]) == 6
    assert (tmp_path / "a.md").read_bytes() == b"onetwo"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_what_goes_wrong_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"before")
    with pytest.raises(RuntimeError):
        write_whole(path, broken())
    assert path.read_bytes() == b"before"
    with pytest.raises(RuntimeError):
        write_whole(tmp_path / "b.md", broken())
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A file that others may read stays so, and a link still leads where it led."""
    path, link = tmp_path / "a.md", tmp_path / "link.md"
    path.write_bytes(b"before")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, [b"after"])
    assert link.is_symlink()
    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", [b"x"])
    (tmp_path / "b.md").write_bytes(b"x")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b.md").stat().st_mode


def test_a_device_is_written_to(tmp_path: Path) -> None:
    """``--output /dev/stdout`` and pipes work and are not replaced by files."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, [b"through"])
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["", "missing/a.md", "file/a.md", "x" * 300])
def test_where_nothing_can_be_written_a_line_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotWritten) as told:
        write_whole(tmp_path / name, [b"x"])
    assert "\n" not in told.value.message
    assert told.value.exit_code == 2
