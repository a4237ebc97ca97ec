"""Files of an import: in order, each one loaded or rejected by name with a reason."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from index.article import Article
from index.identity import article_id
from index.intake import files
from index.intake.files import load, shown, walk
from index.records import Rejected

PAGE = "# A Headline\n\nMay 3, 1998\n\nSome text.\n"


def write(path: Path, data: str | bytes = PAGE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def reason(path: Path) -> str:
    loaded = load(path)
    assert isinstance(loaded, Rejected)
    assert loaded.path == str(path)
    return loaded.reason


def test_a_page_becomes_an_article_with_its_id(tmp_path: Path) -> None:
    article = load(write(tmp_path / "a.md"))
    assert isinstance(article, Article)
    assert article.headline == "A Headline"
    assert article.id == article_id(article) != 0


def test_folders_come_sorted_with_all_below_them(tmp_path: Path) -> None:
    for name in ("b/2.md", "b/10.md", "a.md", "c.txt", "b/a/1.md"):
        write(tmp_path / name)
    found = [path.relative_to(tmp_path).as_posix() for path in walk([tmp_path]) if isinstance(path, Path)]
    assert found == ["a.md", "b/10.md", "b/2.md", "b/a/1.md", "c.txt"]


def test_hidden_names_and_papers_of_the_collection_are_passed_over_unless_named(tmp_path: Path) -> None:
    for name in (".git/a.md", ".hidden.md", "README.md", "readme", "LICENSE", "Licence.txt", "reading.md"):
        write(tmp_path / name)
    assert list(walk([tmp_path])) == [tmp_path / "reading.md"]
    assert list(walk([tmp_path / "README.md", tmp_path / ".git"])) == [
        tmp_path / "README.md",
        tmp_path / ".git/a.md",
    ]


def test_a_folder_named_twice_is_read_once(tmp_path: Path) -> None:
    page = write(tmp_path / "in/a.md")
    assert list(walk([tmp_path, page.parent, tmp_path])) == [page]


def test_what_is_not_there_is_rejected_by_name(tmp_path: Path) -> None:
    missing = tmp_path / "nothing"
    assert list(walk([missing])) == [Rejected(str(missing), "there is no such file or folder")]
    assert reason(missing) == "there is no such file or folder"


def test_broken_links_and_loops_are_rejected_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    page = write(tmp_path / "in/page.md")
    (tmp_path / "in/broken").symlink_to(tmp_path / "gone")
    (tmp_path / "in/itself").symlink_to(tmp_path / "in/itself")
    (tmp_path / "in/up").symlink_to(tmp_path)
    (tmp_path / "in/page-link").symlink_to(page)
    found = {
        Path(item.path).name if isinstance(item, Rejected) else item.name: item for item in walk([tmp_path])
    }
    assert set(found) == {"page.md", "broken", "itself", "up", "page-link"}
    assert found["broken"] == Rejected(
        str(tmp_path / "in/broken"), f"a broken link: there is no {tmp_path / 'gone'}"
    )
    assert found["itself"] == Rejected(
        str(tmp_path / "in/itself"), "a symbolic link that leads back to itself"
    )
    assert found["up"] == Rejected(str(tmp_path / "in/up"), f"a link to a folder that is read as {tmp_path}")
    assert found["page-link"] == tmp_path / "in/page-link"


def test_a_pipe_is_rejected_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert list(walk([tmp_path])) == [Rejected(str(tmp_path / "pipe"), "not a regular file")]
    assert reason(tmp_path / "pipe") == "not a regular file"


def test_unreadable_files_and_folders_are_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's refusal is simulated, since a test run by root is refused nothing."""
    page, folder = write(tmp_path / "a.md"), tmp_path / "b"
    folder.mkdir()

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason(page) == "no permission to read it"
    monkeypatch.setattr(os, "scandir", refuse)
    assert list(walk([folder])) == [Rejected(str(folder), "no permission to read it")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission_is_rejected(tmp_path: Path) -> None:
    page = write(tmp_path / "a.md")
    page.chmod(stat.S_IWUSR)
    assert reason(page) == "no permission to read it"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "the file is empty"),
        (b"\n \r\n\t\n", "no headline and no text in it"),
        (b"\xef\xbb\xbf\n", "no headline and no text in it"),
        (b"%PDF-1.7 text", "a PDF, not text"),
        (b"PK\x03\x04rest", "a ZIP archive or an office document, not text"),
        (b"text \x00\x01\x02 text", "a binary file, not text"),
        (bytes(range(1, 32)) * 9, "a binary file, not text"),
        (b" <!DOCTYPE html><html>", "a web page (HTML), not an archive page"),
    ],
)
def test_what_is_no_page_is_rejected_with_a_reason(tmp_path: Path, data: bytes, expected: str) -> None:
    assert reason(write(tmp_path / "file", data)) == expected


def test_a_file_over_the_limit_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    assert (
        reason(write(tmp_path / "a.md", b"x" * (1 << 20) + b"y"))
        == "larger than 1 MB, too large for one article"
    )
    assert isinstance(load(write(tmp_path / "b.md", b"x" * (1 << 20))), Article)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig"])
def test_other_encodings_are_no_binary_files(tmp_path: Path, encoding: str) -> None:
    text = (
        "# Café\n\nThe café at Saint-Étienne was closed, the mayor’s office said, for “the whole winter”.\n"
    )
    article = load(write(tmp_path / "a.md", text.encode(encoding)))
    assert isinstance(article, Article)
    assert article.headline == "Café"


def test_a_page_of_a_headline_alone_and_one_of_text_alone_are_articles(tmp_path: Path) -> None:
    assert isinstance(load(write(tmp_path / "a.md", "# Headline")), Article)
    assert isinstance(load(write(tmp_path / "b.md", "Text")), Article)


def test_names_are_shown_without_what_steers_a_terminal(tmp_path: Path) -> None:
    assert shown("a\x1b[2Jb\u202ec.md") == r"a\x1b[2Jb\u202ec.md"
    assert shown(os.fsdecode(b"caf\xe9.md")) == r"caf\xe9.md"
    assert shown("日本.md") == "日本.md"
    assert list(walk([Path("a\x00b")])) == [Rejected(r"a\x00b", "not the name of a file")]
