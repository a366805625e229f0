"""Plays a bundled example owner through the real conversation, as a shop owner would see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.app import App, build_app
from bot.drawing import File, put
from bot.events import Event
from bot.message import Message
from journey.model import Language
from journey.store import Outgoing
from prompts.catalog import load
from storage.memory import MemoryStore

CHAT = "demo"
MOST_TURNS = 120
Receive = Callable[[Event], Awaitable[Sequence[Outgoing]]]


class Player:
    """An owner from a brief: answers a question whose path the brief knows, takes suggestions over, skips the rest.

    `receive` handles one update; `show` gets every line of the talk.
    """

    def __init__(
        self, receive: Receive, brief: Mapping[str, Any], language: Language, show: Callable[[str], object] | None = None
    ) -> None:
        self._receive = receive
        self._answers = {path: words[language] for path, words in brief["answers"].items()}
        self._language = language
        self._show = show or (lambda line: None)
        self.turns = 0

    async def play(self) -> list[Message]:
        """The whole interview; the messages of the last turn, with the finished map's files."""
        messages = await self._say(text="/start")
        while self.turns < MOST_TURNS and messages[-1].question:
            messages = await self._answer(messages[-1])
        return messages

    async def _answer(self, asked: Message) -> list[Message]:
        offered = {button.value for row in asked.buttons for button in row}
        known = next((path for path in asked.asks if path in self._answers), None)
        if known:
            return await self._say(text=self._answers.pop(known))
        return await self._say(press="accept" if "accept" in offered else "skip")

    async def _say(self, text: str | None = None, press: str | None = None) -> list[Message]:
        self.turns += 1
        self._show(f"› {text or f'[{press}]'}\n")
        event = Event(CHAT, f"demo:{self.turns}", text=text, press=press, language=self._language)
        messages = [Message.model_validate_json(kept.body) for kept in await self._receive(event)]
        for message in messages:
            self._show(message.text + "\n")
        return messages


async def play(language: Language, out: Path, show: Callable[[str], object] | None = None) -> list[Path]:
    """Play the example shop and write its files; their paths. Raises `OSError` when `out` cannot be written to."""
    app = build_app(MemoryStore())
    try:
        messages = await Player(app.conversation.receive, load("demo"), language, show).play()
        return await put(out, await _named(app, messages, load("demo")["file"][language]))
    finally:
        await app.close()


async def _named(app: App, messages: Sequence[Message], name: str) -> list[File]:
    files = [file for message in messages for file in await app.drawer.draw(CHAT, message)]
    return [replace(file, name=f"{name}.{file.format}") for file in files]
