"""From the vector of a question to a chance per subject: a linear layer, learned from the wordings of every subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.search.embedding import BUNDLED, Embedder, Vector
from knowledge.search.units import LANGUAGES
from knowledge.search.wordings import fingerprint, subjects, wordings

SHIPPED = Path(__file__).parent / "head.npz"
SHARPNESS = 8.0
"""The vectors of one model all point much the same way; what is left after taking the mean away is stretched by this."""
BIAS = 0.4
ROUNDS, RATE, DECAY = 250, 0.15, 3e-4
Logits = NDArray[np.float32]


@dataclass(frozen=True)
class Head:
    """`scores` are logits, one per subject in the order of `subjects()`. `made_from` is the fingerprint of the wordings."""

    middle: Vector
    weights: NDArray[np.float32]
    made_from: str

    def scores(self, vector: Vector) -> Logits:
        found: Logits = _spread(vector[None, :], self.middle)[0] @ self.weights
        return found

    def save(self, path: Path) -> None:
        """In half precision, which changes no ranking."""
        np.savez_compressed(
            path, middle=self.middle, weights=self.weights.astype(np.float16), made_from=np.array([self.made_from.encode()])
        )


def load(path: Path = SHIPPED) -> Head | None:
    """A kept layer, or None where there is none, or none for these subjects."""
    if not path.exists():
        return None
    with np.load(path) as data:
        weights = data["weights"].astype(np.float32)
        head = Head(data["middle"].astype(np.float32), weights, data["made_from"][0].decode())
    return head if weights.shape[1] == len(subjects()) else None


def learn(model: Embedder) -> Head:
    """Learn the layer anew: embeds every wording, so it takes minutes with the bundled model."""
    pairs = [
        (words, number) for language in LANGUAGES for number, name in enumerate(subjects()) for words in wordings(language)[name]
    ]
    vectors = np.stack([model.query(words) for words, _ in pairs])
    return fit(vectors, [number for _, number in pairs])


def fit(vectors: Vector, labels: Sequence[int]) -> Head:
    """Softmax regression by gradient descent (Adam), every subject counting the same."""
    middle = vectors.mean(axis=0)
    rows, right = _spread(vectors, middle), np.asarray(labels)
    count = len(subjects())
    target = np.eye(count, dtype=np.float32)[right]
    counts = np.bincount(right, minlength=count).clip(1)
    share = (1.0 / counts[right]).astype(np.float32)
    share /= share.mean()
    weights = np.zeros((rows.shape[1], count), dtype=np.float32)
    speed, size = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        slope = rows.T @ ((_chances(rows @ weights) - target) * share[:, None]) / len(rows) + DECAY * weights
        speed, size = 0.9 * speed + 0.1 * slope, 0.999 * size + 0.001 * slope * slope
        weights -= RATE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return Head(middle.astype(np.float32), weights, fingerprint())


def _spread(vectors: Vector, middle: Vector) -> Vector:
    ones = np.full((len(vectors), 1), BIAS, dtype=np.float32)
    return np.concatenate([(vectors - middle) * SHARPNESS, ones], axis=1)


def _chances(logits: Logits) -> Logits:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: Logits = raised / raised.sum(axis=1, keepdims=True)
    return found


def usable(head: Head | None, model: Embedder) -> bool:
    """Whether the shipped layer was learned with this model and these wordings."""
    return head is not None and model.name == BUNDLED and head.made_from == fingerprint()
