"""What every answer of a thread has in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.message import Message

from index.errors import NewsreaderError


@dataclass
class Fact(Message):
    """What a request has led to."""

    generation: int = field(default=0, kw_only=True)
    """Of the request; larger is younger."""
    group: str = field(default="", kw_only=True)
    """The kind of request: a younger one of the same kind makes this one stale."""


@dataclass
class Failed(Fact):
    """A request could not be answered."""

    error: NewsreaderError
