"""What is wanted: the titles that articles point at and that lead to none of the archive.

A link in a list means an article, unless it leads to the first page of a site or to a picture or document.
One inside a text may lead to anything: the site of a firm, a list of mirrors, a form. It means an article if
its page lies where the archive has articles of that site, in a folder of the same shape:
``/2012/10/14/story`` beside ``/2011/03/02/another``, but not ``/topics/mobile``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from index.article import LinkKind
from index.links.records import Wanted
from index.store import Store

_HOW_BROKEN = "broken"

_SCHEME_AND_HOST_PREFIX = re.compile(r"^(?:https?:)?//(?:www\d?\.|m\.|mobile\.|amp\.)?", re.IGNORECASE)
_INDEX = re.compile(r"/index\.\w+(?:\.\w+)?$", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_ENDING = re.compile(r"\.[a-z]\w{1,4}$")
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|pdf|docx?|xlsx?|pptx?|csv|zip|gz|exe|mp[34]|wav|avi|mov|ram|ics|rss|rdf|xml"
    r"|css|js|patch|diff)"
)
"""What the names of files end in that are no articles."""


@dataclass(slots=True)
class _Title:
    """A wanted title while its links are counted."""

    printed: Counter[str] = field(default_factory=Counter)
    url: str = ""
    articles: set[int] = field(default_factory=set)
    first: tuple[int, int, int] = (0, 0, 0)


def wanted(store: Store, limit: int | None = None) -> list[Wanted]:
    """The wanted titles, those first that most articles point at; without candidates.

    Links inside texts to one page count as one title, whatever their words. A link that a person has broken
    is wanted by nobody, and neither is what is no article's page.
    """

    @cache
    def folders() -> set[_Folder]:
        """Where the articles of the archive lie."""
        return {_place(url).folder for (url,) in store.rows("SELECT url FROM articles WHERE url != ''")}

    rows = store.rows(
        "SELECT title, links.url, kind, ifnull(url_key, 0), ifnull(links.headline_key, 0), article, position,"
        " holder.day, holder.url FROM links JOIN articles AS holder ON holder.id = article"
        " WHERE target IS NULL AND how != ? ORDER BY article, position",
        _HOW_BROKEN,
    )
    titles: dict[tuple[bool, int], _Title] = defaultdict(_Title)
    for title, url, kind, url_key, key, article, position, day, own_url in rows:
        if not (key or url_key):
            continue
        page = _place(url, own_url) if url_key else None
        if page and not page.may_be_an_article:
            continue
        if kind == LinkKind.INLINE and not (page and page.folder in folders()):
            continue
        by_page = kind == LinkKind.INLINE or not key
        found = titles[by_page, url_key if by_page else key]
        found.printed[title] += 1
        found.url = found.url or (url if url_key else "")
        found.articles.add(article)
        place = (day or 99_999_999, article, position)
        found.first = min(found.first, place) if found.first[1] else place
    ranked = sorted(
        titles.values(), key=lambda found: (-len(found.articles), found.printed.most_common(1)[0][0])
    )
    return [
        Wanted(
            found.printed.most_common(1)[0][0],
            found.url,
            len(found.articles),
            found.first[1],
            found.first[2],
        )
        for found in ranked[:limit]
    ]


class _Folder(NamedTuple):
    """A folder of pages of one kind; folders that differ by numbers only are one."""

    path: str
    """With the host."""
    ending: str
    """What the names of its pages end in: ``.html``, or nothing."""


class _Place(NamedTuple):
    """Where a page lies."""

    folder: _Folder
    may_be_an_article: bool
    """Whether it is neither the first page of its site nor a picture or document."""


def _place(url: str, base: str = "") -> _Place:
    """Where a page lies; one whose url leaves out the host is on that of ``base``."""
    if url.startswith("/") and not url.startswith("//"):
        url = "/".join(base.split("/", 3)[:3]) + url
    path = re.split("[?#]", _SCHEME_AND_HOST_PREFIX.sub("", url), maxsplit=1)[0].lower()
    path = _INDEX.sub("", path.rstrip("/"))
    folder, _, name = path.rpartition("/")
    ending = _ENDING.search(name)
    suffix = ending[0] if ending and folder else ""
    return _Place(_Folder(_NUMBER.sub("0", folder), suffix), bool(folder) and not _NO_PAGE.fullmatch(suffix))
