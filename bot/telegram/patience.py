"""How long to go on trying, and what counts as refused for good.

Sending is at least once: Telegram knows no key by which a repeat could be recognised, and a time-out may hide a message that did
arrive. A question shown twice does no harm, as both copies carry the same revision; one that is never shown leaves the owner
waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, GetUpdates, Response, SendChatAction, TelegramMethod
from aiogram.methods.base import TelegramType

from journey.store import StoreUnavailable

Sleep = Callable[[float], Awaitable[None]]
T = TypeVar("T")

LONGEST_FLOOD_WAIT = 60
FLOOD_TRIES = 4
DELAYS = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 60.0)
PASSING = (TelegramNetworkError, TelegramServerError, ClientDecodeError, TelegramRetryAfter, StoreUnavailable)
NO_USE_LATER = (AnswerCallbackQuery, SendChatAction, GetUpdates)
log = structlog.get_logger()


class FloodWait(BaseRequestMiddleware):
    """Waits as long as Telegram asks and then makes the same call again, within bounds; not for what is of no use later."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        for _ in range(FLOOD_TRIES):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                if error.retry_after > LONGEST_FLOOD_WAIT or isinstance(method, NO_USE_LATER):
                    raise
                log.warning("telegram.flood", method=type(method).__name__, seconds=error.retry_after)
                await self._sleep(error.retry_after)
        return await make_request(bot, method)


class Exhausted(Exception):
    """Tried long enough for now."""


def is_passing(error: Exception) -> bool:
    """Whether the same call may succeed later."""
    if isinstance(error, TelegramEntityTooLarge):  # a network error by class, but no repeat will make it smaller
        return False
    return isinstance(error, PASSING) and not was_answered(error)


def was_answered(error: Exception) -> bool:
    """Whether Telegram did carry out the call, though its reply has a shape we do not know: a repeat would double it."""
    return isinstance(error, ClientDecodeError) and isinstance(error.data, dict) and error.data.get("ok") is True


async def insist(call: Callable[[], Awaitable[T]], delays: Sequence[float] = DELAYS, sleep: Sleep = asyncio.sleep) -> T:
    """Call until it succeeds. Raises what is refused for good, and `Exhausted` after all delays."""
    for delay in delays:
        try:
            return await call()
        except PASSING as error:
            if not is_passing(error):
                raise
            log.warning("telegram.retry", error=type(error).__name__, seconds=delay)
            await sleep(max(delay, getattr(error, "retry_after", 0)))
    raise Exhausted
