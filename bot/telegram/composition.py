"""The calls to Telegram that make up one message: its texts, a picture to look at, and files to keep."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from aiogram.methods import SendDocument, SendMessage, SendPhoto
from aiogram.types import BufferedInputFile, LinkPreviewOptions

from bot.drawing import File
from bot.message import Message
from bot.telegram.keyboards import keyboard
from bot.telegram.parts import LONGEST_CAPTION, split

Call = SendMessage | SendPhoto | SendDocument

MOST_PHOTO_BYTES = 10_000_000
LONGEST_EDGES = 10_000
STEEPEST_RATIO = 20
PNG_HEAD = 24


def compose(chat: int, message: Message, files: Sequence[File]) -> list[Call]:
    """The calls in the order to make them. Buttons come last of all.

    The map comes as a photo, to look at in the chat. Telegram recompresses photos, so it comes as a file as well when the
    interview has ended, or when it can be no photo.
    """
    look = next((file for file in files if is_photo(file)), None)
    kept = [file for file in files if file is not look or not message.question]
    papers: list[Call] = [SendDocument(chat_id=chat, document=_upload(file)) for file in kept]
    if message.buttons:
        return [*papers, *_photo(chat, look), *_texts(chat, message)]
    if look is None:
        return [*_texts(chat, message), *papers]
    return [*_captioned(chat, message, look), *papers]


def as_document(photo: SendPhoto) -> SendDocument:
    """The same picture as a file, for when Telegram does not take it as a photo."""
    entities = photo.caption_entities
    return SendDocument(chat_id=photo.chat_id, document=photo.photo, caption=photo.caption, caption_entities=entities)


def is_photo(file: File) -> bool:
    """Whether Telegram takes this file as a photo."""
    if file.format != "png" or len(file.content) > MOST_PHOTO_BYTES or len(file.content) < PNG_HEAD:
        return False
    width, height = (int(edge) for edge in struct.unpack(">II", file.content[16:PNG_HEAD]))
    return 0 < width + height <= LONGEST_EDGES and max(width, height) <= STEEPEST_RATIO * min(width, height)


def _captioned(chat: int, message: Message, look: File) -> list[Call]:
    parts = split(message.text, message.bold, LONGEST_CAPTION, copyable=message.copyable)
    if len(parts) != 1:
        return [*_texts(chat, message), *_photo(chat, look)]
    return [SendPhoto(chat_id=chat, photo=_upload(look), caption=parts[0].text, caption_entities=parts[0].entities)]


def _photo(chat: int, look: File | None) -> list[Call]:
    return [SendPhoto(chat_id=chat, photo=_upload(look))] if look else []


def _texts(chat: int, message: Message) -> list[Call]:
    parts = split(message.text, message.bold, copyable=message.copyable)
    quiet = LinkPreviewOptions(is_disabled=True)
    return [
        SendMessage(
            chat_id=chat,
            text=part.text,
            entities=part.entities,
            link_preview_options=quiet,
            reply_markup=keyboard(message) if part is parts[-1] else None,
        )
        for part in parts
    ]


def _upload(file: File) -> BufferedInputFile:
    return BufferedInputFile(file.content, file.name)
