"""The last resort where no word is known: what a text is most like among labelled examples, by the bundled embedding model."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from knowledge.search.embedding import Embedder, NoEmbeddings, Vector, embedder
from knowledge.understanding.text import lexicon

NEAREST = 2


@lru_cache(maxsize=512)
def nearest(kind: str, text: str) -> str | None:
    """The label whose examples a text is most like; None when none stands out, or where the model does not load."""
    model = _model()
    if model is None or not text.strip():
        return None
    try:
        labels, examples = _examples(kind)
        likeness = examples @ model.query(text[:300])
    except NoEmbeddings:
        return None
    close = {label: _likeness(likeness[[at for at, each in enumerate(labels) if each == label]]) for label in set(labels)}
    first, second = sorted(close.values(), reverse=True)[:2]
    rules = lexicon("meanings")[kind]
    stands_out = first >= rules["least"] and first - second >= rules["margin"]
    return max(close, key=lambda label: close[label]) if stands_out else None


def _likeness(found: Vector) -> float:
    return float(np.sort(found)[-NEAREST:].mean())


@cache
def _examples(kind: str) -> tuple[tuple[str, ...], Vector]:
    """The examples of a kind with their labels. Both languages together: the model reads them alike."""
    model = _model()
    assert model is not None
    pairs = [
        (label, text) for label, words in lexicon("meanings")[kind]["examples"].items() for text in (*words["nl"], *words["en"])
    ]
    return tuple(label for label, _ in pairs), np.stack([model.query(text) for _, text in pairs])


@cache
def _model() -> Embedder | None:
    try:
        return embedder()
    except NoEmbeddings:
        return None
