"""The bot's profile on Telegram: commands and descriptions per language, set only where they differ."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from journey.model import Language
from prompts.catalog import LANGUAGES, load, say

log = structlog.get_logger()


def commands(language: str) -> list[BotCommand]:
    """The menu of commands in one language."""
    names: dict[str, dict[str, str]] = load("telegram")["command_name"]
    return [
        BotCommand(command=name[language], description=say("telegram", f"command.{key}", language)) for key, name in names.items()
    ]


async def update_profile(bot: Bot, default: Language) -> None:
    """Bring the profile up to date; `default` is the language for apps in any other language. Failing does no harm."""
    try:
        for code, language in [("", default), *((language, language) for language in LANGUAGES)]:
            await _update_commands(bot, code, language)
            await _update_descriptions(bot, code, language)
    except AiogramError as error:
        log.warning("profile.failed", error=type(error).__name__)


async def _update_commands(bot: Bot, code: str, language: str) -> None:
    wanted = commands(language)
    standing = await bot.get_my_commands(language_code=code or None)
    if [command.model_dump() for command in standing] != [command.model_dump() for command in wanted]:
        await bot.set_my_commands(wanted, language_code=code or None)


async def _update_descriptions(bot: Bot, code: str, language: str) -> None:
    description, short = say("telegram", "description", language), say("telegram", "short_description", language)
    if (await bot.get_my_description(language_code=code or None)).description != description:
        await bot.set_my_description(description, language_code=code or None)
    if (await bot.get_my_short_description(language_code=code or None)).short_description != short:
        await bot.set_my_short_description(short, language_code=code or None)
