"""A plain client of the chat-completions API that keeps whatever comes back."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.bad_endpoint import Endpoint
from tests.mischief import Body


def refuse(literal: str) -> None:
    """NaN and the infinities are no JSON, though Python reads them."""
    raise ValueError(literal)


@dataclass
class Seen:
    """What a client gets to see of one answer, streamed or not."""

    status: int = 0
    kind: str = ""
    retry: str | None = None
    body: bytes = b""
    failure: str = ""
    headers: float = 0.0  # seconds until the headers, the first word and the end
    first: float = 0.0
    end: float = 0.0
    parts: list[Any] = field(default_factory=list)
    """The JSON objects of the body."""

    @property
    def signs(self) -> tuple[object, ...]:
        """All that differs between two answers, but for the time."""
        return self.status, self.kind, self.retry, self.body, self.failure

    @property
    def choices(self) -> list[Any]:
        return [choice for part in self.parts for choice in part.get("choices", [])]

    def all(self, key: str) -> list[Any]:
        """What the messages or their pieces hold under a key."""
        messages = [choice.get("message") or choice.get("delta") or {} for choice in self.choices]
        return [message[key] for message in messages if message.get(key)]

    @property
    def calls(self) -> list[Any]:
        return [call["function"] for calls in self.all("tool_calls") for call in calls]

    @property
    def names(self) -> list[str]:
        return [call["name"] for call in self.calls if "name" in call]

    @property
    def text(self) -> str:
        """What was said, or handed to the tool."""
        return "".join([*(str(text) for text in self.all("content")), *(call["arguments"] for call in self.calls)])

    @property
    def value(self) -> Any:
        return json.loads(self.text)

    @property
    def finish(self) -> str:
        return next((choice["finish_reason"] for choice in reversed(self.choices) if choice["finish_reason"]), "")

    @property
    def broken(self) -> bool:
        """Whether what was said is no JSON, or more than a parser takes."""
        try:
            json.loads(self.text, parse_constant=refuse)
        except (ValueError, TypeError, RecursionError):
            return True
        return False

    @property
    def error(self) -> Any:
        return next((part["error"] for part in self.parts if "error" in part), {})


def objects(body: bytes) -> list[Any]:
    """The JSON objects of a body; none when it does not keep to its form."""
    lines = [line[6:] for line in body.split(b"\n") if line.startswith(b"data: {")] if b"data: " in body else [body]
    try:
        return [json.loads(line) for line in lines]
    except ValueError:
        return []


async def ask(endpoint: Endpoint, body: Body, *, patience: float = 5.0) -> Seen:
    """Send one request and keep whatever comes back."""
    seen, started = Seen(), time.monotonic()
    url = f"{endpoint.url}/chat/completions"
    try:
        async with asyncio.timeout(patience), aiohttp.ClientSession() as client, client.post(url, json=body) as response:
            seen.status, seen.kind, seen.retry = response.status, response.content_type, response.headers.get("Retry-After")
            seen.headers = time.monotonic() - started
            async for data in response.content.iter_any():
                seen.first = seen.first or (time.monotonic() - started if data.strip() else 0.0)
                seen.body += data
    except (TimeoutError, aiohttp.ClientError) as error:
        seen.failure = type(error).__name__
    seen.end = time.monotonic() - started
    seen.parts = objects(seen.body)
    return seen
