"""Handlers: parse, let the conversation decide, wake the courier. Routers are built per dispatcher."""

from __future__ import annotations

from contextlib import suppress

import structlog
from aiogram import Bot, Dispatcher, F, Router
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.filters import KICKED, ChatMemberUpdatedFilter
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.fsm.strategy import FSMStrategy
from aiogram.types import CallbackQuery, ChatMemberUpdated, ErrorEvent, Message, Update

from bot.app import App
from bot.logs import place
from bot.settings import Settings
from bot.telegram.delivery import Courier
from bot.telegram.parsing import chat_name, language_hint, parse_message
from bot.telegram.reception import Reception, answer
from prompts.catalog import say

log = structlog.get_logger()


def build_dispatcher(app: App, settings: Settings, courier: Courier | None = None) -> Dispatcher:
    """The dispatcher with all handlers. The courier it wakes is `dispatcher["courier"]`."""
    carrier = courier or Courier(app)
    dispatcher = Dispatcher(
        # Without it two fast answers are both worked out from the same state, and one of them again and again.
        events_isolation=SimpleEventIsolation(),
        fsm_strategy=FSMStrategy.CHAT,
        courier=carrier,
        reception=Reception(app, carrier),
        settings=settings,
    )
    dispatcher.include_routers(setup_private(), setup_groups())
    dispatcher.errors.register(apologise)
    return dispatcher


def setup_private() -> Router:
    """The interview, which is for one owner alone."""
    router = Router(name="private")
    router.message.filter(F.chat.type == ChatType.PRIVATE)
    router.message.register(hear)
    router.callback_query.filter(~F.message | (F.message.chat.type == ChatType.PRIVATE))
    router.callback_query.register(press)
    router.my_chat_member.filter(F.chat.type == ChatType.PRIVATE)
    router.my_chat_member.register(leave, ChatMemberUpdatedFilter(KICKED))
    return router


def setup_groups() -> Router:
    """Everywhere else: a pointer to the private chat."""
    router = Router(name="groups")
    router.message.register(point_to_private)
    router.callback_query.register(end_waiting)
    return router


async def hear(message: Message, bot: Bot, event_update: Update, reception: Reception) -> None:
    """Anything an owner sends."""
    event = parse_message(message, event_update.update_id)
    if event is not None and not reception.is_same_album(message):
        await reception.take(bot, event)


async def press(query: CallbackQuery, bot: Bot, event_update: Update, reception: Reception) -> None:
    """A tap on a button."""
    await reception.press(query, bot, event_update.update_id)


async def leave(change: ChatMemberUpdated, reception: Reception) -> None:
    """The owner blocked the bot: keep everything, send nothing."""
    await reception.app.store.deactivate(chat_name(change.chat.id))


async def point_to_private(message: Message, reception: Reception, settings: Settings) -> None:
    """Say once where to find the bot."""
    if message.chat.id not in reception.pointed:
        reception.pointed.add(message.chat.id)
        await message.answer(say("telegram", "group", settings.default_language))


async def end_waiting(query: CallbackQuery) -> None:
    """A button in a group leads nowhere."""
    await answer(query)


async def apologise(error: ErrorEvent, bot: Bot, reception: Reception) -> bool:
    """Anything unexpected: log what and where, never what was said, and tell the owner."""
    log.error("update.failed", update=error.update.update_id, error=type(error.exception).__name__, place=place(error.exception))
    event = error.update.message or error.update.callback_query
    if event is not None and event.from_user is not None and _chat_kind(error.update) == ChatType.PRIVATE:
        chat = event.from_user.id
        language = await reception.language_of(chat_name(chat), language_hint(event.from_user))
        with suppress(AiogramError):
            await bot.send_message(chat, say("interface", "say.trouble", language))
    return True


def _chat_kind(update: Update) -> str:
    message = update.message or (update.callback_query.message if update.callback_query else None)
    return message.chat.type if message else ""
