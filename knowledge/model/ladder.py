"""Ways to get a structured answer, best first: a schema the server enforces, a function call, a plain request; then one repair.

Servers differ in what they take (some answer 500 to a schema, some ignore a forced function), so the rung that worked is
remembered. `parsed` being None is a failure like any other, and what a rung gives is always read by ourselves.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.model.failure import ModelFailed
from knowledge.model.prompt import Asked, Messages
from knowledge.model.tolerance import find_object

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Rung = Literal["json_schema", "function_calling", "plain"]
RUNGS: tuple[Rung, ...] = ("json_schema", "function_calling", "plain")
FATAL = (
    "ModelAuthenticationError", "ModelPermissionDeniedError", "ModelNotFoundError", "ModelRateLimitError", "ModelConnectionError",
    "ModelTimeoutError", "ModelAPIError", "TimeoutError",
)  # fmt: skip
"""Errors that another way of asking does not mend."""
Shape = TypeVar("Shape", bound=BaseModel)
Call = Callable[[Callable[[], Awaitable[Any]]], Awaitable[Any]]


@dataclass
class Ladder:
    """Remembers the rung that worked, so that an endpoint's limits are found out once."""

    rung: Rung = "json_schema"

    async def climb(self, model: BaseChatModel, asked: Asked, shape: type[Shape], call: Call) -> Shape:
        """An answer in the shape. Raises `ModelFailed` when no rung gives one."""
        said = ""
        for rung in RUNGS[RUNGS.index(self.rung) :]:
            try:
                said, found = await _ask(model, asked.messages(), shape, rung, call)
            except Exception as error:
                if type(error).__name__ in FATAL:
                    raise
                continue
            if (answer := _shaped(found, shape)) is not None:
                self.rung = rung
                return answer
        return await self._repaired(model, asked, said, shape, call)

    async def _repaired(self, model: BaseChatModel, asked: Asked, said: str, shape: type[Shape], call: Call) -> Shape:
        wrong = "That is not the JSON object that was asked for. Answer with that object alone."
        again = [*asked.messages(), ("ai", said[:LONGEST_SAID] or "{}"), ("human", wrong)]
        _, found = await _ask(model, again, shape, "plain", call)
        answer = _shaped(found, shape)
        if answer is None:
            raise ModelFailed("no_shape")
        return answer


LONGEST_SAID = 2000


async def _ask(model: BaseChatModel, messages: Messages, shape: type[BaseModel], rung: Rung, call: Call) -> tuple[str, Any]:
    """What the model wrote, and the object in it, if any."""
    schema = shape.model_json_schema() | {"title": shape.__name__.lower()}
    if rung == "plain":
        system = f"{messages[0][1]}\n\nAnswer with one JSON object of this JSON Schema, and nothing else:\n{json.dumps(schema)}"
        reply = await call(lambda: model.ainvoke([("system", system), *messages[1:]]))
        return _words(reply), find_object(_words(reply))
    structured = model.with_structured_output(schema, method=rung, include_raw=True)
    reply = await call(lambda: structured.ainvoke(messages))
    said = _words(reply["raw"])
    return said, reply["parsed"] if isinstance(reply["parsed"], dict) else find_object(said)


def _shaped(found: Any, shape: type[Shape]) -> Shape | None:
    try:
        return shape.model_validate(found) if isinstance(found, dict) else None
    except (ValidationError, RecursionError):
        return None


def _words(message: Any) -> str:
    content = getattr(message, "content", "")
    return content if isinstance(content, str) else json.dumps(content)
