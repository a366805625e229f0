"""The vectors in Chroma: a folder on disk by default, a server when the operator names one."""

from __future__ import annotations

import fcntl
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, cast

import chromadb
from chromadb.api import ClientAPI
from chromadb.config import Settings

from knowledge.search.embedding import Embedder, Vector
from knowledge.search.units import Unit
from knowledge.search.vectors import embed

BATCH = 256


class VectorStore:
    """Units by meaning. `sync` makes it hold just these units; a unit whose text did not change is not touched."""

    def __init__(self, client: ClientAPI, model: Embedder) -> None:
        self._model = model
        name = "reisgids-" + re.sub(r"[^a-zA-Z0-9]+", "-", model.name).strip("-")[:40]
        # No embedding function: Chroma's own would fetch a model over the network.
        self._collection = client.get_or_create_collection(name, embedding_function=None, metadata={"hnsw:space": "cosine"})

    def sync(self, wanted: Sequence[Unit], progress: Callable[[int, int], None] | None = None) -> int:
        """Add what is new or changed, drop what is gone. The number written: 0 when nothing changed."""
        held = set(self._collection.get(include=[])["ids"])
        ids = {_id(unit): unit for unit in wanted}
        gone, new = sorted(held - ids.keys()), [unit for name, unit in ids.items() if name not in held]
        pairs = iter(embed(new, self._model))
        done = 0
        while batch := list(islice(pairs, BATCH)):
            self._add(batch)
            done += len(batch)
            if progress:
                progress(done, len(new))
        if gone:
            self._collection.delete(ids=gone)
        return len(new) + len(gone)

    def near(self, vector: Vector, most: int, language: str | None = None) -> list[tuple[str, str, float]]:
        """The nearest units: place, article and cosine similarity, best first."""
        where: Any = {"language": language} if language else None
        found = self._collection.query(
            query_embeddings=cast(Any, [vector]), n_results=most, where=where, include=["metadatas", "distances"]
        )
        metadatas, distances = found["metadatas"] or [[]], found["distances"] or [[]]
        pairs = zip(metadatas[0], distances[0], strict=True)
        return [(str(about["place"]), str(about["article"]), 1.0 - distance) for about, distance in pairs]

    def _add(self, batch: Sequence[tuple[Unit, Vector]]) -> None:
        self._collection.upsert(
            ids=[_id(unit) for unit, _ in batch],
            embeddings=cast(Any, [vector for _, vector in batch]),
            documents=[unit.text for unit, _ in batch],
            metadatas=[
                {"place": unit.id, "article": unit.article, "kind": unit.kind, "language": unit.language} for unit, _ in batch
            ],
        )


def _id(unit: Unit) -> str:
    """Place and content: a unit that moves or changes is another one."""
    return f"{unit.id}@{unit.hash}"


@contextmanager
def connect(folder: Path, url: str = "") -> Iterator[ClientAPI]:
    """Chroma in a folder, or the server at a URL. While this lasts no other process changes the folder.

    Two processes that start together would otherwise both fill it. Raises `ValueError` or `OSError`, saying what to mend.
    """
    if url:
        yield _server(url)
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield chromadb.PersistentClient(str(folder), settings=_settings())


def _server(url: str) -> ClientAPI:
    found = re.fullmatch(r"(https?)://([^/:]+)(?::(\d+))?/?", url)
    if found is None:
        raise ValueError("CHROMA_URL is not an address such as http://host:8000")
    secure = found[1] == "https"
    try:
        return chromadb.HttpClient(host=found[2], port=int(found[3] or (443 if secure else 80)), ssl=secure, settings=_settings())
    except Exception as error:
        reason = f"the Chroma server of CHROMA_URL does not answer ({type(error).__name__}); start it, or unset CHROMA_URL"
        raise ValueError(reason) from None


def _settings() -> Settings:
    return Settings(anonymized_telemetry=False)
