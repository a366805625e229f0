"""Texts ready to copy: mails, lines for the site, messages and questions to customers, with the map's own words in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from journey.model import JourneyMap, Language
from knowledge.playbook import Phase, SectorWords
from knowledge.weaving import placeholders

FILE = Path(__file__).parent / "texts.yaml"
Kind = Literal["mail", "site", "chat", "card", "question"]


class Pair(BaseModel):
    """A text in both languages, of any length."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def text(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


class CopyText(BaseModel):
    """One text. `articles` are the subjects it serves, best first; `questions` how owners ask for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: Kind
    title: Pair
    when: Pair
    articles: Annotated[list[str], Field(min_length=1)]
    phases: list[Phase]
    sectors: list[str] = []
    questions: SectorWords
    subject: Pair | None = None
    body: Annotated[list[Pair], Field(min_length=1)]


@dataclass(frozen=True)
class Ready:
    """A text as it is handed over: what it is, when to use it, and the words to copy."""

    title: str
    when: str
    words: str


@cache
def copy_texts() -> Mapping[str, CopyText]:
    """All texts by id."""
    data = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {text.id: text for text in TypeAdapter(list[CopyText]).validate_python(data)}


def fill(text: CopyText, words: Mapping[str, str], language: Language) -> Ready:
    """The text with the owner's words in it. A paragraph for which the map has no words is left out."""
    paragraphs = [pair.text(language) for pair in text.body]
    body = "\n\n".join(_filled(paragraph, words) for paragraph in paragraphs if placeholders(paragraph) <= set(words))
    subject = f"{_filled(text.subject.text(language), words)}\n\n" if text.subject else ""
    return Ready(text.title.text(language), text.when.text(language), subject + body)


def offered(articles: Sequence[str], sector: str, most: int = 2) -> list[CopyText]:
    """The texts that serve these articles, those of the best article first."""
    fitting = [text for text in copy_texts().values() if not text.sectors or sector in text.sectors]
    ranked = [
        (articles.index(article), text.articles.index(article), text)
        for text in fitting
        for article in text.articles
        if article in articles
    ]
    ranked.sort(key=lambda place: place[:2])
    return list({text.id: text for *_, text in ranked}.values())[:most]


def own_words(journey: JourneyMap, words: Mapping[str, str]) -> dict[str, str]:
    """The words a text may hold: those that suggestions are woven with, and how the journey ends."""
    ending = journey.ending.how if journey.ending else None
    return {**words, **({"ending": ending.value} if ending and ending.basis != "guess" else {})}


def _filled(paragraph: str, words: Mapping[str, str]) -> str:
    filled = paragraph.format(**{name: words.get(name, "") for name in placeholders(paragraph)})
    return filled[:1].upper() + filled[1:] if paragraph.startswith("{") else filled
