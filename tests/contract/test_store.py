"""What every store promises, over memory, SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from journey.store import Conflict, DuplicateUpdate, Saved, Store, Turn, VersionInfo, VersionTaken
from tests.contract.conftest import Backend

CHAT = "tg:1"
REPLACED = "\ufffd"


def make_turn(number: int = 1, chat: str = CHAT, **changes: Any) -> Turn:
    """The `number`th turn of a chat: an answer that makes a new version and gets two messages back."""
    turn = Turn(
        chat=chat,
        update=f"tg:{number}",
        raw=f"answer {number}",
        question="shop.offering",
        state=json.dumps({"turn": number}),
        version=number,
        parent=number - 1,
        snapshot=True,
        messages=(json.dumps({"text": f"a{number}"}), json.dumps({"text": f"b{number}"})),
        base=number - 1,
    )
    return replace(turn, **changes)


async def list_pending(store: Store, chat: str | None = CHAT) -> list[str]:
    return [json.loads(message.body)["text"] for message in await store.pending(chat)]


class TestCommit:
    async def test_new_chat_has_nothing(self, store: Store) -> None:
        assert await store.load(CHAT) is None
        assert not await store.seen(CHAT, "tg:1")
        assert await store.version(CHAT, 1) is None
        assert await store.versions(CHAT) == []
        assert await store.pending(CHAT) == []
        assert await store.export(CHAT) == {}
        assert await store.forget(CHAT) is False
        assert await store.chats() == []

    async def test_turn_is_kept_whole(self, store: Store, backend: Backend) -> None:
        messages = await store.commit(make_turn())
        assert await store.load(CHAT) == Saved(state='{"turn": 1}', revision=1, version=1, active=True)
        assert await store.seen(CHAT, "tg:1")
        assert not await store.seen(CHAT, "tg:2")
        assert not await store.seen("tg:2", "tg:1")
        assert await store.version(CHAT, 1) == '{"turn": 1}'
        assert await store.versions(CHAT) == [VersionInfo(1, 0, backend.clock.now)]
        assert await store.pending(CHAT) == messages
        assert [(m.chat, m.update, json.loads(m.body)["text"]) for m in messages] == [(CHAT, "tg:1", "a1"), (CHAT, "tg:1", "b1")]

    async def test_turn_without_words_snapshot_or_messages(self, store: Store) -> None:
        assert await store.commit(make_turn(raw=None, snapshot=False, messages=())) == []
        assert await store.versions(CHAT) == []
        assert (await store.export(CHAT))["answers"][0]["text"] is None

    async def test_second_delivery_does_nothing(self, store: Store) -> None:
        await store.commit(make_turn(1))
        await store.commit(make_turn(2))
        before = await store.export(CHAT)
        for base in (0, 1, 2):  # based on the state then, and on the state now
            with pytest.raises(DuplicateUpdate):
                await store.commit(make_turn(1, base=base, version=9, state="{}"))
        assert await store.export(CHAT) == before

    async def test_same_update_key_in_another_chat_counts(self, store: Store) -> None:
        await store.commit(make_turn(1))
        await store.commit(make_turn(1, chat="tg:2"))
        assert await store.chats() == [CHAT, "tg:2"]

    @pytest.mark.parametrize("base", [0, 1, 3])
    async def test_turn_on_another_revision_is_refused(self, store: Store, base: int) -> None:
        await store.commit(make_turn(1))
        await store.commit(make_turn(2))
        before = await store.export(CHAT)
        with pytest.raises(Conflict):
            await store.commit(make_turn(3, base=base))
        assert await store.export(CHAT) == before

    async def test_failing_commit_leaves_nothing(self, store: Store) -> None:
        await store.commit(make_turn(1))
        before = await store.export(CHAT)
        with pytest.raises(VersionTaken):
            await store.commit(make_turn(2, version=1))
        assert await store.export(CHAT) == before
        assert not await store.seen(CHAT, "tg:2")
        assert await list_pending(store) == ["a1", "b1"]
        await store.commit(make_turn(2))

    async def test_going_back_and_on_keeps_both_branches(self, store: Store) -> None:
        await store.commit(make_turn(1))
        await store.commit(make_turn(2))
        await store.commit(make_turn(3, version=1, parent=0, snapshot=False))
        await store.commit(make_turn(4, version=3, parent=1))
        assert [(v.number, v.parent) for v in await store.versions(CHAT)] == [(1, 0), (2, 1), (3, 1)]
        assert await store.version(CHAT, 2) == '{"turn": 2}'
        assert await store.version(CHAT, 3) == '{"turn": 4}'

    def test_turn_needs_a_chat_and_an_update(self) -> None:
        with pytest.raises(ValueError, match="chat"):
            make_turn(chat="")
        with pytest.raises(ValueError, match="update"):
            make_turn(update="")


class TestText:
    @pytest.mark.parametrize("words", ["", "🪴👩‍🌾 vetplanten", "é" * 6000, "' OR 1=1; -- %s :chat", "a\r\n\tb\u2028"])
    async def test_words_come_back_exactly(self, store: Store, words: str) -> None:
        state = json.dumps({"said": words}, ensure_ascii=False)
        await store.commit(make_turn(raw=words, state=state, messages=(state,)))
        exported = await store.export(CHAT)
        assert exported["answers"][0]["text"] == words
        assert exported["state"] == exported["messages"][0]["body"] == {"said": words}
        assert await store.version(CHAT, 1) == state

    @pytest.mark.parametrize("bad", ["\x00", "\ud83d"])
    async def test_what_no_database_takes_is_replaced(self, store: Store, bad: str) -> None:
        state = json.dumps({"said": "a\ud83db"}, ensure_ascii=False)
        await store.commit(make_turn(raw=f"a{bad}b", state=state, messages=(state,)))
        exported = await store.export(CHAT)
        assert exported["answers"][0]["text"] == f"a{REPLACED}b"
        assert exported["state"] == exported["messages"][0]["body"] == {"said": f"a{REPLACED}b"}

    async def test_escaped_nul_inside_json_stays(self, store: Store) -> None:
        body = json.dumps({"said": "a\x00b"})
        await store.commit(make_turn(state=body, messages=(body,)))
        assert (await store.export(CHAT))["messages"][0]["body"] == {"said": "a\x00b"}

    async def test_sixty_versions_of_a_full_map(self, store: Store) -> None:
        for number in range(1, 61):
            await store.commit(make_turn(number, state=json.dumps({"turn": number, "cells": ["een cel"] * 4000})))
        assert len(await store.versions(CHAT)) == 60
        assert json.loads(await store.version(CHAT, 37) or "")["turn"] == 37


class TestOutbox:
    async def test_order_over_turns_and_chats(self, store: Store) -> None:
        await store.commit(make_turn(1))
        await store.commit(make_turn(1, chat="tg:2", messages=('{"text": "other"}',)))
        await store.commit(make_turn(2, messages=tuple(json.dumps({"text": str(n)}) for n in range(30))))
        assert await list_pending(store) == ["a1", "b1", *map(str, range(30))]
        assert await list_pending(store, None) == ["a1", "b1", "other", *map(str, range(30))]

    async def test_sent_messages_wait_no_longer(self, store: Store, backend: Backend) -> None:
        first, _second = await store.commit(make_turn())
        await store.mark_sent([])
        await store.mark_sent([first.id, 999_999])
        sent_at = backend.clock.now.isoformat()
        backend.clock.advance(minutes=1)
        await store.mark_sent(iter([first.id]))
        assert await list_pending(store) == ["b1"]
        assert [m["sent_at"] for m in (await store.export(CHAT))["messages"]] == [sent_at, None]

    async def test_unreachable_owner_gets_nothing_until_the_next_turn(self, store: Store) -> None:
        await store.commit(make_turn(1))
        await store.commit(make_turn(1, chat="tg:2"))
        await store.deactivate(CHAT)
        await store.deactivate("tg:unknown")
        assert await list_pending(store) == []
        assert {message.chat for message in await store.pending()} == {"tg:2"}
        assert await store.load(CHAT) == Saved('{"turn": 1}', 1, 1, active=False)
        await store.commit(make_turn(2))
        assert await list_pending(store) == ["a1", "b1", "a2", "b2"]

    async def test_late_mark_does_not_hit_a_later_message(self, store: Store) -> None:
        old = await store.commit(make_turn())
        await store.forget(CHAT)
        await store.commit(make_turn())
        await store.mark_sent(message.id for message in old)
        assert await list_pending(store) == ["a1", "b1"]


class TestPrivacy:
    async def test_export_holds_everything(self, store: Store, backend: Backend) -> None:
        begun = backend.clock.now.isoformat()
        await store.commit(make_turn(1))
        backend.clock.advance(days=2)
        then = backend.clock.now.isoformat()
        await store.commit(make_turn(2, snapshot=False, version=1, raw=None, question="", messages=()))
        exported = await store.export(CHAT)
        for message in exported["messages"]:
            assert isinstance(message.pop("id"), int)
        assert json.loads(json.dumps(exported)) == {
            "chat": CHAT,
            "created_at": begun,
            "updated_at": then,
            "active": True,
            "revision": 2,
            "version": 1,
            "state": {"turn": 2},
            "versions": [{"number": 1, "parent": 0, "created_at": begun, "state": {"turn": 1}}],
            "answers": [
                {"update": "tg:1", "text": "answer 1", "question": "shop.offering", "version": 1, "created_at": begun},
                {"update": "tg:2", "text": None, "question": "", "version": 1, "created_at": then},
            ],
            "messages": [
                {"update": "tg:1", "body": {"text": "a1"}, "created_at": begun, "sent_at": None},
                {"update": "tg:1", "body": {"text": "b1"}, "created_at": begun, "sent_at": None},
            ],
        }

    async def test_forget_takes_this_chat_only(self, store: Store) -> None:
        await store.commit(make_turn(1))
        await store.commit(make_turn(2))
        await store.commit(make_turn(1, chat="tg:2"))
        other = await store.export("tg:2")
        assert await store.forget(CHAT) is True
        assert await store.chats() == ["tg:2"]
        assert await store.export("tg:2") == other
        assert await store.load(CHAT) is None
        assert await store.version(CHAT, 1) is None
        assert not await store.seen(CHAT, "tg:1")
        assert {message.chat for message in await store.pending()} == {"tg:2"}
        await store.commit(make_turn(1))

    async def test_turn_under_way_does_not_bring_a_forgotten_chat_back(self, store: Store) -> None:
        await store.commit(make_turn(1))
        await store.forget(CHAT)
        with pytest.raises(Conflict):
            await store.commit(make_turn(2))
        assert await store.export(CHAT) == {}

    async def test_idle_chats_expire(self, store: Store, backend: Backend) -> None:
        await store.commit(make_turn(1))
        await store.commit(make_turn(1, chat="tg:2"))
        backend.clock.advance(days=30)
        await store.commit(make_turn(2, chat="tg:2"))
        limit = backend.clock.now - timedelta(days=30)
        assert await store.expire(limit) == 0
        assert await store.expire((limit + timedelta(microseconds=1)).astimezone()) == 1
        assert await store.chats() == ["tg:2"]
        assert await store.pending(CHAT) == []

    async def test_times_are_in_utc(self, store: Store) -> None:
        await store.commit(make_turn())
        [version] = await store.versions(CHAT)
        assert version.created_at.utcoffset() == timedelta(0)


class TestConcurrency:
    @pytest.mark.parametrize("earlier", [0, 1])
    async def test_of_two_turns_on_one_state_one_wins(self, backend: Backend, earlier: int) -> None:
        one, two = await backend.open(), await backend.open()
        for number in range(1, earlier + 1):
            await one.commit(make_turn(number))
        first = make_turn(earlier + 1, update="tg:tap-a")
        second = make_turn(earlier + 1, update="tg:tap-b")
        results = await asyncio.gather(one.commit(first), two.commit(second), return_exceptions=True)
        assert [type(result) for result in results if isinstance(result, BaseException)] == [Conflict]
        saved = await one.load(CHAT)
        assert saved is not None
        assert saved.revision == earlier + 1

    async def test_of_one_update_delivered_ten_times_at_once_one_counts(self, backend: Backend) -> None:
        stores = [await backend.open() for _ in range(2)]
        turns = (stores[n % 2].commit(make_turn()) for n in range(10))
        results = await asyncio.gather(*turns, return_exceptions=True)
        assert [type(result) for result in results].count(DuplicateUpdate) == 9
        assert await list_pending(stores[0]) == ["a1", "b1"]

    async def test_twenty_chats_at_once(self, store: Store) -> None:
        async def talk(chat: str) -> None:
            for number in range(1, 6):
                await store.commit(make_turn(number, chat=chat))
                saved = await store.load(chat)
                assert saved is not None
                assert saved.revision == number

        chats = [f"tg:{number:02}" for number in range(20)]
        await asyncio.gather(*(talk(chat) for chat in chats))
        assert await store.chats() == chats
        for chat in chats:
            assert await list_pending(store, chat) == [f"{letter}{number}" for number in range(1, 6) for letter in "ab"]


class TestReopening:
    async def test_everything_is_there_again(self, backend: Backend) -> None:
        store = await backend.open()
        await store.commit(make_turn(1))
        await store.commit(make_turn(2, raw="🪴"))
        await store.deactivate(CHAT)
        before = await store.export(CHAT)
        await store.close()
        again = await backend.open()
        assert await again.export(CHAT) == before
        assert await again.load(CHAT) == Saved('{"turn": 2}', 2, 2, active=False)
        with pytest.raises(DuplicateUpdate):
            await again.commit(make_turn(2))
        await again.commit(make_turn(3))
        assert await list_pending(again) == ["a1", "b1", "a2", "b2", "a3", "b3"]
