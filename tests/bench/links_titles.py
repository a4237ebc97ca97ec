"""How well titles find their articles: headlines damaged as papers do it, and cut after a few words."""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from anyascii import anyascii
from links_corpus import SEED, corpus, listed, made, stored

from index.article import Article, Published, RelatedLink
from index.identity import article_id, canonical_url, normalise_headline
from index.links.duplicates import Text, versions
from index.links.titles import DULL


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
    """Headlines, damaged, as titles of links; half of the articles they mean are not in the archive.

    The linking articles say nothing but the title. They are of the same paper, some weeks later; and again,
    so that the date speaks against every link, of 2030.
    """
    _damaged(path, "some weeks later", later=True)
    _damaged(path, "in 2030", later=False)


def _damaged(path: str, when: str, *, later: bool) -> None:
    """Headlines, damaged, as titles of links."""
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
            published=_weeks_after(record, rng) if later else Published("2030-01-01"),
            links=(RelatedLink(title, "#"),),
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
    print(f"\n{Path(path).name}: titles printed {when}\n{'':33} precision   recall   links  wrong  twins")
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
    listed("wrong", wrong, rng)
    listed("missed", missed, rng)


def _weeks_after(record: dict[str, Any], rng: random.Random) -> Published:
    """A day up to eight weeks after that of an article."""
    day = date.fromisoformat((record.get("published") or "1987-01-01")[:10])
    return Published((day + timedelta(rng.randrange(57))).isoformat())


def evidence(path: str) -> None:
    """The headlines of linked articles, cut after a few words; half of the articles are not in the archive.

    With the linking articles as they are, and with all taken from them but the title.
    """
    rng = random.Random(SEED)
    records = corpus(path)
    by_url = {canonical_url(record["url"]): place for place, record in enumerate(records) if record["url"]}
    pairs = {
        (place, target)
        for place, record in enumerate(records)
        for link in record.get("related") or []
        if (target := by_url.get(canonical_url(link["url"] or ""), place)) != place
    }
    targets = sorted({target for _, target in pairs})
    absent = set(rng.sample(targets, len(targets) // 2)) if pairs else set()
    kept = [pair for pair in sorted(pairs) if pair[0] not in absent]
    print(f"\n{Path(path).name}: titles cut     words left  precision   recall   links  wrong  twins")
    for words in (2, 3, 4, 5):
        asked = defaultdict(list)
        for place, target in kept:
            if cut := _cut_after(records[target]["headline"], words):
                asked[place].append((cut, target))
        for bare in (True, False):
            _ask_evidence(records, asked, absent, bare, words)


def _ask_evidence(
    records: list[dict[str, Any]],
    asked: dict[int, list[tuple[str, int]]],
    absent: set[int],
    bare: bool,
    words: int,
) -> None:
    """Whether the cut titles find their articles; ``bare`` without what the linking articles tell."""
    holders = {}
    for place, titles in asked.items():
        links = tuple(RelatedLink(title, "#") for title, _ in titles)
        article = made(records[place], links)
        if bare:
            article = Article(headline=f"Holder {place}", body="x", links=links, source=article.source)
        holders[place] = article
    rest = [
        made(record)
        for place, record in enumerate(records)
        if place not in absent and (bare or place not in asked)
    ]
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, stored(Path(folder), [*holders.values(), *rest]) as archive:
        for place, titles in asked.items():
            for related, (title, target) in zip(
                archive.related(article_id(holders[place])), titles, strict=True
            ):
                counts["there"] += target not in absent
                if related.article is None:
                    continue
                good = related.article == article_id(made(records[target]))
                if not good and _twins(archive.article(related.article).body, records[target]["body"]):
                    counts["twins"] += 1
                    continue
                counts["found"] += 1
                counts["right"] += good
                if not good:
                    wrong.append(f"{related.confidence:.2f} {title!r} -> {related.headline!r}")
    print(
        f"  {'with the title alone' if bare else 'with all that speaks for them':32} {words}"
        f" {counts['right'] / max(1, counts['found']):9.4f} {counts['right'] / max(1, counts['there']):9.4f}"
        f" {counts['found']:7} {counts['found'] - counts['right']:6} {counts['twins']:6}"
    )
    if wrong:
        listed("wrong", wrong, random.Random(SEED))


def _cut_after(headline: str, count: int) -> str:
    """The first words of a headline with an ellipsis, so many that tell something; "" if it has no more."""
    words = headline.split()
    telling = [place for place, word in enumerate(words) if word.lower().strip(",:;-") not in DULL | {""}]
    return " ".join(words[: telling[count - 1] + 1]) + " …" if len(telling) > count else ""


def _twins(one: str, other: str) -> bool:
    """Whether two texts are versions of one piece: a link to the one that is here is no wrong link."""
    return versions(Text(one), Text(other))
