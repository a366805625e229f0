"""Numbers as owners type them, and the small words around a quantity."""

from __future__ import annotations

import re
from functools import cache

from knowledge.understanding.text import WORD, both, fold, lexicon, pattern, without

DIGITS = r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?:\s?½)?|½"


def number(typed: str) -> float:
    """The value of a number in digits or words: "1.000,50", "1½", "anderhalve". 0 when it is none."""
    typed = " ".join(fold(typed).split())
    if typed in numbers():
        return numbers()[typed]
    half = 0.5 if "½" in typed else 0.0
    digits = typed.replace("½", "").strip()
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", digits):
        digits = re.sub(r"[.,](?=\d{3})", "", digits)
    return (float(digits.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", digits) else 0.0) + half


def rest(text: str, start: int, end: int) -> str:
    """What is left of a text without a span; empty when no word is."""
    left = without(text, start, end)
    return left if WORD.search(left) else ""


@cache
def numbers() -> dict[str, float]:
    """Every number in words, folded."""
    numbers = lexicon("quantities")["numbers"]
    return {word: float(value) for language in numbers.values() for word, value in language.items()}


@cache
def a_number() -> str:
    """A regular expression for a number in digits or words."""
    return rf"(?:{DIGITS}|{pattern(list(numbers()))}(?![a-z]))"


@cache
def around(name: str) -> str:
    """A regular expression for a word list of the quantities lexicon."""
    return pattern(both(lexicon("quantities")[name]))
