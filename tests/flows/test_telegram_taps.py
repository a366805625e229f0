"""Taps: fast ones, late ones, double ones, and ticks that change a message in place."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageText

from prompts.catalog import say
from tests.telegram import Shopkeeper, Telegram

OLD = say("telegram", "toast.old_button", "nl")
DOUBLE = say("interface", "say.double_tap", "nl")


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def iris(telegram: Telegram) -> Shopkeeper:
    return Shopkeeper(telegram)


async def test_a_tap_is_answered_once_and_before_anything_else(iris: Shopkeeper) -> None:
    await iris.send("/start")
    before = len(iris.telegram.session.calls)
    await iris.click("Overslaan")
    assert [type(call).__name__ for call in iris.telegram.session.calls[before:]] == ["AnswerCallbackQuery", "SendMessage"]
    assert "Hoe heet je winkel?" in iris.last.text


async def test_agreeing_is_the_button_that_stands_out(iris: Shopkeeper) -> None:
    await iris.walk_to("phases")
    assert {label: style for label, style in iris.last.styles.items() if style} == {"👍 Neem over": "primary"}


async def test_a_double_tap_counts_once(iris: Shopkeeper) -> None:
    await iris.send("/start")
    first = iris.last
    await iris.click("Overslaan", on=first)
    await iris.click("Overslaan", on=first)
    assert iris.toasts == [None, DOUBLE]
    assert await iris.cursor() == "shop.name"
    assert len(iris.screens) == 2


async def test_ten_taps_on_a_button_just_used_skip_one_question(iris: Shopkeeper) -> None:
    await iris.send("/start")
    first = iris.last
    for _ in range(10):
        await iris.click("Overslaan", on=first)
    assert iris.toasts == [None, *[DOUBLE] * 9]
    assert await iris.cursor() == "shop.name"


async def test_an_old_button_says_so_and_shows_where_we_are(iris: Shopkeeper) -> None:
    await iris.send("/start")
    first = iris.last
    await iris.send("kaarsen")
    await iris.send("Licht")
    await iris.click("Overslaan", on=first)
    assert iris.toasts == [OLD]
    assert await iris.cursor() == "shop.sector"
    assert "Wat voor soort winkel" in iris.last.text
    state = await iris.telegram.app.conversation.state_of(iris.name)
    assert state.map.shop.offering is not None


async def test_ten_taps_on_an_old_button_show_the_question_once(iris: Shopkeeper) -> None:
    await iris.send("/start")
    first = iris.last
    await iris.send("kaarsen")
    await iris.send("Licht")
    before = len(iris.screens)
    for _ in range(10):
        await iris.click("Overslaan", on=first)
    assert iris.toasts == [OLD] * 10
    assert len(iris.screens) == before + 1
    assert await iris.cursor() == "shop.sector"
    await iris.click("Overslaan")
    assert await iris.cursor() == "shop.unique"


async def test_a_button_of_nobodys_making_is_an_old_button(iris: Shopkeeper) -> None:
    await iris.send("/start")
    for data in ("junk", "1|shop.offering", "99|nowhere|accept", "1||accept"):
        await iris.press(data, iris.last.number)
    assert iris.toasts == [OLD] * 4
    assert await iris.cursor() == "shop.offering"


async def test_ticking_choices_changes_the_message_instead_of_sending_new_ones(iris: Shopkeeper) -> None:
    await iris.walk_to("research")
    shown, before = iris.last, len(iris.screens)
    labels = [label for label, data in shown.buttons.items() if "pick:" in data]
    for label in labels:
        await iris.click(label)
    assert len(iris.screens) == before
    assert [label for label in iris.last.buttons if label.startswith("✓ ")] == [f"✓ {label}" for label in labels]
    await iris.click("Klaar")
    assert len(iris.screens) == before + 1


async def test_fast_ticks_on_the_buttons_first_shown_all_count(iris: Shopkeeper) -> None:
    await iris.walk_to("research")
    shown, before = iris.last, len(iris.screens)
    data = [data for data in shown.buttons.values() if "pick:" in data]
    iris.telegram.session.pace = lambda call: 0.05 * isinstance(call, EditMessageText)
    await asyncio.gather(*(iris.telegram.feed("callback_query", iris.tap(one, shown.number)) for one in data))
    await iris.telegram.courier.idle()
    state = await iris.telegram.app.conversation.state_of(iris.name)
    assert len(state.map.research) == len(data)
    assert len(iris.screens) == before
    assert sum(label.startswith("✓ ") for label in iris.last.buttons) == len(data)
    assert len(iris.telegram.of(EditMessageText)) < len(data)


async def test_moments_are_ticked_in_place(iris: Shopkeeper) -> None:
    await iris.walk_to("moments")
    await iris.click("Aanpassen")
    before = len(iris.screens)
    label = next(label for label in iris.last.buttons if label.startswith("☆ "))
    for _ in range(4):
        await iris.click(label.removeprefix("☆ "))
    assert len(iris.screens) == before
    assert label in iris.last.buttons


async def test_dropping_items_happens_in_place(iris: Shopkeeper) -> None:
    await iris.walk_to("phases.awareness.touchpoints")
    await iris.click("Aanpassen")
    before = len(iris.screens)
    items = [label for label in iris.last.buttons if label.startswith("✕ ")]
    await iris.click(items[0])
    assert items[0] not in iris.last.buttons
    assert len(iris.screens) == before


async def test_after_a_restart_a_tap_still_changes_the_current_message(iris: Shopkeeper) -> None:
    await iris.walk_to("research")
    shown = iris.last
    again = Shopkeeper(Telegram(iris.telegram.store))
    again.telegram._update = 5000
    await again.click("Vragenlijst", on=shown)
    assert [call.message_id for call in again.telegram.of(EditMessageText)] == [shown.number]


async def test_a_tap_whose_answer_comes_too_late_still_counts(iris: Shopkeeper) -> None:
    await iris.send("/start")
    refused = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    iris.telegram.session.fault = lambda call: (
        TelegramBadRequest(call, refused) if isinstance(call, AnswerCallbackQuery) else None
    )
    await iris.click("Overslaan")
    assert await iris.cursor() == "shop.name"
    assert "Hoe heet je winkel?" in iris.last.text
