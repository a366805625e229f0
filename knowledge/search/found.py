"""What a search takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Language


@dataclass(frozen=True)
class Hint:
    """Where the conversation is: an article about this step, phase or sector comes a little sooner."""

    step: int = 0
    phase: str = ""
    sector: str = ""


NOWHERE = Hint()


@dataclass(frozen=True)
class Passage:
    """One part of an article. `score` is how likely it is that the article answers the question, 0 to 1."""

    id: str
    article: str
    part: str
    language: Language
    title: str
    text: str
    score: float


@dataclass(frozen=True)
class Found:
    """The passages that answer a question, best first, one article after the other.

    `covered` is False when the guidance does not answer it; `topic` then names what it seems to be about (an id of
    knowledge/outside.yaml), or is empty. `passages` are kept either way.
    """

    passages: tuple[Passage, ...]
    covered: bool
    topic: str = ""

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles of the passages, best first."""
        return tuple(dict.fromkeys(passage.article for passage in self.passages))
