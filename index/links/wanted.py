"""What is wanted: the titles that articles point at and that lead to none of the archive."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from index.article import LinkKind
from index.identity import canonical_url
from index.links.records import Wanted
from index.store import Store

_HOW_BROKEN = "broken"


@dataclass(slots=True)
class _Title:
    """A wanted title while its links are counted."""

    printed: Counter[str] = field(default_factory=Counter)
    url: str = ""
    articles: set[int] = field(default_factory=set)
    first: tuple[int, int, int] = (0, 0, 0)


def wanted(store: Store, limit: int | None = None) -> list[Wanted]:
    """The wanted titles, those first that most articles point at; without candidates.

    Links to one page count as one title, whatever their words. A link that a person has broken is wanted by
    nobody, and neither is a page of a site that the archive has nothing of: most inline links lead there.
    """
    rows = store.rows(
        "SELECT title, links.url, kind, ifnull(url_key, 0), ifnull(links.headline_key, 0), article, position,"
        " holder.day, holder.url FROM links JOIN articles AS holder ON holder.id = article"
        " WHERE target IS NULL AND how != ? ORDER BY article, position",
        _HOW_BROKEN,
    )
    titles: dict[tuple[bool, int], _Title] = defaultdict(_Title)
    for title, url, kind, url_key, key, article, position, day, own_url in rows:
        if kind == LinkKind.INLINE and not (url_key and _host(url, own_url) == _host(own_url)):
            continue
        if not (key or url_key):
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


def _host(url: str, base: str = "") -> str:
    """The host of a page; a url that leaves it out is on that of ``base``."""
    return canonical_url(base if url.startswith("/") else url).partition("/")[0]
