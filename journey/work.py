"""One turn of the interview while it is being worked out: a private copy of the state, and what to say about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from journey.commands import Command
from journey.ports import Suggester
from journey.questions import Script, Slot, unfold
from journey.state import State


@dataclass(frozen=True)
class Turn:
    """What comes in: the commands, the owner's raw words, the id of the message, and the version that an undo goes back to."""

    commands: Sequence[Command]
    today: date
    text: str = ""
    message: str = ""
    past: State | None = None


@dataclass(frozen=True)
class Reply:
    """Something to say, by the key of its words; values are data for its variables."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What comes out: the new state, what to say before the current question, and the files to hand over.

    `ask` is False when a yes or no is needed first; `aside` is True when nothing changed but something was explained or said.
    `effect` is what only a store can do: give the owner all data, or delete it.
    """

    state: State
    replies: tuple[Reply, ...]
    files: tuple[str, ...] = ()
    ask: bool = True
    effect: Literal["", "export", "forget"] = ""
    aside: bool = False


@dataclass
class Work:
    state: State
    turn: Turn
    script: Script
    suggester: Suggester
    replies: list[Reply] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    ask: bool = True
    effect: Literal["", "export", "forget"] = ""
    probe: str = ""

    def say(self, key: str, **values: object) -> None:
        self.replies.append(Reply(key, values))

    def slots(self) -> list[Slot]:
        """Every question on this map, hidden ones too."""
        return unfold(self.script, self.state.map)

    def slot(self) -> Slot | None:
        """The current question."""
        return self.find(self.state.cursor)

    def find(self, key: str) -> Slot | None:
        return next((slot for slot in self.slots() if slot.key == key), None)
