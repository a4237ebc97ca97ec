"""The articles that links are measured on, and an archive of them."""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from index.archive import Archive
from index.article import Article, Published, RelatedLink
from index.identity import canonical_url
from index.importing import Import

SHOWN = 12
"""Wrong answers that are listed of each kind."""

SEED = 1987


def corpus(path: str) -> list[dict[str, Any]]:
    """The articles of a corpus, each url once."""
    seen = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines):
            article = json.loads(line)
            seen.setdefault(canonical_url(article.get("url") or "") or number, article)
    return list(seen.values())


def made(record: dict[str, Any], links: tuple[RelatedLink, ...] = ()) -> Article:
    """An article of a corpus."""
    return Article(
        headline=record["headline"],
        body=record["body"],
        source=record.get("source") or "",
        published=Published((record.get("published") or "")[:10]),
        url=record.get("url") or "",
        language=record.get("language") or "",
        links=links,
    )


def stored(folder: Path, articles: list[Article]) -> Archive:
    """An archive of articles."""
    archive = Archive.open(folder, create=True)
    sink = Import(archive._store, archive._weaving, archive._indexing)
    for start in range(0, len(articles), 200):
        sink.put([(article, "bench") for article in articles[start : start + 200]])
    sink.finish(None)
    return archive


def listed(title: str, lines: list[str], rng: random.Random) -> None:
    """Some of what went wrong."""
    print(f"  {title}: {len(lines)}")
    for line in rng.sample(lines, min(SHOWN, len(lines))):
        print(f"    {line}")
