"""Conversations in memory, for tests and try-outs: as strict as a database, gone with the process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count
from typing import Any

from journey.store import Conflict, DuplicateUpdate, Outgoing, Saved, Turn, VersionInfo, VersionTaken, utc_now
from storage.dump import dump_chat
from storage.tables import ChatRow, OutgoingRow, TurnRow, VersionRow


class MemoryStore:
    """A `journey.store.Store` of rows in lists. No method waits for anything, so each is one transaction."""

    def __init__(self, clock: Callable[[], datetime] = utc_now) -> None:
        self._clock = clock
        self._ids = count(1)
        self._chats: dict[str, ChatRow] = {}
        self._turns: list[TurnRow] = []
        self._versions: list[VersionRow] = []
        self._outgoing: list[OutgoingRow] = []

    async def load(self, chat: str) -> Saved | None:
        row = self._chats.get(chat)
        return None if row is None else Saved(row.state, row.revision, row.version, row.active)

    async def seen(self, chat: str, update: str) -> bool:
        return any(turn.chat == chat and turn.update == update for turn in self._turns)

    async def commit(self, turn: Turn) -> list[Outgoing]:
        if await self.seen(turn.chat, turn.update):
            raise DuplicateUpdate(turn.update)
        before = self._chats.get(turn.chat)
        if turn.base != (before.revision if before else 0):
            raise Conflict(turn.chat)
        if turn.snapshot and await self.version(turn.chat, turn.version) is not None:
            raise VersionTaken(f"{turn.chat}: version {turn.version}")
        return self._write(turn, self._clock())

    def _write(self, turn: Turn, now: datetime) -> list[Outgoing]:
        before = self._chats.get(turn.chat)
        self._chats[turn.chat] = ChatRow(
            id=turn.chat,
            state=turn.state,
            revision=turn.base + 1,
            version=turn.version,
            active=True,
            created_at=before.created_at if before else now,
            updated_at=now,
        )
        self._turns.append(
            TurnRow(
                chat=turn.chat, update=turn.update, raw=turn.raw, question=turn.question, version=turn.version, created_at=now
            )
        )
        if turn.snapshot:
            self._versions.append(
                VersionRow(chat=turn.chat, number=turn.version, parent=turn.parent, state=turn.state, created_at=now)
            )
        rows = [
            OutgoingRow(id=next(self._ids), chat=turn.chat, update=turn.update, body=body, created_at=now)
            for body in turn.messages
        ]
        self._outgoing += rows
        return [_outgoing(row) for row in rows]

    async def version(self, chat: str, number: int) -> str | None:
        return next((row.state for row in self._kept(chat) if row.number == number), None)

    async def versions(self, chat: str) -> list[VersionInfo]:
        return [VersionInfo(row.number, row.parent, row.created_at) for row in self._kept(chat)]

    def _kept(self, chat: str) -> list[VersionRow]:
        return sorted((row for row in self._versions if row.chat == chat), key=lambda row: row.number)

    async def pending(self, chat: str | None = None) -> list[Outgoing]:
        waiting = (row for row in self._outgoing if row.sent_at is None and self._chats[row.chat].active)
        return [_outgoing(row) for row in waiting if chat in (None, row.chat)]

    async def mark_sent(self, ids: Iterable[int]) -> None:
        sent = set(ids)
        for row in self._outgoing:
            if row.id in sent and row.sent_at is None:
                row.sent_at = self._clock()

    async def export(self, chat: str) -> dict[str, Any]:
        row = self._chats.get(chat)
        if row is None:
            return {}
        turns = [turn for turn in self._turns if turn.chat == chat]
        return dump_chat(row, turns, self._kept(chat), [message for message in self._outgoing if message.chat == chat])

    async def forget(self, chat: str) -> bool:
        known = self._chats.pop(chat, None) is not None
        self._turns = [row for row in self._turns if row.chat != chat]
        self._versions = [row for row in self._versions if row.chat != chat]
        self._outgoing = [row for row in self._outgoing if row.chat != chat]
        return known

    async def expire(self, before: datetime) -> int:
        idle = [chat for chat, row in self._chats.items() if row.updated_at < before]
        for chat in idle:
            await self.forget(chat)
        return len(idle)

    async def chats(self) -> list[str]:
        return sorted(self._chats)

    async def deactivate(self, chat: str) -> None:
        if chat in self._chats:
            self._chats[chat].active = False

    async def close(self) -> None:
        """Nothing to let go of: the rows stay, as they do in a database."""


def _outgoing(row: OutgoingRow) -> Outgoing:
    return Outgoing(row.id or 0, row.chat, row.update, row.body)
