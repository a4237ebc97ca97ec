"""What an article is: frozen records without behaviour beyond reading their own fields."""

# Annotations are left to be evaluated here: as texts, each would be compiled when the program starts.

from enum import StrEnum
from typing import NamedTuple, Self

UNIDENTIFIED = 0
"""The id of an article that intake has read but not yet identified."""

_FORMS = ("", "0000", "0000-00", "0000-00-00", "0000-00-00T00:00", "0000-00-00T00:00:00")
_AS_ZEROS = str.maketrans("123456789", "000000000")


class _Day(NamedTuple):
    """What :class:`Published` keeps."""

    iso: str


class Published(_Day):
    """When an article appeared, as exactly as the paper says and no more exactly.

    ``iso`` is ISO 8601 cut where knowledge ends: ``2012``, ``2012-10``, ``2012-10-14`` or
    ``2012-10-14T15:07``, perhaps with seconds; an empty string when the paper gives no date.
    """

    __slots__ = ()

    def __new__(cls, iso: str = "") -> Self:
        """Raise ValueError for anything but the forms above."""
        if iso.translate(_AS_ZEROS) not in _FORMS:
            raise ValueError(f"not a publication date: {iso!r}")
        return super().__new__(cls, iso)

    def __bool__(self) -> bool:
        """Whether the paper gives a date at all."""
        return bool(self.iso)

    @property
    def year(self) -> int:
        """The year, 0 when unknown."""
        return int(self.iso[:4] or 0)

    @property
    def month(self) -> int:
        """The month 1 to 12, 0 when unknown."""
        return int(self.iso[5:7] or 0)

    @property
    def day_of_month(self) -> int:
        """The day 1 to 31, 0 when unknown."""
        return int(self.iso[8:10] or 0)

    @property
    def day(self) -> int:
        """The day as the number ``YYYYMMDD`` (unknown parts 0): what lists are sorted by; 0 when undated."""
        return self.year * 10000 + self.month * 100 + self.day_of_month


class LinkKind(StrEnum):
    """Where in the page a related link stands."""

    LISTED = "listed"
    INLINE = "inline"


class RelatedLink(NamedTuple):
    """An entry of an article's "Related articles" list, or an inline link of its body, as printed."""

    title: str
    """The words of the link."""
    url: str = ""
    """Where it points, empty when the page gives only a title."""
    kind: LinkKind = LinkKind.LISTED
    sentence: str = ""
    """For an inline link, the sentence it stands in, so that a backlink can be read."""


UNDATED = Published()
"""The date of an article that bears none."""


class Article(NamedTuple):
    """One published piece. Every text field may be empty; none is ever None."""

    headline: str
    body: str
    """The text in a subset of Markdown, paragraphs apart by a blank line, the first one being the lede."""
    byline: str = ""
    source: str = ""
    """The paper."""
    section: str = ""
    dateline: str = ""
    """The place that the article is dated from."""
    published: Published = UNDATED
    credit: str = ""
    """The credit line without its brackets: ``Reuters, MT``."""
    url: str = ""
    """The original url, as printed."""
    language: str = ""
    """ISO 639-1 code, empty when unknown."""
    links: tuple[RelatedLink, ...] = ()
    """Listed links first, in their printed order, then inline links in the order of the body."""
    id: int = UNIDENTIFIED
    """Stable 63-bit identity, see :mod:`index.identity`."""

    @property
    def lede(self) -> str:
        """The first paragraph of the body."""
        return self.body.lstrip("\n").partition("\n\n")[0]


class Headline(NamedTuple):
    """A row of a list: what can be shown of an article without loading its body."""

    id: int
    headline: str
    published: Published
    source: str
    byline: str
    dateline: str
    related: int
    """Number of links in its "Related articles" list."""
    versions: int
    """Number of texts kept under this id, the current one included."""
