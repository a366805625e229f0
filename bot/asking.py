"""The `ask` and `index` commands: one question answered, and the index made."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from bot.app import place_of
from bot.mapfile import read_map
from bot.progress import progress_bar
from bot.settings import Settings
from journey.model import JourneyMap, Language
from knowledge.advice.advisor import Advisor
from knowledge.advice.answer import Answer
from knowledge.search.embedding import NoEmbeddings
from knowledge.search.finder import Finder
from knowledge.search.index import Dense, Index, is_made


def reply(settings: Settings, question: str, source: Path | None, language: Language) -> Answer:
    """The answer, from the map in a file where there is one. Raises `BadMap`."""
    journey = read_map(source) if source else JourneyMap()
    journey.language = language
    with progress_bar() as progress:
        return Advisor(Finder(Index(place_of(settings), progress))).answer(question, journey)


def answer_line(answer: Answer) -> str:
    """The answer as JSON on one line."""
    data = {"answer": answer.text, "sources": [asdict(source) for source in answer.sources], "covered": answer.covered}
    return json.dumps(data, ensure_ascii=False)


def answer_text(answer: Answer) -> str:
    """The answer for people; its sources stand in it by title."""
    return answer.text


def make_index(settings: Settings) -> str:
    """Bring the index up to date; what was done, in a line."""
    try:
        with progress_bar() as progress:
            dense = Dense(place_of(settings), progress)
    except (NoEmbeddings, ValueError, OSError) as error:
        return f"no index by meaning: {error}; questions are answered by words alone"
    where = settings.chroma_url or settings.index_folder()
    return f"index in {where}: {dense.written} of {dense.count} passages and questions written"


def make_ready(settings: Settings) -> None:
    """Make the index where there is none yet, so that the first question need not wait for it."""
    if not is_made(place_of(settings)):
        with progress_bar() as progress:
            _ = Index(place_of(settings), progress).dense
