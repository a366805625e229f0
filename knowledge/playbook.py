"""Sector playbooks: what a journey in this kind of shop usually looks like, as suggestions to accept, adjust or replace."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ROOT = Path(__file__).parent / "playbooks"
Phase = Literal["awareness", "orientation", "consideration", "purchase", "use", "evaluation"]
PHASES: tuple[Phase, ...] = get_args(Phase)

Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strict=True)]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Entry):
    """One text in both languages, with `{product}`, `{persona}` and the like where the owner's own words go."""

    nl: Line
    en: Line

    def text(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


Score = Annotated[int, Field(ge=1, le=5)]


class SeedValue(Entry):
    value: Words
    practice: Words


class SeedPersona(Entry):
    name: Words
    age: Words
    situation: Words
    quote: Words
    needs: list[Words]
    wishes: list[Words]
    traits: list[Words]
    behaviours: list[Words]
    doubts: list[Words]
    channels: list[Words]


class SeedEmotion(Entry):
    score: Annotated[int, Field(ge=-2, le=2)]
    word: Words
    reason: Words


class SeedTouchpoint(Entry):
    """`channel` is an id of prompts/lexicon/channels.yaml, which also says whether it is direct or indirect."""

    name: Words
    channel: str
    ownership: Literal["direct", "indirect"] | None = None
    initiator: Literal["customer", "shop", "other"]
    experience: Words
    importance: Score
    moment_of_truth: bool = False
    why: Words | None = None


class SeedDuration(Entry):
    min: float
    max: float
    unit: Literal["minutes", "hours", "days", "weeks", "months", "years"]


class SeedContact(Entry):
    moment: Words
    channel: str
    message: Words


class SeedDropOff(Entry):
    where: Words
    win_back: Words


class SeedAction(Entry):
    """An improvement for the first pain of the phase."""

    title: Words
    value: Score
    effort: Score
    metric: Words


class SeedPhase(Entry):
    customer_goal: Words
    shop_goal: Words
    actions: list[Words]
    questions: list[Words]
    pains: list[Words]
    influences: list[Words]
    responses: list[Words]
    emotion: SeedEmotion
    touchpoints: list[SeedTouchpoint]
    duration: SeedDuration
    contacts: list[SeedContact]
    drop_off: SeedDropOff
    improvements: list[SeedAction]


class SeedEnding(Entry):
    moment: Words
    how: Words


class SectorWords(Entry):
    nl: list[str]
    en: list[str]


class FlavourPhase(Entry):
    """What is special about one kind of product in a phase. Its pain is the worst of the phase; `improvement` answers it."""

    actions: list[Words]
    questions: list[Words]
    pains: list[Words]
    influences: list[Words]
    responses: list[Words]
    reason: Words
    touchpoint: SeedTouchpoint
    improvement: SeedAction


class Flavour(Entry):
    """A kind of product within a sector (yarn, candles, paper …), known by its words."""

    id: str
    words: SectorWords
    phases: dict[Phase, FlavourPhase] = Field(min_length=len(PHASES))


class Playbook(Entry):
    id: str
    name: Words
    words: SectorWords
    product: Words
    persona: SeedPersona
    scenario: Words
    goal: Words
    expectation: Words
    unique: list[Words]
    values: list[SeedValue]
    phases: dict[Phase, SeedPhase] = Field(min_length=len(PHASES))
    ending: SeedEnding
    flavours: list[Flavour] = []
    examples: dict[str, Words]


@cache
def playbooks() -> Mapping[str, Playbook]:
    """All playbooks by id."""
    return {book.id: book for book in map(_read, sorted(ROOT.glob("*.yaml")))}


def _read(path: Path) -> Playbook:
    return Playbook.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
