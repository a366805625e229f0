"""The evaluation sets, split once: rules and weights may be tuned on one half only, the other is reported."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from journey.model import Language

SETS = Path(__file__).parent / "sets"
Half = Literal["tune", "report", "all"]
C = TypeVar("C", bound="Case")


class Case(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    @abstractmethod
    def words(self) -> str:
        """What the owner typed; it decides the half."""


class Question(Case):
    """A question with the articles that answer it, the best one first."""

    ask: str
    answers: Annotated[list[str], Field(min_length=1, max_length=4)]

    @property
    def words(self) -> str:
        return self.ask


class Outside(Case):
    """A question that no article answers. `why` is its kind."""

    ask: str
    why: Literal["far", "business", "technique", "beside", "misuse"]

    @property
    def words(self) -> str:
        return self.ask


class Aim(BaseModel):
    """A value that must come to stand at a path."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    value: Any


class Said(Case):
    """A message at a question, and what it means: the command, where it goes and what comes to stand there."""

    at: str
    says: str
    command: str
    path: str = ""
    value: Any = None
    topic: str = ""
    also: list[Aim] = []

    @property
    def words(self) -> str:
        return f"{self.at} {self.says}"


@cache
def questions(language: Language) -> Sequence[Question]:
    """Questions that the articles answer."""
    return TypeAdapter(list[Question]).validate_python(_read("retrieval", language))


@cache
def outside(language: Language) -> Sequence[Outside]:
    """Questions that must be refused."""
    return TypeAdapter(list[Outside]).validate_python(_read("refusal", language))


@cache
def messages(language: Language) -> Sequence[Said]:
    """Messages of owners at a question of the interview."""
    return TypeAdapter(list[Said]).validate_python(_read("understanding", language))


def take(cases: Sequence[C], half: Half) -> list[C]:
    """The cases of a half."""
    return [case for case in cases if half in ("all", half_of(case))]


def half_of(case: Case) -> Half:
    """By the words alone: a case never changes sides when others are added."""
    return "tune" if sha256(case.words.encode()).digest()[0] % 2 == 0 else "report"


def _read(name: str, language: Language) -> Any:
    return yaml.load((SETS / f"{name}.{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
