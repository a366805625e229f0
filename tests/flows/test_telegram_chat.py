"""What an owner meets in a Telegram chat: questions, and everything that is no answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram.methods import SendMessage
from aiogram.types import LinkPreviewOptions

from prompts.catalog import say
from storage.memory import MemoryStore
from tests.telegram import Shopkeeper, Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def iris(telegram: Telegram) -> Shopkeeper:
    return Shopkeeper(telegram)


async def test_start_greets_and_asks_the_first_question(iris: Shopkeeper) -> None:
    await iris.send("/start")
    assert len(iris.screens) == 1
    assert "Hoi! Ik ben Reisgids" in iris.last.text
    assert "Wat verkoop je?" in iris.last.text
    assert "Overslaan" in iris.last.buttons


async def test_what_follows_start_in_a_link_is_not_taken_for_an_answer(iris: Shopkeeper) -> None:
    await iris.send("/start spring-2026")
    assert "Wat verkoop je?" in iris.last.text


@pytest.mark.parametrize(
    ("code", "words"), [("nl-BE", "Wat verkoop je?"), ("en", "What do you sell?"), (None, "What do you sell?")]
)
async def test_the_language_of_the_app_is_the_language_to_begin_in(telegram: Telegram, code: str | None, words: str) -> None:
    owner = Shopkeeper(telegram, language=code)
    await owner.send("/start")
    assert words in owner.last.text


async def test_an_answer_brings_the_next_question_in_bold_and_without_markup(iris: Shopkeeper) -> None:
    await iris.send("/start")
    await iris.send("<b>planten</b> & *potten*")
    call = iris.telegram.of(SendMessage)[-1]
    (bold,) = call.entities or []
    assert call.text[bold.offset : bold.offset + bold.length].startswith("Stap 1 van 7")
    state = await iris.telegram.app.conversation.state_of(iris.name)
    assert state.map.shop.offering is not None
    assert state.map.shop.offering.value == "<b>planten</b> & *potten*"


async def test_links_show_no_preview(iris: Shopkeeper) -> None:
    await iris.send("/start")
    options = iris.telegram.of(SendMessage)[-1].link_preview_options
    assert isinstance(options, LinkPreviewOptions)
    assert options.is_disabled


async def test_five_fast_messages_are_all_kept_in_order(iris: Shopkeeper) -> None:
    await iris.send("/start")
    words = ["kaarsen", "Licht & Co", "wonen", "met de hand gegoten", "duurzaam: alles in glas"]
    await asyncio.gather(*(iris.telegram.feed("message", iris.message(text=text)) for text in words))
    await iris.telegram.courier.idle()
    kept = await iris.telegram.store.export(iris.name)
    assert [turn["text"] for turn in kept["answers"]] == ["/start", *words]
    assert len({turn["question"] for turn in kept["answers"][1:]}) == 5
    assert len(iris.screens) >= 6


OTHERS: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": {
            "file_id": "a",
            "file_unique_id": "a",
            "type": "regular",
            "width": 9,
            "height": 9,
            "is_animated": False,
            "is_video": False,
        }
    },
    "photo": {"photo": [{"file_id": "a", "file_unique_id": "a", "width": 9, "height": 9}]},
    "voice": {"voice": {"file_id": "a", "file_unique_id": "a", "duration": 3}},
    "file": {"document": {"file_id": "a", "file_unique_id": "a"}},
    "other": {"location": {"latitude": 52.0, "longitude": 5.0}},
}


@pytest.mark.parametrize("kind", list(OTHERS))
async def test_what_is_no_text_gets_a_kind_word_and_the_question_again(iris: Shopkeeper, kind: str) -> None:
    await iris.send("/start")
    await iris.give(**OTHERS[kind])
    assert say("interface", f"say.chat_{kind}", "nl") in iris.last.text
    assert "Wat verkoop je?" in iris.last.text


async def test_words_under_a_picture_are_an_answer(iris: Shopkeeper) -> None:
    await iris.send("/start")
    await iris.give(**OTHERS["photo"], caption="kaarsen")
    assert await iris.cursor() == "shop.name"


async def test_an_album_is_answered_once(iris: Shopkeeper) -> None:
    await iris.send("/start")
    before = len(iris.screens)
    for _ in range(4):
        await iris.give(**OTHERS["photo"], media_group_id="album")
    assert len(iris.screens) == before + 1


async def test_notices_and_edits_want_no_answer(iris: Shopkeeper) -> None:
    await iris.send("/start")
    await iris.give(message_auto_delete_timer_changed={"message_auto_delete_time": 60})
    await iris.telegram.feed("edited_message", {**iris.message(text="anders"), "edit_date": 1})
    assert len(iris.screens) == 1


async def test_a_group_is_told_once_where_to_go(telegram: Telegram) -> None:
    group = {"id": -5, "type": "group", "title": "Winkeliers"}
    owner = Shopkeeper(telegram)
    for _ in range(3):
        await telegram.feed("message", {**owner.message(text="hallo"), "chat": group})
    assert [call.text for call in telegram.of(SendMessage)] == [say("telegram", "group", "nl")]
    assert await telegram.store.chats() == []


async def test_two_chats_at_once_do_not_mix(telegram: Telegram) -> None:
    iris, noor = Shopkeeper(telegram, 7), Shopkeeper(telegram, 8, "en")
    said = [(iris, "/start"), (noor, "/start"), (iris, "kaarsen"), (noor, "bread"), (iris, "Licht"), (noor, "Crust")]
    await asyncio.gather(*(telegram.feed("message", who.message(text=text)) for who, text in said))
    await telegram.courier.idle()
    maps = [(await telegram.app.conversation.state_of(who.name)).map for who in (iris, noor)]
    assert [journey.shop.offering and journey.shop.offering.value for journey in maps] == ["kaarsen", "bread"]
    assert all("candle" not in text and "kaarsen" not in text for text in noor.texts)
    assert "Stap 1 van 7" in iris.last.text
    assert "Step 1 of 7" in noor.last.text


async def test_deleting_everything_leaves_no_row(telegram: Telegram, iris: Shopkeeper) -> None:
    await iris.send("/start")
    await iris.send("kaarsen")
    await iris.send("/verwijder")
    sure = iris.last
    await iris.click("Ja, doe maar")
    assert iris.last.text == say("interface", "say.forgotten", "nl")
    await iris.click("Ja, doe maar", on=sure)
    assert iris.toasts[-1] == say("telegram", "toast.gone", "nl")
    assert isinstance(telegram.store, MemoryStore)
    assert await telegram.store.chats() == []
    assert await telegram.store.export(iris.name) == {}
    assert await telegram.store.pending() == []


async def test_all_data_comes_as_a_file_before_the_question(iris: Shopkeeper) -> None:
    await iris.send("/start")
    await iris.send("/export")
    assert iris.documents == ["reisgids-data.json"]
    kinds = [type(call).__name__ for call in iris.telegram.session.calls]
    assert kinds[-1] == "SendMessage"
