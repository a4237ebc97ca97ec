"""What hangs together with an article, arranged as it is shown: sections of numbered entries.

Pure: the related pane and the end of the article text both draw from here, and a digit means the same
entry in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from index.article import UNDATED, Headline, LinkKind, Published, RelatedLink
from index.identity import normalise_headline
from index.records import CERTAIN, Backlink, Related, Scope, Similar, Standing

_MENTIONS = 300
"""So many mentions are shown from before it, and from after it; `newsreader related` prints all."""

_VERSIONS = 12
"""So many versions are named."""


class Sign(StrEnum):
    """What stands before an entry."""

    EXACT = "="
    LIKELY = "≈"
    WANTED = "○"
    MENTIONED = "↩"
    VERSION = "+"
    SIMILAR = "~"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the relations, with what Enter or its digit opens."""

    number: int
    """From 1, through all sections."""
    sign: Sign
    title: str
    published: Published
    detail: str
    """A second, quieter text: the target's own headline, the sentence that names it, the shared words."""
    article: int | None
    """What it opens; None while the article is wanted, and for what leads to all versions of the article."""
    related: Related | None = None
    """The link itself, for entries of the first section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its entries, at least one."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """What makes articles similar."""

    scope: Scope | None = Scope.ALL
    """Among which they are looked for; None for nowhere."""
    without: frozenset[str] = field(default_factory=frozenset)
    """Terms that do not count."""

    def __str__(self) -> str:
        """``before, 2 words left out``; empty where nothing was chosen."""
        scope = self.scope.value if self.scope not in (None, Scope.ALL) else ""
        count = len(self.without)
        words = f"without {count} word{'' if count == 1 else 's'}" if count else ""
        return ", ".join(filter(None, (scope, words)))


ANYHOW = Alike()
"""As it is while nothing has been chosen."""


@dataclass(frozen=True, slots=True)
class Relations:
    """Everything the archive knows to stand around one article."""

    article: int
    related: Sequence[Related] = ()
    """In the order of the article's links: the n-th one of kind INLINE is the n-th link in the text."""
    backlinks: Sequence[Backlink] = ()
    similar: Sequence[Similar] = ()
    headline: str = ""
    """The article's own: a link that only repeats it is not quoted."""
    alike: Alike = ANYHOW
    """What made the articles of ``similar`` so."""
    versions: Sequence[Headline] = ()
    """The same piece under other ids: a wire story in other papers."""
    earlier: int = 0
    """How many texts the article had before it was changed."""

    def inline(self, number: int) -> Related | None:
        """The ``number``-th link of the text, from 1."""
        links = [related for related in self.related if related.link.kind is LinkKind.INLINE]
        return links[number - 1] if 0 < number <= len(links) else None

    def sections(self) -> tuple[Section, ...]:
        """Related, Mentioned by, Other versions, Similar: those that have something to show. Who mentions it
        is split into what appeared before it, as previews and plans do, and what came after.

        Links inside the text are listed too when they lead to an article of the archive that the printed
        list does not name; the others stand in the text, where they can be chosen. An article named by a
        link in either direction is not repeated as similar.
        """
        before = [link for link in self.backlinks if link.before]
        after = [link for link in self.backlinks if not link.before]
        drafts = [
            ("Related", list(self._related())),
            (_counted("Mentioned by earlier ones", before), list(self._mentioned(before))),
            (
                _counted("Mentioned by later ones" if before else "Mentioned by", after),
                list(self._mentioned(after)),
            ),
            ("Other versions", list(self._versions())),
            (", ".join(filter(None, ("Similar", str(self.alike)))), list(self._similar())),
        ]
        sections: list[Section] = []
        number = 0
        for title, entries in drafts:
            numbered = []
            for entry in entries:
                number += 1
                numbered.append(Entry(number, *entry))
            if numbered:
                sections.append(Section(title, tuple(numbered)))
        return tuple(sections)

    def _related(self) -> Iterator[_Draft]:
        """The printed list, then what the text links to."""
        seen: set[int] = set()
        for related in self.related:
            inline = related.link.kind is LinkKind.INLINE
            if inline and (related.article is None or related.article in seen):
                continue
            if related.article is not None:
                seen.add(related.article)
            title = related.link.title or related.headline
            if inline and related.headline:
                title = related.headline
            own = related.headline
            sign = sign_of(related)
            other = own if own and normalise_headline(own) != normalise_headline(title) else ""
            sure = f"{related.confidence:.2f}" if sign is Sign.LIKELY and related.how else ""
            detail = "  ".join(filter(None, (sure, other)))
            yield sign, title, related.published, detail, related.article, related

    def _mentioned(self, links: Sequence[Backlink]) -> Iterator[_Draft]:
        """Who links here, each article once, with the sentence that says so."""
        seen: set[int] = set()
        own = normalise_headline(self.headline)
        for link in links[:_MENTIONS]:
            if link.article not in seen:
                seen.add(link.article)
                repeats = normalise_headline(link.sentence) == own
                quote = f"“{link.sentence}”" if link.sentence and not repeats else ""
                if not link.inline:
                    quote = f"in its list as {quote}" if quote else "in its list"
                sure = f"likely {link.confidence:.2f}" if link.confidence < CERTAIN else ""
                detail = "  ".join(filter(None, (sure, quote)))
                yield Sign.MENTIONED, link.headline, link.published, detail, link.article, None

    def _versions(self) -> Iterator[_Draft]:
        """That it was changed, which is known first, then the same piece in other papers.

        What leads to no article leads to where all versions are compared.
        """
        if self.earlier:
            texts = f"{self.earlier} earlier text{'' if self.earlier == 1 else 's'}"
            yield Sign.VERSION, "Changed after publication", UNDATED, texts, None, None
        for row in self.versions[:_VERSIONS]:
            yield Sign.VERSION, row.headline, row.published, row.source, row.id, None
        if (more := len(self.versions) - _VERSIONS) > 0:
            yield Sign.VERSION, f"{more:,} more", UNDATED, "", None, None

    def _similar(self) -> Iterator[_Draft]:
        """What the index finds alike and no link names."""
        named = {related.article for related in self.related} | {link.article for link in self.backlinks}
        for similar in self.similar:
            if similar.article not in named:
                shares = [f" {round(100 * weight)}%" for weight in similar.weights]
                shares += [""] * (len(similar.terms) - len(shares))
                shared = map("".join, zip(similar.terms[:4], shares, strict=False))
                copies = len(similar.copies)
                more = f"+{copies} version{'' if copies == 1 else 's'}" if copies else ""
                terms = " · ".join(filter(None, (*shared, more)))
                yield Sign.SIMILAR, similar.headline, similar.published, terms, similar.article, None


def _counted(title: str, links: Sequence[Backlink]) -> str:
    """The title of a section of mentions; says so where only the first are shown."""
    return f"{title}: the first {_MENTIONS} of {len(links):,}" if len(links) > _MENTIONS else title


_Draft = tuple[Sign, str, Published, str, int | None, Related | None]
"""An entry before it has its number."""


def sign_of(related: Related) -> Sign:
    """How sure it is where a link leads, as a sign."""
    return _SIGNS[related.standing]


_SIGNS = {Standing.EXACT: Sign.EXACT, Standing.LIKELY: Sign.LIKELY, Standing.WANTED: Sign.WANTED}


def entries(sections: Sequence[Section]) -> list[Entry]:
    """The entries of all sections, in the order of their numbers."""
    return [entry for section in sections for entry in section.entries]


def wanted(title: str) -> Related:
    """A link that has only its title, for what is looked up without an article that names it."""
    return Related(RelatedLink(title), None)
