"""The related links of a page: entries of its "Related articles" list, and the links within its body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from index.article import LinkKind, RelatedLink
from index.identity import normalise_headline
from index.markdown import Block, BlockKind, MarkKind, Rendered, blocks, definitions, render
from index.sentences import sentence_ends

_MAY_LINK = re.compile(r"\]|https?://", re.IGNORECASE)
_ENTRY = re.compile(r"[ \t]*(?:[-*+][ \t]+|[•·▪●‣–—][ \t]*|\d{1,3}[.)][ \t]+)(?=\S)")
_FRAME = " \t|·•,;:–—-"
"""Signs around the words of a listed link that say nothing."""
_LONGEST_SENTENCE = 600
"""Characters; of a longer one the words around the link are kept."""


def is_entry(line: str) -> bool:
    """Whether a line is one of a list: ``- Title``, ``* [Title](url)``, ``1. Title``."""
    return bool(_ENTRY.match(line))


def is_only_links(text: str) -> bool:
    """Whether a line holds links and nothing else."""
    words = _rendered(text)
    links = [mark for mark in words.marks if mark.kind is MarkKind.LINK]
    return bool(links) and not outside(words.text, [(mark.start, mark.end) for mark in links])


def listed(entry: str, known: dict[str, str]) -> Iterator[RelatedLink]:
    """The related links of one list entry; ``known`` are the page's link definitions.

    Nearly always it is one, with or without a url. Where the entry says more than the title of its link,
    as a date behind it, the whole entry becomes the link's sentence, so that nothing is lost.
    """
    mark = _ENTRY.match(entry)
    words = _rendered(entry[mark.end() :] if mark else entry, known)
    text = words.text.strip()
    links = [mark for mark in words.marks if mark.kind is MarkKind.LINK]
    if not links:
        if text.strip(_FRAME + "*+"):
            yield RelatedLink(text)
        return
    rest = outside(words.text, [(mark.start, mark.end) for mark in links])
    for link in links:
        title = words.text[link.start : link.end].strip()
        if title == link.url and rest and len(links) == 1:
            title = rest
        if title or link.url:
            yield RelatedLink(title or link.url, link.url, sentence=text if rest else "")


def distinct(found: list[RelatedLink]) -> Iterator[RelatedLink]:
    """Listed links without those that say the same again: the same title and no other url."""
    urls: dict[str, str] = {}
    for link in found:
        key = normalise_headline(link.title)
        urls[key] = urls.get(key) or link.url
    seen: set[tuple[str, str]] = set()
    for link in found:
        key = normalise_headline(link.title)
        url = link.url or urls[key]
        if (key, url) not in seen or link.sentence:
            seen.add((key, url))
            yield link if link.url == url else link._replace(url=url)


def inline(body: str) -> Iterator[RelatedLink]:
    """The links within a body that lead to a page, each with the sentence that it stands in."""
    if not _MAY_LINK.search(body):
        return
    known = definitions(body)
    for block in blocks(body):
        words = render(block, known)
        marks = [mark for mark in words.marks if mark.followable]
        if not marks:
            continue
        ends = sentence_ends(words.text)
        for mark in marks:
            title = words.text[mark.start : mark.end]
            sentence = _sentence(words.text, ends, mark.start, mark.end)
            yield RelatedLink(title.strip() or mark.url, mark.url, LinkKind.INLINE, sentence)


def _rendered(text: str, known: dict[str, str] | None = None) -> Rendered:
    return render(Block(BlockKind.PARAGRAPH, text), known or {})


def outside(text: str, spans: list[tuple[int, int]]) -> str:
    """What a text says outside some stretches of it."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start].strip(_FRAME))
        at = end
    pieces.append(text[at:].strip(_FRAME))
    return " ".join(piece for piece in pieces if piece and piece not in (".", "and", "&"))


def _sentence(text: str, ends: list[int], start: int, end: int) -> str:
    """The sentence around a stretch of text, on one line, cut with ellipses when it is very long."""
    first = bisect_right(ends, start)
    begin = ends[first - 1] if first else 0
    last = bisect_right(ends, max(start, end - 1))
    finish = ends[last] if last < len(ends) else len(text)
    room = max(0, _LONGEST_SENTENCE - (end - start)) // 2
    cut_before, cut_after = start - begin > room, finish - end > room
    if cut_before:
        begin = max(begin, text.find(" ", start - room, start) + 1 or start - room)
    if cut_after:
        space = text.rfind(" ", end, end + room)
        finish = space if space > 0 else end + room
    words = " ".join(text[begin:finish].split())
    return ("…" if cut_before else "") + words + ("…" if cut_after else "")
