"""The conversation in a terminal: the same messages, with buttons as numbers."""

from __future__ import annotations

import asyncio
import io
import sys
import uuid
from contextlib import suppress
from pathlib import Path

import structlog
from rich.console import Console
from rich.panel import Panel
from rich.text import Text as Rich

from bot.app import App
from bot.drawing import FILES, clear, save
from bot.events import Event
from bot.logs import place
from bot.message import Button, Message
from journey.model import Language
from journey.store import Outgoing, storable
from prompts.catalog import say

CHAT = "cli"
log = structlog.get_logger()


class Terminal:
    """Reads a line, answers on screen. A number presses the button that shows it."""

    def __init__(self, app: App, folder: Path, language: Language, console: Console) -> None:
        self._app = app
        self._folder = folder
        self._language = language
        self._console = console
        self._buttons: list[Button] = []
        self._last: Message | None = None

    async def open(self) -> None:
        """Show what was not shown yet, after a crash; else the current question."""
        waiting = await self._app.store.pending(CHAT)
        for outgoing in waiting:
            await self._deliver(outgoing)
        if not waiting:
            await self.turn("/start")

    async def turn(self, line: str) -> None:
        """Handle one line. What goes wrong is told kindly, and the talk goes on."""
        try:
            for outgoing in await self._app.conversation.receive(self._event(storable(line))):
                await self._deliver(outgoing)
            if await self._app.store.load(CHAT) is None:
                await clear(self._folder / FILES)
        except Exception as error:
            log.error("turn.failed", error=type(error).__name__, place=place(error))
            language = self._last.language if self._last else self._language
            self._console.print(Rich(say("interface", "say.trouble", language), style="yellow"))

    async def _deliver(self, outgoing: Outgoing) -> None:
        message = Message.model_validate_json(outgoing.body)
        paths = await save(self._app.drawer, CHAT, message, self._folder / FILES)
        text = Rich(message.text)
        for start, length in message.bold:
            text.stylize("bold", start, start + length)
        # A frame would be copied along.
        self._console.print(text if message.copyable else Panel(text, border_style="cyan"), soft_wrap=bool(message.copyable))
        for path in paths:
            self._console.print(Rich(f"  📎 {path}", style="green"), soft_wrap=True)
        self._show_buttons(message)
        if outgoing.id:
            await self._app.store.mark_sent([outgoing.id])

    def _show_buttons(self, message: Message) -> None:
        if not message.buttons:
            return
        if self._last is None or self._last.revision != message.revision:
            self._buttons = []
        # The messages of one turn share their numbers: what is below an answer can be tapped as well as the question after it.
        number = len(self._buttons)
        self._last = message
        self._buttons += [button for row in message.buttons for button in row]
        for row in message.buttons:
            line = Rich("  ")
            for button in row:
                number += 1
                line.append(f"[{number}] ", style="cyan").append(f"{button.label}   ")
            self._console.print(line)

    def _event(self, line: str) -> Event:
        update, typed = f"cli:{uuid.uuid4()}", line.strip()
        if self._last and typed.isdecimal() and 1 <= int(typed) <= len(self._buttons) and not self._asks_number():
            value = self._buttons[int(typed) - 1].value
            return Event(
                CHAT, update, press=value, question=self._last.question, revision=self._last.revision, language=self._language
            )
        return Event(CHAT, update, text=line, language=self._language)

    def _asks_number(self) -> bool:
        """Where a bare number is the answer itself, it is not the number of a button."""
        return bool(
            self._last and self._last.asks and self._last.asks[0].rsplit(".", maxsplit=1)[-1] in ("value", "effort", "emotion")
        )


def run_terminal(app: App, runner: asyncio.Runner, folder: Path, language: Language) -> None:
    """Talk until the owner leaves."""
    _prepare_streams()
    console = Console()
    session = Terminal(app, folder, language, console)
    console.print(Rich(say("terminal", "hint", language), style="dim"))
    with suppress(EOFError, KeyboardInterrupt):
        runner.run(session.open())
        while True:
            runner.run(session.turn(input("› ")))
    console.print(Rich("\n" + say("terminal", "bye", language), style="dim"))


def _prepare_streams() -> None:
    """A byte that is no UTF-8, or a letter that the screen has no shape for, ends no conversation."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415  gives `input` its arrow keys
