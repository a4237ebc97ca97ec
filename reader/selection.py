"""Which articles of a list are chosen, to do something with all of them. Pure."""

from __future__ import annotations

from array import array


class Selection:
    """Articles named one by one, or all of a list but those that are named: a million cost nothing."""

    def __init__(self) -> None:
        """Nothing is chosen."""
        self._named: set[int] = set()
        self._all = False

    def __contains__(self, article_id: int) -> bool:
        """Whether an article of the list is chosen."""
        return (article_id in self._named) is not self._all

    @property
    def is_of_all(self) -> bool:
        """Whether all of the list are chosen but some that are named."""
        return self._all

    def count(self, listed: int) -> int:
        """How many are chosen of a list that is so long."""
        return listed - len(self._named) if self._all else len(self._named)

    def toggle(self, article_id: int) -> None:
        """Choose an article, or no longer."""
        self._named ^= {article_id}

    def choose_all(self) -> None:
        """Choose every article of the list."""
        self._named, self._all = set(), True

    def clear(self) -> None:
        """Choose nothing."""
        self._named, self._all = set(), False

    def invert(self) -> None:
        """Choose what is not chosen, and nothing else."""
        self._all = not self._all

    def among(self, ids: array[int]) -> array[int]:
        """The chosen articles in the order of the list."""
        if self._all:
            return array("q", (id_ for id_ in ids if id_ not in self._named)) if self._named else ids[:]
        return array("q", filter(self._named.__contains__, ids))

    def carry(self, before: array[int], now: array[int]) -> None:
        """Another list is shown: what was chosen stays so as far as that one has it."""
        if self._all:
            chosen = set(now).intersection(before) - self._named
            self._named, self._all = chosen, False
            if len(chosen) == len(now) > 0:
                self.choose_all()
        elif self._named:
            self._named.intersection_update(now)
