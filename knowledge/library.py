"""Guidance articles: one subject a file, in both languages, with the questions it answers and the sources it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from journey.model import Language
from knowledge.playbook import Phase

ROOT = Path(__file__).parent / "articles"
FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<text>.*)\Z", re.DOTALL)
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
PARTS = ("lead", "steps", "example", "mistake", "work")

Step = Annotated[int, Field(ge=1, le=7)]


class BadArticle(ValueError):
    """An article file that does not have the agreed form; the message names the file."""


class Article(BaseModel):
    """One subject in one language.

    `questions` are what owners type when they want this. `parts` is the text by part: the lead answers by itself, then what to
    do, an example, a common mistake and how much work it is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    language: Language
    title: str
    steps: list[Step]
    phases: list[Phase]
    sectors: list[str]
    related: list[str]
    sources: list[str] = Field(min_length=1)
    questions: list[str] = Field(min_length=6)
    parts: dict[str, str]

    @property
    def text(self) -> str:
        """The whole text without its headings."""
        return "\n\n".join(self.parts[part] for part in PARTS)


@cache
def articles(language: Language) -> Mapping[str, Article]:
    """All articles of a language by id. Raises `BadArticle`."""
    return {path.stem: read_article(path, language) for path in sorted((ROOT / language).glob("*.md"))}


def read_article(path: Path, language: Language) -> Article:
    """One article file. Raises `BadArticle`."""
    found = FRONT.match(path.read_text(encoding="utf-8"))
    if found is None:
        raise BadArticle(f"{path}: it does not begin with front matter between two lines of ---")
    try:
        front = yaml.load(found["front"], Loader=yaml.CSafeLoader)
        return Article(language=language, parts=_parts(found["text"]), **front)
    except (ValueError, TypeError, yaml.YAMLError) as error:
        raise BadArticle(f"{path}: {error}") from None


def _parts(text: str) -> dict[str, str]:
    pieces = HEADING.split(text)
    bodies = [pieces[0], *pieces[2::2]]
    if len(bodies) != len(PARTS):
        raise ValueError(f"{len(bodies) - 1} headings instead of {len(PARTS) - 1}")
    return {part: body.strip() for part, body in zip(PARTS, bodies, strict=True)}


def article_in(name: str, language: Language) -> Article | None:
    """An article in this language, else in the other one, else None."""
    other: Language = "en" if language == "nl" else "nl"
    return articles(language).get(name) or articles(other).get(name)
