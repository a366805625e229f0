"""Rows of buttons as Telegram wants them."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.message import Button, Message
from bot.telegram.callback import Press, pack

MOST_BUTTONS = 100
KEPT_AT_END = 3
"""Rows that are kept whatever happens: done, skip and the like stand at the end."""


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The keyboard of a message, or None without buttons."""
    rows = [[_button(message, button) for button in row] for row in _fit(message.buttons) if row]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _button(message: Message, button: Button) -> InlineKeyboardButton:
    data = pack(Press(button.value, message.question, message.revision))
    return InlineKeyboardButton(text=button.label, callback_data=data, style="primary" if button.value == "accept" else None)


def _fit(rows: list[list[Button]]) -> list[list[Button]]:
    """Telegram refuses a message with over a hundred buttons; the last choices then have to be typed."""
    head, tail = rows[:-KEPT_AT_END], rows[-KEPT_AT_END:]
    while head and sum(map(len, [*head, *tail])) > MOST_BUTTONS:
        head.pop()
    return [*head, *tail]
