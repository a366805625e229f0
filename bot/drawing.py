"""Draws the files of a message when it is delivered, off the event loop."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import structlog

from bot.conversation import Conversation
from bot.logs import place
from bot.message import Message
from bot.titles import source_titles
from journey.model import JourneyMap
from journey.store import Store
from prompts.catalog import say

FILES = "files"
"""The folder of a shell without a messenger, within its data folder."""
log = structlog.get_logger()


@dataclass(frozen=True)
class File:
    """A file to hand over."""

    name: str
    format: str
    content: bytes


class Drawer:
    """Renders maps one at a time in a thread of its own, so that the chat goes on meanwhile."""

    def __init__(self, store: Store, conversation: Conversation) -> None:
        self._store = store
        self._conversation = conversation
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")

    async def draw(self, chat: str, message: Message) -> list[File]:
        """The files of a message, in order. The same message always gives the same files."""
        return [await self._file(chat, message, name) for name in message.files]

    async def _file(self, chat: str, message: Message, name: str) -> File:
        if name == "data":
            content = json.dumps(await self._store.export(chat), ensure_ascii=False, indent=1).encode()
            return File("reisgids-data.json", "json", content)
        state = await self._conversation.state_of(chat, message.version)
        state.map.language = "en" if message.language == "en" else "nl"
        content = await asyncio.get_running_loop().run_in_executor(self._pool, _render, state.map, name)
        return File(f"reisgids-v{message.version}.{name}", name, content)

    def close(self) -> None:
        """Stop drawing. What is being drawn is finished first, when the process ends."""
        self._pool.shutdown(wait=False, cancel_futures=True)


async def save(drawer: Drawer, chat: str, message: Message, folder: Path) -> list[Path]:
    """Draw a message's files into a folder; their paths. When that fails the message says so: its words have to arrive anyhow."""
    try:
        return await put(folder, await drawer.draw(chat, message))
    except Exception as error:
        log.error("drawing.failed", chat=chat, error=type(error).__name__, place=place(error))
        message.text = f"{message.text}\n\n{say('interface', 'say.trouble', message.language)}"
        return []


async def put(folder: Path, files: Iterable[File]) -> list[Path]:
    """Write files into a folder, made when it is not there; their full paths. No file is ever seen half-written."""
    return [await asyncio.to_thread(_put, folder, file) for file in files]


async def clear(folder: Path) -> None:
    """Delete the files that were put there: their owner wants everything gone."""
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _put(folder: Path, file: File) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder.resolve() / file.name
    half = path.with_name(f"{file.name}.part")
    half.write_bytes(file.content)
    half.replace(path)
    return path


def _render(journey: JourneyMap, name: str) -> bytes:
    # Loaded by the first drawing: most processes of a conversation draw nothing, and start faster without the compiler.
    from export.formats import render  # noqa: PLC0415

    return render(journey, name, on=date.today(), titles=source_titles(journey.language))
