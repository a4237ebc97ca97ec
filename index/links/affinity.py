"""How much two articles are about the same, told from their headlines and beginnings alone.

A link tells that somebody saw a connection, not that both articles belong to one story: a town's paper points
from the bridge to the herring, and from there to everything else. The cosine of their words (rare ones
counting more, as in Manning, Raghavan, Schuetze, Introduction to Information Retrieval, section 6.3) tells
which way a story goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from math import log, sqrt
from statistics import mean

from index.article import Article
from index.links.titles import DULL, words
from index.store import Store

BEGINNING = 800
"""Characters of a body that are looked at: what an article is about, it says first."""

LEAST_REFERENCE = 0.05
"""An affinity that is reckoned as full even where the linked articles have less."""

COPY = 0.5
"""Articles of this affinity say the same: nothing can be measured by them."""

_HEADLINE_COUNTS = 2
_SHORTEST = 4  # letters of a word of the body that can tell something


class Affinity:
    """Measures articles by one, the more of them it has seen the better."""

    def __init__(self, store: Store, article: int) -> None:
        """Measure by ``article``."""
        self._store = store
        self._article = article
        self._texts: dict[int, Counter[str]] = {}
        self._having: Counter[str] = Counter()
        self._reference = 0.0
        self._read([article])

    def weigh(self, articles: Collection[int]) -> dict[int, float]:
        """How much each article has to do with the one, 0 to 1.

        The first that are asked about are those that it is linked with; the nearer half of them gives the
        measure of what counts fully.
        """
        self._read([article for article in articles if article not in self._texts])
        found = {article: self._cosine(article) for article in articles}
        if not self._reference:
            cosines = sorted((cosine for cosine in found.values() if cosine < COPY), reverse=True)
            near = cosines[: (len(cosines) + 1) // 2]
            self._reference = max(LEAST_REFERENCE, mean(near) if near else 0.0)
        return {article: min(1.0, cosine / self._reference) for article, cosine in found.items()}

    def _read(self, articles: Collection[int]) -> None:
        """Count the words of articles."""
        for identity, article in self._store.texts(list(articles)).items():
            self._texts[identity] = _words(article)
            self._having.update(self._texts[identity].keys())

    def _cosine(self, article: int) -> float:
        """The cosine of two articles' weighted words."""
        one, other = self._texts.get(self._article, Counter()), self._texts.get(article, Counter())
        shared = sum(one[word] * other[word] * self._rarity(word) ** 2 for word in one.keys() & other.keys())
        return shared / (self._length(one) * self._length(other)) if shared else 0.0

    def _length(self, text: Counter[str]) -> float:
        """The length of a text as a vector."""
        return sqrt(sum((count * self._rarity(word)) ** 2 for word, count in text.items()))

    def _rarity(self, word: str) -> float:
        """What a word tells: the more, the fewer articles have it."""
        return log(1 + len(self._texts) / self._having[word])


def _words(article: Article) -> Counter[str]:
    """The words of an article's headline and beginning, each as often as it counts."""
    found = Counter(
        {word for word in words(article.body[:BEGINNING]) if len(word) >= _SHORTEST or not word.isascii()}
    )
    for word in words(article.headline):
        found[word] = _HEADLINE_COUNTS
    return Counter({word: count for word, count in found.items() if word not in DULL})
