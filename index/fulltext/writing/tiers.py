"""Which segments a commit merges: few segments to search, and each article rewritten a few times only.

Segments are put into tiers by their live documents, each tier reaching to eight times the size of the one
below. A tier that has come to :data:`FANOUT` segments is merged into one, which usually rises to the next
tier; so an article is copied a small number of times for every factor of eight that the archive grows. Beyond
the tiers there are at most :data:`MOST_LARGE` segments of more than a fraction of all documents, because each
of them costs every search. A segment of which a fifth is deleted is rewritten without those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FANOUT = 4
MOST_LARGE = 4

_TIER_RATIO_BITS = 3
_SMALLEST_TIER = 1_000
_LARGE = 1 / 16
_MOST_DELETED = 1 / 5


@dataclass(frozen=True, slots=True)
class Size:
    """What is known of a segment."""

    live: int
    deleted: int


def groups(sizes: Sequence[Size]) -> list[list[int]]:
    """The segments after merging: each a list of numbers of ``sizes``, of one number where nothing is merged.

    Segments without live documents are in none of them. A list of one number may still mean rewriting, see
    :func:`is_stale`.
    """
    result = [_Group([number], size.live) for number, size in enumerate(sizes) if size.live]
    while chosen := _crowded_tier(result) or _surplus(result):
        result = [group for group in result if group not in chosen]
        numbers = sorted(number for group in chosen for number in group.numbers)
        result.append(_Group(numbers, sum(group.live for group in chosen)))
    return sorted(group.numbers for group in result)


def is_stale(size: Size) -> bool:
    """Whether so much of a segment is deleted that it should be rewritten."""
    return size.deleted > (size.live + size.deleted) * _MOST_DELETED


@dataclass(frozen=True, slots=True)
class _Group:
    """Segments that become one."""

    numbers: list[int]
    live: int


def _crowded_tier(candidates: list[_Group]) -> list[_Group]:
    """The lowest tier that has too many segments."""
    tiers: dict[int, list[_Group]] = {}
    for group in candidates:
        tier = (group.live // _SMALLEST_TIER).bit_length() // _TIER_RATIO_BITS
        tiers.setdefault(tier, []).append(group)
    return next((tiers[tier] for tier in sorted(tiers) if len(tiers[tier]) >= FANOUT), [])


def _surplus(candidates: list[_Group]) -> list[_Group]:
    """The two smallest of the large segments where there are too many."""
    bound = max(_SMALLEST_TIER, sum(group.live for group in candidates) * _LARGE)
    large = sorted((group for group in candidates if group.live > bound), key=lambda group: group.live)
    return large[:2] if len(large) > MOST_LARGE else []
