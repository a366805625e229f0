"""Runs the bot on Telegram: checks the token, sets the profile, delivers what was left, listens, and stops cleanly."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.types import User
from aiogram.utils.backoff import Backoff, BackoffConfig
from aiogram.utils.token import TokenValidationError, validate_token

from bot.app import App
from bot.logs import place
from bot.settings import Settings
from bot.telegram.delivery import Courier
from bot.telegram.outage import Outage, tell_operator
from bot.telegram.patience import FloodWait
from bot.telegram.poller import BACKOFF, REJECTED, Poller
from bot.telegram.profile import update_profile
from bot.telegram.routers import build_dispatcher
from prompts.catalog import say

STOPPED, MISCONFIGURED = 0, 2
GRACE = 5.0
"""Seconds that deliveries get to finish at a stop."""
REACH_SECONDS = 15
GARBAGE = (50_000, 20, 100)
log = structlog.get_logger()


async def run_polling(app: App, settings: Settings, stop: asyncio.Event | None = None, backoff: BackoffConfig = BACKOFF) -> int:
    """Serve until SIGTERM, SIGINT or `stop`. The exit code: 0 after a clean stop, 2 when a setting has to be mended."""
    problem = find_problem(settings)
    if problem:
        tell_operator(problem, settings.default_language)
        return MISCONFIGURED
    bot = make_bot(settings)
    ending = stop or asyncio.Event()
    dispatcher = build_dispatcher(app, settings)
    asyncio.get_running_loop().set_exception_handler(_log_stray)
    with _signals(ending):
        try:
            return await _serve(bot, dispatcher, settings, ending, backoff)
        except REJECTED:
            tell_operator("bad_token", settings.default_language)
            return MISCONFIGURED
        finally:
            await dispatcher.fsm.close()
            await bot.session.close()


def find_problem(settings: Settings) -> str:
    """What is wrong with the settings at first sight, as a key of the operator's lines; "" when nothing is."""
    if not settings.token():
        return "no_token"
    parts = urlsplit(settings.telegram_api)
    if settings.telegram_api and not (parts.scheme in ("http", "https") and parts.netloc):
        return "bad_address"
    try:
        validate_token(settings.token())
    except TokenValidationError:
        return "bad_token"
    return ""


async def check_token(settings: Settings) -> str | None:
    """What is wrong with the token, in the operator's language; None when Telegram accepts it."""
    problem = find_problem(settings)
    if problem:
        return say("telegram", f"operator.{problem}", settings.default_language)
    bot = make_bot(settings)
    try:
        await bot.get_me(request_timeout=REACH_SECONDS)
    except REJECTED:
        return say("telegram", "operator.bad_token", settings.default_language)
    except AiogramError as error:
        return say("telegram", "operator.unreached", settings.default_language, reason=type(error).__name__)
    finally:
        await bot.session.close()
    return None


def make_bot(settings: Settings) -> Bot:
    """The bot of settings without a problem."""
    server = TelegramAPIServer.from_base(settings.telegram_api) if settings.telegram_api else PRODUCTION
    session = AiohttpSession(api=server)
    session.middleware(FloodWait())
    return Bot(settings.token(), session=session)


async def _serve(bot: Bot, dispatcher: Dispatcher, settings: Settings, stop: asyncio.Event, backoff: BackoffConfig) -> int:
    courier: Courier = dispatcher["courier"]
    outage = Outage(settings.default_language)
    known = await _reach(bot, outage, stop, backoff)
    if known is None:
        return STOPPED
    tell_operator("running", settings.default_language, name=known.username)
    profile = asyncio.create_task(update_profile(bot, settings.default_language))
    await courier.wake_all(bot)
    _quieten_garbage_collection()
    try:
        await Poller(bot, dispatcher, outage, lambda: courier.wake_all(bot), backoff).run(stop)
    finally:
        profile.cancel()
        await asyncio.gather(profile, return_exceptions=True)
        await courier.stop(GRACE)
    tell_operator("stopped", settings.default_language)
    return STOPPED


async def _reach(bot: Bot, outage: Outage, stop: asyncio.Event, backoff: BackoffConfig) -> User | None:
    """Check the token, for as long as it takes to reach Telegram. None when stopped before that; raises one of `REJECTED`."""
    pauses = Backoff(backoff)
    while not stop.is_set():
        try:
            known = await bot.get_me(request_timeout=REACH_SECONDS)
        except REJECTED:
            raise
        except AiogramError as error:
            outage.report("away", reason=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), next(pauses))
        else:
            outage.end()
            return known
    return None


def _quieten_garbage_collection() -> None:
    """aiogram's models are some 190,000 objects that live for ever; looking at them again and again costs 150 ms a time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


@contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """Stop on the usual signals. Outside the main thread, and on Windows, there are none to listen to."""
    loop, heard = asyncio.get_running_loop(), (signal.SIGTERM, signal.SIGINT)
    with suppress(NotImplementedError, RuntimeError, ValueError):
        for number in heard:
            loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            for number in heard:
                loop.remove_signal_handler(number)


def _log_stray(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A failure nobody waited for. asyncio's own report would quote the exception's message."""
    error = context.get("exception")
    if isinstance(error, BaseException):
        log.error("task.failed", error=type(error).__name__, place=place(error))
    else:
        log.error("loop.failed", reason=str(context.get("message", "")))
