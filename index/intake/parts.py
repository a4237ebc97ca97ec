"""The parts of an archive page, recognised line by line.

Each function takes a line and gives the part that the whole line is, or None. They know nothing of the lines
around it: which part of a page counts, and where, is for :mod:`index.intake.archive_page` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.article import Published
from index.cleaning import clean_line
from index.intake import dates, links
from index.markdown import Block, BlockKind, MarkKind, Rendered, render

LONGEST = 400
"""Characters of a line; what is longer is text."""


class Part(StrEnum):
    """What a line of a page can be, beside text."""

    HEADING = "heading"
    BYLINE = "byline"
    PUBLISHED = "published"
    SOURCE = "source"
    SECTION = "section"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Found:
    """A recognised line."""

    part: Part
    text: str
    published: Published | None = None
    level: int = 0
    """Of a heading 1 to 6."""
    url: str = ""
    """Of a heading that is a link, where it points."""


_HEADING = re.compile(r" {0,3}(#{1,6})(?!#)[ \t]*(?=\S)(.*)$")
_BY = re.compile(r"(?:by|par|von|por|автор)\b(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)
_EMPHASES = (MarkKind.STRONG, MarkKind.EMPHASIS)
_BYS = ("", "by", "par", "von", "por", "автор")
_LABEL = re.compile(
    r"(?:(?P<section>section|category|rubric)|(?P<source>source|paper|newspaper|publication)"
    r"|(?P<byline>author|byline|writer)|(?P<published>date|published|posted|dated))"
    r"(?:\s*:\s*|(?<=[dD])(?:\s+on)?\s+)(?P<value>\S.*)$",
    re.IGNORECASE,
)
_MAY_BE_PART = re.compile(rf"[*_(\[]|{_BY.pattern}|{_LABEL.pattern}|(?=.*[\d|·•—–])", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?。！？:;]$")
_NAME_END = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|Dr|St|Esq|Ph\.?D|M\.?D))\.$")
_SMALL_WORDS = """
    a an and of the for in at to with our from de da di do dos du del della der den des van von la le el y e
    et und staff special reporter reporters correspondent correspondents writer writers editor editors
    contributor и для
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_BRACKETED = re.compile(r"\((?P<text>[^()]+(?:\([^()]*\)[^()]*)*)\)\.?$")
_SEPARATOR = re.compile(r"\s+[|·•—–]\s+")

_TITLES = (
    r"related (?:articles?|stor(?:y|ies)|news|links?|coverage|content|reading|posts?|pages?|items?)|related"
    r"|(?:more|other|similar|earlier|previous|recent) (?:articles?|stories|news|coverage|reading)"
    r"|more on (?:this(?: story| topic| subject)?|the story)|more from [^:]{2,40}"
    r"|(?:also )?read (?:more|also|on|next)|also read|see also|further reading|in this series"
    r"|you may also like"
    r"|articles (?:connexes|liés|similaires)|(?:à )?lire aussi|sur le même (?:sujet|thème)"
    r"|(?:похожие|связанные) (?:статьи|материалы)|читайте также|по теме|материалы по теме"
    r"|mehr zum thema|weitere artikel|verwandte artikel|lesen sie auch"
    r"|(?:artículos|noticias) relacionad[ao]s|artigos relacionados|articoli correlati|leggi anche"
    r"|相关(?:文章|阅读|新闻|链接)|関連記事|관련 ?기사"
)
_ADDRESS_LABELS = (
    r"original (?:url|link|article|source|story|page)|source url|permalink|url|link to (?:the )?original"
)
_TITLE = re.compile(rf"(?:{_TITLES})\s*:?\s*$", re.IGNORECASE)
_TITLE_AND_LINKS = re.compile(rf"[*_\s]*(?:{_TITLES})\s*[*_]*:[*_]*\s*(?=[\[<h])", re.IGNORECASE)
_ADDRESS_LABEL = re.compile(rf"(?:{_ADDRESS_LABELS})\s*(?P<colon>:?)\s*(?P<rest>.*)$", re.IGNORECASE)
_HINT = re.compile(rf"^[ \t#*_>\[]*(?:{_TITLES}|{_ADDRESS_LABELS})(?!\w)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.|urn:)[^\s<>]+$|<((?:https?://|www\.|urn:)[^<>]+)>$|<?#?>?$", re.IGNORECASE
)


def heading(line: str) -> Found | None:
    """A heading of any level."""
    if len(line) > LONGEST * 3 or not (match := _HEADING.match(line)):
        return None
    text = match[2].rstrip()
    closed = text.rstrip("#")
    if closed != text and closed.endswith((" ", "\t")):
        text = closed
    return _headline(text, len(match[1]))


def underlined(line: str, following: str) -> Found | None:
    """A heading that is underlined by the line that follows it."""
    rule = following.strip()
    if len(line) > LONGEST or len(rule) < 3 or rule != rule[0] * len(rule) or rule[0] not in "=-":
        return None
    return _headline(line, 1 if rule[0] == "=" else 2) if line.strip() else None


def _headline(text: str, level: int) -> Found | None:
    words = _render(text.strip())
    if any(mark.kind is MarkKind.IMAGE for mark in words.marks):
        return None
    url = next((mark.url for mark in words.marks if mark.followable), "")
    title = clean_line(words.text)
    return Found(Part.HEADING, title, level=level, url=url) if title else None


def recognise(line: str) -> list[Found]:
    """The parts that a line consists of: mostly one, a few where it is divided by ``|`` or ``·``.

    Empty when any piece of the line is text. Headings are not looked for.
    """
    line = line.strip()
    if not line or len(line) > LONGEST or not _MAY_BE_PART.match(line):
        return []
    if found := _one(line):
        return [found]
    pieces = _SEPARATOR.split(line)
    if not 2 <= len(pieces) <= 4:
        return []
    parts = [_one(piece.strip()) for piece in pieces]
    known = [part for part in parts if part]
    return known if len(known) == len(parts) and len({part.part for part in known}) == len(parts) else []


def _one(line: str) -> Found | None:
    """The part that a line is."""
    words = _render(line)
    text = clean_line(words.text)
    if not text:
        return None
    if labelled := _labelled(text):
        return labelled
    if published := dates.parse(text.strip("()[]")):
        return Found(Part.PUBLISHED, text, published)
    if (credit := _BRACKETED.match(text)) and _emphasised(words, *_EMPHASES) and _is_name(credit["text"]):
        return Found(Part.CREDIT, credit["text"].strip())
    return _byline(text, words) or _source(text, words)


def last_line(line: str) -> list[Found]:
    """The credit line that only its place at the end of a page tells: ``(Reuters, MT)`` without emphasis,
    or in emphasis a whole sentence such as ``*(Ida Hale contributed to this report)*``."""
    words = _render(line.strip())
    text = clean_line(words.text)
    match = _BRACKETED.match(text) if len(text) <= 120 else None
    if match and (_is_name(match["text"]) or _emphasised(words, *_EMPHASES)):
        return [Found(Part.CREDIT, match["text"].strip())]
    return []


def _byline(text: str, words: Rendered) -> Found | None:
    name, linked = text, False
    while by := _BY.match(name):
        name = name[by.end() :]
    if name == text or not name.strip("[]()"):
        return None
    for mark in words.marks:
        before, after = words.text[: mark.start].strip(" :"), words.text[mark.end :].strip(" .")
        linked = linked or (mark.kind is MarkKind.LINK and not after and before.lower() in _BYS)
    return Found(Part.BYLINE, name) if linked or _is_name(name) else None


def _is_name(text: str) -> bool:
    """Whether words look like names of people: capitals, a few small words, no end of a sentence."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", text)
    if not words or len(text) > 120 or len(words) > 14 or re.search(r"\d", text):
        return False
    if _SENTENCE.search(text) and not _NAME_END.search(text):
        return False
    named = [word for word in words if not word[0].islower()]
    return bool(named or _SMALL.issuperset(words)) and all(
        word.lower() in _SMALL for word in words if word[0].islower()
    )


def _labelled(text: str) -> Found | None:
    """A part that says what it is: ``Section: Business``."""
    if not (match := _LABEL.match(text)):
        return None
    value = match["value"]
    if match["published"]:
        published = dates.parse(value)
        return Found(Part.PUBLISHED, text, published) if published else None
    if ":" not in text[: match.start("value")] or len(value) > 80 or value[-1] in ".!?;":
        return None
    part = Part.SECTION if match["section"] else Part.SOURCE if match["source"] else Part.BYLINE
    return Found(part, value)


def _source(text: str, words: Rendered) -> Found | None:
    """The paper in bold."""
    bold = _emphasised(words, MarkKind.STRONG)
    if not bold or len(text) > 80 or (_SENTENCE.search(text) and not _NAME_END.search(text)):
        return None
    return None if _TITLE.match(text) or _ADDRESS_LABEL.match(text) else Found(Part.SOURCE, text)


def section_lines(text: str) -> list[int]:
    """The numbers of the lines that can be a title of related articles or of the original url; fast."""
    numbers, number, at = [], 0, 0
    for match in _HINT.finditer(text):
        number += text.count("\n", at, match.start())
        at = match.start()
        numbers.append(number)
    return numbers


def is_related_title(line: str) -> bool:
    """Whether a line is the title of a list of related articles, in whatever dress."""
    if len(line) > LONGEST:
        return False
    found = heading(line)
    return bool(_TITLE.match(found.text if found else clean_line(_render(line).text)))


def titled_links(line: str) -> str:
    """What follows the title in ``Read more: [One](#), [Two](#)``; empty unless that is links alone."""
    match = _TITLE_AND_LINKS.match(line)
    rest = line[match.end() :] if match else ""
    return rest if rest and links.is_only_links(rest) else ""


def address_label(line: str) -> str | None:
    """What follows ``Original url:`` on its line, None when the line is none such."""
    if len(line) > LONGEST * 5:
        return None
    if found := _HEADING.match(line):
        line = found[2]
    line = line.strip()
    plain = line.replace("*", "").replace("_", "") if line.startswith(("*", "_")) else line
    match = _ADDRESS_LABEL.match(plain)
    if not match or (match["rest"] and not match["colon"]):
        return None
    return None if plain[:3].lower() == "url" and not match["colon"] else match["rest"].strip()


def address(line: str) -> tuple[str, str] | None:
    """The url that a line is, empty for ``#`` and its like, and the words that it lies behind if any.

    None when the line is no url.
    """
    line = line.strip()
    if len(line) > LONGEST * 5:
        return None
    if match := _ADDRESS.match(line):
        return match[1] or line.strip("<#>"), ""
    words = _render(line)
    marks = [mark for mark in words.marks if mark.kind is MarkKind.LINK]
    if len(marks) != 1 or not _covers(words, marks[0].start, marks[0].end):
        return None
    title = words.text[marks[0].start : marks[0].end].strip()
    return marks[0].url, "" if title == marks[0].url else title


def _render(line: str) -> Rendered:
    return render(Block(BlockKind.PARAGRAPH, line), {})


def _emphasised(words: Rendered, *kinds: MarkKind) -> bool:
    """Whether all of a line is in bold or italics, in one piece or several."""
    spans = [(mark.start, mark.end) for mark in words.marks if mark.kind in kinds]
    return bool(spans) and not links.outside(words.text, spans)


def _covers(words: Rendered, start: int, end: int) -> bool:
    """Whether a mark holds all the words of a line."""
    return not (words.text[:start] + words.text[end:]).strip(" \t.")
