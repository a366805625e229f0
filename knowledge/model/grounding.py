"""What a model says is only taken over where the owner, the map or the guidance says it too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.understanding.text import WORD, fold, squeeze

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
CITED = re.compile(r"\[(\d+)\]")


def literal(text: str, quote: str) -> str | None:
    """The stretch of a message that a quote repeats, white space and case apart, in the owner's own letters; None when the owner
    never wrote it."""
    words = [re.escape(word) for word in fold(quote).split()]
    if not words or not WORD.search(quote):
        return None
    found = re.search(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", fold(text))
    return squeeze(text[found.start() : found.end()]) if found else None


def has_only_numbers_of(sentence: str, sources: Iterable[str]) -> bool:
    """Whether every figure of a sentence stands in one of the sources."""
    known = {number for source in sources for number in NUMBER.findall(source)}
    return all(number in known for number in NUMBER.findall(CITED.sub("", sentence)))


def cites_only(sentence: str, passages: Sequence[str]) -> bool:
    """Whether a sentence cites at least one passage, none that was not given, and no figure that those do not hold."""
    cited = [int(number) for number in CITED.findall(sentence)]
    if not cited or not all(1 <= number <= len(passages) for number in cited):
        return False
    return has_only_numbers_of(sentence, (passages[number - 1] for number in cited))
