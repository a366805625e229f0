"""Long polling, in which an update is confirmed only after its turn is kept.

aiogram's own polling confirms updates as soon as it has read them: stopped or killed while handlers run, it loses what it was
handling. Its one-at-a-time mode loses nothing, but there one slow answer holds up every chat. So this loop runs updates side by
side (those of one chat in order, by the dispatcher's isolation) and asks Telegram only for what comes after the oldest
unfinished one. What is delivered twice after a kill is known by its number and counts once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.logs import place
from bot.telegram.outage import Outage

SECONDS = 25
MARGIN = 15
TOGETHER = 0.5
"""Seconds that an update may hold up the next request. After it, requests go on around it."""
GRACE = 10.0
WEBHOOK = "webhook is active"
BACKOFF = BackoffConfig(min_delay=1.0, max_delay=30.0, factor=1.7, jitter=0.1)
REJECTED = (TelegramUnauthorizedError, TelegramNotFound)
"""Telegram does not know the token."""
log = structlog.get_logger()


class Poller:
    """Feeds the updates of one bot to a dispatcher. `recovered` is called when Telegram can be reached again."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        outage: Outage,
        recovered: Callable[[], Awaitable[None]],
        backoff: BackoffConfig = BACKOFF,
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._outage = outage
        self._recovered = recovered
        self._backoff = Backoff(backoff)
        self._kinds = dispatcher.resolve_used_update_types()
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._finished: set[int] = set()
        self._next: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop`, then finish what is under way. Raises one of `REJECTED` when the token is withdrawn."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                await self._step_until(stopping)
        except BaseException:
            await self._abandon()
            raise
        finally:
            stopping.cancel()
        await self._drain()

    async def _step_until(self, stopping: asyncio.Task[bool]) -> None:
        step = asyncio.create_task(self._step())
        try:
            await asyncio.wait({step, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            step.cancel()
        await asyncio.gather(step, return_exceptions=stopping.done())

    async def _step(self) -> None:
        try:
            updates = await self._fetch(SECONDS)
        except REJECTED:
            raise
        except AiogramError as error:
            await self._wait_out(error)
            return
        self._backoff.reset()
        if self._outage.end():
            await self._recovered()
        for update in updates:
            self._begin(update)
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=TOGETHER)

    async def _fetch(self, seconds: int) -> list[Update]:
        request = GetUpdates(offset=self._offset(), timeout=0 if self._under_way else seconds, allowed_updates=self._kinds)
        return await self._bot(request, request_timeout=seconds + MARGIN)

    def _offset(self) -> int | None:
        """The first update that is not finished: all before it is confirmed by asking from here."""
        offset = min(self._under_way, default=self._next)
        self._finished = {number for number in self._finished if offset is not None and number >= offset}
        return offset

    def _begin(self, update: Update) -> None:
        number = update.update_id
        if number in self._under_way or number in self._finished:
            return
        self._next = max(self._next or 0, number + 1)
        self._under_way[number] = asyncio.create_task(self._handle(update))

    async def _handle(self, update: Update) -> None:
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except Exception as error:  # the error handler itself failed; going on is all that is left
            log.error("update.lost", update=update.update_id, error=type(error).__name__, place=place(error))
        self._under_way.pop(update.update_id, None)
        self._finished.add(update.update_id)

    async def _wait_out(self, error: AiogramError) -> None:
        if isinstance(error, TelegramConflictError) and WEBHOOK in str(error):
            await self._leave_webhook()
            return
        key = "conflict" if isinstance(error, TelegramConflictError) else "away"
        self._outage.report(key, reason=type(error).__name__)
        pause = next(self._backoff)
        await asyncio.sleep(max(pause, error.retry_after) if isinstance(error, TelegramRetryAfter) else pause)

    async def _leave_webhook(self) -> None:
        """The token served a webhook before. Updates that wait for it stay."""
        log.info("webhook.removed")
        try:
            await self._bot.delete_webhook()
        except AiogramError as error:
            self._outage.report("away", reason=type(error).__name__)
        await asyncio.sleep(next(self._backoff))

    async def _drain(self) -> None:
        """Finish what is under way and confirm it. What does not finish in time stays unconfirmed and comes again."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=GRACE)
        await self._abandon()
        await self._confirm()

    async def _abandon(self) -> None:
        """Break off what is under way. It is not confirmed, so it comes again."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _confirm(self) -> None:
        offset = self._offset()
        if offset is None:
            return
        try:
            await self._bot(GetUpdates(offset=offset, limit=1, timeout=0, allowed_updates=self._kinds), request_timeout=MARGIN)
        except AiogramError as error:
            log.info("confirm.failed", error=type(error).__name__)
