"""How the screen is divided into panes: a size and what the person wishes give the cells of each. Pure."""

from __future__ import annotations

from typing import NamedTuple

TWO, THREE = 100, 140
"""The widths, in cells, from which there are so many panes beside each other."""

TALL, BROAD = 30, 110
"""With the list on top: the height from which there is an article below it, the width for its relations."""

_LOW = 10
"""The height below which every line is for the text."""

_READING = 102
"""Cells of an article with air around its column; where there are more of them the list has the rest."""
_LIST = 38
"""Cells of a list: its headlines take two lines."""
_BROAD_LIST = 68
"""Cells of a list beyond which it would say no more."""

_LEAST = 20
"""Cells that a pane has at least."""
_ARTICLE = 40
"""Cells that are left to the article."""
_LEAST_LINES = 4
_ARTICLE_LINES = 8
_FRAME = 4
"""Lines of the bars above and below the panes, with their rules."""


class Wishes(NamedTuple):
    """What the person has chosen; None for what fits."""

    on_top: bool = False
    """Whether the list stands above the article and not on its left."""
    panes: int = 3
    """How many panes there are at most."""
    list_width: int | None = None
    list_height: int | None = None
    related_width: int | None = None


class Division(NamedTuple):
    """How it is divided."""

    panes: int
    on_top: bool
    """False for a single pane."""
    list_width: int
    """Cells, where the list stands on the left of something."""
    list_height: int
    """Lines, where it stands on top of something."""
    related_width: int
    """Cells, where there are three panes."""
    low: bool = False
    """Whether there is no height for rules above and below the panes."""


def divide(width: int, height: int, wishes: Wishes) -> Division:
    """The division of a screen. Its panes always fit, whatever is wished."""
    if wishes.on_top:
        fitting = (3 if width >= BROAD else 2) if height >= TALL else 1
    else:
        fitting = 3 if width >= THREE else 2 if width >= TWO else 1
    panes = max(1, min(fitting, wishes.panes))
    related = wishes.related_width or _between(32, width * 24 // 100, 48)
    related = _between(_LEAST, related, width - _ARTICLE - (0 if wishes.on_top else _LEAST))
    beside = related if panes == 3 else 0
    rest = max(width * 26 // 100, width - beside - _READING)
    wide = wishes.list_width or (_between(_LIST, rest, _BROAD_LIST) if panes == 3 else _LIST)
    room = height - _FRAME
    high = wishes.list_height or _between(6, room * 2 // 5, 20)
    return Division(
        panes=panes,
        on_top=wishes.on_top and panes > 1,
        list_width=_between(_LEAST, wide, width - _ARTICLE - beside),
        list_height=_between(_LEAST_LINES, high, room - _ARTICLE_LINES),
        related_width=related,
        low=height < _LOW,
    )


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
