"""Citations of an article: a line for people, and the entries of BibTeX, RIS and CSL-JSON.

Sources: Patashnik, *BibTeXing* (1988), fields and braces; Research Information Systems, *RIS Format
Specifications* (2011), tags and line ends; Citation Style Language 1.0.2, ``csl-data.json``.

An undated article has no date in them, one without a byline no author; nothing is made up. The key of an
entry ends with the article's id, so that the entries of a whole archive never clash.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from index.article import Article, Published
from index.takeaway.bylines import Author, authors
from index.takeaway.facts import headline, line, long_day
from index.takeaway.json_lines import encodable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Style:
    """A way to cite."""

    name: str
    label: str
    """What people call it."""
    cite: Callable[[Article], str]
    """The citation, without a line break at its end."""


def plain(article: Article) -> str:
    """A line as a footnote has it: ``Ingrid Vale: “Pier Cracks, Work Stops”. The Sound Courier, …``."""
    byline, source, url = line(article.byline), line(article.source), line(article.url)
    title = headline(article)
    when = long_day(article.published) or "n.d."
    where = ", ".join(filter(None, (source if source != byline else "", line(article.section), when)))
    return " ".join(filter(None, (f"{byline}:" if byline else "", f"“{title}”. {where.rstrip('.')}.", url)))


def bibtex(article: Article) -> str:
    """An ``@article``. The title is in braces of its own: a style must not change its capitals."""
    published = article.published
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in _authors(article)),
        "title": f"{{{_tex(headline(article))}}}",
        "journal": _tex(line(article.source)),
        "year": str(published.year) if published else "",
        "month": _MONTHS[published.month - 1] if _month(published) else "",
        "day": str(published.day_of_month) if _month(published) and published.day_of_month else "",
        "url": _tex_url(article.url),
    }
    shown = [
        f"  {name:<8}= {value if name == 'month' else '{' + value + '}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@article{{{key(article)},", *shown, "}"])


def ris(article: Article) -> str:
    """An entry of type NEWS. Lines end with a carriage return and a line feed, as the format wants."""
    published = article.published
    date = ""
    if published:
        month = f"{published.month:02}" if _month(published) else ""
        day = f"{published.day_of_month:02}" if month and published.day_of_month else ""
        date = f"{published.year:04}/{month}/{day}/"
    rows = [("TY", "NEWS"), ("ID", key(article))]
    rows += [("AU", _ris_name(author)) for author in _authors(article)]
    rows += [
        ("TI", headline(article)),
        ("T2", line(article.source)),
        ("SE", line(article.section)),
        ("PY", f"{published.year:04}" if published else ""),
        ("DA", date),
        ("CY", line(article.dateline)),
        ("LA", line(article.language)),
        ("UR", line(article.url)),
    ]
    return "\r\n".join([*(f"{tag}  - {value}" for tag, value in rows if value), "ER  - "])


def csl(article: Article) -> str:
    """A CSL-JSON array of one item."""
    return encodable(json.dumps([csl_item(article)], ensure_ascii=False, indent=2))


def csl_item(article: Article) -> dict[str, Any]:
    """An item of type ``article-newspaper``."""
    published = article.published
    date = [published.year] if published else []
    if _month(published):
        date += [number for number in (published.month, published.day_of_month) if number]
    item = {
        "id": key(article),
        "type": "article-newspaper",
        "title": headline(article),
        "author": [_csl_name(author) for author in _authors(article)],
        "container-title": line(article.source),
        "section": line(article.section),
        "issued": {"date-parts": [date]} if date else {},
        "event-place": line(article.dateline),
        "language": line(article.language),
        "URL": line(article.url),
    }
    return {name: value for name, value in item.items() if value}


STYLES = (
    Style("plain", "Plain text", plain),
    Style("bibtex", "BibTeX", bibtex),
    Style("ris", "RIS", ris),
    Style("csl", "CSL-JSON", csl),
)
"""The ways to cite, in the order in which they are offered."""


def key(article: Article) -> str:
    """The name of an entry: ``vale2004pier-1234567890``, in signs that every program takes."""
    named = _authors(article)
    words = _ascii_words(article.headline)
    first = next((word for word in words if len(word) > 3), words[0] if words else "article")
    who = "".join(_ascii_words(named[0].family if named else article.source))[:24] or "anon"
    when = str(article.published.year) if article.published else "nd"
    return f"{who}{when}{first[:24]}" + (f"-{article.id}" if article.id else "")


def _authors(article: Article) -> tuple[Author, ...]:
    return authors(line(article.byline), line(article.source))


def _month(published: Published) -> bool:
    """Whether a date has a month, and one that there is."""
    return 1 <= published.month <= 12


def _ascii_words(text: str) -> list[str]:
    """The words of a text in small letters and figures, without accents."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", folded)


_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
        "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    }
)  # fmt: skip
"""What TeX takes for a command. A brace is named: BibTeX counts even escaped ones."""


def _tex(text: str) -> str:
    """Text as TeX prints it. Letters beyond ASCII stay: every TeX of today reads UTF-8."""
    return text.translate(_TEX)


def _tex_url(url: str) -> str:
    r"""A url for a field that is printed by ``\url``: as it is, but for the signs that no url may have."""
    return re.sub(r"[\\{}\s\"<>^`|]", lambda sign: f"%{ord(sign[0]):02X}", line(url))


def _bibtex_name(author: Author) -> str:
    """``Vale, Ingrid``; whoever is no person in braces, so that no ``and`` or comma parts the name."""
    if not author.is_person:
        return f"{{{_tex(author.family)}}}"
    return ", ".join(_protected(part) for part in (author.family, author.suffix, author.given) if part)


def _protected(part: str) -> str:
    """A part of a name; in braces where BibTeX would part it again."""
    text = _tex(part)
    return f"{{{text}}}" if "," in part or "and" in part.casefold().split() else text


def _ris_name(author: Author) -> str:
    """``Vale, Ingrid``; without asterisks, which RIS forbids in names."""
    parts = (author.family, author.given, author.suffix)
    return ", ".join(part.replace("*", "") for part in parts if part)


def _csl_name(author: Author) -> dict[str, str]:
    """The parts of a person's name, the whole of another's."""
    if not author.is_person:
        return {"literal": author.family}
    name = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {part: value for part, value in name.items() if value}
