"""Conversations in SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import nullcontext
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from journey.store import Outgoing, Saved, Turn, VersionInfo, utc_now
from storage import queries
from storage.dump import dump_chat
from storage.engine import translate_failures
from storage.shield import Shield
from storage.tables import CHATS, OUTGOING, ChatRow, OutgoingRow, TurnRow, VersionRow
from storage.writing import has_seen, write_turn

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]


class SqlStore:
    """A `journey.store.Store` over an engine from `storage.engine`, which it closes. Use it within one event loop."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime] = utc_now) -> None:
        self._engine = engine
        self._clock = clock
        self._shield = Shield()
        self._sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer: queueing here is fair, while SQLite's own waiting starves some for over half a second.
        self._writer: asyncio.Lock | nullcontext[None] = asyncio.Lock() if self._sqlite else nullcontext()

    async def _read(self, work: Work[T]) -> T:
        return await self._shield.run(self._run_read(work))

    async def _run_read(self, work: Work[T]) -> T:
        with translate_failures(self._engine.url):
            async with self._engine.connect() as connection:
                return await work(connection)

    async def _write(self, work: Work[T]) -> T:
        return await self._shield.run(self._run_write(work))

    async def _run_write(self, work: Work[T]) -> T:
        with translate_failures(self._engine.url):
            async with self._writer, self._engine.begin() as connection:
                return await work(connection)

    async def load(self, chat: str) -> Saved | None:
        found = await self._read(lambda connection: connection.execute(queries.CHAT, {"chat": chat}))
        row = found.one_or_none()
        return None if row is None else Saved(*row)

    async def seen(self, chat: str, update: str) -> bool:
        return await self._read(lambda connection: has_seen(connection, chat, update))

    async def commit(self, turn: Turn) -> list[Outgoing]:
        return await self._write(lambda connection: write_turn(connection, turn, self._clock()))

    async def version(self, chat: str, number: int) -> str | None:
        key = {"chat": chat, "number": number}
        return await self._read(lambda connection: connection.scalar(queries.STATE_OF_VERSION, key))

    async def versions(self, chat: str) -> list[VersionInfo]:
        rows = await self._read(lambda connection: connection.execute(queries.KEPT_VERSIONS, {"chat": chat}))
        return [VersionInfo(*row) for row in rows]

    async def pending(self, chat: str | None = None) -> list[Outgoing]:
        query = queries.ALL_PENDING if chat is None else queries.PENDING
        rows = await self._read(lambda connection: connection.execute(query, {"chat": chat}))
        return [Outgoing(*row) for row in rows]

    async def mark_sent(self, ids: Iterable[int]) -> None:
        unsent = update(OUTGOING).where(OUTGOING.c.id.in_(list(ids)), OUTGOING.c.sent_at.is_(None))
        await self._write(lambda connection: connection.execute(unsent.values(sent_at=self._clock())))

    async def export(self, chat: str) -> dict[str, Any]:
        return await self._read(lambda connection: _read_all(connection, chat))

    async def forget(self, chat: str) -> bool:
        return await self._delete_chats(CHATS.c.id == chat) > 0

    async def expire(self, before: datetime) -> int:
        return await self._delete_chats(CHATS.c.updated_at < before)

    async def _delete_chats(self, condition: ColumnElement[bool]) -> int:
        deleted = await self._write(lambda connection: connection.execute(delete(CHATS).where(condition)))
        if deleted.rowcount and self._sqlite:
            await self._shield.run(self._empty_log())
        return deleted.rowcount

    async def _empty_log(self) -> None:
        """Deleted pages are overwritten (`secure_delete`), but SQLite's write-ahead log may still hold the old ones."""
        with translate_failures(self._engine.url):
            async with self._writer, self._engine.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def chats(self) -> list[str]:
        return sorted(await self._read(lambda connection: connection.scalars(queries.CHAT_NAMES)))

    async def deactivate(self, chat: str) -> None:
        rest = update(CHATS).where(CHATS.c.id == chat).values(active=False)
        await self._write(lambda connection: connection.execute(rest))

    async def close(self) -> None:
        await self._shield.drain()
        await self._engine.dispose()


async def _read_all(connection: AsyncConnection, chat: str) -> dict[str, Any]:
    async with AsyncSession(connection) as session:
        row = await session.get(ChatRow, chat)
        if row is None:
            return {}
        turns = select(TurnRow).filter_by(chat=chat).order_by("id")
        versions = select(VersionRow).filter_by(chat=chat).order_by("number")
        messages = select(OutgoingRow).filter_by(chat=chat).order_by("id")
        found = [await session.scalars(query) for query in (turns, versions, messages)]
        return dump_chat(row, *found)
