"""Everything that can go wrong and that a person should hear of in one line.

    NewsreaderError
    ├── QueryError          the query cannot be understood           exit 2
    ├── UsageError          an argument makes no sense               exit 2
    ├── ArticleMissing      no article of that id, prefix or url     exit 1
    ├── DeskError           the marks cannot be read or kept         exit 3
    └── ArchiveError                                                 exit 3
        ├── ArchiveMissing  no archive in that folder
        ├── ArchiveLocked   another import is writing to it
        ├── ArchiveDamaged  beyond what rebuilding can mend
        └── ArchiveFull     the disk does not take more

A message says what and where, a hint says what to do. One place on the command line
(``reader/__main__.py``) and one in the reader (``reader/screens/errors.py``) show them.
"""


class NewsreaderError(Exception):
    """The root of the errors that are meant for the person at the keyboard."""

    title = "Something went wrong"
    exit_code = 3

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep ``message``, one line saying what and where, and ``hint``, one line saying what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class QueryError(NewsreaderError):
    """A query that cannot be understood."""

    title = "The query cannot be understood"
    exit_code = 2

    def __init__(self, message: str, *, position: int, hint: str = "") -> None:
        """``position`` is the offset in the query text, in characters from 0, where understanding ended."""
        super().__init__(message, hint=hint)
        self.position = position


class UsageError(NewsreaderError):
    """An argument that makes no sense."""

    title = "Wrong usage"
    exit_code = 2


class ArticleMissing(NewsreaderError):
    """No article, or more than one, answers to an id, a prefix of one, or a url."""

    title = "No such article"
    exit_code = 1


class DeskError(NewsreaderError):
    """The person's marks, tags and notes (``desk.db``) cannot be read or kept."""

    title = "The desk cannot be used"


class ArchiveError(NewsreaderError):
    """The archive as a whole cannot be used."""

    title = "The archive cannot be used"


class ArchiveMissing(ArchiveError):
    """There is no archive in that folder."""

    title = "No archive"


class ArchiveLocked(ArchiveError):
    """Another process is writing to the archive."""

    title = "The archive is busy"


class ArchiveDamaged(ArchiveError):
    """The archive's truth (``archive.db``) cannot be read."""

    title = "The archive is damaged"


class ArchiveFull(ArchiveError):
    """The disk takes no more."""

    title = "The disk is full"
