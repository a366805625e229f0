"""What the calls of one turn cost, and what an owner or a day may cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date


@dataclass
class Usage:
    """Tokens in and out, and the number of calls."""

    input: int = 0
    output: int = 0
    calls: int = 0

    @property
    def total(self) -> int:
        return self.input + self.output

    def add(self, other: Usage) -> None:
        self.input += other.input
        self.output += other.output
        self.calls += other.calls


@dataclass
class _Turn:
    chat: str
    usage: Usage


_turn: ContextVar[_Turn | None] = ContextVar("turn", default=None)


@contextmanager
def metered(chat: str) -> Iterator[Usage]:
    """Everything spent within belongs to one turn of this chat."""
    turn = _Turn(chat, Usage())
    token = _turn.set(turn)
    try:
        yield turn.usage
    finally:
        _turn.reset(token)


@dataclass
class Budget:
    """Limits in tokens a day; 0 is no limit. Counts are of this process and start anew every day."""

    per_chat: int = 0
    per_day: int = 0
    today: Callable[[], date] = date.today
    _day: date | None = None
    _all: int = 0
    _spent: Usage = field(default_factory=Usage)
    _chats: dict[str, int] = field(default_factory=dict)

    def allows(self) -> bool:
        """Whether the chat of this turn may spend more."""
        self._turn_page()
        turn = _turn.get()
        spent = self._chats.get(turn.chat, 0) if turn else 0
        return not (0 < self.per_day <= self._all or 0 < self.per_chat <= spent)

    def spent(self) -> Usage:
        """Everything spent in this process."""
        return Usage(self._spent.input, self._spent.output, self._spent.calls)

    def spend(self, usage: Usage) -> None:
        """Count what a call cost."""
        self._turn_page()
        self._all += usage.total
        self._spent.add(usage)
        turn = _turn.get()
        if turn is not None:
            turn.usage.add(usage)
            self._chats[turn.chat] = self._chats.get(turn.chat, 0) + usage.total

    def _turn_page(self) -> None:
        if self._day != self.today():
            self._day, self._all, self._chats = self.today(), 0, {}
