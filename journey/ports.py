"""What the core needs from outside, as Protocols. The outer packages implement them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from journey import filling
from journey.advice import Advice
from journey.commands import Command
from journey.model import JourneyMap
from journey.questions import Slot


@dataclass(frozen=True)
class Woven:
    """All suggestions for one map: `fields` is JSON data by path, every leaf a guess; `leaves` its values by origin."""

    fields: Mapping[str, Any]
    leaves: Mapping[str, Any]


class Adviser(Protocol):
    """Answers questions about the shop and its journey."""

    async def advise(self, question: str, context: Context) -> Advice:
        """The answer to a question in the owner's words, in the map's language."""

    async def explain(self, article: str, context: Context) -> Advice:
        """What one article says, about this map."""


class Suggester(Protocol):
    """Fills in what this kind of shop usually looks like, woven with the owner's words. Pure and fast: called every turn."""

    def weave(self, journey: JourneyMap, today: date) -> Woven:
        """Suggestions for every field but the actions, in the map's language. Fields of personas are given for `personas.0`."""

    def propose(self, journey: JourneyMap, today: date) -> list[Any]:
        """Actions for what the map shows, best first."""

    def plan(self, journey: JourneyMap, article: str, phase: str, today: date) -> Any | None:
        """An action from an article, as data in the shape of `propose`; None for an article that holds nothing to do."""

    def sectors(self, language: str) -> Mapping[str, str]:
        """The kinds of shop it knows, by id with their names."""


@dataclass(frozen=True)
class Context:
    """What understanding may know: the map so far, the current question, and what is being asked about it.

    `last` are the paths that the question before this one fills: what a bare "no wait" is about.
    """

    journey: JourneyMap
    slot: Slot | None
    slots: Sequence[Slot]
    pending: bool = False
    leaving: bool = False
    adjusting: bool = False
    ended: bool = False
    last: Sequence[str] = ()
    selected: str = ""

    def texts(self, path: str) -> list[str]:
        """The values of a list field as texts."""
        return [str(cell.value) for cell in filling.field_cells(self.journey, path)]


class Listener(Protocol):
    """Turns an owner's message into commands. Never writes to the map."""

    async def understand(self, text: str, context: Context) -> Sequence[Command]:
        """The commands that this message asks for, in order; never empty."""
