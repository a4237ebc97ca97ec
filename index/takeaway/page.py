"""An article as XHTML: what the HTML file and the EPUB are made of.

The fragments are well-formed XML and valid HTML alike. Every word of an article is escaped, pictures are
named and linked but never loaded, and only links to the web and to mail addresses can be followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain, groupby, repeat
from urllib.parse import urljoin, urlsplit, urlunsplit

from index import tables
from index.article import Article, LinkKind
from index.cleaning import clean
from index.markdown import Block, BlockKind, Mark, MarkKind, blocks, definitions, render
from index.takeaway.facts import about, headline, line

_WEB = ("http", "https")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?")
_NO_URL = re.compile(r"[\s\"<>\\^`{|}\[\]]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_TAGS = {MarkKind.STRONG: "strong", MarkKind.EMPHASIS: "em", MarkKind.CODE: "code"}


def article_page(article: Article, *, rank: int = 2, targets: Sequence[str] = ()) -> str:
    """The whole article.

    Args:
        article: What to print.
        rank: That of its headline, 1 or 2; headings of the body come below it.
        targets: For each of the article's links where it leads within the same book, empty for nowhere; such
            a link is followed there and not to the web.
    """
    return "\n".join(_Page(article, rank, targets).parts()) + "\n"


def anchor(article_id: int) -> str:
    """What a link to an article of the same file points at."""
    return f"a{article_id}"


def words(text: str) -> str:
    """Text that is only text, whatever is in it."""
    return escape(clean(text), quote=False)


def language_of(code: str) -> str:
    """The attributes that name a language, with a blank before them; nothing when it is unknown."""
    return f' lang="{code}" xml:lang="{code}"' if _LANGUAGE.fullmatch(code) else ""


def web_address(url: str, base: str = "") -> str:
    """A url that may be followed, its odd signs escaped; empty for scripts, local files and nonsense.

    What is relative is taken to stand on the page ``base``. Names of hosts in other scripts become those of
    the net (``xn--``); a name and password before the host are left out.
    """
    try:
        parts = urlsplit(urljoin(base, line(url)) if base else line(url))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return ""
    if parts.scheme == "mailto" and parts.path:
        host = port = ""
    elif parts.scheme not in _WEB or not _HOST.fullmatch(host):
        return ""
    whole = urlunsplit(parts._replace(netloc=host + port, fragment=parts.fragment.replace("#", "%23")))
    return _BAD_ESCAPE.sub("%25", _NO_URL.sub(lambda sign: f"%{ord(sign[0]):02X}", whole))


class _Page:
    """The writing of one article."""

    def __init__(self, article: Article, rank: int, targets: Sequence[str]) -> None:
        self.article = article
        self.rank = rank
        self.known = definitions(article.body)
        paired = list(zip(article.links, chain(targets, repeat("")), strict=False))
        self.listed = [(link, to) for link, to in paired if link.kind is LinkKind.LISTED]
        self.inline = iter([to for link, to in paired if link.kind is LinkKind.INLINE])

    def parts(self) -> Iterator[str]:
        """The article from its opening tag to its closing one."""
        article, rank = self.article, self.rank
        yield f'<article id="{anchor(article.id)}"{language_of(article.language)} dir="auto">'
        yield f"<h{rank}>{words(headline(article))}</h{rank}>"
        if facts := about(article):
            yield f'<p class="about"><bdi>{words(" · ".join(facts))}</bdi></p>'
        yield from self._body()
        if article.credit:
            yield f'<p class="credit">({words(line(article.credit))})</p>'
        if self.listed:
            yield from self._related()
        if url := line(article.url):
            yield f'<p class="original">{_linked(words(url), web_address(url))}</p>'
        yield "</article>"

    def _body(self) -> Iterator[str]:
        """The blocks of the body."""
        for kind, run in groupby(blocks(self.article.body), key=_together):
            if kind is BlockKind.ITEM:
                yield self._list(run)
            elif isinstance(kind, int):
                inner = "\n".join(f"<p>{self._text(block)}</p>" for block in run)
                yield "<blockquote>" * kind + inner + "</blockquote>" * kind
            else:
                yield from map(self._block, run)

    def _block(self, block: Block) -> str:
        """A block that stands for itself."""
        match block.kind:
            case BlockKind.HEADING:
                level = min(6, max(self.rank + 1, block.level))
                return f"<h{level}>{self._text(block)}</h{level}>"
            case BlockKind.TABLE:
                return _table(block.text)
            case BlockKind.CODE:
                return f"<pre><code>{words(block.text)}</code></pre>"
            case BlockKind.RULE:
                return "<hr/>"
            case BlockKind.DEFINITION:
                return f'<p class="definition">{words(block.text)}</p>'
            case _:
                return f"<p>{self._text(block)}</p>"

    def _list(self, items: Iterable[Block]) -> str:
        """List items, those of a deeper level within the one before them."""
        out: list[str] = []
        within: list[tuple[int, str]] = []
        """Level and tag of the lists that are open."""
        for item in items:
            number = re.match(r"[0-9]+", item.marker)
            tag, other = ("ol", "ul") if number else ("ul", "ol")
            while within and (within[-1][0] > item.level or within[-1] == (item.level, other)):
                out.append(f"</li></{within.pop()[1]}>")
            if within and within[-1][0] == item.level:
                out.append("</li>")
            else:
                within.append((item.level, tag))
                out.append(f"<{tag}>")
            value = f' value="{int(number[0])}"' if number else ""
            out.append(f"<li{value}>{self._text(item)}")
        out += [f"</li></{tag}>" for _, tag in reversed(within)]
        return "".join(out)

    def _text(self, block: Block) -> str:
        """The words of a block with its marks as elements.

        Where two marks cross, the one that ends later is ended with the other and begun anew.
        """
        rendered = render(block, self.known)
        text, out = rendered.text, []
        tags = [(mark, *self._tags(mark)) for mark in rendered.marks]
        edges = sorted({0, len(text), *(edge for mark in rendered.marks for edge in (mark.start, mark.end))})
        opened: list[tuple[Mark, str, str]] = []
        begun = at = 0
        for edge in edges:
            out.append(words(text[at:edge]).replace("\n", "<br/>\n"))
            at = edge
            first = next((place for place, entry in enumerate(opened) if entry[0].end <= edge), len(opened))
            out += [closing for _, _, closing in reversed(opened[first:])]
            opened[first:] = [entry for entry in opened[first:] if entry[0].end > edge]
            out += [opening for _, opening, _ in opened[first:]]
            while begun < len(tags) and tags[begun][0].start <= edge:
                mark, opening, closing = tags[begun]
                begun += 1
                out.append(opening)
                if mark.end > mark.start:
                    opened.append((mark, opening, closing))
                else:
                    out += ["[picture]" if mark.kind is MarkKind.IMAGE else "", closing]
        return "".join(out)

    def _tags(self, mark: Mark) -> tuple[str, str]:
        """What stands before the words of a mark and behind them."""
        if tag := _TAGS.get(mark.kind):
            return f"<{tag}>", f"</{tag}>"
        kind = ' class="picture"' if mark.kind is MarkKind.IMAGE else ""
        to = next(self.inline, "") if mark.followable else ""
        if url := to or (web_address(mark.url, self.article.url) if mark.url else ""):
            return f'<a{kind} href="{escape(url)}">', "</a>"
        return f"<span{kind}>", "</span>"

    def _related(self) -> Iterator[str]:
        """The list of related articles, as printed."""
        level = self.rank + 1
        yield f'<aside class="related">\n<h{level}>Related articles</h{level}>\n<ul>'
        for link, to in self.listed:
            leads = link.url and not link.url.startswith("#")
            url = to or (web_address(link.url, self.article.url) if leads else "")
            yield f"<li>{_linked(words(line(link.title or link.url)), url)}</li>"
        yield "</ul>\n</aside>"


def _together(block: Block) -> BlockKind | int:
    """What neighbours must have in common to be one list, or one quotation of a depth."""
    return max(1, min(block.level, 6)) if block.kind is BlockKind.QUOTE else block.kind


def _table(text: str) -> str:
    """Columns set apart by bars make a table; those set apart by spaces stay as they stand."""
    if "|" not in text:
        return f"<pre>{words(text.expandtabs(8))}</pre>"
    table = tables.read(text)
    head = [f"<thead>{_row('th', table.head)}</thead>"] if table.head else []
    rows = (_row("td", row) for row in table.rows)
    return "\n".join(['<div class="table"><table>', *head, "<tbody>", *rows, "</tbody></table></div>"])


def _row(tag: str, cells: Sequence[str]) -> str:
    """A row of a table."""
    return "<tr>" + "".join(f"<{tag}>{words(cell)}</{tag}>" for cell in cells) + "</tr>"


def _linked(shown: str, url: str) -> str:
    """Escaped words, as a link where there is somewhere to go."""
    return f'<a href="{escape(url)}">{shown}</a>' if url else shown
