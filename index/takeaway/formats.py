"""The table of formats that articles are taken away in. The command, the reader and the README read it.

The table itself is light: what writes a format is loaded when something is written in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from index.errors import UsageError

if TYPE_CHECKING:
    from index.takeaway.clippings import Clippings

    Pieces = Callable[[Clippings], Iterator[str] | Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. A new one is a module of its own and a row in FORMATS."""

    name: str
    """What ``--format`` calls it."""
    label: str
    suffixes: tuple[str, ...]
    """The endings of file names that mean it; the first is the usual one."""
    writer: str
    """The function that gives the file a piece at a time, and the module of this folder it is in."""
    binary: bool = False
    """Whether it is no text and so nothing for a terminal."""

    def encoded(self, clippings: Clippings) -> Iterator[bytes]:
        """The file as bytes; text is UTF-8."""
        module, _, function = self.writer.partition(":")
        pieces: Pieces = getattr(import_module(f"index.takeaway.{module}"), function)
        for piece in pieces(clippings):
            yield piece.encode("utf-8", "replace") if isinstance(piece, str) else piece


FORMATS = (
    Format("markdown", "Markdown", (".md", ".markdown"), "markdown:pieces"),
    Format("html", "HTML, one file with a table of contents", (".html", ".htm"), "html:pieces"),
    Format("epub", "EPUB, a book for reading devices", (".epub",), "epub:pieces", binary=True),
    Format("jsonl", "JSON Lines, every field of every article", (".jsonl",), "json_lines:pieces"),
    Format("bibtex", "BibTeX, a bibliography", (".bib",), "references:bibtex"),
    Format("ris", "RIS, a bibliography", (".ris",), "references:ris"),
    Format("csl", "CSL-JSON, a bibliography", (".json",), "references:csl"),
    Format("text", "plain text", (".txt",), "text:pieces"),
)
"""Every format, in the order in which they are offered."""


def named(name: str) -> Format:
    """The format of a name; UsageError for one that there is not."""
    for format_ in FORMATS:
        if format_.name == name:
            return format_
    raise UsageError(f"there is no format {name}", hint=f"There are {_listed(f.name for f in FORMATS)}.")


def by_suffix(file_name: str) -> Format:
    """The format that the end of a file name means; UsageError when it means none."""
    ending = file_name.lower()
    for format_ in FORMATS:
        if ending.endswith(format_.suffixes):
            return format_
    raise UsageError(
        f"the name {file_name} does not say which format is meant",
        hint=f"Let it end in {_listed(f.suffixes[0] for f in FORMATS)}.",
    )


def _listed(names: Iterator[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"
