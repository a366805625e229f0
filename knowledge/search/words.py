"""A text as search sees it: stems for what words mean, pieces of words for compounds, typos and dialect."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from Stemmer import Stemmer

WORD = re.compile(r"[^\W_]+")
STEMMERS = {"nl": "dutch", "en": "english"}
SIZES = (3, 4, 5)
LONGEST = 40
"""Letters of a word that count: beyond that it is no word of a language."""


def words(text: str) -> list[str]:
    """The words in lower case without accents; an apostrophe joins."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("'", "").replace("’", ""))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return [word[:LONGEST] for word in WORD.findall(bare)]


def stems(text: str, language: str) -> list[str]:
    """The words without their endings."""
    return list(_stemmer(language).stemWords(words(text)))


def pieces(text: str) -> list[str]:
    """Every run of three to five letters, word ends marked: `verzendkosten` and `bezorgkosten` share those of `kosten`."""
    return [piece for word in words(text) for piece in _cut(f"_{word}_")]


def _cut(word: str) -> Iterator[str]:
    return (word[at : at + size] for size in SIZES for at in range(len(word) - size + 1))


@cache
def _stemmer(language: str) -> Stemmer:
    return Stemmer(STEMMERS[language])


def known(text: Sequence[str], vocabulary: frozenset[str]) -> float:
    """The share of words that stand in a vocabulary; 0 for no words."""
    return sum(word in vocabulary for word in text) / len(text) if text else 0.0
