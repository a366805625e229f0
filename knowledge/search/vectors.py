"""The vectors that ship with the project, so that a first start need not compute them: half precision, keyed by content hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from knowledge.search.embedding import BUNDLED, Embedder, Vector
from knowledge.search.units import Unit

SHIPPED = Path(__file__).parent / "vectors.npz"


@cache
def shipped() -> Mapping[str, Vector]:
    """Vectors of the bundled model by content hash; empty where the file is missing."""
    if not SHIPPED.exists():
        return {}
    with np.load(SHIPPED) as data:
        rows = data["vectors"].astype(np.float32)
        return dict(zip((name.decode() for name in data["hashes"]), rows, strict=True))


def embed(wanted: Iterable[Unit], model: Embedder) -> Iterable[tuple[Unit, Vector]]:
    """Every unit with its vector: a shipped one where there is one, else computed."""
    known = shipped() if model.name == BUNDLED else {}
    for unit in wanted:
        yield unit, known[unit.hash] if unit.hash in known else _vector(unit, model)


def _vector(unit: Unit, model: Embedder) -> Vector:
    """A question is embedded as one, so that what an owner types meets it in the same space."""
    return model.query(unit.text) if unit.kind == "question" else model.passages([unit.text])[0]


def ship(all_units: Iterable[Unit], model: Embedder) -> int:
    """Write the file anew, keeping the vectors whose text is unchanged. The number that had to be computed."""
    known = shipped()
    pairs = {unit.hash: vector for unit, vector in embed(all_units, model)}
    names = sorted(pairs)
    np.savez_compressed(
        SHIPPED,
        hashes=np.array([name.encode() for name in names]),
        vectors=np.stack([pairs[name] for name in names]).astype(np.float16),
    )
    shipped.cache_clear()
    return len(set(pairs) - set(known))
