"""Shows that the bot is at work, for as long as it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiogram import Bot
from aiogram.exceptions import AiogramError

EVERY = 4.0
"""Seconds. Telegram shows an action for five at most."""


@asynccontextmanager
async def busy(bot: Bot, chat: int, action: str, *, after: float = 0) -> AsyncIterator[None]:
    """Show an action until the block ends, from `after` seconds on. That this fails is never worth an error."""
    task = asyncio.create_task(_repeat(bot, chat, action, after))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _repeat(bot: Bot, chat: int, action: str, after: float) -> None:
    await asyncio.sleep(after)
    while True:
        with suppress(AiogramError):
            await bot.send_chat_action(chat, action, request_timeout=int(EVERY))
        await asyncio.sleep(EVERY)
