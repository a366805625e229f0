"""Long texts in parts, and the map as a picture and as files."""

from __future__ import annotations

import struct

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
)
from aiogram.methods import SendChatAction, SendDocument, SendMessage, SendPhoto

from bot.drawing import File
from bot.message import Button, Message
from bot.telegram.composition import is_photo
from prompts.catalog import say
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


def png(width: int, height: int, size: int = 100) -> bytes:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)
    return head.ljust(size, b"\0")


async def test_a_long_text_comes_in_parts_with_the_buttons_under_the_last(telegram: Telegram, iris: Shopkeeper) -> None:
    buttons = [[Button(label="Klaar", value="done")]]
    await keep(
        telegram, iris.name, Message(text="👍" * 1500 + "\n\n" + "b" * 4000, buttons=buttons, question="phases", revision=1)
    )
    await deliver(telegram)
    assert [len(text) for text in iris.texts] == [1500, 4000]
    assert [list(screen.buttons) for screen in iris.screens] == [[], ["Klaar"]]


async def test_a_preview_is_a_picture_with_its_words_while_the_bot_shows_it_is_busy(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.send("/start")
    await iris.send("kaarsen")
    before = len(telegram.session.calls)
    await iris.send("/kaart")
    assert [type(call) for call in telegram.session.calls[before:]] == [SendChatAction, SendPhoto, SendMessage]
    assert say("interface", "say.preview", "nl") in (iris.photos[-1].caption or "")
    assert iris.documents == []


async def test_a_finished_map_comes_as_picture_and_as_files(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.walk_to("")
    assert [name.rpartition(".")[2] for name in iris.documents] == ["png", "pdf", "md", "json"]
    assert "Klaar!" in (iris.photos[-1].caption or "")
    await iris.click("PDF")
    assert len(iris.documents) == 5


async def test_a_picture_that_telegram_refuses_comes_as_a_file(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.send("/start")
    await iris.send("kaarsen")
    telegram.session.fault = Faults(SendPhoto, TelegramBadRequest(CALL, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    await iris.send("/kaart")
    assert [name.rpartition(".")[2] for name in iris.documents] == ["png"]
    assert say("interface", "say.preview", "nl") in (telegram.of(SendDocument)[0].caption or "")


async def test_when_drawing_fails_the_words_arrive_all_the_same(telegram: Telegram, iris: Shopkeeper) -> None:
    await keep(telegram, iris.name, Message(text="Alsjeblieft.", files=["png"], version=3), Message(text="En nu?"))
    telegram.app.drawer.close()
    await deliver(telegram)
    assert iris.texts == [f"Alsjeblieft.\n\n{say('interface', 'say.trouble', 'nl')}", "En nu?"]
    assert await telegram.store.pending() == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(3000, 2000), True),
        (png(9000, 2000), False),
        (png(4200, 200), False),
        (png(100, 100, 10_000_001), False),
        (b"", False),
    ],
)
def test_what_telegram_takes_as_a_photo(content: bytes, expected: bool) -> None:
    assert is_photo(File("kaart.png", "png", content)) is expected
