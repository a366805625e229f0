"""All that is kept of one chat, as JSON data for its owner."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from storage.tables import ChatRow, OutgoingRow, TurnRow, VersionRow


def dump_chat(
    chat: ChatRow, turns: Iterable[TurnRow], versions: Iterable[VersionRow], messages: Iterable[OutgoingRow]
) -> dict[str, Any]:
    """Every row of a chat. Times are ISO 8601 in UTC; what was JSON text is JSON again."""
    return {
        "chat": chat.id,
        "created_at": chat.created_at.isoformat(),
        "updated_at": chat.updated_at.isoformat(),
        "active": chat.active,
        "revision": chat.revision,
        "version": chat.version,
        "state": json.loads(chat.state),
        "versions": [_dump_version(version) for version in versions],
        "answers": [_dump_turn(turn) for turn in turns],
        "messages": [_dump_message(message) for message in messages],
    }


def _dump_version(row: VersionRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "parent": row.parent,
        "created_at": row.created_at.isoformat(),
        "state": json.loads(row.state),
    }


def _dump_turn(row: TurnRow) -> dict[str, Any]:
    return {
        "update": row.update,
        "text": row.raw,
        "question": row.question,
        "version": row.version,
        "created_at": row.created_at.isoformat(),
    }


def _dump_message(row: OutgoingRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "update": row.update,
        "body": json.loads(row.body),
        "created_at": row.created_at.isoformat(),
        "sent_at": row.sent_at and row.sent_at.isoformat(),
    }
