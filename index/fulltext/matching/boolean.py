"""And, Or, Not and their kin over the nodes of a plan.

The rule for everything that must match together: ask the part with the fewest documents for its hits, then
probe the others with what is left, the cheap ones first, and stop when nothing is left. Scores are gathered
on the way, so that each list of postings is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from index.fulltext.matching.nodes import Answer, Everything, Hits, Node, Nothing
from index.fulltext.storage.documents import (
    MASK,
    Documents,
    Scores,
    is_large,
    is_masked,
    listed,
    merge,
    merge_many,
)


def all_of(parts: Sequence[Node], doc_count: int) -> Node:
    """The node for documents that match every part; scores are added."""
    if not parts or any(isinstance(part, Nothing) for part in parts):
        return Nothing(doc_count)
    return parts[0] if len(parts) == 1 else AllOf(parts)


def any_of(parts: Sequence[Node], doc_count: int) -> Node:
    """The node for documents that match at least one part; scores of the parts that match are added."""
    present: list[Node] = []
    for part in parts:
        if type(part) is AnyOf:
            present.extend(part.parts)
        elif not isinstance(part, Nothing):
            present.append(part)
    if not present:
        return Nothing(doc_count)
    return present[0] if len(present) == 1 else AnyOf(present)


class AllOf(Node):
    """Documents that match every part."""

    def __init__(self, parts: Sequence[Node]) -> None:
        """At least two parts of one segment."""
        self.doc_count = parts[0].doc_count
        self._parts = sorted(parts, key=lambda part: (part.costly, part.bound))
        self._rarest = min(self._parts, key=lambda part: (part.bound, part.costly))
        if self._rarest.costly and all(not part.costly or part is self._rarest for part in parts):
            # A lone phrase among words: let the words choose the documents whose positions are read.
            self._rarest = self._parts[0]
        self._others = [part for part in self._parts if part is not self._rarest]
        self.bound = min(part.bound for part in parts)
        self.costly = any(part.costly for part in parts)
        self.positive = all(part.positive for part in parts)
        constants = [part.constant for part in parts if part.constant is not None]
        self.constant = sum(constants) if len(constants) == len(parts) else None

    def hits(self, scored: bool) -> Hits:
        """All documents that match, from the rarest part outwards."""
        documents, scores = self._rarest.hits(scored)
        for part in self._others:
            if not len(documents):
                break
            matched, more = part.probe(documents, scored)
            documents, scores = _both(documents, scores, matched, more)
        return documents, scores

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` match every part."""
        matched, scores = self._parts[0].probe(documents, scored)
        for part in self._parts[1:]:
            again, more = part.probe(documents, scored)
            matched = matched & again
            if scores is not None and more is not None:
                scores += more
        if scores is not None:
            scores *= matched
        return matched, scores


def _both(documents: Documents, scores: Scores | None, matched: Documents, more: Scores | None) -> Hits:
    """The documents that also matched a probe, with the scores of both added up."""
    if scores is not None and more is not None:
        scores += more
    if not is_masked(documents):
        if matched.all():
            return documents, scores
        return documents[matched], None if scores is None else scores[matched]
    documents = documents & matched
    count = int(np.count_nonzero(documents))
    if not is_large(2 * count, len(documents)):
        numbers = listed(documents)
        return numbers, None if scores is None else scores.take(numbers)
    if scores is not None:
        scores *= documents
    return documents, scores


class AnyOf(Node):
    """Documents that match at least one part."""

    def __init__(self, parts: Sequence[Node]) -> None:
        """At least two parts of one segment."""
        self.doc_count = parts[0].doc_count
        self.parts = sorted(parts, key=lambda part: -part.bound)
        """The part with the most documents first."""
        total = sum(part.bound for part in parts)
        self.bound = min(total, self.doc_count)
        self.costly = any(part.costly for part in parts)
        self.positive = all(part.positive for part in parts)
        largest = self.parts[0].bound
        # What is merged into the largest is looked up there, which is dearer than writing it into a mask.
        self._large = is_large(largest, self.doc_count) or is_large(2 * (total - largest), self.doc_count)

    def hits(self, scored: bool) -> Hits:
        """The union of what the parts match."""
        if self._large:
            return _masked_union((part.hits(scored) for part in self.parts), self.doc_count)
        found = [part.hits(scored) for part in self.parts]
        if any(is_masked(documents) for documents, _ in found):
            return _masked_union(found, self.doc_count)
        return merge(*found[0], *found[1]) if len(found) == 2 else merge_many(found)

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` match a part."""
        matched, scores = self.parts[0].probe(documents, scored)
        for part in self.parts[1:]:
            again, more = part.probe(documents, scored)
            matched = matched | again
            if scores is not None and more is not None:
                scores += more
        return matched, scores


def _masked_union(found: Iterable[Hits], doc_count: int) -> Hits:
    """The union of sets of any shape as a mask: each is written into it and let go."""
    mask = np.zeros(doc_count, MASK)
    total: Scores | None = None
    for documents, scores in found:
        if is_masked(documents):
            mask |= documents
        else:
            mask[documents] = True
        if scores is None:
            continue
        if is_masked(documents):
            total = scores if total is None else np.add(total, scores, out=total)
        else:
            total = np.zeros(doc_count, np.float32) if total is None else total
            total[documents] += scores
    return mask, total


class BestOf(AnyOf):
    """Documents that match at least one part, scored by the best of them (Whoosh's DisjunctionMax)."""

    def hits(self, scored: bool) -> Hits:
        """The union of what the parts match."""
        documents, _ = super().hits(False)
        if not scored:
            return documents, None
        _, scores = self.probe(documents, True)
        if scores is not None and is_masked(documents):
            scores *= documents
        return documents, scores

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` match a part."""
        matched, best = self.parts[0].probe(documents, scored)
        for part in self.parts[1:]:
            again, scores = part.probe(documents, scored)
            if best is not None and scores is not None:
                # Not simply the greater number: a part that does not match must not win with its zero.
                best = np.where(matched & again, np.maximum(best, scores), np.where(again, scores, best))
            matched = matched | again
        return matched, best


class Without(Node):
    """Documents that match one node and not another."""

    def __init__(self, wanted: Node, unwanted: Node) -> None:
        """Only ``wanted`` is scored."""
        self.doc_count = wanted.doc_count
        self._wanted = wanted
        self._unwanted = unwanted
        self.bound = wanted.bound
        self.costly = wanted.costly or unwanted.costly
        self.positive = wanted.positive
        self.constant = wanted.constant

    def hits(self, scored: bool) -> Hits:
        """What is wanted, less what is not."""
        documents, scores = self._wanted.hits(scored)
        unwanted, _ = self._unwanted.probe(documents, False)
        return _both(documents, scores, ~unwanted, None)

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` are wanted and not unwanted."""
        matched, scores = self._wanted.probe(documents, scored)
        unwanted, _ = self._unwanted.probe(documents, False)
        matched = matched & ~unwanted
        if scores is not None:
            scores *= matched
        return matched, scores


def not_in(unwanted: Node, score: float) -> Node:
    """Every document that does not match, scored ``score``."""
    return Without(Everything(unwanted.doc_count, score), unwanted)


class Optionally(Node):
    """Documents of the first node; the second only adds to the score (Whoosh's AndMaybe)."""

    def __init__(self, required: Node, optional: Node) -> None:
        """``optional`` is asked only when scores are."""
        self.doc_count = required.doc_count
        self._required = required
        self._optional = optional
        self.bound = required.bound
        self.costly = required.costly or optional.costly
        self.positive = required.positive and optional.positive

    def hits(self, scored: bool) -> Hits:
        """What the first node matches."""
        documents, scores = self._required.hits(scored)
        if scores is not None:
            _, more = self._optional.probe(documents, True)
            if more is not None:
                scores += more * documents if is_masked(documents) else more
        return documents, scores

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` the first node matches."""
        matched, scores = self._required.probe(documents, scored)
        if scores is not None:
            _, more = self._optional.probe(documents, True)
            if more is not None:
                scores += more * matched
        return matched, scores


class Required(Node):
    """Documents that match both nodes, scored by the first alone (Whoosh's Require; filters)."""

    def __init__(self, scored: Node, required: Node) -> None:
        """``required`` is never scored."""
        self.doc_count = scored.doc_count
        self._scored = scored
        self._required = required
        self.bound = min(scored.bound, required.bound)
        self.costly = scored.costly or required.costly
        self.positive = scored.positive
        self.constant = scored.constant

    def hits(self, scored: bool) -> Hits:
        """What both match, from the rarer one outwards."""
        if self._required.bound < self._scored.bound and not self._required.costly:
            documents, _ = self._required.hits(False)
            matched, scores = self._scored.probe(documents, scored)
            return _both(documents, scores, matched, None)
        documents, scores = self._scored.hits(scored)
        matched, _ = self._required.probe(documents, False)
        return _both(documents, scores, matched, None)

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` match both."""
        matched, scores = self._scored.probe(documents, scored)
        required, _ = self._required.probe(documents, False)
        matched = matched & required
        if scores is not None:
            scores *= matched
        return matched, scores
