"""The conversation as JSON lines: one object in per turn, one line out per message, then `end_of_turn`."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog

from bot.app import App
from bot.drawing import FILES, clear, save
from bot.events import Event
from bot.logs import place
from bot.message import Message
from journey.model import Language
from journey.store import Outgoing, storable
from prompts.catalog import say

CHAT = "cli"
END = json.dumps({"type": "end_of_turn"})
log = structlog.get_logger()


class Headless:
    """Reads turns and writes messages. A line whose reply did not arrive may be sent again: it counts once.

    A line with an `id` is known by it, whatever happened. One without is known as a repeat while its reply is undelivered.
    """

    def __init__(self, app: App, folder: Path, language: Language, write: Callable[[str], None]) -> None:
        self._app = app
        self._folder = folder
        self._language = language
        self._write = write

    async def turn(self, line: str) -> None:
        """Handle one line of input and answer it, whatever it is."""
        try:
            await self._answer(_parse(line))
        except BrokenPipeError:
            raise
        except Exception as error:
            log.error("turn.failed", error=type(error).__name__, place=place(error))
            self._show(Message(text=say("interface", "say.trouble", self._language)), [])
        self._write(END)

    async def _answer(self, data: Any) -> None:
        waiting = await self._app.store.pending(CHAT)
        event = self._event(data, await self._update(data, waiting))
        for kept in waiting:
            if kept.update != event.update:
                await self._deliver(kept)
        for outgoing in await self._app.conversation.receive(event) or await self._earlier(event.update):
            await self._deliver(outgoing)
        if await self._app.store.load(CHAT) is None:
            await clear(self._folder / FILES)

    async def _update(self, data: Any, waiting: list[Outgoing]) -> str:
        """A digest stands for the words: an update's name is logged, the owner's words never are."""
        words = json.dumps(data, sort_keys=True).encode()
        digest = hashlib.sha256(words).hexdigest()[:16]
        if isinstance(data, dict) and isinstance(data.get("id"), (str, int)):
            return f"cli:{digest}"
        if waiting and waiting[-1].update.endswith(f"|{digest}"):
            return waiting[-1].update
        saved = await self._app.store.load(CHAT)
        return f"cli:{saved.revision if saved else 0}|{digest}"

    async def _earlier(self, update: str) -> list[Outgoing]:
        """What was answered to an update that is sent again although all of its answer was written."""
        kept = (await self._app.store.export(CHAT)).get("messages", [])
        return [Outgoing(0, CHAT, update, json.dumps(each["body"])) for each in kept if each["update"] == update]

    def _event(self, data: Any, update: str) -> Event:
        known = data if isinstance(data, dict) else {}
        if isinstance(known.get("press"), str):
            return Event(CHAT, update, press=storable(known["press"]), language=self._language)
        if "file" in known:
            return Event(CHAT, update, other="file", language=self._language)
        text = known.get("text")
        return Event(CHAT, update, text=storable(text) if isinstance(text, str) else "", language=self._language)

    async def _deliver(self, outgoing: Outgoing) -> None:
        message = Message.model_validate_json(outgoing.body)
        self._show(message, await save(self._app.drawer, CHAT, message, self._folder / FILES))
        if outgoing.id:
            await self._app.store.mark_sent([outgoing.id])

    def _show(self, message: Message, files: list[Path]) -> None:
        shown = {
            "type": "message",
            "text": message.text,
            "buttons": [[button.model_dump() for button in row] for row in message.buttons],
            "files": [{"path": str(path), "format": path.suffix[1:]} for path in files],
            "step": message.step,
            "of": message.of,
            "asks": message.asks,
        }
        self._write(json.dumps(shown, ensure_ascii=False))


def run_headless(app: App, runner: asyncio.Runner, folder: Path, language: Language) -> None:
    """Serve standard input until it ends, or until nobody reads standard output."""
    session = Headless(app, folder, language, _print_line)
    try:
        for line in sys.stdin.buffer:
            if line.strip():
                runner.run(session.turn(line.decode(errors="replace")))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parse(line: str) -> Any:
    """What a line says; None when it is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _print_line(line: str) -> None:
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
