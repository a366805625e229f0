"""Text as the rules see it: folded letters, words with their places, phrases found with a typo allowed.

Folding keeps every character at its place, so that what is found can be cut verbatim out of the owner's message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from rapidfuzz.distance import OSA

from prompts.catalog import load

T = TypeVar("T")
WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
EDGES = " \t\r\n.,;:-–—=>→•*·|/"
MODIFIERS = re.compile(r"[\ufe0f\u200d\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, folded, with where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase that was found: its value, the tokens it covers and its place in the text."""

    value: T
    first: int
    last: int
    start: int
    end: int


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in "’‘`´":
        return "'"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """The text in lower case without accents, as long as the original."""
    return text.lower() if text.isascii() else "".join(map(_fold_char, text))


def tokens(text: str) -> list[Token]:
    """The words of a text in order."""
    folded = fold(text)
    return [Token(found.group(), found.start(), found.end()) for found in WORD.finditer(folded)]


def squeeze(text: str) -> str:
    """The text with every run of white space made one space, trimmed."""
    return " ".join(text.split())


def trim(text: str) -> str:
    """The text without white space and separators at its edges; a number's minus sign and a bracket stay."""
    text = squeeze(text).strip(EDGES).strip()
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        return trim(text[1:-1])
    return text


def without(text: str, start: int, end: int) -> str:
    """What is left when a span is taken out: one side of it, or the whole text where both sides hold words."""
    left, right = trim(text[:start]), trim(text[end:])
    if WORD.search(left) and WORD.search(right):
        return squeeze(text)
    return left if WORD.search(left) else right


@cache
def lexicon(name: str) -> Any:
    """A word list of prompts/lexicon, shared and read-only."""
    return load(f"lexicon/{name}")


def both(words: Mapping[str, Sequence[str]]) -> list[str]:
    """The words of both languages: owners mix them."""
    return [*words["nl"], *words["en"]]


def pattern(words: Sequence[str]) -> str:
    """A regular expression for any of the words, longest first; folded, with any white space between words."""
    ordered = sorted({fold(word) for word in words}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


class Phrases(Generic[T]):
    """Phrases with a value each, looked up in running text: leftmost, then longest; typos in long words allowed."""

    def __init__(self, phrases: Mapping[str, T], *, fuzzy: int = 6) -> None:
        """`fuzzy` is the shortest word in which one slip is forgiven (0: none)."""
        self._phrases = {tuple(token.word for token in tokens(phrase)): value for phrase, value in phrases.items()}
        self._phrases.pop((), None)
        self._longest = max(map(len, self._phrases), default=0)
        self._fuzzy = fuzzy
        self._singles = sorted(key[0] for key in self._phrases if len(key) == 1 and fuzzy and len(key[0]) >= fuzzy)

    def find(self, words: Sequence[Token]) -> list[Match[T]]:
        """Every phrase in the words, none overlapping."""
        found: list[Match[T]] = []
        at = 0
        while at < len(words):
            hit = self._at(words, at)
            if hit is not None:
                found.append(hit)
                at = hit.last
            at += 1
        return found

    def get(self, word: str) -> T | None:
        """The value of one folded word, as it stands or with a slip."""
        exact = self._phrases.get((word,))
        if exact is not None or not self._fuzzy:
            return exact
        near = self._near(word)
        return self._phrases[(near,)] if near else None

    def _at(self, words: Sequence[Token], at: int) -> Match[T] | None:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            value = self._phrases.get(tuple(token.word for token in words[at : at + length]))
            if value is not None:
                return Match(value, at, at + length - 1, words[at].start, words[at + length - 1].end)
        value = self.get(words[at].word)
        return None if value is None else Match(value, at, at, words[at].start, words[at].end)

    def _near(self, word: str) -> str | None:
        if len(word) < self._fuzzy - 1:
            return None
        slips = 2 if len(word) >= 10 else 1
        close = ((OSA.distance(word, single, score_cutoff=slips), single) for single in self._singles if single[0] == word[0])
        best = min((pair for pair in close if pair[0] <= slips), default=None)
        return best[1] if best else None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The places of the sentences and lines of a text; an abbreviation, a number or an address does not end one."""
    start = 0
    for found in re.finditer(r"(?:[.!?…]+[\"'”’)]*(?=\s)|\n)\s*", text):
        before = text[start : found.start()].split()
        if found.group().startswith(".") and "\n" not in found.group() and before and _abbreviated(before[-1]):
            continue
        if text[start : found.end()].strip():
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def _abbreviated(word: str) -> bool:
    word = fold(word).strip("(\"'")
    return (
        word in lexicon("lists")["abbreviations"]
        or bool(re.fullmatch(r"[a-z](\.[a-z])+", word))
        or (word.isdigit() and len(word) <= 2)
    )
