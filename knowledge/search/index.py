"""Everything that search reads, opened once: vectors in Chroma, word statistics, the learned layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import structlog

from journey.model import Language
from knowledge.library import articles
from knowledge.search import head as heads
from knowledge.search.embedding import BUNDLED, Embedder, NoEmbeddings, embedder
from knowledge.search.head import Head
from knowledge.search.lexical import Bm25
from knowledge.search.units import LANGUAGES, units
from knowledge.search.wordings import subjects, wordings
from knowledge.search.words import pieces, stems

Progress = Callable[[int, int], None]
log = structlog.get_logger()


@dataclass(frozen=True)
class Place:
    """Where the index is: a folder, or a Chroma server; and which model makes the vectors."""

    folder: Path = Path(".data/index")
    chroma_url: str = ""
    embeddings: str = BUNDLED


STAMP = "made-from"


def is_made(place: Place) -> bool:
    """Whether the index in a folder is of the articles as they are; told without opening it. A server is always asked."""
    stamp = place.folder / STAMP
    return not place.chroma_url and stamp.exists() and stamp.read_text(encoding="utf-8") == _stamp(place)


def _stamp(place: Place) -> str:
    return sha256(f"{place.embeddings} {sorted(unit.hash for unit in units())}".encode()).hexdigest()


@cache
def index_at(place: Place) -> Index:
    """The index there, once per process: whatever is loaded is shared."""
    return Index(place)


class Index:
    """Opened lazily: who never asks anything never loads a model."""

    def __init__(self, place: Place, progress: Progress | None = None) -> None:
        """`progress` is told how far the vectors are, of how many, when there are any to write."""
        self.place = place
        self._progress = progress

    def open(self) -> Index:
        """Load everything now, so that the first question is answered as fast as the others."""
        _ = self.dense, [self.words[language].stems for language in LANGUAGES]
        return self

    @cached_property
    def trouble(self) -> str:
        """Why search works by words alone; empty when all is well."""
        return "" if self.dense else self._trouble

    _trouble = ""

    @cached_property
    def dense(self) -> Dense | None:
        """Search by meaning; None, with the reason in the log, where it cannot be had."""
        try:
            return Dense(self.place, self._progress)
        except (NoEmbeddings, ValueError, OSError) as error:
            self._trouble = str(error)
            log.warning("search.by_words_only", why=str(error))
            return None

    @cached_property
    def words(self) -> Mapping[Language, Lexical]:
        return {language: Lexical(language) for language in LANGUAGES}


class Dense:
    """Vectors: what is near a question, and which subjects the learned layer sees in it."""

    def __init__(self, place: Place, progress: Progress | None = None) -> None:
        """Brings the index up to date first. Raises `NoEmbeddings`, `ValueError` or `OSError`."""
        from knowledge.search.store import VectorStore, connect  # noqa: PLC0415  chromadb takes most of a second to import

        self.model: Embedder = embedder(place.embeddings)
        with connect(place.folder, place.chroma_url) as client:
            self.store = VectorStore(client, self.model)
            self.written, self.count = self.store.sync(units(), progress), len(units())
        if not place.chroma_url:
            (place.folder / STAMP).write_text(_stamp(place), encoding="utf-8")
        kept = heads.load()
        self.head: Head | None = kept if heads.usable(kept, self.model) else None


class Lexical:
    """Word statistics of one language: of all ways to ask for a subject, and of the articles themselves."""

    def __init__(self, language: Language) -> None:
        asked = ["\n".join(wordings(language)[name]) for name in subjects()]
        self.stems = Bm25(asked, lambda text: stems(text, language))
        self.pieces = Bm25(asked, pieces)
        self._language = language

    @cached_property
    def articles(self) -> Bm25:
        """Titles, own questions and texts, as a plain search engine would have them: what ours is compared with."""
        texts = ["\n".join([each.title, *each.questions, each.text]) for each in articles(self._language).values()]
        return Bm25(texts, lambda text: stems(text, self._language))
