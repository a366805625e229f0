"""Questions are data; one engine asks them all. A question is written once and asked per persona, phase or action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from pydantic import BaseModel, ConfigDict

from journey.model import JourneyMap

Each = Literal["", "persona", "phase", "action"]
Kind = Literal[
    "text", "name", "list", "values", "persona", "traits", "choice", "research", "card", "phases", "questions",
    "emotion", "touchpoints", "moments", "duration", "contacts", "drop_off", "title", "actions", "score",
]  # fmt: skip

SHAPES_KEPT = 256
ASKED_ACTIONS = 3
"""Only the top three actions get an owner, a date and a metric (rubric R18, R19)."""


class Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Data):
    id: str
    label: Mapping[str, str]


class Question(Data):
    """One question of the script.

    `fills` are map paths, with `{phase}` and the like filled in per asking. `part_of` names the card whose fields this question
    asks one by one, for the owner who writes their own. `article` is where to read more. `weight` is its effect on the quality of
    the map (0 to 10): the order of asking once a draft stands. `depth` is how far a follow-up may dig.
    """

    key: str
    kind: Kind
    fills: tuple[str, ...]
    step: int = 0
    each: Each = ""
    part_of: str = ""
    article: str
    required: bool = False
    weight: int = 0
    depth: Literal["none", "light", "deep"] = "none"
    options: tuple[Option, ...] = ()
    ask: Mapping[str, str]
    hint: Mapping[str, str]
    example: Mapping[str, str]


@dataclass(frozen=True)
class Slot:
    """A question asked about one subject: this persona, this phase, this action."""

    key: str
    question: Question
    fills: tuple[str, ...]
    card: str = ""
    subject: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        return self.question.kind

    @property
    def step(self) -> int:
        return self.question.step


class Script:
    """All questions in the order of asking. Remembers what it unfolded: a turn asks for it dozens of times."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = tuple(questions)
        self._unfolded: dict[tuple[object, ...], list[Slot]] = {}

    def __iter__(self) -> Iterator[Question]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def unfold(self, journey: JourneyMap) -> list[Slot]:
        """Every question for every subject on this map, in the order of asking: all about one phase before the next."""
        shape = (len(journey.personas), len(journey.analysis.actions), *(phase.id for phase in journey.phases))
        if shape not in self._unfolded:
            if len(self._unfolded) >= SHAPES_KEPT:
                self._unfolded.clear()
            self._unfolded[shape] = self._unfold(journey)
        return self._unfolded[shape]

    def _unfold(self, journey: JourneyMap) -> list[Slot]:
        slots: list[Slot] = []
        for (_, each), group in groupby(self, key=lambda question: (question.step, question.each)):
            together = list(group)
            slots += [_slot(question, subject) for subject in _subjects(each, journey) for question in together]
        return slots


def unfold(script: Script, journey: JourneyMap) -> list[Slot]:
    """Every question for every subject on this map. The list is shared: treat it as read-only."""
    return script.unfold(journey)


def _subjects(each: Each, journey: JourneyMap) -> Iterator[dict[str, str]]:
    if each == "persona":
        yield from ({"persona_index": str(index)} for index in range(max(1, len(journey.personas))))
    elif each == "phase":
        yield from ({"phase": phase.id} for phase in journey.phases)
    elif each == "action":
        yield from ({"action": str(index)} for index in range(min(ASKED_ACTIONS, len(journey.analysis.actions))))
    else:
        yield {}


def _slot(question: Question, subject: Mapping[str, str]) -> Slot:
    return Slot(
        key=question.key.format(**subject),
        question=question,
        fills=tuple(path.format(**subject) for path in question.fills),
        card=question.part_of.format(**subject),
        subject=subject,
    )
