"""The port through which conversations are kept: what a turn is, and what a store promises.

A turn is one update handled to its end. It is kept whole or not at all, so an answer that was acknowledged is never lost and an
update that arrives twice counts once.

StoreError
├── DuplicateUpdate   this update was handled before: nothing to do
├── Conflict          another turn came in between: load again and redo
├── VersionTaken      a new version with a number that already exists (a mistake in the caller)
└── StoreUnavailable  the database cannot be opened or reached
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol


class StoreError(Exception):
    """Something could not be kept."""


class DuplicateUpdate(StoreError):
    """The chat has already handled this update."""


class Conflict(StoreError):
    """The chat has changed, or was forgotten, since the state on which this turn is based was loaded."""


class VersionTaken(StoreError):
    """The chat already has a version with this number."""


class StoreUnavailable(StoreError):
    """The database cannot be opened or reached. The message says what to do and holds no password."""


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """`text` with every character that not every database takes (NUL, half of a surrogate pair) as U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Turn:
    """One update and all that follows from it.

    `update` is unique within the chat ("tg:123", "cli:7"); `raw` is what the owner wrote or pressed, None when there is nothing
    of the owner's; `question` is the key of the question it answered, or "". `state` and `messages` are JSON texts. `version` is
    the number of the map's content after this turn and `parent` the one it was made from; only with `snapshot` is `state` also
    kept as that version, and its number must then be new in this chat. `base` is the `Saved.revision` on which the turn was
    worked out, 0 for a new chat. Texts are made `storable`.
    """

    chat: str
    update: str
    raw: str | None
    question: str
    state: str
    version: int
    parent: int
    snapshot: bool = False
    messages: tuple[str, ...] = ()
    base: int = 0

    def __post_init__(self) -> None:
        if not self.chat or not self.update:
            raise ValueError("a turn needs a chat and an update")
        object.__setattr__(self, "raw", None if self.raw is None else storable(self.raw))
        object.__setattr__(self, "state", storable(self.state))
        object.__setattr__(self, "messages", tuple(storable(message) for message in self.messages))


@dataclass(frozen=True)
class Saved:
    """A chat as it stands: its state, the revision to base the next turn on, and whether the owner can still be reached."""

    state: str
    revision: int
    version: int
    active: bool = True


@dataclass(frozen=True)
class Outgoing:
    """A message that is kept and waits for delivery. Ids rise with time and are never used twice."""

    id: int
    chat: str
    update: str
    body: str


@dataclass(frozen=True)
class VersionInfo:
    """A kept version of the map's content."""

    number: int
    parent: int
    created_at: datetime


class Store(Protocol):
    """Keeps conversations. Every method may raise `StoreUnavailable`; a chat that is not there is an empty one, not an error."""

    async def load(self, chat: str) -> Saved | None:
        """The chat as the last turn left it, or None when it is new."""

    async def seen(self, chat: str, update: str) -> bool:
        """Whether this update was handled before."""

    async def commit(self, turn: Turn) -> list[Outgoing]:
        """Keep the whole turn, or raise and keep nothing. The new revision is `turn.base + 1`; the chat counts as active again.

        Gives the messages to deliver, in order. Raises the first that holds of `DuplicateUpdate`, `Conflict` and `VersionTaken`.
        """

    async def version(self, chat: str, number: int) -> str | None:
        """The state of a kept version, or None."""

    async def versions(self, chat: str) -> list[VersionInfo]:
        """The kept versions, lowest number first."""

    async def pending(self, chat: str | None = None) -> list[Outgoing]:
        """Messages of this chat, or of all, that are not marked as sent, oldest first. Inactive chats are left out."""

    async def mark_sent(self, ids: Iterable[int]) -> None:
        """These messages are delivered, or given up. Unknown ids are ignored."""

    async def export(self, chat: str) -> dict[str, Any]:
        """All that is kept of the chat, as JSON data: `chat`, `state`, `versions`, `answers`, `messages`. Empty when unknown."""

    async def forget(self, chat: str) -> bool:
        """Delete all that is kept of the chat, for good. A turn still under way ends in `Conflict`. False when it was unknown."""

    async def expire(self, before: datetime) -> int:
        """Forget the chats without a turn since `before` (timezone-aware). Gives their number."""

    async def chats(self) -> list[str]:
        """Every chat that is kept, active or not, in order of name."""

    async def deactivate(self, chat: str) -> None:
        """The owner cannot be reached: hold its messages back until the next turn."""

    async def close(self) -> None:
        """Let go of the database. The store is of no use after it."""
