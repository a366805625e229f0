"""Makes the files that ship with the project: vectors of every passage and question, and the layer learned from all wordings.

Run `python -m knowledge.search.training` after a change of articles, wordings or topics; a test tells when that is due. What was
embedded before is kept in a scratch file beside the index, so that only what changed takes time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from knowledge.search import head, vectors
from knowledge.search.embedding import Embedder, Vector, embedder
from knowledge.search.units import LANGUAGES, units
from knowledge.search.wordings import subjects, wordings

SCRATCH = Path(".data/wordings.npz")


def main() -> None:
    """Bring both files up to date and say what changed."""
    model = embedder()
    computed = vectors.ship(units(), model)
    known = _known()
    pairs = [(words, at) for language in LANGUAGES for at, name in enumerate(subjects()) for words in wordings(language)[name]]
    rows = _embedded([words for words, _ in pairs], known, model)
    head.fit(rows, [at for _, at in pairs]).save(head.SHIPPED)
    sys.stdout.write(f"{computed} vectors computed, a layer learned from {len(pairs)} wordings\n")


def _embedded(texts: list[str], known: dict[str, Vector], model: Embedder) -> Vector:
    for text in texts:
        if text not in known:
            known[text] = model.query(text)
    SCRATCH.parent.mkdir(exist_ok=True)
    names = sorted(known)
    np.savez(SCRATCH, texts=np.array(names), vectors=np.stack([known[name] for name in names]))
    return np.stack([known[text] for text in texts])


def _known() -> dict[str, Vector]:
    if not SCRATCH.exists():
        return {}
    with np.load(SCRATCH) as data:
        return dict(zip(map(str, data["texts"]), data["vectors"], strict=True))


if __name__ == "__main__":
    main()
