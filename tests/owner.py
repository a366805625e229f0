"""A shop owner who talks to the real conversation: everything but Telegram, over a store in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.app import build_app
from bot.events import Event, Other
from bot.message import Message
from journey.model import JourneyMap, Language
from journey.state import State
from journey.store import Store
from knowledge.model.gateway import Gateway
from storage.memory import MemoryStore

CHAT = "owner"
TODAY = date(2026, 3, 2)
MOST_TURNS = 400


class Owner:
    """Says and taps. `last` is the message with the current question, `messages` all of the latest turn."""

    def __init__(self, language: Language = "nl", store: Store | None = None, gateway: Gateway | None = None) -> None:
        self.store = store or MemoryStore()
        self.conversation = build_app(self.store, gateway=gateway, today=lambda: TODAY).conversation
        self.language = language
        self.messages: list[Message] = []
        self.state = State()
        self.turns = 0

    @property
    def last(self) -> Message:
        return self.messages[-1]

    @property
    def map(self) -> JourneyMap:
        return self.state.map

    @property
    def offered(self) -> list[str]:
        """The values of the buttons under the current question."""
        return [button.value for row in self.last.buttons for button in row]

    @property
    def heard(self) -> str:
        """Everything that was said in the latest turn."""
        return "\n".join(message.text for message in self.messages)

    @property
    def words(self) -> str:
        """The whole map as JSON text."""
        return json.dumps(self.map.dump(), ensure_ascii=False)

    async def say(self, text: str) -> Message:
        return await self.send(text=text)

    async def press(self, value: str) -> Message:
        return await self.send(press=value)

    async def show(self, other: Other) -> Message:
        """Send something that is not text."""
        return await self.send(other=other)

    async def send(
        self,
        text: str | None = None,
        press: str | None = None,
        other: Other | None = None,
        question: str | None = None,
        revision: int | None = None,
    ) -> Message:
        """One update, its messages taken as delivered."""
        self.turns += 1
        event = Event(CHAT, f"u:{self.turns}", text, press, other, question, revision, self.language)
        kept = await self.conversation.receive(event)
        await self.store.mark_sent([outgoing.id for outgoing in kept if outgoing.id])
        self.messages = [Message.model_validate_json(outgoing.body) for outgoing in kept]
        self.state = await self.conversation.state_of(CHAT)
        return self.last

    async def tap(self, value: str) -> Message:
        """Press a button that is really there, as Telegram sends it: with what it was made for."""
        assert value in self.offered, (value, self.offered)
        return await self.send(press=value, question=self.last.question, revision=self.last.revision)

    async def answer(self, brief: Mapping[str, str]) -> Message:
        """Answer the current question from the brief, else take over what is shown, else skip."""
        known = next((brief[path] for path in self.last.asks if path in brief), None)
        if known is not None:
            return await self.say(known)
        return await self.press("accept" if "accept" in self.offered else "skip")

    async def go_on(self, brief: Mapping[str, str], until: str | None = None) -> Message:
        """Answer until the question with this key is asked; without a key, to the end."""
        if not self.messages:
            await self.say("/start")
        while self.state.cursor and self.state.cursor != until:
            assert self.turns < MOST_TURNS, f"stuck at {self.state.cursor}"
            await self.answer(brief)
        assert until is None or self.state.cursor == until, f"{until} was never asked"
        return self.last

    async def exported(self) -> dict[str, Any]:
        """All that the store keeps of this owner."""
        return await self.store.export(CHAT)


PLANTS: dict[Language, dict[str, str]] = {
    "nl": {
        "shop.offering": "kamerplanten voor donkere huizen",
        "shop.name": "Het Blad, hetblad.example",
        "shop.unique": "elke plant vier weken getest in een donkere kelder, eerlijk advies per foto",
        "shop.values": "eerlijk: ik zeg ook weleens nee",
        "personas.0.name": "Merel, 31, woont net op zichzelf met een kat",
        "personas.0.needs": "weten of hij past, hulp als het misgaat",
        "personas.0.wishes": "een mooie pot erbij",
        "personas.0.doubts": "overleeft hij de reis? veilig voor de kat?",
        "personas.0.behaviours": "leest alles drie keer, voorzichtig",
        "personas.0.channels": "Pinterest, Instagram",
        "personas.0.quote": "als hij maar niet doodgaat",
        "research": "reviews van mijn winkel: iedereen noemt de verpakking",
    },
    "en": {
        "shop.offering": "hand-poured candles for small bathrooms",
        "shop.name": "Wick & Co, wick.example",
        "shop.unique": "every wick is trimmed by hand, refills for the old glass",
        "shop.values": "patient: I answer every mail myself",
        "personas.0.name": "Emma, 42, works nights as a nurse and has two teenagers",
        "personas.0.needs": "a quiet half hour, no headache from the scent",
        "personas.0.wishes": "a handwritten card with it",
        "personas.0.doubts": "will it smell too strong? does the glass survive the courier?",
        "personas.0.behaviours": "orders at six in the morning, impulsive",
        "personas.0.channels": "Etsy, a colleague's locker",
        "personas.0.quote": "I just want ten minutes without anyone",
        "research": "reviews of my shop: people mention the soot",
    },
}
"""What an owner says in steps 1 and 2."""
