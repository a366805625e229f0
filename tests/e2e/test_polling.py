"""The real bot over HTTP, against a Bot API of our own: from the token check to a clean stop."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiogram.utils.backoff import BackoffConfig
from pydantic import SecretStr

from bot.app import App, build_app
from bot.settings import Settings
from bot.telegram.polling import check_token, run_polling
from journey.commands import Command, Do
from journey.ports import Context, Listener
from journey.store import Store
from prompts.catalog import say
from storage.database import open_store
from storage.memory import MemoryStore
from tests.e2e.fake_bot_api import TOKEN, ApiError, Called, FakeBotApi, Html

QUICK = BackoffConfig(min_delay=0.05, max_delay=0.1, factor=1.1, jitter=0.0)
OWNER = {"id": 7, "is_bot": False, "first_name": "Iris", "language_code": "nl"}


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        yield server
        assert server.broken == []


@pytest.fixture(autouse=True)
def ordinary_garbage_collection() -> Iterator[None]:
    """A bot sets this for its whole process, which here is the tests'."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


class Running:
    """A bot at work, in this process."""

    def __init__(self, api: FakeBotApi, store: Store, token: str = TOKEN, listener: Listener | None = None) -> None:
        self.stopping = asyncio.Event()
        self.app: App = build_app(store, listener=listener)
        settings = settings_for(api, token)
        self.task = asyncio.create_task(run_polling(self.app, settings, self.stopping, QUICK))

    async def stop(self) -> int:
        self.stopping.set()
        return await asyncio.wait_for(self.task, 20)


def settings_for(api: FakeBotApi, token: str = TOKEN) -> Settings:
    return Settings(bot_token=SecretStr(token), telegram_api=api.url)


def says(text: str, number: int = 1, chat: int = 7) -> dict[str, Any]:
    user = {**OWNER, "id": chat}
    return {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": user, "text": text}


def taps(data: str, message: int, name: str = "tap") -> dict[str, Any]:
    shown = {"message_id": message, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "?"}
    return {"id": name, "from": OWNER, "chat_instance": "1", "data": data, "message": shown}


def texts(api: FakeBotApi, chat: int = 7) -> list[str]:
    return [call.fields["text"] for call in api.of("sendMessage") if call.fields["chat_id"] == str(chat)]


async def test_an_owner_talks_taps_and_gets_a_picture(api: FakeBotApi) -> None:
    bot = Running(api, MemoryStore())
    api.queue("message", says("/start"))
    api.queue("message", says("kaarsen", 2))
    await api.wait_for(lambda: len(texts(api)) == 2)
    assert "Wat verkoop je?" in texts(api)[0]
    api.queue("callback_query", taps("2|shop.name|skip", 102))
    await api.wait_for(lambda: len(texts(api)) == 3)
    assert len(api.of("answerCallbackQuery")) == 1
    api.queue("message", says("/kaart", 3))
    await api.wait_for(lambda: api.of("sendPhoto") and len(texts(api)) == 4)
    (picture,) = api.of("sendPhoto")[0].files.values()
    assert picture.startswith(b"\x89PNG")
    assert await bot.stop() == 0
    assert api.waiting == []


async def profile_calls(api: FakeBotApi) -> list[Called]:
    """Run a bot until its profile is up to date; the calls that set something."""
    api.calls.clear()
    bot = Running(api, MemoryStore())
    await api.wait_for(lambda: len(api.of("getMyShortDescription")) == 3)
    await asyncio.sleep(0.2)
    await bot.stop()
    return [call for call in api.calls if call.method.startswith("setMy")]


async def test_the_profile_is_set_in_both_languages_and_only_when_it_differs(api: FakeBotApi) -> None:
    menus = [call for call in await profile_calls(api) if call.method == "setMyCommands"]
    assert [call.fields.get("language_code", "") for call in menus] == ["", "nl", "en"]
    assert [command["command"] for command in menus[0].fields["commands"]][:4] == ["start", "kaart", "terug", "overslaan"]
    assert [command["command"] for command in menus[2].fields["commands"]][:4] == ["start", "map", "back", "skip"]
    assert await profile_calls(api) == []


@pytest.mark.parametrize("token", ["123456:AAE-of-somebody-else-that-is-long-enough", "no token", "123456:", ":abc"])
async def test_a_bad_token_ends_with_one_line_that_helps(api: FakeBotApi, capsys: pytest.CaptureFixture[str], token: str) -> None:
    bot = Running(api, MemoryStore(), token)
    assert await asyncio.wait_for(bot.task, 10) == 2
    assert capsys.readouterr().err == say("telegram", "operator.bad_token", "nl") + "\n"


async def test_no_token_and_a_bad_address_are_named(api: FakeBotApi, capsys: pytest.CaptureFixture[str]) -> None:
    app = build_app(MemoryStore())
    assert await run_polling(app, Settings(bot_token=None)) == 2
    assert await run_polling(app, Settings(bot_token=SecretStr(TOKEN), telegram_api="localhost:8081")) == 2
    expected = [say("telegram", f"operator.{key}", "nl") for key in ("no_token", "bad_address")]
    assert capsys.readouterr().err.splitlines() == expected


async def test_the_token_can_be_checked_without_running(api: FakeBotApi) -> None:
    assert await check_token(settings_for(api)) is None
    assert await check_token(settings_for(api, "123456:wrong")) == say("telegram", "operator.bad_token", "nl")
    await api.stop()
    assert "TelegramNetworkError" in (await check_token(settings_for(api)) or "")


async def test_a_network_that_is_away_is_waited_for(api: FakeBotApi, capsys: pytest.CaptureFixture[str]) -> None:
    await api.stop()
    bot = Running(api, MemoryStore())
    await asyncio.sleep(0.7)
    await api.start()
    api.queue("message", says("/start"))
    await api.wait_for(lambda: len(texts(api)) == 1)
    await bot.stop()
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["Telegram", "De", "@reisgids_bot", "Gestopt."]


async def test_an_outage_while_running_is_told_once_and_survived(api: FakeBotApi, capsys: pytest.CaptureFixture[str]) -> None:
    bot = Running(api, MemoryStore())
    api.queue("message", says("/start"))
    await api.wait_for(lambda: len(texts(api)) == 1)
    api.faults["getUpdates"] = [Html(), Html(), ApiError(500, "Internal Server Error")]
    api.queue("message", says("kaarsen", 2))
    await api.wait_for(lambda: not api.faults["getUpdates"])
    api.queue("message", says("Licht", 3))
    await api.wait_for(lambda: len(texts(api)) == 3)
    await api.stop()
    await asyncio.sleep(0.5)
    await api.start()
    api.queue("message", says("wonen", 4))
    await api.wait_for(lambda: len(texts(api)) == 4)
    await bot.stop()
    away = [line for line in capsys.readouterr().err.splitlines() if "niet bereikbaar" in line]
    assert len(away) == 2


async def test_a_second_bot_with_the_same_token_is_pointed_out(api: FakeBotApi, capsys: pytest.CaptureFixture[str]) -> None:
    api.faults["getUpdates"] = [ApiError(409, "Conflict: terminated by other getUpdates request")] * 4
    bot = Running(api, MemoryStore())
    api.queue("message", says("/start"))
    await api.wait_for(lambda: len(texts(api)) == 1)
    await bot.stop()
    assert capsys.readouterr().err.count(say("telegram", "operator.conflict", "nl")) == 1


async def test_a_webhook_left_from_before_is_removed(api: FakeBotApi) -> None:
    words = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    api.faults["getUpdates"] = [ApiError(409, words)]
    bot = Running(api, MemoryStore())
    api.queue("message", says("/start"))
    await api.wait_for(lambda: len(texts(api)) == 1)
    await bot.stop()
    assert len(api.of("deleteWebhook")) == 1


async def test_a_token_that_is_withdrawn_while_running_ends_the_bot(api: FakeBotApi, capsys: pytest.CaptureFixture[str]) -> None:
    bot = Running(api, MemoryStore())
    await api.wait_for(lambda: api.of("getMe"))
    api.faults["getUpdates"] = [ApiError(401, "Unauthorized")]
    assert await asyncio.wait_for(bot.task, 10) == 2
    assert say("telegram", "operator.bad_token", "nl") in capsys.readouterr().err


async def test_flood_limits_delay_but_lose_nothing(api: FakeBotApi) -> None:
    api.faults["sendMessage"] = [ApiError(429, "Too Many Requests: retry after 1", retry_after=1)]
    bot = Running(api, MemoryStore())
    for number, text in enumerate(["/start", "kaarsen", "Licht"], 1):
        api.queue("message", says(text, number))
    await api.wait_for(lambda: len(texts(api)) == 3)
    await bot.stop()
    assert ["Wat verkoop" in texts(api)[0], "Hoe heet" in texts(api)[1], "Wat voor soort" in texts(api)[2]] == [True] * 3


async def test_ticks_change_the_message_over_http_too(api: FakeBotApi) -> None:
    store = MemoryStore()
    bot = Running(api, store)
    api.queue("message", says("/start"))
    state = await bot.app.conversation.state_of("tg:7")
    for number in range(2, 40):
        # Every message so far has brought one text: fewer, and its turn is not over yet.
        await api.wait_for(lambda number=number: len(texts(api)) == number - 1)  # type: ignore[misc]
        state = await bot.app.conversation.state_of("tg:7")
        if state.cursor == "research":
            break
        api.queue("message", says("/overslaan", number))
    shown, before = 100 + len(texts(api)), len(texts(api))
    for index, option in enumerate(("questionnaire", "statistics", "questionnaire")):
        api.queue("callback_query", taps(f"{state.revision}|research|pick:{option}", shown, f"tap{index}"))
    await api.wait_for(lambda: len(api.of("answerCallbackQuery")) == 3 and api.of("editMessageText"))
    await bot.stop()
    assert len(texts(api)) == before
    state = await bot.app.conversation.state_of("tg:7")
    assert [research.method.value for research in state.map.research] == ["Statistieken van mijn site"]


class Slow:
    """A listener that takes its time over some words."""

    def __init__(self) -> None:
        self.release = asyncio.Event()
        self.busy = 0

    async def understand(self, text: str, context: Context) -> list[Command]:
        if text == "traag":
            self.busy += 1
            await self.release.wait()
        return [Do("skip")]


async def test_a_slow_answer_in_one_chat_holds_up_no_other_and_is_not_lost(api: FakeBotApi) -> None:
    store, slow = MemoryStore(), Slow()
    bot = Running(api, store, listener=slow)
    for chat in (7, 8):
        api.queue("message", says("/start", chat=chat))
    await api.wait_for(lambda: texts(api) and texts(api, 8))
    held = api.queue("message", says("traag", 2))
    await api.wait_for(lambda: slow.busy)
    api.queue("message", says("vlug", 3, chat=8))
    await api.wait_for(lambda: len(texts(api, 8)) == 2)
    assert held in api.waiting
    slow.release.set()
    await api.wait_for(lambda: len(texts(api)) == 2)
    await bot.stop()
    assert slow.busy == 1
    assert api.waiting == []


async def test_a_killed_bot_gets_unfinished_updates_again(api: FakeBotApi, tmp_path: Path) -> None:
    store, slow = await open_store(f"sqlite:///{tmp_path}/chats.db"), Slow()
    bot = Running(api, store, listener=slow)
    api.queue("message", says("/start"))
    await api.wait_for(lambda: texts(api))
    api.queue("message", says("traag", 2))
    await api.wait_for(lambda: slow.busy)
    await asyncio.sleep(0.7)
    bot.task.cancel()
    await asyncio.gather(bot.task, return_exceptions=True)
    assert len(texts(api)) == 1
    slow.release.set()
    again = Running(api, store, listener=slow)
    await api.wait_for(lambda: len(texts(api)) == 2 and not api.waiting)
    await again.stop()
    kept = await store.export("tg:7")
    assert [turn["text"] for turn in kept["answers"]] == ["/start", "traag"]
    await store.close()


async def test_stopping_finishes_what_is_under_way(api: FakeBotApi) -> None:
    slow = Slow()
    bot = Running(api, MemoryStore(), listener=slow)
    api.queue("message", says("/start"))
    await api.wait_for(lambda: texts(api))
    api.queue("message", says("traag", 2))
    await api.wait_for(lambda: slow.busy)
    bot.stopping.set()
    asyncio.get_running_loop().call_later(0.3, slow.release.set)
    assert await bot.stop() == 0
    assert len(texts(api)) == 2
    assert api.waiting == []


async def test_the_command_line_runs_the_bot_until_a_signal(api: FakeBotApi, tmp_path: Path) -> None:
    settings = {"BOT_TOKEN": TOKEN, "TELEGRAM_API": api.url, "DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**os.environ, **settings}, stdout=pipe, stderr=pipe
    )
    api.queue("message", says("/start"))
    await api.wait_for(lambda: texts(api), 60)
    api.queue("message", says("een geheim plan", 2))
    await api.wait_for(lambda: len(texts(api)) == 2)
    process.send_signal(signal.SIGTERM)
    out, err = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
    assert say("telegram", "operator.stopped", "nl") in err.decode()
    assert TOKEN not in (out + err).decode()
    assert "geheim" not in (out + err).decode()
    assert api.waiting == []
