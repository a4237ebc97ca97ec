"""The facts of an article as a page prints them: single lines, a date in words, a headline in any case."""

from __future__ import annotations

from index.article import Article, Headline, Published
from index.cleaning import clean_line

NO_HEADLINE = "[no headline]"
"""Stands for a headline where there must be one; in brackets, as what an editor adds."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def line(text: str) -> str:
    """A field on one harmless line."""
    return clean_line(text)


def headline(article: Article | Headline) -> str:
    """The headline, or what stands for it."""
    return line(article.headline) or NO_HEADLINE


def long_day(published: Published) -> str:
    """``14 October 2012``, ``October 2012``, ``2012``, as exactly as it is known; empty when undated."""
    if not published:
        return ""
    month = _MONTHS[published.month - 1] if 1 <= published.month <= 12 else ""
    day = str(published.day_of_month) if month and published.day_of_month else ""
    return " ".join(filter(None, (day, month, f"{published.year:04}")))


def about(article: Article | Headline) -> list[str]:
    """When, where and by whom an article was printed; what is not known is left out."""
    section = article.section if isinstance(article, Article) else ""
    byline = article.byline if article.byline != article.source else ""
    return list(
        filter(
            None,
            (
                long_day(article.published),
                line(article.source),
                line(section),
                line(article.dateline),
                line(byline),
            ),
        )
    )
