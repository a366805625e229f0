"""Vectors kept between two trainings, so that only what is new takes time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.search.embedding import Embedder, Vector

FOLDER = Path(".data")


def embedded(texts: Sequence[str], model: Embedder, name: str) -> Vector:
    """A row per text. `name` is that of the scratch file."""
    path = FOLDER / f"{name}.npz"
    known = _known(path)
    for text in texts:
        if text not in known:
            known[text] = model.query(text)
    FOLDER.mkdir(exist_ok=True)
    np.savez(path, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[text] for text in texts])


def _known(path: Path) -> dict[str, Vector]:
    if not path.exists():
        return {}
    with np.load(path) as data:
        return dict(zip(map(str, data["texts"]), data["vectors"], strict=True))
