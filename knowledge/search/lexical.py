"""BM25 over articles: once by the stems of words, once by pieces of words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it asks for everything when it is imported
Scores = NDArray[np.float32]
Cut = Callable[[str], list[str]]


class Bm25:
    """Scores of all documents for a question. `cut` makes the terms of a text."""

    def __init__(self, documents: Sequence[str], cut: Cut, *, k1: float = 1.2, b: float = 0.5) -> None:
        self._cut = cut
        self._count = len(documents)
        self._index = bm25s.BM25(method="lucene", k1=k1, b=b)
        self._index.index([cut(document) for document in documents], show_progress=False)

    def scores(self, question: str) -> Scores:
        """A score per document; all 0 when no term of the question is known."""
        terms = [term for term in self._cut(question) if term in self._index.vocab_dict]
        if not terms:
            return np.zeros(self._count, dtype=np.float32)
        found: Scores = self._index.get_scores(terms)
        return found
