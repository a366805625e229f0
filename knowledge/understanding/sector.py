"""Which sector playbook fits an offering, by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.playbook import Playbook, SectorWords
from knowledge.understanding.text import tokens

FALLBACK = "general"
WAYS_OF_SELLING = ("subscription", "business")
"""Sectors that are about how something is sold: coffee is food, coffee by subscription is a subscription."""
EXACT, FORM, COMPOUND, FIRST_PART = 4.0, 3.5, 3.0, 1.5
ENDINGS = ("tjes", "tje", "jes", "je", "en", "es", "'s", "s", "e")
MOST_WORDS = 300


@dataclass(frozen=True)
class _Vocabulary:
    """A playbook's words: single ones as written, their forms, and phrases as the forms of each part."""

    singles: frozenset[str]
    forms: frozenset[str]
    phrases: tuple[tuple[frozenset[str], ...], ...]


def sector(text: str, books: Mapping[str, Playbook]) -> list[tuple[str, float]]:
    """The playbooks whose words occur in the text with a score, best first.

    The general one is never among them: where a kind of product without a sector of its own fits best, nothing is.
    """
    found = _ranked(text, {key: _all_words(book) for key, book in books.items() if key != FALLBACK})
    unsorted = _ranked(text, {each.id: each.words for each in books[FALLBACK].flavours}) if FALLBACK in books else []
    return [] if found and unsorted and unsorted[0][1] > found[0][1] else found


def flavour(text: str, book: Playbook) -> str | None:
    """The kind of product within a sector that a text names, or None."""
    found = _ranked(text, {each.id: each.words for each in book.flavours})
    return found[0][0] if found else None


def _all_words(book: Playbook) -> SectorWords:
    """A sector is known by its own words and by those of the kinds of product in it; a way of selling only by its own."""
    known = [book.words, *(each.words for each in book.flavours if book.id not in WAYS_OF_SELLING)]
    return SectorWords(nl=[word for each in known for word in each.nl], en=[word for each in known for word in each.en])


def _ranked(text: str, known: Mapping[str, SectorWords]) -> list[tuple[str, float]]:
    words = [token.word for token in tokens(text)][:MOST_WORDS]
    scores = {key: _score(words, _vocabulary(*each.nl, *each.en)) for key, each in known.items()}
    return sorted(((key, score) for key, score in scores.items() if score > 0), key=lambda pair: (-pair[1], pair[0]))


@lru_cache(maxsize=256)
def _vocabulary(*phrases: str) -> _Vocabulary:
    parts = [[token.word for token in tokens(phrase)] for phrase in phrases]
    singles = [words[0] for words in parts if len(words) == 1]
    forms = frozenset(form for single in singles for form in _forms(single))
    return _Vocabulary(frozenset(singles), forms, tuple(tuple(map(_forms, words)) for words in parts if len(words) > 1))


def _score(words: Sequence[str], vocabulary: _Vocabulary) -> float:
    """The best fit of every word of the text, added up; a phrase counts more than a word."""
    known = frozenset(form for word in words for form in _forms(word))
    phrases = [phrase for phrase in vocabulary.phrases if all(part & known for part in phrase)]
    found = sum(EXACT + len(phrase) for phrase in phrases if _holds(words, phrase))
    return found + sum(_fit(word, vocabulary) for word in dict.fromkeys(words))


def _holds(words: Sequence[str], phrase: tuple[frozenset[str], ...]) -> bool:
    starts = range(len(words) - len(phrase) + 1)
    return any(all(_forms(word) & part for word, part in zip(words[at:], phrase, strict=False)) for at in starts)


def _fit(word: str, vocabulary: _Vocabulary) -> float:
    if word in vocabulary.singles:
        return EXACT
    forms = _forms(word)
    if forms & vocabulary.forms:
        return FORM
    word = word[:60]
    if any(form[at:] in vocabulary.forms for form in forms for at in range(2, min(len(form), 60) - 3)):
        return COMPOUND
    return FIRST_PART if any(word[:end] in vocabulary.forms for end in range(5, len(word))) else 0.0


@lru_cache(maxsize=8192)
def _forms(word: str) -> frozenset[str]:
    """The word with and without its ending: plant, plantje and planten meet; so do boot and boten, les and lessen."""
    word = word.replace("-", "")
    bare = [word, *(word[: -len(ending)] for ending in ENDINGS if word.endswith(ending) and len(word) - len(ending) >= 3)]
    return frozenset(_even(form) for form in bare)


def _even(stem: str) -> str:
    """One spelling for long vowels, doubled consonants and a hardened last letter."""
    stem = re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", stem)
    stem = re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", stem)
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1:], stem[-1:])
