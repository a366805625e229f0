"""A small Bot API server on loopback: long polling with offsets, forms and uploads, and faults on demand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.telegram_rules import Refused, check

TOKEN = "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
LONGEST_POLL = 2.0
Fields = dict[str, Any]
Answer = Callable[[Fields], Awaitable[Any]]


class ApiError(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


@dataclass
class Called:
    """One call that the bot made."""

    method: str
    fields: Fields
    files: dict[str, bytes] = field(default_factory=dict)


class FakeBotApi:
    """Use as `async with`. `faults` are answered before anything else, one per call of their method."""

    def __init__(self) -> None:
        self.calls: list[Called] = []
        self.faults: dict[str, list[ApiError]] = {}
        self.broken: list[str] = []
        self._updates: list[dict[str, Any]] = []
        self._messages: dict[int, tuple[str, str]] = {}
        self._asked: set[str] = set()
        self._profile: dict[tuple[str, str], str] = {}
        self._news = asyncio.Event()
        self._number = 1000
        self._ids = 100
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> FakeBotApi:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; after a stop, at the same port again."""
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_post("/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Go away: connections are refused from now on."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def queue(self, kind: str, content: dict[str, Any]) -> int:
        """An update for the bot to fetch. Gives its number."""
        self._number += 1
        self._updates.append({"update_id": self._number, kind: content})
        if kind == "callback_query":
            self._asked.add(content["id"])
        self._news.set()
        return self._number

    @property
    def waiting(self) -> list[int]:
        """Numbers of the updates that the bot has not confirmed."""
        return [update["update_id"] for update in self._updates]

    def of(self, *methods: str) -> list[Called]:
        """The calls of these methods so far."""
        return [call for call in self.calls if call.method in methods]

    async def wait_for(self, condition: Callable[[], object], seconds: float = 60) -> None:
        """Wait until something is so. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110  any condition at all
                await asyncio.sleep(0.02)

    async def _handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        try:
            if request.match_info["token"] != TOKEN:
                raise ApiError(401, "Unauthorized")
            self._stumble(method)
            fields, files = await _read(request)
            result = await self._carry_out(method, fields, files)
        except Html as error:
            return web.Response(text=str(error), status=502, content_type="text/html")
        except ApiError as error:
            body = {"ok": False, "error_code": error.status, "description": error.description, "parameters": error.parameters}
            return web.json_response(body, status=error.status)
        return web.json_response({"ok": True, "result": result})

    def _stumble(self, method: str) -> None:
        waiting = self.faults.get(method)
        if waiting:
            raise waiting.pop(0)

    async def _carry_out(self, method: str, fields: Fields, files: dict[str, bytes]) -> Any:
        answers: dict[str, Answer] = {
            "getUpdates": self._get_updates, "sendMessage": self._send, "sendPhoto": self._send, "sendDocument": self._send,
            "editMessageText": self._edit, "answerCallbackQuery": self._answer, "sendChatAction": self._nod,
            "getMe": self._get_me, "deleteWebhook": self._nod,
        }  # fmt: skip
        self._check(method, fields)
        if method != "getUpdates":
            self.calls.append(Called(method, fields, files))
        if method in answers:
            return await answers[method](fields)
        if method.startswith(("getMy", "setMy")):
            return self._keep_profile(method, fields)
        raise ApiError(404, "Not Found")

    def _check(self, method: str, fields: Fields) -> None:
        try:
            check(method[:1].upper() + method[1:], fields)
        except Refused as error:
            self.broken.append(f"{method}: {error}")
            raise ApiError(400, f"Bad Request: {error}") from None

    async def _get_me(self, _fields: Fields) -> Any:
        return {"id": 123456, "is_bot": True, "first_name": "Reisgids", "username": "reisgids_bot"}

    async def _get_updates(self, fields: Fields) -> Any:
        if "offset" in fields:
            self._updates = [update for update in self._updates if update["update_id"] >= int(fields["offset"])]
        if not self._updates:
            self._news.clear()
            seconds = min(float(fields.get("timeout", 0)), LONGEST_POLL)
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return []
        return self._updates[: int(fields.get("limit", 100))]

    async def _send(self, fields: Fields) -> Any:
        self._ids += 1
        self._messages[self._ids] = (fields.get("text", ""), json.dumps(fields.get("reply_markup")))
        return self._message(self._ids, fields)

    async def _edit(self, fields: Fields) -> Any:
        number, shown = int(fields["message_id"]), (fields["text"], json.dumps(fields.get("reply_markup")))
        if number not in self._messages:
            raise ApiError(400, "Bad Request: message to edit not found")
        if self._messages[number] == shown:
            raise ApiError(400, "Bad Request: message is not modified: specified new message content is the same")
        self._messages[number] = shown
        return self._message(number, fields)

    async def _answer(self, fields: Fields) -> Any:
        if fields["callback_query_id"] not in self._asked:
            raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._asked.remove(fields["callback_query_id"])
        return True

    async def _nod(self, _fields: Fields) -> Any:
        return True

    def _keep_profile(self, method: str, fields: Fields) -> Any:
        topic, name = method[5:], {"Commands": "commands", "Description": "description", "ShortDescription": "short_description"}
        place, key = (topic, fields.get("language_code", "")), name[topic]
        if method.startswith("set"):
            self._profile[place] = fields[key]
            return True
        kept = self._profile.get(place)
        return (kept or []) if topic == "Commands" else {key: kept or ""}

    def _message(self, number: int, fields: Fields) -> Any:
        return {
            "message_id": number,
            "date": 1,
            "chat": {"id": int(fields["chat_id"]), "type": "private"},
            "text": fields.get("text", ""),
        }


class Html(ApiError):
    """What a proxy in front of Telegram answers when Telegram is away."""

    def __init__(self) -> None:
        super().__init__(502, "<html><h1>502 Bad Gateway</h1></html>")


async def _read(request: web.Request) -> tuple[Fields, dict[str, bytes]]:
    """Fields with JSON inside read as JSON, and files apart."""
    fields, files = {}, {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = value.file.read()
        else:
            fields[name] = _plain(str(value))
    return fields, files


def _plain(value: str) -> Any:
    if value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
