"""What is read from the tables. Built once, like the statements of `storage.writing`."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from storage.tables import CHATS, OUTGOING, VERSIONS

CHAT = select(*CHATS.c["state", "revision", "version", "active"]).where(CHATS.c.id == bindparam("chat"))
"""The columns of a `Saved`."""

CHAT_NAMES = select(CHATS.c.id)

STATE_OF_VERSION = select(VERSIONS.c.state).where(VERSIONS.c.chat == bindparam("chat"), VERSIONS.c.number == bindparam("number"))

KEPT_VERSIONS = (
    select(*VERSIONS.c["number", "parent", "created_at"]).where(VERSIONS.c.chat == bindparam("chat")).order_by(VERSIONS.c.number)
)
"""The columns of a `VersionInfo`."""

ALL_PENDING = (
    select(*OUTGOING.c["id", "chat", "update", "body"])
    .join(CHATS, CHATS.c.id == OUTGOING.c.chat)
    .where(OUTGOING.c.sent_at.is_(None), CHATS.c.active)
    .order_by(OUTGOING.c.id)
)
"""The columns of an `Outgoing`."""

PENDING = ALL_PENDING.where(OUTGOING.c.chat == bindparam("chat"))
