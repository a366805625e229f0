"""Telegram's updates as events of the conversation."""

from __future__ import annotations

from collections.abc import Iterable

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message, User

from bot.events import Event, Other
from bot.telegram.callback import unpack
from bot.telegram.sending import PREFIX
from journey.model import Language
from journey.state import State

KINDS: dict[str, Other] = {
    ContentType.STICKER: "sticker",
    ContentType.PHOTO: "photo",
    ContentType.VOICE: "voice",
    ContentType.AUDIO: "voice",
    ContentType.VIDEO_NOTE: "voice",
    ContentType.DOCUMENT: "file",
    ContentType.VIDEO: "other",
    ContentType.ANIMATION: "other",
    ContentType.LOCATION: "other",
    ContentType.VENUE: "other",
    ContentType.CONTACT: "other",
    ContentType.POLL: "other",
    ContentType.DICE: "other",
    ContentType.STORY: "other",
    ContentType.GAME: "other",
    ContentType.CHECKLIST: "other",
    ContentType.PAID_MEDIA: "other",
}
"""What an owner may send instead of words. Anything else is a notice of Telegram's own, which wants no answer."""


def chat_name(chat: int) -> str:
    """The name by which this chat is kept."""
    return f"{PREFIX}{chat}"


def chat_of(query: CallbackQuery) -> str:
    """The chat of a tap. Telegram leaves the message out when it is very old; a private chat has its owner's number."""
    return chat_name(query.message.chat.id if query.message else query.from_user.id)


def language_hint(user: User | None) -> Language:
    """The language to begin in, by the owner's app."""
    code = (user.language_code if user else None) or ""
    return "nl" if code.casefold().startswith("nl") else "en"


def parse_message(message: Message, update: int) -> Event | None:
    """The event of a message; None when it wants no answer. Words under a picture are words."""
    chat, name, language = chat_name(message.chat.id), f"{PREFIX}{update}", language_hint(message.from_user)
    text = message.text if message.text is not None else message.caption
    if text:
        return Event(chat, name, text=text, language=language)
    kind = KINDS.get(message.content_type)
    return Event(chat, name, other=kind, language=language) if kind else None


def parse_press(query: CallbackQuery, update: int, state: State, known: Iterable[str], toggled: Iterable[str]) -> Event:
    """The event of a tap. A tick in a list means the same at every revision of the question, so fast taps are no old buttons."""
    press = unpack(query.data, known)
    ticks = press.question == state.cursor and press.question in toggled and press.value.startswith("pick:")
    return Event(
        chat_of(query),
        f"{PREFIX}{update}",
        press=press.value,
        question=press.question,
        revision=state.revision if ticks else press.revision,
        language=language_hint(query.from_user),
    )
