"""What a message is as a whole: a maximum entropy classifier over its words and its meaning, learned from examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.search.embedding import Embedder, NoEmbeddings, Vector, embedder
from knowledge.understanding.guesses import hints
from knowledge.understanding.learned import tagger
from knowledge.understanding.pieces import pieces
from knowledge.understanding.text import fold

LONGEST_READ = 300
STRETCH = 6.0
"""The vectors of the model all point much the same way; the differences are stretched to count beside words."""
LETTERS = 4


@dataclass(frozen=True, slots=True)
class Label:
    """What a message is, and how sure that is (0 to 1)."""

    name: str
    chance: float


@lru_cache(maxsize=512)
def label(kind: str, text: str, at: str = "") -> Label:
    """The likeliest label of a message; `at` is the kind of answer that was asked for, where that matters."""
    model = tagger(kind)
    model.set([features(text, meaning(text), at, hints(kind, text))])
    return max((Label(name, model.marginal(name, 0)) for name in model.labels()), key=lambda found: found.chance)


def features(text: str, vector: Vector | None, at: str = "", hinted: Sequence[str] = ()) -> dict[str, float]:
    """The words, their pairs, runs of letters and the meaning of a message, where it was said and what the rules take it for."""
    words = [fold(piece.text).strip() or "\\n" for piece in pieces(text)][:60]
    padded = ["<", *words, ">"]
    named = {f"w={word}" for word in words} | {f"p={first} {second}" for first, second in pairwise(padded)}
    named |= {f"t={a} {b} {c}" for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)}
    named |= {f"rule{rank}={hint}" for rank, hint in enumerate(hinted)}
    if at:
        named |= {f"at={at}", f"at={at} {'?' in text}", f"at={at} {padded[1]}"}
    runs = {f"l={run}" for run in _runs(" ".join(padded))}
    found = dict.fromkeys(sorted(named), 1.0) | dict.fromkeys(sorted(runs), 0.3) | {f"n={min(len(words), 12)}": 0.5}
    return found | ({} if vector is None else {f"e{at}": float(value) for at, value in enumerate(vector)})


@lru_cache(maxsize=64)
def meaning(text: str) -> Vector | None:
    """The vector of a message, stretched; None where the model does not load."""
    try:
        return spread(_model().query(text[:LONGEST_READ]))
    except NoEmbeddings:
        return None


def spread(vector: Vector) -> Vector:
    """A vector without what all have in common, stretched."""
    found: Vector = (vector - _middle()) * STRETCH
    return found


def _runs(text: str) -> Sequence[str]:
    return [text[at : at + LETTERS] for at in range(len(text) - LETTERS + 1)]


@cache
def _model() -> Embedder:
    return embedder()


@cache
def _middle() -> Vector:
    from knowledge.search.head import load  # noqa: PLC0415

    found = load()
    assert found is not None
    return found.middle
