"""Reads the archive page: the text that a newspaper's web archive gives, as in ``seeds/``.

    # Headline
    By [Somebody](#)
    October 14, 2012
    **The Paper**
    body ...
    *(Credit)*
    #### **Related articles:**
    - [Title](url or #)
    Original url:
    <https://...>

Every part may be missing, doubled, dressed otherwise or stand elsewhere. A part is recognised before the
body or after it, a list of related articles and the original url anywhere. Of doubled parts the first
counts (of credit lines the last), lists of related articles are joined. All that is not recognised is
body: no text is ever dropped, but for the address behind the words of a byline or a paper.
"""

from __future__ import annotations

import re
from html import unescape

from index.article import UNDATED, Article, RelatedLink
from index.cleaning import clean, clean_line
from index.identity import canonical_url
from index.intake import language, links, parts, typewriter
from index.intake.dateline import place
from index.intake.parts import Found, Part
from index.markdown import definitions

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,500}?\bhref=[\"']([^<>\"'\s]{1,2000})[\"'][^<>]{0,500}>([^<>\[\]]{1,500})</a>",
    re.IGNORECASE,
)
_FENCE = re.compile(r" {0,3}(```|~~~)")
_LONGEST_HEAD = 100
"""Lines with words that may come before the body, which bounds the time for pages that are no pages."""
_LONGEST_HEADLINE = 150
_Heading = tuple[int, int, Found]
"""Number of its first line, how many lines it has, the heading itself."""
_RULE_SIGNS = " \t-*_="
_WORD = re.compile(r"\w")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


def read(text: str) -> Article:
    """The article that a page holds, with an id still to be given. Never raises, whatever the text is.

    Entities (``&amp;``) become their signs, anchors of HTML become links; other tags stay as they are.
    """
    text = clean(text)
    if "&" in text:
        text = clean(_ENTITY.sub(lambda entity: unescape(entity[0]), text))
    if "</a>" in text:
        text = _ANCHOR.sub(r"[\2](\1)", text)
    return _Page(text).read()


class _Page:
    """One reading of one page. ``taken`` says which lines have become a part; the others are body."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.taken = bytearray(len(self.lines))
        self.known = definitions(text)
        self.found: dict[Part, Found] = {}
        self.listed: list[RelatedLink] = []
        self.url = ""
        self.fenced = self._fences() if "```" in text or "~~~" in text else bytearray(len(self.lines))

    def read(self) -> Article:
        """Recognise the parts, then make the article of them and of what is left."""
        self._sections()
        end = self._head()
        self._tail(end)
        self._credit()
        heading = self.found.get(Part.HEADING)
        if heading and heading.url:
            if not self.url:
                self.url = heading.url
            elif canonical_url(heading.url) != canonical_url(self.url):
                self.listed.append(RelatedLink(heading.text, heading.url))
        body = self._body()
        date = self.found.get(Part.PUBLISHED)
        return Article(
            headline=heading.text if heading else "",
            body=body,
            byline=self._text(Part.BYLINE),
            source=self._text(Part.SOURCE),
            section=self._text(Part.SECTION),
            published=date.published if date and date.published else UNDATED,
            dateline=place(body),
            credit=self._text(Part.CREDIT),
            url=self.url,
            language=language.guess(body),
            links=(*links.distinct(self.listed), *links.inline(body)),
        )

    def _body(self) -> str:
        """The lines that are left, without the rules that set off parts before and after them."""
        left = [line for line, taken in zip(self.lines, self.taken, strict=True) if not taken]
        first, end = 0, len(left)
        while first < end and not left[first].strip(_RULE_SIGNS):
            first += 1
        while end > first and not left[end - 1].strip(_RULE_SIGNS):
            end -= 1
        return typewriter.apart(_BLANK_LINES.sub("\n\n", "\n".join(left[first:end])).rstrip())

    def _text(self, part: Part) -> str:
        """The words of a part, empty when the page has none."""
        found = self.found.get(part)
        return found.text if found else ""

    # Lines

    def _fences(self) -> bytearray:
        """Which lines lie in fenced code; a fence that nothing closes is none."""
        fenced = bytearray(len(self.lines))
        opened, sign = -1, ""
        for number, line in enumerate(self.lines):
            if match := _FENCE.match(line):
                if opened < 0:
                    opened, sign = number, match[1]
                elif match[1] == sign:
                    fenced[opened : number + 1] = b"\x01" * (number + 1 - opened)
                    opened = -1
        return fenced

    def _free(self, number: int) -> bool:
        """Whether a line is there, has words, and belongs to no part so far."""
        return (
            number < len(self.lines)
            and not self.taken[number]
            and _WORD.search(self.lines[number]) is not None
        )

    def _next(self, number: int) -> int:
        """The first line from ``number`` on that is not blank; the number of lines when there is none."""
        while number < len(self.lines) and not self.lines[number].strip():
            number += 1
        return number

    def _take(self, first: int, end: int) -> None:
        self.taken[first:end] = b"\x01" * (end - first)

    # Related articles and the original url

    def _sections(self) -> None:
        """Take the lists of related articles and the original url, wherever they stand."""
        labels, rows = [], []
        for number in parts.section_lines(self.text):
            line = self.lines[number]
            if self.taken[number] or self.fenced[number]:
                continue
            if parts.is_related_title(line):
                self._related(number)
            elif parts.address_label(line) is not None:
                labels.append(number)
            elif row := parts.titled_links(line):
                rows.append((number, row))
        for number in labels:
            self._original(number)
        below = len(self.lines)
        for number, row in reversed(rows):
            if any(map(self._free, range(number + 1, below))):
                break  # it is a line of the text
            self.listed += links.listed(row, self.known)
            self._take(number, number + 1)
            below = number

    def _related(self, title: int) -> None:
        """Take the list below a title; without entries the title is body."""
        number, end = self._next(title + 1), title + 1
        found: list[RelatedLink] = []
        while number < len(self.lines):
            line = self.lines[number]
            if len(line) > parts.LONGEST * 5 or not (links.is_entry(line) or links.is_only_links(line)):
                break
            if parts.address_label(line) is not None:
                break
            end = number + 1
            while (
                self._free(end) and self.lines[end].startswith("  ") and not links.is_entry(self.lines[end])
            ):
                end += 1
            found += links.listed(" ".join(map(str.strip, self.lines[number:end])), self.known)
            number = self._next(end)
        if end > title + 1:
            self.listed += found
            self._take(title, end)

    def _original(self, number: int) -> None:
        """Take a label and its url unless there was one already; a label without any is taken alone."""
        rest = parts.address_label(self.lines[number]) or ""
        at = number if rest else self._next(number + 1)
        if not rest and (at == len(self.lines) or self.taken[at]):
            self._take(number, number + 1)
        elif not self.url and (found := parts.address(rest or self.lines[at])) is not None:
            self.url, words = found
            if not words or self.text.count(words) > 1:  # else it would be lost what the link says
                self._take(number, at + 1)

    # Before the body

    def _head(self) -> int:
        """Take the parts before the body. Gives the line that the body starts with."""
        number, summary = self._next(0), -1
        first = number
        headings: list[_Heading] = []
        bold: list[tuple[int, Found]] = []
        for _ in range(_LONGEST_HEAD):
            while number < len(self.lines) and not self._counts(number):
                number += 1
            if number == len(self.lines) or self.fenced[number]:
                break
            line = self.lines[number]
            following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
            if found := parts.heading(line):
                headings.append((number, 1, found))
            elif pieces := self._recognised(number):
                if pieces[0].part is Part.SOURCE and line.lstrip().startswith(("*", "_")):
                    bold.append((number, pieces[0]))
                if all(piece.part not in self.found for piece in pieces):
                    self.found.update((piece.part, piece) for piece in pieces)
                    self._take(number, number + 1)
            elif following[:3] in ("===", "---") and (found := parts.underlined(line, following)):
                headings.append((number, 2, found))
                number += 1
            elif summary < 0 and self._may_skip(number):
                summary = number
            else:
                break
            number += 1
        self._headline(headings, bold, first if summary == first else -1)
        return number

    def _counts(self, number: int) -> bool:
        """Whether a line before the body is neither a part already nor a mere rule."""
        return self._free(number) or (
            not self.taken[number] and parts.heading(self.lines[number]) is not None
        )

    def _recognised(self, number: int) -> list[Found]:
        """The parts that a line is; a name or a paper must not run on as a paragraph."""
        found = parts.recognise(self.lines[number])
        runs_on = self._free(number + 1) and not (
            parts.recognise(self.lines[number + 1]) or parts.heading(self.lines[number + 1])
        )
        return [] if runs_on and any(piece.part in (Part.BYLINE, Part.CREDIT) for piece in found) else found

    def _may_skip(self, number: int) -> bool:
        """Whether a line stands between the parts: a summary, with a byline or a date right below it."""
        if len(self.lines[number]) > parts.LONGEST or self._free(number + 1):
            return False
        below = self._next(number + 1)
        if not self._free(below) or self.fenced[below]:
            return False
        return any(
            piece.part not in self.found
            and (
                piece.part is Part.BYLINE
                or (piece.published is not None and piece.published.day_of_month > 0)
            )
            for piece in self._recognised(below)
        )

    def _headline(self, headings: list[_Heading], bold: list[tuple[int, Found]], bare: int) -> None:
        """Choose the headline: the first heading of level 1, else the first one, else what stands for one.

        That is the first of two papers in bold, or the first line of the page, when it is no sentence and
        a byline or a date right below tells what it is (``bare``, -1 for none).
        """
        top = [found for found in headings if found[2].level == 1]
        chosen = next(iter(top or headings), None) or self._late_headline()
        if not chosen and len(bold) > 1:
            (number, headline), (second, source) = bold[:2]
            chosen = (number, 1, headline)
            if self.found[Part.SOURCE] is headline:
                self.found[Part.SOURCE] = source
                self._take(second, second + 1)
        if not chosen and bare >= 0:
            line = clean_line(self.lines[bare])
            if len(line) <= _LONGEST_HEADLINE and line[-1] not in ".,;:!?":
                chosen = (bare, 1, Found(Part.HEADING, line))
        if chosen:
            number, lines, self.found[Part.HEADING] = chosen
            self._take(number, number + lines)

    def _late_headline(self) -> _Heading | None:
        """A heading of level 1 further down, of a page whose parts are in another order."""
        for number, line in enumerate(self.lines):
            if line.lstrip(" ").startswith("# ") and self._free(number) and not self.fenced[number]:
                found = parts.heading(line)
                if found and found.level == 1:
                    return number, 1, found
        return None

    # After the body

    def _tail(self, start: int) -> None:
        """Take the parts after the body, from the last line upwards, as long as paragraphs are parts."""
        number = len(self.lines) - 1
        while number > start:
            if not self._free(number):
                number -= 1
                continue
            end = number + 1
            while number > start and self._free(number - 1) and end - number < 5:
                number -= 1
            found: dict[Part, Found] = {}
            for line in self.lines[number:end]:
                pieces = parts.recognise(line)
                if not pieces or self.fenced[number] or any(piece.part in found for piece in pieces):
                    return
                found.update((piece.part, piece) for piece in pieces)
            if Part.CREDIT not in found:
                if any(part in self.found or _is_vague(piece) for part, piece in found.items()):
                    return
                self.found.update(found)
                self._take(number, end)
            number -= 1

    def _credit(self) -> None:
        """Take the last credit line: in italics with two paragraphs below it at most, or the very end."""
        below = 0
        for number in range(len(self.lines) - 1, -1, -1):
            if Part.CREDIT in self.found or below > 2:
                return
            if not self._free(number):
                continue
            line = self.lines[number]
            if ")" in line[-6:] and self._alone(number):
                pieces = parts.recognise(line) or ([] if below else parts.last_line(line))
                if pieces and pieces[0].part is Part.CREDIT:
                    self.found[Part.CREDIT] = pieces[0]
                    self._take(number, number + 1)
            below += not number or not self._free(number - 1)

    def _alone(self, number: int) -> bool:
        """Whether a line is a paragraph of its own."""
        return (
            self._free(number)
            and not self.fenced[number]
            and not self._free(number + 1)
            and not (number and self._free(number - 1))
        )


def _is_vague(found: Found) -> bool:
    """Whether a date at the end of a page is too little to be its date: a mere year."""
    return found.published is not None and not found.published.month
