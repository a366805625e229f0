"""The courier: hands over what is kept for a chat, in order, outside the handlers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge, TelegramForbiddenError

from bot.app import App
from bot.logs import place
from bot.message import Message
from bot.telegram.patience import DELAYS, Exhausted, Sleep, was_answered
from bot.telegram.sending import NO_CHAT, PREFIX, Desk, Sender
from journey.store import Outgoing

REFUSED = (TelegramBadRequest, TelegramEntityTooLarge)
LATER = 300.0
"""Seconds after which a chat whose deliveries kept failing is tried again, if nothing woke it before."""
log = structlog.get_logger()


class Unreachable(Exception):
    """The owner blocked the bot or left Telegram."""


class Courier:
    """One task per chat with something to deliver, so that chats never wait for each other."""

    def __init__(self, app: App, sleep: Sleep = asyncio.sleep, delays: Sequence[float] = DELAYS) -> None:
        self._app = app
        self._sender = Sender(app.drawer, sleep, delays)
        self._desks: dict[str, Desk] = {}

    def wake(self, bot: Bot, chat: str, unkept: Sequence[Outgoing] = ()) -> None:
        """Deliver what waits for this chat; `unkept` are messages that stand in no database."""
        desk = self._desk(chat)
        if desk.later is not None:
            desk.later.cancel()
        desk.unkept += unkept
        desk.again = True
        if desk.task is None or desk.task.done():
            desk.task = asyncio.create_task(self._work(bot, chat, desk))

    async def wake_all(self, bot: Bot) -> None:
        """Deliver all that was kept and not yet sent: after a crash, or when the network is back."""
        for chat in {kept.chat for kept in await self._app.store.pending() if kept.chat.startswith(PREFIX)}:
            self.wake(bot, chat)

    def shown(self, chat: str) -> int | None:
        """The message with the current question's buttons, if it was sent by this process."""
        return self._desk(chat).shown

    def redraw(self, chat: str, update: str, message: int) -> None:
        """Deliver the answer to this update by changing this message instead of sending one.

        With `REPAINT` it is the one before, if that was a repaint as well: ten taps on an old button show the question once.
        """
        self._desk(chat).redraw[update] = message

    async def idle(self) -> None:
        """Wait until nothing is being delivered."""
        while tasks := self._tasks():
            await asyncio.wait(tasks)

    async def stop(self, grace: float) -> None:
        """Finish what can be finished within `grace` seconds. The rest stays kept, for the next start."""
        for desk in self._desks.values():
            if desk.later is not None:
                desk.later.cancel()
        tasks = self._tasks()
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _desk(self, chat: str) -> Desk:
        return self._desks.setdefault(chat, Desk())

    def _tasks(self) -> list[asyncio.Task[None]]:
        return [desk.task for desk in self._desks.values() if desk.task is not None and not desk.task.done()]

    async def _work(self, bot: Bot, chat: str, desk: Desk) -> None:
        try:
            while desk.again:
                desk.again = False
                await self._empty(bot, chat, desk)
        except Unreachable:
            log.info("chat.unreachable", chat=chat)
            await self._sender.insist(lambda: self._app.store.deactivate(chat))
        except Exhausted:
            log.warning("delivery.postponed", chat=chat)
            desk.later = asyncio.get_running_loop().call_later(LATER, self.wake, bot, chat)

    async def _empty(self, bot: Bot, chat: str, desk: Desk) -> None:
        waiting = [*desk.unkept, *await self._sender.insist(lambda: self._app.store.pending(chat))]
        desk.unkept = []
        for index, outgoing in enumerate(waiting):
            if not self._is_superseded(desk, outgoing, waiting[index + 1 :]):
                await self._deliver(bot, outgoing, desk)
            desk.redraw.pop(outgoing.update, None)
            if outgoing.id:
                await self._sender.insist(partial(self._app.store.mark_sent, [outgoing.id]))

    def _is_superseded(self, desk: Desk, outgoing: Outgoing, later: Sequence[Outgoing]) -> bool:
        """Ten fast taps redraw one message; only the last drawing matters."""
        spot = desk.redraw.get(outgoing.update)
        return spot is not None and any(desk.redraw.get(other.update) == spot for other in later)

    async def _deliver(self, bot: Bot, outgoing: Outgoing, desk: Desk) -> None:
        """Hand over one message. One that Telegram refuses is given up, or it would hold up all that follow."""
        try:
            await self._sender.hand_over(bot, outgoing, Message.model_validate_json(outgoing.body), desk)
        except (Unreachable, Exhausted):
            raise
        except TelegramForbiddenError:
            raise Unreachable from None
        except REFUSED as error:
            if NO_CHAT in str(error):
                raise Unreachable from None
            log.error("delivery.refused", chat=outgoing.chat, reason=_reason(error))
        except Exception as error:
            if not was_answered(error):
                log.error("delivery.failed", chat=outgoing.chat, error=type(error).__name__, place=place(error))


def _reason(error: Exception) -> str:
    """Telegram's own words for a refusal: fixed texts, without what was sent."""
    return str(getattr(error, "message", ""))[:120]
