"""Handing over: every kept message arrives once, in order, whatever Telegram answers."""

from __future__ import annotations

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, SendMessage

from bot.message import Message
from journey.store import StoreUnavailable, Turn
from prompts.catalog import say
from storage.memory import MemoryStore
from tests.telegram import Shopkeeper, Telegram, keep
from tests.telegram_session import CALL, Faults


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def iris(telegram: Telegram) -> Shopkeeper:
    return Shopkeeper(telegram)


async def deliver(telegram: Telegram) -> None:
    await telegram.courier.wake_all(telegram.bot)
    await telegram.courier.idle()


async def test_what_a_crash_left_undelivered_comes_at_the_next_start_once(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.send("/start")
    await keep(telegram, iris.name, Message(text="een"), Message(text="twee"), update="tg:900")
    again = Telegram(telegram.store)
    await deliver(again)
    await deliver(again)
    assert Shopkeeper(again).texts == ["een", "twee"]
    assert await telegram.store.pending() == []


async def test_conversations_of_other_shells_are_left_alone(telegram: Telegram) -> None:
    await keep(telegram, "cli", Message(text="een"))
    await deliver(telegram)
    assert telegram.session.calls == []
    assert len(await telegram.store.pending()) == 1


async def test_an_update_that_comes_again_is_not_answered_again(iris: Shopkeeper) -> None:
    await iris.send("/start")
    await iris.give(text="kaarsen", number=50)
    await iris.give(text="kaarsen", number=50)
    assert await iris.cursor() == "shop.name"
    assert len(iris.screens) == 2


async def test_after_a_flood_limit_the_message_comes_in_its_time(telegram: Telegram, iris: Shopkeeper) -> None:
    telegram.session.fault = Faults(SendMessage, TelegramRetryAfter(CALL, "Too Many Requests", 7))
    await iris.send("/start")
    await iris.send("kaarsen")
    assert telegram.pause.slept == [7]
    assert [("Wat verkoop" in text, "Hoe heet" in text) for text in iris.texts] == [(True, False), (False, True)]


async def test_a_very_long_flood_limit_is_kept_too(telegram: Telegram, iris: Shopkeeper) -> None:
    telegram.session.fault = Faults(SendMessage, TelegramRetryAfter(CALL, "Too Many Requests", 3000))
    await iris.send("/start")
    assert telegram.pause.slept == [3000]
    assert len(iris.screens) == 1


@pytest.mark.parametrize(
    "error",
    [
        TelegramNetworkError(CALL, "Request timeout error"),
        TelegramServerError(CALL, "Internal Server Error"),
        ClientDecodeError("Failed to decode object", ValueError("no JSON"), "<html>502</html>"),
    ],
)
async def test_a_passing_trouble_is_sat_out(telegram: Telegram, iris: Shopkeeper, error: Exception) -> None:
    telegram.session.fault = Faults(SendMessage, error, error)
    await iris.send("/start")
    assert telegram.pause.slept == [1, 2]
    assert len(iris.screens) == 1
    assert await telegram.store.pending() == []


async def test_an_odd_reply_to_a_message_that_arrived_brings_no_second_one(telegram: Telegram, iris: Shopkeeper) -> None:
    odd = ClientDecodeError("Failed to deserialize object", ValueError("?"), {"ok": True, "result": {}})
    telegram.session.fault = Faults(SendMessage, odd)
    await iris.send("/start")
    assert telegram.pause.slept == []
    assert await telegram.store.pending() == []


async def test_a_long_outage_keeps_the_messages_for_when_it_is_over(telegram: Telegram, iris: Shopkeeper) -> None:
    telegram.session.fault = lambda method: TelegramNetworkError(method, "away") if isinstance(method, SendMessage) else None
    await iris.send("/start")
    assert len(await telegram.store.pending()) == 1
    telegram.session.fault = lambda method: None
    await iris.send("kaarsen")
    assert [("Wat verkoop" in text, "Hoe heet" in text) for text in iris.texts] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    "error",
    [
        TelegramForbiddenError(CALL, "Forbidden: bot was blocked by the user"),
        TelegramBadRequest(CALL, "Bad Request: chat not found"),
    ],
)
async def test_an_owner_who_blocked_the_bot_gets_nothing_and_loses_nothing(
    telegram: Telegram, iris: Shopkeeper, error: Exception
) -> None:
    await iris.send("/start")
    telegram.session.fault = Faults(SendMessage, error)
    await iris.send("kaarsen")
    saved = await telegram.store.load(iris.name)
    assert saved is not None
    assert not saved.active
    assert await telegram.store.pending() == []
    await iris.send("/start")
    assert len(iris.screens) == 3
    assert "Hoe heet je winkel?" in iris.last.text


async def test_blocking_is_noticed_before_anything_is_sent(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.send("/start")
    user = {"id": 999, "is_bot": True, "first_name": "Reisgids"}
    change = {
        "chat": {"id": iris.chat, "type": "private"},
        "from": {"id": iris.chat, "is_bot": False, "first_name": "Iris"},
        "date": 1,
        "old_chat_member": {"status": "member", "user": user},
        "new_chat_member": {"status": "kicked", "user": user, "until_date": 0},
    }
    await telegram.feed("my_chat_member", change)
    saved = await telegram.store.load(iris.name)
    assert saved is not None
    assert not saved.active


async def test_a_message_that_telegram_refuses_holds_up_no_other(telegram: Telegram, iris: Shopkeeper) -> None:
    await keep(telegram, iris.name, Message(text="een"), Message(text="twee"))
    telegram.session.fault = Faults(SendMessage, TelegramBadRequest(CALL, "Bad Request: something new"))
    await deliver(telegram)
    assert iris.texts == ["twee"]
    assert await telegram.store.pending() == []


async def test_a_message_that_cannot_be_read_holds_up_no_other(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.send("/start")
    saved = await telegram.store.load(iris.name)
    assert saved is not None
    bodies = ('{"odd": 1}', Message(text="twee").model_dump_json())
    await telegram.store.commit(Turn(iris.name, "tg:900", None, "", saved.state, 0, 0, messages=bodies, base=saved.revision))
    await deliver(telegram)
    assert iris.last.text == "twee"
    assert await telegram.store.pending() == []


async def test_an_unchanged_message_counts_as_changed(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.walk_to("research")
    before = len(iris.screens)
    same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    telegram.session.fault = Faults(EditMessageText, TelegramBadRequest(CALL, same))
    await iris.click("Vragenlijst")
    assert len(iris.screens) == before
    assert await telegram.store.pending() == []


async def test_a_message_that_is_gone_is_sent_anew(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.walk_to("research")
    before = len(iris.screens)
    telegram.session.fault = Faults(EditMessageText, TelegramBadRequest(CALL, "Bad Request: message to edit not found"))
    await iris.click("Vragenlijst")
    assert len(iris.screens) == before + 1
    assert "✓ Vragenlijst" in iris.last.buttons


class Failing(MemoryStore):
    """A database that goes away."""

    away = False

    async def seen(self, chat: str, update: str) -> bool:
        if self.away:
            raise StoreUnavailable("geheim")
        return await super().seen(chat, update)


async def test_an_unexpected_error_is_told_in_the_owners_language(capsys: pytest.CaptureFixture[str]) -> None:
    store = Failing()
    telegram = Telegram(store)
    owner = Shopkeeper(telegram, language="en")
    await owner.send("/start")
    store.away = True
    await owner.send("mijn geheime plan")
    assert owner.last.text == say("interface", "say.trouble", "en")
    logged = "".join(capsys.readouterr())
    assert "StoreUnavailable" in logged
    assert "geheim" not in logged
