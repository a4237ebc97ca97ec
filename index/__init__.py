"""The core of newsreader: articles, their archive, its full-text index and the links between articles.

Nothing here knows a screen. The names below are the public ones; they load on first use, so that
importing ``index`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.archive import Archive
    from index.article import Article, Headline, Published, RelatedLink
    from index.errors import NewsreaderError

__all__ = ["Archive", "Article", "Headline", "NewsreaderError", "Published", "RelatedLink"]

_HOMES = {
    "Archive": "index.archive",
    "Article": "index.article",
    "Headline": "index.article",
    "NewsreaderError": "index.errors",
    "Published": "index.article",
    "RelatedLink": "index.article",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module it lives in (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
