"""What is indexed: passages of articles, and the questions that each article says it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from typing import Literal

from journey.model import Language
from knowledge.library import PARTS, Article, articles

LANGUAGES: tuple[Language, ...] = ("nl", "en")
Kind = Literal["passage", "question"]


@dataclass(frozen=True)
class Unit:
    """One text of an article with an id of its own, such as `nl/returns#steps`."""

    id: str
    kind: Kind
    article: str
    language: Language
    text: str

    @cached_property
    def hash(self) -> str:
        """Changes with the text: a vector belongs to it as long as this is the same."""
        return sha256(f"{self.kind}\n{self.text}".encode()).hexdigest()[:32]


@cache
def units() -> Sequence[Unit]:
    """Every unit of every article in both languages."""
    return [unit for language in LANGUAGES for article in articles(language).values() for unit in _units(article)]


def _units(article: Article) -> list[Unit]:
    """A passage carries the title: read alone, "do this first" is about nothing."""
    place = f"{article.language}/{article.id}"
    parts = [(f"{place}#{part}", f"{article.title}. {article.parts[part]}") for part in PARTS]
    asked = [(f"{place}?{number}", words) for number, words in enumerate([article.title, *article.questions])]
    return [
        *(Unit(name, "passage", article.id, article.language, text) for name, text in parts),
        *(Unit(name, "question", article.id, article.language, text) for name, text in asked),
    ]
