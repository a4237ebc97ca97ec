"""What may stand after ``is:``, ``has:`` and ``tag:`` in a query."""

from __future__ import annotations

from index.errors import QueryError, UsageError
from index.fulltext.language.lexer import shortened

_VALUES = {"is": ("unread", "read", "starred"), "has": ("note", "quote", "tag")}


def mark_value(kind: str, text: str, position: int) -> str:
    """The mark that is meant; a tag by its name, or its beginning and ``*``.

    QueryError, at the ``position`` of the field in the query, where there is no such mark.
    """
    if kind != "tag":
        if text.lower() in _VALUES[kind]:
            return text.lower()
        raise QueryError(
            f"there is no mark “{kind}:{shortened(text)}”",
            position=position,
            hint=f"there are {', '.join(f'{kind}:{value}' for value in _VALUES[kind])}",
        )
    from index.desk.tags import tag_beginning, tag_name  # few queries ask for a tag

    beginning = text.rstrip("*")
    if "*" in beginning or "?" in beginning:
        raise QueryError(
            f"a tag is asked for by its name or its beginning, not by “{shortened(text)}”",
            position=position,
            hint="tag:bri* finds every tag that begins so",
        )
    if beginning != text:
        return tag_beginning(beginning) + "*"
    try:
        return tag_name(text)
    except UsageError as error:
        raise QueryError(error.message, position=position, hint=error.hint) from error
