"""What the conversation promises to shells: one update counts once, nothing half-done, a restart goes on."""

from __future__ import annotations

import pytest

from bot.app import build_app
from bot.events import Event
from bot.message import Message
from journey.store import Conflict, Outgoing, Turn
from storage.memory import MemoryStore
from tests.owner import CHAT, PLANTS, Owner


class Contested(MemoryStore):
    """Another turn comes in between, so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    async def commit(self, turn: Turn) -> list[Outgoing]:
        if self.times:
            self.times -= 1
            raise Conflict(turn.chat)
        return await super().commit(turn)


def _event(update: str, text: str) -> Event:
    return Event(CHAT, update, text=text)


async def test_an_update_counts_once_and_gives_what_is_not_delivered() -> None:
    store = MemoryStore()
    conversation = build_app(store).conversation
    first = await conversation.receive(_event("1", "kaarsen"))
    before = await conversation.state_of(CHAT)
    again = await conversation.receive(_event("1", "kaarsen"))
    assert again == first
    assert await conversation.state_of(CHAT) == before
    await store.mark_sent([outgoing.id for outgoing in first])
    assert await conversation.receive(_event("1", "kaarsen")) == []


async def test_a_conflict_is_worked_out_anew() -> None:
    store = Contested(2)
    conversation = build_app(store).conversation
    sent = await conversation.receive(_event("1", "/start"))
    assert store.times == 0
    assert Message.model_validate_json(sent[-1].body).asks == ["shop.offering"]
    assert (await conversation.state_of(CHAT)).revision == 1


async def test_a_conflict_that_stays_is_told_to_the_shell() -> None:
    conversation = build_app(Contested(99)).conversation
    with pytest.raises(Conflict):
        await conversation.receive(_event("1", "kaarsen"))


async def test_another_process_goes_on_in_mid_question() -> None:
    store = MemoryStore()
    owner = Owner(store=store)
    await owner.go_on(PLANTS["nl"], until="phases.purchase.card")
    asked, state = owner.last, owner.state
    later = Owner(store=store)
    later.turns = owner.turns
    await later.say("/start")
    assert later.state.cursor == "phases.purchase.card"
    assert later.map == state.map
    assert later.offered == owner.offered
    assert later.last.text.endswith(asked.text[asked.text.index("Stap 3") :])


async def test_a_first_message_that_is_an_answer_counts_as_one() -> None:
    owner = Owner()
    await owner.say("kaarsen van koolzaadwas")
    assert owner.map.shop.offering is not None
    assert owner.map.shop.offering.value == "kaarsen van koolzaadwas"
    assert "Reisgids" in owner.heard


async def test_a_double_tap_is_known_as_one() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="shop.sector")
    tapped = owner.last
    await owner.tap("accept")
    twice = Event(CHAT, "again", press="accept", question=tapped.question, revision=tapped.revision)
    assert await owner.conversation.is_double_tap(twice)
    await owner.say("iets anders")
    assert not await owner.conversation.is_double_tap(twice)


async def test_the_owners_raw_words_are_kept_and_given() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="phases")
    raw = {answer["text"] if "text" in answer else answer["raw"] for answer in (await owner.exported())["answers"]}
    assert set(PLANTS["nl"].values()) <= raw
    await owner.say("/export")
    assert owner.messages[0].files == ["data"]
