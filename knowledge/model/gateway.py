"""The one way to a language model: every call, with its limits of time and money, and every failure, passes here."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from pydantic import BaseModel

from knowledge.model.breaker import Breaker
from knowledge.model.failure import ModelFailed
from knowledge.model.ladder import Ladder
from knowledge.model.meter import Budget, Usage
from knowledge.model.prompt import Asked

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

RETRIES, PAUSE = 1, 0.5
log = structlog.get_logger()
Shape = TypeVar("Shape", bound=BaseModel)
T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """Seconds to the first word, and in all."""

    first: float = 12.0
    whole: float = 25.0


@dataclass
class Gateway:
    """`build` makes the model at the first call, in a thread, as providers take a second to import."""

    build: Callable[[], BaseChatModel]
    limits: Limits = Limits()
    breaker: Breaker = field(default_factory=Breaker)
    budget: Budget = field(default_factory=Budget)
    ladder: Ladder = field(default_factory=Ladder)
    _model: BaseChatModel | None = None

    async def extract(self, asked: Asked, shape: type[Shape]) -> Shape:
        """An answer in a given shape. Raises `ModelFailed`, and nothing else."""

        async def climb() -> Shape:
            return await self.ladder.climb(await self._ready(), asked, shape, self._call)

        found: Shape = await self._guarded(climb)
        return found

    async def write(self, asked: Asked) -> AsyncGenerator[str, None]:
        """An answer in words, piece by piece. Raises `ModelFailed`, and nothing else, also half-way."""
        pieces: asyncio.Queue[str | None] = asyncio.Queue()

        async def stream() -> None:
            try:
                await self._stream(asked, pieces)
            finally:
                pieces.put_nowait(None)

        task = asyncio.create_task(self._guarded(stream))
        try:
            while (piece := await pieces.get()) is not None:
                yield piece
            await task
        finally:
            # Who stops listening frees the model at once.
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def close(self) -> None:
        """Let go of the connections. Providers have no one name for their client."""
        for name in ("root_async_client", "_async_client", "async_client"):
            close = getattr(getattr(self._model, name, None), "close", None)
            if close is not None and inspect.iscoroutinefunction(close):
                await close()

    async def _guarded(self, call: Callable[[], Awaitable[T]]) -> T:
        """The boundary: time, money and the breaker; any exception becomes `ModelFailed`."""
        if self.breaker.is_open:
            raise ModelFailed("resting")
        if not self.budget.allows():
            raise ModelFailed("budget")
        try:
            async with asyncio.timeout(self.limits.whole):
                found = await call()
        except Exception as error:
            reason = error.reason if isinstance(error, ModelFailed) else type(error).__name__
            self.breaker.failed()
            log.warning("model.failed", reason=reason, failures=self.breaker.failures)
            raise ModelFailed(reason) from None
        self.breaker.succeeded()
        return found

    async def _ready(self) -> BaseChatModel:
        if self._model is None:
            self._model = await asyncio.to_thread(self.build)
        return self._model

    async def _call(self, run: Callable[[], Awaitable[Any]]) -> Any:
        """One request, tried once more when the provider says that helps."""
        for left in range(RETRIES, -1, -1):
            try:
                async with asyncio.timeout(self.limits.first):
                    reply = await run()
            except Exception as error:
                if not left or not getattr(error, "is_retryable", False):
                    raise
                await asyncio.sleep(PAUSE)
                continue
            self.budget.spend(_usage(reply.get("raw") if isinstance(reply, dict) else reply))
            return reply
        raise AssertionError("unreachable")

    async def _stream(self, asked: Asked, pieces: asyncio.Queue[str | None]) -> None:
        model, used, wait = await self._ready(), Usage(), self.limits.first
        async with aclosing(model.astream(asked.messages())) as chunks:  # type: ignore[type-var]
            while True:
                async with asyncio.timeout(wait):
                    chunk = await anext(chunks, None)
                if chunk is None:
                    break
                used.add(_usage(chunk, calls=0))
                if text := _text(chunk):
                    pieces.put_nowait(text)
                    wait = self.limits.whole
        self.budget.spend(Usage(used.input, used.output, 1))


def _usage(message: Any, calls: int = 1) -> Usage:
    found = getattr(message, "usage_metadata", None) or {}
    return Usage(int(found.get("input_tokens", 0)), int(found.get("output_tokens", 0)), calls)


def _text(chunk: Any) -> str:
    content: str | Sequence[Any] = getattr(chunk, "content", "")
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, dict))
