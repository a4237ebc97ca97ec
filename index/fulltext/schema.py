"""What the index holds of an article: its fields, and an article as a document of them."""

from __future__ import annotations

from whoosh.fields import NUMERIC, TEXT, Schema

from index.article import Article
from index.fulltext.analysis import WordAnalyzer

HEADLINE_WEIGHT = 2.0
"""A word in the headline counts as so many in the body."""


def make_schema() -> Schema:
    """The fields, a new schema each time. Changing one means another ``SCHEMA_VERSION``.

    Texts are not stored, the store has them. ``published`` is ``YYYYMMDD`` with 0 for an unknown month or
    day, and 0 as a whole for an undated article. ``source`` and ``section`` have columns to count by.
    """
    analyzer = WordAnalyzer()
    return Schema(
        id=NUMERIC(int, 64, unique=True, stored=True, sortable=True, shift_step=0, signed=False),
        headline=TEXT(analyzer, field_boost=HEADLINE_WEIGHT),
        body=TEXT(analyzer),
        byline=TEXT(analyzer),
        source=TEXT(analyzer, sortable=True),
        section=TEXT(analyzer, sortable=True),
        place=TEXT(analyzer),
        published=NUMERIC(int, 32, sortable=True, signed=False, default=0),
    )


def document(article: Article) -> dict[str, object]:
    """The article's values for the fields of the schema; the body as a reader sees it, without its marks."""
    from index.markdown import plain  # who only searches need not wait for it

    return {
        "id": article.id,
        "headline": article.headline,
        "body": plain(article.body),
        "byline": article.byline,
        "source": article.source,
        "section": article.section,
        "place": article.dateline,
        "published": article.published.day,
    }
