"""A session that answers for Telegram, by method type."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import EditMessageText, SendDocument, SendMessage, SendPhoto, TelegramMethod
from aiogram.methods.base import TelegramType

from tests.telegram_rules import check

Fault = Callable[[TelegramMethod[Any]], Exception | None]


class FakeSession(BaseSession):
    """Carries out calls as Telegram would, as far as a bot can tell. `fault` may refuse a call, `pace` is how long it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []
        self.fault: Fault = lambda method: None
        self.pace: Callable[[TelegramMethod[Any]], float] = lambda method: 0.0
        self._last_id = 100

    async def make_request(self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None) -> TelegramType:  # noqa: ASYNC109
        check(type(method).__name__, method.model_dump(exclude_none=True, warnings=False))
        await asyncio.sleep(self.pace(method))
        error = self.fault(method)
        if error is not None:
            raise error
        self.calls.append(method)
        if isinstance(method, (SendMessage, SendDocument, SendPhoto, EditMessageText)):
            return cast(TelegramType, self._message(bot, method))
        return cast(TelegramType, True)

    def _message(self, bot: Bot, method: SendMessage | SendDocument | SendPhoto | EditMessageText) -> Any:
        self._last_id += 1
        number = method.message_id if isinstance(method, EditMessageText) else self._last_id
        shown = {"message_id": number, "date": 0, "chat": {"id": method.chat_id, "type": "private"}}
        object.__setattr__(method, "sent_as", number)
        returned = SendMessage.__returning__
        return returned.model_validate(shown, context={"bot": bot})

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        """This bot downloads nothing."""
        yield b""


class Pause:
    """Stands in for sleeping, and remembers how long."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


class Faults:
    """Refuses the first calls of one kind, each in its own way."""

    def __init__(self, kind: type[TelegramMethod[Any]], *errors: Exception) -> None:
        self._kind = kind
        self.errors = list(errors)

    def __call__(self, method: TelegramMethod[Any]) -> Exception | None:
        return self.errors.pop(0) if self.errors and isinstance(method, self._kind) else None


CALL = SendMessage(chat_id=7, text="?")
"""Stands for the refused call, which an error of aiogram wants to hold."""
