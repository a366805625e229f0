"""One message on its way to Telegram: drawn, sent call by call, or put in the place of another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageText, SendPhoto
from aiogram.types import LinkPreviewOptions

from bot.drawing import Drawer, File
from bot.logs import place
from bot.message import Message
from bot.telegram.composition import Call, as_document, compose
from bot.telegram.keyboards import keyboard
from bot.telegram.parts import split
from bot.telegram.patience import DELAYS, Sleep, insist
from bot.telegram.presence import busy
from journey.store import Outgoing
from prompts.catalog import say

T = TypeVar("T")
PREFIX = "tg:"
NOT_MODIFIED = "message is not modified"
NO_CHAT = "chat not found"
REPAINT = 0
log = structlog.get_logger()


@dataclass
class Desk:
    """What the courier remembers of a chat while the process lives. Lost at a restart, when it only costs a message more."""

    task: asyncio.Task[None] | None = None
    later: asyncio.TimerHandle | None = None
    again: bool = False
    shown: int | None = None
    repainted: int | None = None
    redraw: dict[str, int] = field(default_factory=dict)
    unkept: list[Outgoing] = field(default_factory=list)


class Sender:
    """Makes the calls, each as patiently as it takes, so that a repeat never starts the message over."""

    def __init__(self, drawer: Drawer, sleep: Sleep = asyncio.sleep, delays: Sequence[float] = DELAYS) -> None:
        self._drawer = drawer
        self._sleep = sleep
        self._delays = delays

    async def insist(self, call: Callable[[], Awaitable[T]]) -> T:
        """Call until it succeeds, see `bot.telegram.patience`."""
        return await insist(call, self._delays, self._sleep)

    async def hand_over(self, bot: Bot, outgoing: Outgoing, message: Message, desk: Desk) -> None:
        """Send one message with its files, or change the one it replaces. Raises what Telegram refuses, and `Exhausted`."""
        chat = int(outgoing.chat.removeprefix(PREFIX))
        hint = desk.redraw.get(outgoing.update)
        spot = desk.repainted if hint == REPAINT else hint
        if spot is not None and await self._edit(bot, chat, spot, message):
            return
        if message.files:
            async with busy(bot, chat, "upload_document"):
                await self._send(bot, compose(chat, message, await self._draw(outgoing, message)), desk)
        else:
            await self._send(bot, compose(chat, message, []), desk)
        desk.repainted = desk.shown if hint == REPAINT else None

    async def _draw(self, outgoing: Outgoing, message: Message) -> list[File]:
        """The files; without them when drawing fails, as the words still have to arrive."""
        try:
            return await self._drawer.draw(outgoing.chat, message)
        except Exception as error:
            log.error("drawing.failed", chat=outgoing.chat, error=type(error).__name__, place=place(error))
            message.text = f"{message.text}\n\n{say('interface', 'say.trouble', message.language)}"
            return []

    async def _send(self, bot: Bot, calls: Sequence[Call], desk: Desk) -> None:
        for call in calls:
            sent = await self._call(bot, call)
            if getattr(call, "reply_markup", None) is not None:
                desk.shown = sent

    async def _call(self, bot: Bot, call: Call) -> int:
        try:
            return (await self.insist(lambda: bot(call))).message_id
        except TelegramBadRequest as error:
            if not isinstance(call, SendPhoto) or NO_CHAT in str(error):
                raise
        paper = as_document(call)
        return (await self.insist(lambda: bot(paper))).message_id

    async def _edit(self, bot: Bot, chat: int, spot: int, message: Message) -> bool:
        """Change a message in place. False when it has to be sent anew, as it is gone or too long now."""
        parts = split(message.text, message.bold, copyable=message.copyable)
        if len(parts) != 1:
            return False
        change = EditMessageText(
            chat_id=chat,
            message_id=spot,
            text=parts[0].text,
            entities=parts[0].entities,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=keyboard(message),
        )
        try:
            await self.insist(lambda: bot(change))
        except TelegramBadRequest as error:
            return NOT_MODIFIED in str(error)
        return True
