"""What every answer of a thread has in common."""

from __future__ import annotations

from index.errors import NewsreaderError
from reader.field_message import FieldMessage


class Fact(FieldMessage):
    """What a request has led to."""

    generation = 0
    """Of the request; larger is younger."""
    group = ""
    """The kind of request: a younger one of the same kind makes this one stale."""


class Failed(Fact):
    """A request could not be answered."""

    error: NewsreaderError
