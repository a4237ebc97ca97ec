"""How well links, versions and similar articles are found, and at what cost: ``python tests/bench/links.py``.

    links.py titles CORPUS…      damaged headlines back to their articles: precision and recall
    links.py copies CORPUS…      cut, reordered and edited texts back to theirs: precision and recall
    links.py similar CORPUS…     linked articles among the first ten alike, against two baselines
    links.py cost CORPUS…        what weaving adds to an import
    links.py questions FOLDER…   how long the questions at an archive take

A corpus is a gzipped file of JSON lines, an article each. Wrong answers are listed, to be read case by case.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from anyascii import anyascii

from index.archive import Archive
from index.article import Article, Published, RelatedLink
from index.identity import article_id, canonical_url, normalise_headline
from index.importing import Import
from index.links import traces
from index.links.duplicates import overlap, read, versions
from index.links.weaving import Weaving

SHOWN = 12
"""Wrong answers that are listed of each kind."""

SEED = 1987

TWINS = 0.8
"""Originals that share so much are copies of each other in the corpus: no answer about them is wrong."""


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


# Titles.


def _typo(title: str, rng: random.Random) -> str:
    """A slip in a long word."""
    words = title.split()
    places = [number for number, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not places:
        return title.swapcase()
    number = rng.choice(places)
    word = words[number]
    at = rng.randrange(1, len(word) - 2)
    words[number] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def _dropped(title: str, rng: random.Random) -> str:
    """A small word left out, as headlines do."""
    words = title.split()
    small = [number for number, word in enumerate(words[1:], 1) if word.lower() in _SMALL]
    if small:
        del words[rng.choice(small)]
        return " ".join(words)
    return title.rstrip(".!") + "."


def _cut(title: str, rng: random.Random) -> str:
    """The first part with an ellipsis, as web pages have it."""
    if len(title) < 40:
        return title + " …"
    kept = max(30, int(len(title) * rng.uniform(0.55, 0.9)))
    return title[:kept].rstrip() + rng.choice(["…", "...", " …"])


_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # nobody prints pinyin for Chinese
_SMALL = {"a", "an", "the", "of", "to", "in", "on", "for", "and", "is", "are", "its", "by", "with"}
_CURLY = str.maketrans({"'": "’", '"': "”", "-": "—"})
_PAPERS = [" - The Daily News", " | Reuters", " — Gazette"]
_PREFIXES = ["UPDATE 1-", "UPDATE 3 - ", "Exclusive: ", "RPT-", "WRAPUP 2-"]
_DAMAGE: dict[str, Callable[[str, random.Random], str]] = {
    "undamaged": lambda title, rng: title,
    "case and quotes": lambda title, rng: title.upper().translate(_CURLY),
    "wire prefix": lambda title, rng: rng.choice(_PREFIXES) + title,
    "kicker": lambda title, rng: rng.choice(["Business: ", "World | ", "OPINION — ", "Science: "]) + title,
    "name of the paper": lambda title, rng: title + rng.choice(_PAPERS),
    "cut": _cut,
    "slip": _typo,
    "small word left out": _dropped,
    "entities": lambda title, rng: title.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&quot;"),
    "transliterated": lambda title, rng: title if _IDEOGRAPHS.search(title) else anyascii(title),
}  # fmt: skip


def titles(path: str) -> None:
    """Headlines, damaged, as titles of links; half of the articles they mean are not in the archive."""
    rng = random.Random(SEED)
    records = [record for record in corpus(path) if normalise_headline(record["headline"])]
    borne = Counter(normalise_headline(record["headline"]) for record in records)
    rng.shuffle(records)
    absent = records[: len(records) // 2]
    present = records[len(records) // 2 :]
    here = {normalise_headline(record["headline"]) for record in present}
    targets = [record for record in present if borne[normalise_headline(record["headline"])] == 1][:1500]
    missing = [record for record in absent if normalise_headline(record["headline"]) not in here][:1500]
    asked: list[tuple[str, str, int, dict[str, Any]]] = []
    for kind, damage in _DAMAGE.items():
        for record in rng.sample(targets, min(len(targets), 300)):
            asked.append((kind, damage(record["headline"], rng), article_id(made(record)), record))
        for record in rng.sample(missing, min(len(missing), 300)):
            asked.append((kind, damage(record["headline"], rng), 0, record))
    holders = [
        Article(
            headline=f"Holder {number}", body="x", source=record.get("source") or "",
            language=record.get("language") or "",
            published=Published("2030-01-01"), links=(RelatedLink(title, "#"),),
        )
        for number, (_, title, _, record) in enumerate(asked)
    ]  # fmt: skip
    bodies = {article_id(made(record)): record for record in records}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    missed: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        stored(Path(folder), [*map(made, present), *holders]) as archive,
    ):
        for (kind, title, target, record), holder in zip(asked, holders, strict=True):
            (related,) = archive.related(article_id(holder))
            if (
                related.article
                and not target
                and _twins(archive.article(related.article).body, record["body"])
            ):
                counts[kind]["twins"] += 1
            elif related.article:
                counts[kind]["found"] += 1
                good = related.article == target
                counts[kind]["right"] += good
                if not good:
                    wrong.append(
                        f"{related.confidence:.2f} {kind}: {title!r} -> {related.headline!r}"
                        + ("" if target else " (absent)")
                    )
            elif target:
                missed.append(f"{related.confidence:.2f} {kind}: {title!r} of {bodies[target]['headline']!r}")
            counts[kind]["there"] += bool(target)
    print(f"\n{Path(path).name}: titles            precision   recall   links  wrong  twins")
    for kind, of_kind in counts.items():
        precision = of_kind["right"] / max(1, of_kind["found"])
        recall = of_kind["right"] / max(1, of_kind["there"])
        false = of_kind["found"] - of_kind["right"]
        print(
            f"  {kind:30} {precision:9.4f} {recall:9.4f} {of_kind['found']:7} {false:6} {of_kind['twins']:6}"
        )
    damaged = sum((of_kind for kind, of_kind in counts.items() if kind != "undamaged"), Counter())
    print(
        f"  all damaged                    {damaged['right'] / max(1, damaged['found']):9.4f}"
        f" {damaged['right'] / max(1, damaged['there']):9.4f}"
    )
    _list("wrong", wrong, rng)
    _list("missed", missed, rng)


def _twins(one: str, other: str) -> bool:
    """Whether two texts are versions of one piece: a link to the one that is here is no wrong link."""
    return versions(read(one), read(other))


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
        Article(headline=f"Copy {number}", body=_damaged_text(record["body"], rng), source="Copy Wire")
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
    _list("wrong", wrong, rng)
    _list("missed", missed, rng)
    _list("families of the corpus itself", samples, rng)


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
    lay, weave, find = traces.lay, Weaving.weave, Weaving.find_versions
    spent: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for number, record in enumerate(corpus(path)):
            (Path(folder) / f"{number}.md").write_text(_page(record), encoding="utf-8")
        for name in ("woven", "plain", "plain", "woven"):
            if name == "plain":
                traces.lay = Weaving.weave = Weaving.find_versions = _nothing  # type: ignore
            spent[name].append(_import(Path(folder)))
            traces.lay, Weaving.weave, Weaving.find_versions = lay, weave, find  # type: ignore[method-assign]
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


def _list(title: str, lines: list[str], rng: random.Random) -> None:
    """Some of what went wrong."""
    print(f"  {title}: {len(lines)}")
    for line in rng.sample(lines, min(SHOWN, len(lines))):
        print(f"    {line}")


def main() -> Iterator[None]:
    """Run one of the measurements."""
    measurements = {
        "titles": titles, "copies": copies, "similar": similar, "cost": cost, "questions": questions
    }  # fmt: skip
    measure = measurements[sys.argv[1]]
    for path in sys.argv[2:]:
        yield measure(path)


if __name__ == "__main__":
    for _ in main():
        pass
