"""How well links, versions and similar articles are found, and at what cost: ``python tests/bench/links.py``.

    links.py titles CORPUS…      damaged headlines back to their articles: precision and recall
    links.py evidence CORPUS…    headlines of linked articles, cut short: with what else speaks for them
    links.py copies CORPUS…      cut, reordered and edited texts back to theirs: precision and recall
    links.py similar CORPUS…     linked articles among the first ten alike, against two baselines
    links.py cost CORPUS…        what weaving adds to an import
    links.py questions FOLDER…   how long the questions at an archive take

A corpus is a gzipped file of JSON lines, an article each. Wrong answers are listed, to be read case by case.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from links_corpus import SEED, corpus, listed, made, stored
from links_titles import evidence, titles

from index.archive import Archive
from index.article import Article
from index.identity import article_id, canonical_url
from index.links.duplicates import overlap
from index.links.weaving import Weaving

TWINS = 0.8
"""Originals that share so much are copies of each other in the corpus: no answer about them is wrong."""

# Versions.


def _damaged_text(body: str, rng: random.Random) -> str:
    """Half to all of the sentences, some reordered, some words replaced."""
    sentences = [text for text in re.split(r"(?<=[.!?])\s+|\n+", body) if text.strip()]
    share = rng.uniform(0.5, 1.0)
    count = max(1, round(share * len(sentences)))
    kept = sentences[:count]
    way = rng.random()
    if way < 0.3:
        kept = [sentences[place] for place in sorted(rng.sample(range(len(sentences)), count))]
    elif way < 0.5:
        rng.shuffle(kept)
    words = " ".join(kept).split(" ")
    while len(" ".join(words)) < len(body) / 2 and count < len(sentences):
        words += sentences[count].split(" ")
        count += 1
    for place in range(len(words)):
        if rng.random() < 0.03:
            words[place] = rng.choice(["also", "said", "nearly", "about", "now", "reportedly"])
    return " ".join(words)


def copies(path: str) -> None:
    """Texts that were cut, reordered and edited, among all others."""
    rng = random.Random(SEED)
    records = corpus(path)[:6000]
    long_enough = [record for record in records if len(record["body"].split()) >= 60]
    chosen = rng.sample(long_enough, min(len(long_enough), 600))
    originals = [made(record) for record in records]
    damaged = [
        Article(
            headline=f"Copy {number}",
            body=_damaged_text(record["body"], rng),
            source="Copy Wire",
            language=record.get("language") or "",
        )
        for number, record in enumerate(chosen)
    ]
    truth = {article_id(copy): article_id(made(record)) for copy, record in zip(damaged, chosen, strict=True)}
    found = right = twins = 0
    wrong: list[str] = []
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder, stored(Path(folder), [*originals, *damaged]) as archive:
        for copy, original in truth.items():
            texts = {row.id: row.headline for row in archive.copies(copy)}
            if original not in texts:
                body = archive.article(copy).body
                missed.append(f"{len(body.split())} words of {archive.article(original).headline!r}")
            else:
                right += 1
            for other, headline in texts.items():
                if original in (other, truth.get(other)):
                    continue
                one, two = archive.article(original).body, archive.article(truth.get(other, other)).body
                if overlap(one, two) >= TWINS:
                    twins += 1
                    continue
                found += 1
                wrong.append(f"{archive.article(original).headline!r} and {headline!r}")
        families = archive.fold(archive.ids()).copies
        samples = [
            f"{archive.article(first).headline!r} and {archive.article(others[0]).headline!r}"
            for first, others in families.items()
            if first not in truth and others[0] not in truth
        ]
    precision = right / max(1, right + found)
    print(f"\n{Path(path).name}: versions of {len(truth)} texts   precision {precision:.4f}"
          f"   recall {right / len(truth):.4f}   twins {twins}")  # fmt: skip
    listed("wrong", wrong, rng)
    listed("missed", missed, rng)
    listed("families of the corpus itself", samples, rng)


# Similar articles.


def similar(path: str) -> None:
    """How often an article that another links to is among the ten most alike, with the links hidden."""
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser import MultifieldParser, OrGroup

    records = corpus(path)
    by_url = {canonical_url(record["url"]): record for record in records if record.get("url")}
    joined: dict[int, set[int]] = defaultdict(set)
    for record in records:
        own = article_id(made(record))
        for link in record.get("related") or []:
            target = by_url.get(canonical_url(link["url"] or ""))
            if target is not None and (other := article_id(made(target))) != own:
                joined[own].add(other)
    rng = random.Random(SEED)
    asked = rng.sample(sorted(joined), min(len(joined), 500))
    index = RamStorage().create_index(
        Schema(
            id=ID(stored=True), headline=TEXT(StemmingAnalyzer()), body=TEXT(StemmingAnalyzer(), vector=True)
        )
    )
    writer = index.writer()
    articles = {article_id(made(record)): made(record) for record in records}
    for identity, article in articles.items():
        writer.add_document(id=str(identity), headline=article.headline, body=article.body)
    writer.commit()
    hits: Counter[str] = Counter()
    pairs = sum(len(joined[own]) for own in asked)
    seconds = []
    with (
        tempfile.TemporaryDirectory() as folder,
        stored(Path(folder), list(articles.values())) as archive,
        index.searcher() as searcher,
    ):
        parser = MultifieldParser(["headline", "body"], index.schema, group=OrGroup)
        for own in asked:
            started = perf_counter()
            ours = {entry.article for entry in archive.similar(own, 10)}
            seconds.append(perf_counter() - started)
            number = searcher.document_number(id=str(own))
            more = {int(hit["id"]) for hit in searcher.more_like(number, "body", top=10)}
            words = re.sub(r"[^\w ]", " ", articles[own].headline)
            ranked = [int(hit["id"]) for hit in searcher.search(parser.parse(words), limit=11)]
            bm25 = {other for other in ranked if other != own}
            for name, found in (("ours", ours), ("more_like", more), ("bm25", bm25)):
                hits[name] += len(
                    joined[own]
                    & set(list(found)[:10] if name != "bm25" else [x for x in bm25 if x != own][:10])
                )
    print(f"\n{Path(path).name}: recall@10 of {pairs} hidden links of {len(asked)} articles")
    for name in ("ours", "more_like", "bm25"):
        print(f"  {name:10} {hits[name] / pairs:.3f}")
    print(f"  {1000 * median(seconds):.1f} ms a question (median)")


# Cost.


def _page(record: dict[str, Any]) -> str:
    """An article as an archive page, its related titles listed."""
    day = date.fromisoformat((record.get("published") or "1987-01-01")[:10])
    links = [f"- [{link['title']}]({link['url'] or '#'})" for link in record.get("related") or []]
    parts = [
        f"# {record['headline']}",
        f"{day:%B} {day.day}, {day.year}",
        f"**{record.get('source') or ''}**",
    ]
    listed = ["#### **Related articles:**", "\n".join(links)] if links else []
    url = ["Original url:", f"<{record['url']}>"] if record.get("url") else []
    return "\n\n".join([*parts, record["body"], *listed, *url]) + "\n"


def _import(pages: Path) -> float:
    """Processor time of an import, its helping processes included."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.times()
        with Archive.open(Path(folder), create=True) as archive:
            archive.import_paths([pages])
        after = os.times()
    return sum(after[:4]) - sum(before[:4])


def cost(path: str) -> None:
    """Processor time of an import, with weaving and without, in turn."""
    weave, find = Weaving.weave, Weaving.find_versions
    spent: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for number, record in enumerate(corpus(path)):
            (Path(folder) / f"{number}.md").write_text(_page(record), encoding="utf-8")
        for name in ("woven", "plain", "plain", "woven"):
            if name == "plain":
                Weaving.weave = Weaving.find_versions = _nothing  # type: ignore
            spent[name].append(_import(Path(folder)))
            Weaving.weave, Weaving.find_versions = weave, find  # type: ignore[method-assign]
    plain, woven = (min(spent[name]) for name in ("plain", "woven"))
    print(f"\n{Path(path).name}: import   without {plain:.1f} s   with {woven:.1f} s   "
          f"adds {100 * (woven / plain - 1):.0f} %")  # fmt: skip


def _nothing(*_: Any) -> dict[Any, bool]:
    """What an import without weaving does for its links."""
    return {}


def questions(folder: str) -> None:
    """Milliseconds of each question at an archive, the median and the slowest of two hundred articles."""
    rng = random.Random(SEED)
    with Archive.open(Path(folder)) as archive:
        ids = list(archive.ids())
        asked = rng.sample(ids, min(len(ids), 200))
        archive.similar(asked[0])
        print(f"\n{len(ids):,} articles   median   slowest (ms)")
        for name in ("related", "backlinks", "similar", "copies", "story"):
            seconds = []
            for article in asked:
                started = perf_counter()
                getattr(archive, name)(article)
                seconds.append(1000 * (perf_counter() - started))
            print(f"  {name:12} {median(seconds):8.1f} {max(seconds):8.1f}")


def main() -> None:
    """Run one of the measurements."""
    measurements = {
        "titles": titles,
        "evidence": evidence,
        "copies": copies,
        "similar": similar,
        "cost": cost,
        "questions": questions,
    }
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measurement", choices=measurements)
    parser.add_argument("paths", nargs="+", metavar="CORPUS")
    options = parser.parse_args()
    for path in options.paths:
        measurements[options.measurement](path)


if __name__ == "__main__":
    main()
