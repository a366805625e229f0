"""The many ways in which owners ask for a subject: an article, or a topic that no article is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from journey.model import Language
from knowledge.library import articles
from knowledge.search.outside import topics
from knowledge.search.units import LANGUAGES

FOLDER = Path(__file__).parent / "wordings"
TOPIC = "outside:"


@cache
def wordings(language: Language) -> Mapping[str, Sequence[str]]:
    """All wordings by subject, articles first; a topic's name begins with `outside:`."""
    data = yaml.load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    more = TypeAdapter(dict[str, list[str]]).validate_python(data)
    asked = {name: [article.title, *article.questions, *more.get(name, [])] for name, article in articles(language).items()}
    return {**asked, **{TOPIC + name: getattr(topic.examples, language) for name, topic in topics().items()}}


@cache
def subjects() -> Sequence[str]:
    """Every subject, articles first, in one fixed order."""
    return [*wordings(LANGUAGES[0])]


@cache
def fingerprint() -> str:
    """Changes when any wording does: what was learned from them is then out of date."""
    lines = (
        f"{language} {name} {words}"
        for language in LANGUAGES
        for name, all_words in wordings(language).items()
        for words in all_words
    )
    return sha256("\n".join(lines).encode()).hexdigest()[:32]
