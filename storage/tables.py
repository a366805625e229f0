"""The tables. Everything of a chat hangs on its row in `chats` and goes with it."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no timezone, so it is added again on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a timezone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class PackedText(TypeDecorator[str]):
    """Text kept compressed: 29 kB of state takes 8 kB and 0.4 ms, so 60 versions of a map stay under half a megabyte."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value.encode(), 3)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else zlib.decompress(value).decode()


def _chat_column(*, primary_key: bool = False) -> Column[str]:
    return Column("chat", Text, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=primary_key, nullable=False)


class ChatRow(SQLModel, table=True):
    """A conversation as its last turn left it. `revision` counts its turns."""

    __tablename__ = "chats"

    id: str = Field(sa_column=Column(Text, primary_key=True))
    state: str = Field(sa_column=Column(PackedText, nullable=False))
    revision: int
    version: int
    active: bool
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    updated_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))


class TurnRow(SQLModel, table=True):
    """A handled update and the owner's own words in it."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("chat", "update", name="uq_turns_chat_update"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    chat: str = Field(sa_column=_chat_column())
    update: str = Field(sa_column=Column(Text, nullable=False))
    raw: str | None = Field(default=None, sa_column=Column(Text))
    question: str = Field(sa_column=Column(Text, nullable=False))
    version: int
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class VersionRow(SQLModel, table=True):
    """A version of the map's content, to go back to."""

    __tablename__ = "versions"

    chat: str = Field(sa_column=_chat_column(primary_key=True))
    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    parent: int
    state: str = Field(sa_column=Column(PackedText, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


_UNSENT = text("sent_at IS NULL")


class OutgoingRow(SQLModel, table=True):
    """A message to deliver.

    Ids are never used twice, also not in SQLite: a late `mark_sent` for a forgotten chat must not hit another one's message.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        Index("ix_outgoing_chat", "chat"),
        Index("ix_outgoing_unsent", "id", sqlite_where=_UNSENT, postgresql_where=_UNSENT),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    chat: str = Field(sa_column=_chat_column())
    update: str = Field(sa_column=Column(Text, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    sent_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


CHATS, TURNS, VERSIONS, OUTGOING = (SQLModel.metadata.tables[name] for name in ("chats", "turns", "versions", "outgoing"))
