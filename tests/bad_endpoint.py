"""A language model's endpoint on loopback that speaks the chat-completions API, and misbehaves on demand.

async with Endpoint() as endpoint:
    endpoint.reply = lambda body: '{"products": ["kaarsen"]}'
    endpoint.mischief = "fenced"                      # each call
    endpoint.mischief = ["unavailable", "none"].__getitem__  # by the number of the call, from 0
    endpoint.mischief = mixed(seed=7)                 # anything, but the same each run
    model = ChatOpenAI(model="test", base_url=endpoint.url, api_key="x")
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections.abc import Callable, Collection, Iterator
from typing import Self

from aiohttp import web

from tests.chat_format import answer_to, pieces_of
from tests.mischief import MISCHIEF, Body, Mischief, Pieces, error, shape_asked, streaming

MODEL = "test"
GOOD_ANSWER = json.dumps(
    {"shop_name": "Lichtpuntje", "products": [{"name": "geurkaarsen", "quote": "ik verkoop geurkaarsen à €12"}], "reviews": 3},
    ensure_ascii=False,
)
"""What the model says when a test does not mind."""
GOOD = Mischief()


def mixed(seed: int, without: Collection[str] = ()) -> Callable[[int], str]:
    """A misbehaviour by chance for each call, none for about a third; the same for the same seed and call."""
    names = sorted(MISCHIEF.keys() - set(without))

    def pick(number: int) -> str:
        dice = random.Random(f"{seed}:{number}")
        return "none" if dice.random() < 1 / 3 else dice.choice(names)

    return pick


def complaint(body: Body) -> str | None:
    """Why even a good endpoint turns this request down."""
    if not isinstance(body.get("model"), str) or not body.get("messages"):
        return "Missing required parameter: 'model' or 'messages'."
    if shape_asked(body, "json_schema") and not {"name", "schema"} <= body["response_format"].get("json_schema", {}).keys():
        return "Missing required parameter: 'response_format.json_schema'."
    if shape_asked(body, "json_object") and "json" not in json.dumps(body["messages"]).lower():
        return "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
    return None


class Endpoint:
    """The endpoint. `slow` and `drip` are seconds: how long a slow one waits, and the time between drips."""

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[Body] = []
        self.reply: Callable[[Body], str] = lambda body: GOOD_ANSWER
        self.mischief: str | Callable[[int], str] = "none"
        self.slow = 30.0
        self.drip = 0.05
        self._faults: list[Exception] = []
        self._closing = asyncio.Event()
        app = web.Application(client_max_size=64 * 1024**2)
        app.add_routes([web.post("/v1/chat/completions", self._chat), web.get("/v1/models", self._models)])
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1, access_log=None)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop at once, whatever is still waiting, and raise what went wrong in the test's own functions."""
        self._closing.set()
        await self._runner.cleanup()
        if self._faults:
            raise self._faults[0]

    async def _models(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "test"}]})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body: Body = await request.json()
        again, number = body in self.calls, len(self.calls)
        self.calls.append(body)
        with self._noting_faults():
            mischief = self._chosen(number, body, again)
            pieces = self._prepared(body, mischief)
        return await self._send(request, mischief, pieces, stream=streaming(body) and mischief.streams)

    @contextlib.contextmanager
    def _noting_faults(self) -> Iterator[None]:
        """A mistake of the test would look like one more misbehaviour: keep it for `close`."""
        try:
            yield
        except Exception as fault:
            self._faults.append(fault)
            raise

    def _chosen(self, number: int, body: Body, again: bool) -> Mischief:
        """The misbehaviour of this call."""
        if problem := complaint(body):
            return error(400, problem)
        name = self.mischief if isinstance(self.mischief, str) else self.mischief(number)
        mischief = GOOD if name == "none" else MISCHIEF[name]
        return mischief if mischief.when(body, again) else GOOD

    def _prepared(self, body: Body, mischief: Mischief) -> Pieces:
        """What this call gets."""
        if mischief.page is not None:
            return [mischief.page.encode()]
        answer = answer_to(body, self.reply(body), mischief)
        return pieces_of(body, answer, mischief, stream=streaming(body) and mischief.streams)

    async def _send(self, request: web.Request, mischief: Mischief, pieces: Pieces, *, stream: bool) -> web.StreamResponse:
        """Answer, for as long as there is a connection."""
        kind = mischief.kind or ("text/event-stream" if stream else "application/json")
        response = web.StreamResponse(status=mischief.status, headers={"Content-Type": kind, **mischief.headers})
        with contextlib.suppress(ConnectionResetError):  # on purpose, or the client had enough: nothing to log
            await self._write(request, response, mischief, pieces, b"\n" if not stream else pieces[len(pieces) // 2 - 1])
        return response

    async def _write(
        self, request: web.Request, response: web.StreamResponse, mischief: Mischief, pieces: Pieces, drop: bytes
    ) -> None:
        """Write the pieces, and stumble where the misbehaviour has its place."""
        if mischief.place == "headers":
            await self._stumble(request, response, mischief, drop)
        await response.prepare(request)
        if mischief.place == "body":
            await response.write(b"\n")  # aiohttp keeps headers back until the first byte; both formats take an empty line
            await self._stumble(request, response, mischief, drop)
        for index, piece in enumerate(pieces):
            if mischief.place == "middle" and index == len(pieces) // 2:
                await self._stumble(request, response, mischief, drop)
            await response.write(piece)
        await response.write_eof()

    async def _stumble(self, request: web.Request, response: web.StreamResponse, mischief: Mischief, drop: bytes) -> None:
        """Wait, hang up, or drip for as long as anybody listens."""
        if mischief.then == "wait":
            await self._wait(self.slow)
        while mischief.then == "drip" and not self._closing.is_set():
            await response.write(drop)
            await self._wait(self.drip)
        if mischief.then == "drop" and request.transport:
            request.transport.close()
            raise ConnectionResetError

    async def _wait(self, seconds: float) -> None:
        """Wait, but not beyond the end of the test."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)
