"""A message as its words and marks, and the labels that marked values give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.understanding.examples import Span
from knowledge.understanding.learned import common
from knowledge.understanding.text import fold

PIECE = re.compile(r"[^\W_]+(?:['’.\-@_][^\W_]+)*|\s*\n\s*|[^\w\s]|_")
SEPARATORS = frozenset({"", ";", "•", "·", "|"})
OUTSIDE, BEGIN, INSIDE = "O", "B-", "I-"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a mark, and its place in the message."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The words and marks of a message in order."""
    return [Piece(found.group(), found.start(), found.end()) for found in PIECE.finditer(text)]


def word_of(piece: Piece) -> str:
    """The word, folded; a new line or a bullet separates like a comma."""
    word = fold(piece.text).strip()
    return "," if word in SEPARATORS else word


def is_rare(piece: Piece) -> bool:
    """Whether a word is not one that owners of any shop use."""
    return piece.text[0].isalpha() and word_of(piece) not in common()


def labels(marks: Sequence[Span], found: Sequence[Piece]) -> list[str]:
    """The label of every piece, by the marks around it."""
    return [_label(piece, marks) for piece in found]


def _label(piece: Piece, marks: Sequence[Span]) -> str:
    span = next((span for span in marks if span.start < piece.end and piece.start < span.end), None)
    if span is None:
        return OUTSIDE
    return (BEGIN if piece.start <= span.start else INSIDE) + span.label
