"""One turn, written inside one transaction.

The statements are built once: building them for every turn takes longer than running them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from journey.store import Conflict, DuplicateUpdate, Outgoing, Turn, VersionTaken
from storage.tables import CHATS, OUTGOING, TURNS, VERSIONS

_BEGIN_CHAT: dict[str, Any] = {
    "sqlite": sqlite.insert(CHATS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(CHATS).on_conflict_do_nothing(),
}
_CHANGE_CHAT = update(CHATS).where(CHATS.c.id == bindparam("chat"), CHATS.c.revision == bindparam("base"))
_FIND_TURN = select(TURNS.c.id).where(TURNS.c.chat == bindparam("chat"), TURNS.c.update == bindparam("key"))
_ADD_TURN = insert(TURNS).inline()
_ADD_VERSION = insert(VERSIONS)
_ADD_MESSAGES = insert(OUTGOING).returning(*OUTGOING.c["id", "chat", "update", "body"], sort_by_parameter_order=True)


async def write_turn(connection: AsyncConnection, turn: Turn, now: datetime) -> list[Outgoing]:
    """Write all of the turn and give its messages. Whatever it raises, the caller rolls back.

    The chat's row is written first: it is the lock that turns of one chat wait for, so what is read after it cannot change.
    """
    if not await _claim_chat(connection, turn, now):
        seen = await has_seen(connection, turn.chat, turn.update)
        raise DuplicateUpdate(turn.update) if seen else Conflict(turn.chat)
    await _write_words(connection, turn, now)
    messages = await _write_messages(connection, turn, now)
    await _write_version(connection, turn, now)
    return messages


async def has_seen(connection: AsyncConnection, chat: str, update: str) -> bool:
    """Whether the chat has handled this update."""
    return await connection.scalar(_FIND_TURN, {"chat": chat, "key": update}) is not None


async def _claim_chat(connection: AsyncConnection, turn: Turn, now: datetime) -> bool:
    values = {"state": turn.state, "revision": turn.base + 1, "version": turn.version, "active": True, "updated_at": now}
    if turn.base == 0:
        begun = await connection.execute(_BEGIN_CHAT[connection.dialect.name], {"id": turn.chat, "created_at": now, **values})
        return begun.rowcount == 1
    changed = await connection.execute(_CHANGE_CHAT, {"chat": turn.chat, "base": turn.base, **values})
    return changed.rowcount == 1


async def _write_words(connection: AsyncConnection, turn: Turn, now: datetime) -> None:
    words = {"chat": turn.chat, "update": turn.update, "raw": turn.raw, "question": turn.question}
    try:
        await connection.execute(_ADD_TURN, {**words, "version": turn.version, "created_at": now})
    except IntegrityError as error:
        raise DuplicateUpdate(turn.update) from error


async def _write_messages(connection: AsyncConnection, turn: Turn, now: datetime) -> list[Outgoing]:
    rows = [{"chat": turn.chat, "update": turn.update, "body": body, "created_at": now} for body in turn.messages]
    if not rows:
        return []
    return [Outgoing(*row) for row in await connection.execute(_ADD_MESSAGES, rows)]


async def _write_version(connection: AsyncConnection, turn: Turn, now: datetime) -> None:
    if not turn.snapshot:
        return
    kept = {"chat": turn.chat, "number": turn.version, "parent": turn.parent, "state": turn.state, "created_at": now}
    try:
        await connection.execute(_ADD_VERSION, kept)
    except IntegrityError as error:
        raise VersionTaken(f"{turn.chat}: version {turn.version}") from error
