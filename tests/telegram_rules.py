"""Telegram's limits on what a bot sends, checked on every call that our fakes get."""

from __future__ import annotations

from typing import Any

LIMITS = {"text": 4096, "caption": 1024, "description": 512, "short_description": 120}
ENTITIES = {"text": "entities", "caption": "caption_entities"}
TOAST = 200
MOST_BUTTONS, MOST_IN_ROW, CALLBACK_BYTES = 100, 8, 64


class Refused(Exception):
    """Telegram would answer 400 to this call."""


def check(method: str, fields: dict[str, Any]) -> None:
    """Raise `Refused` when a call breaks a limit. Fields are plain data."""
    if "parse_mode" in fields and isinstance(fields["parse_mode"], str):
        raise Refused("texts go with entities, never with a parse mode")
    for name, limit in LIMITS.items():
        _check_text(method, fields, name, TOAST if method == "AnswerCallbackQuery" else limit)
    _check_buttons(fields.get("reply_markup") or {})


def _check_text(method: str, fields: dict[str, Any], name: str, limit: int) -> None:
    text = fields.get(name)
    if not isinstance(text, str):
        return
    length = len(text.encode("utf-16-le")) // 2
    if length > limit:
        raise Refused(f"{method}.{name} has {length} units, over {limit}")
    if name == "text" and method in ("SendMessage", "EditMessageText") and not text.strip():
        raise Refused("message text is empty")
    for entity in fields.get(ENTITIES.get(name, "")) or []:
        if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > length:
            raise Refused(f"entity out of bounds: {entity}")


def _check_buttons(markup: dict[str, Any]) -> None:
    rows = markup.get("inline_keyboard") or []
    if any(len(row) > MOST_IN_ROW for row in rows) or sum(map(len, rows)) > MOST_BUTTONS:
        raise Refused("too many buttons")
    for button in (button for row in rows for button in row):
        if not 1 <= len(button["callback_data"].encode()) <= CALLBACK_BYTES:
            raise Refused("BUTTON_DATA_INVALID")
        if not button["text"].strip():
            raise Refused("BUTTON_TEXT_EMPTY")
