"""Finds the files of an import and loads them.

Nothing that a disk holds stops an import: what gives no article is a :class:`index.records.Rejected` with
a reason that a person understands. Passed over without a word are, in folders, names with a leading dot and
the papers of a collection itself (``README``, ``LICENSE`` and the like); named outright they are read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.article import Article
from index.cleaning import decode, unmarked_utf16
from index.identity import article_id
from index.intake import archive_page
from index.records import Rejected

LARGEST = 8 << 20
"""Bytes of a file that is one article. A long magazine piece has a hundredth of it."""

_ABOUT_ITSELF = frozenset(
    ["readme", "license", "licence", "copying", "changelog", "contributing", "notice", "authors"]
)
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_HTML = (b"<!doctype html", b"<html")
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_ERRORS = {
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ENOENT: "there is no such file or folder",
    errno.ELOOP: "a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EIO: "the disk cannot read it",
    errno.ENOTDIR: "there is no such file or folder",
}


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that articles are read from. A new one is a module of its own and a row in FORMATS."""

    name: str
    accepts: Callable[[Path, str], bool]
    """Whether a file with that name and text is of this kind; asked in the order of the table."""
    read: Callable[[str], Article]


FORMATS: tuple[Format, ...] = (Format("archive page", lambda path, text: True, archive_page.read),)


def walk(paths: Iterable[Path]) -> Iterator[Path | Rejected]:
    """The files that some paths name, folders with all that is below them, in sorted order.

    Symbolic links are followed, but no folder is read twice. What cannot be followed or opened comes as
    Rejected in its place.
    """
    seen: dict[tuple[int, int], Path] = {}
    for path in paths:
        yield from _walk(path, seen)


def load(path: Path) -> Article | Rejected:
    """The article of a file, with its id, or the reason why there is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Rejected(shown(path), "not a regular file")  # reading a pipe would wait for ever
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return Rejected(shown(path), _explain(error, path))
    if reason := _unreadable(data):
        return Rejected(shown(path), reason)
    text = decode(data)
    reader = next(kind for kind in FORMATS if kind.accepts(path, text))
    article = reader.read(text)
    if not article.headline and not article.body.strip():
        return Rejected(shown(path), "no headline and no text in it")
    return article._replace(id=article_id(article))


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it can be stored and printed: a name may hold any bytes, also such as steer a terminal."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _walk(path: Path, seen: dict[tuple[int, int], Path]) -> Iterator[Path | Rejected]:
    """One file, or the files of one folder. A stack, no recursion: folders nest as deep as they like."""
    waiting = [(path, False)]
    while waiting:
        path, within = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield path if stat.S_ISREG(status.st_mode) else Rejected(shown(path), "not a regular file")
                continue
            key = (status.st_dev, status.st_ino)
            if key in seen:
                if within:  # a folder that was named twice is no fault
                    yield Rejected(shown(path), f"a link to a folder that is read as {shown(seen[key])}")
                continue
            seen[key] = path
            names = sorted((entry.name for entry in os.scandir(path)), reverse=True)
        except OSError as error:
            yield Rejected(shown(path), _explain(error, path))
        except ValueError:  # a NUL within
            yield Rejected(shown(path), "not the name of a file")
        else:
            waiting += [(path / name, True) for name in names if not _passed_over(name)]


def _passed_over(name: str) -> bool:
    """Whether a name within a folder is hidden or tells about the collection."""
    return name.startswith(".") or name.partition(".")[0].lower() in _ABOUT_ITSELF


def _unreadable(data: bytes) -> str:
    """Why some bytes are no text of an article; empty when they are."""
    if not data:
        return "the file is empty"
    if len(data) > LARGEST:
        return f"larger than {LARGEST >> 20} MB, too large for one article"
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return f"{name}, not text"
    head = data[:8192]
    if not head.startswith(_BOMS) and not unmarked_utf16(head):
        if b"\x00" in head:
            return "a binary file, not text"
        if len(head) - len(head.translate(None, _CONTROL)) > len(head) * 0.1:
            return "a binary file, not text"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith(_HTML):
        return "a web page (HTML), not an archive page"
    return ""


def _explain(error: OSError, path: Path) -> str:
    """What went wrong, in words."""
    if error.errno == errno.ENOENT and path.is_symlink():
        return f"a broken link: there is no {shown(path.readlink())}"
    return _ERRORS.get(error.errno or 0) or (error.strerror or str(error)).lower()
