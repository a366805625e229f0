"""Answers in the form of the chat-completions API: whole or as a stream, as text or as tool calls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.bad_answers import as_object
from tests.mischief import Answer, Body, Mischief, Pieces, shape_asked, tools_asked


def asked_tool(body: Body) -> str:
    """The function that a request wants called: the one it names, or the first it offers."""
    choice = body.get("tool_choice")
    return str((choice if isinstance(choice, dict) else body["tools"][0])["function"]["name"])


def answer_to(body: Body, good: str, mischief: Mischief) -> Answer:
    """What the model says to this request: as JSON or as a tool call where that is asked, and spoiled."""
    tool = tools_asked(body)
    text = mischief.says(as_object(good) if tool or shape_asked(body, "json_schema", "json_object") else good)
    if tool and not mischief.aside:
        return mischief.answers(Answer(tools=((asked_tool(body), text),), finish="tool_calls"), body)
    return mischief.answers(Answer(text), body)


def usage(body: Body, answer: Answer) -> Body:
    """Tokens, four characters each."""
    asked = len(json.dumps(body["messages"])) // 4
    said = len(json.dumps([answer.content, answer.tools])) // 4
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def calls_of(answer: Answer) -> list[Body]:
    """The tool calls of an answer, as the API words them."""
    return [
        {"id": f"call_{index}", "type": "function", "function": {"name": name, "arguments": arguments}}
        for index, (name, arguments) in enumerate(answer.tools)
    ]


def extras(answer: Answer) -> Body:
    """What some answers have besides content and tools."""
    return {"reasoning_content": answer.reasoning} if answer.reasoning else {}


def envelope(body: Body, kind: str, choices: list[Body], **more: Any) -> Body:
    """A completion or a part of one."""
    return {"id": "chatcmpl-1", "object": kind, "created": 1_790_000_000, "model": body["model"], "choices": choices, **more}


def completion(body: Body, answer: Answer) -> Body:
    """The whole answer at once."""
    message = {"role": "assistant", "content": answer.content, "refusal": answer.refusal, **extras(answer)}
    if answer.tools:
        message["tool_calls"] = calls_of(answer)
    choice = {"index": 0, "message": message, "finish_reason": answer.finish, "logprobs": None}
    return envelope(body, "chat.completion", [choice], usage=usage(body, answer))


def parts(text: str) -> Iterator[str]:
    """A text in pieces: short ones, unless that would be hundreds."""
    size = max(8, len(text) // 100)
    return (text[start : start + size] for start in range(0, len(text), size))


def deltas(answer: Answer) -> Iterator[Body]:
    """An answer as it grows."""
    yield {"role": "assistant", "content": None if answer.tools else "", "refusal": None, **extras(answer)}
    if isinstance(answer.content, str):
        yield from ({"content": part} for part in parts(answer.content))
    elif answer.content:
        yield {"content": answer.content}
    if answer.refusal:
        yield from ({"refusal": part} for part in parts(answer.refusal))
    for index, call in enumerate(calls_of(answer)):
        yield {"tool_calls": [{**call, "index": index, "function": {**call["function"], "arguments": ""}}]}
        for part in parts(call["function"]["arguments"]):
            yield {"tool_calls": [{"index": index, "function": {"arguments": part}}]}


def chunks(body: Body, answer: Answer) -> Iterator[Body]:
    """The answer as a stream, with its usage at the end where that is asked."""
    for delta in deltas(answer):
        yield envelope(body, "chat.completion.chunk", [{"index": 0, "delta": delta, "finish_reason": None}])
    yield envelope(body, "chat.completion.chunk", [{"index": 0, "delta": {}, "finish_reason": answer.finish}])
    if (body.get("stream_options") or {}).get("include_usage"):
        yield envelope(body, "chat.completion.chunk", [], usage=usage(body, answer))


def encode(value: Body) -> bytes:
    """JSON in UTF-8, as most endpoints send it."""
    return json.dumps(value, ensure_ascii=False).encode()


def pieces_of(body: Body, answer: Answer, mischief: Mischief, *, stream: bool) -> Pieces:
    """All bytes of an answer, in the pieces in which they are sent."""
    if stream:
        events = [b"data: " + encode(mischief.wraps(chunk)) + b"\n\n" for chunk in chunks(body, answer)]
        return mischief.sends([*events, b"data: [DONE]\n\n"])
    whole = encode(mischief.wraps(completion(body, answer)))
    return mischief.sends([whole[: len(whole) // 2], whole[len(whole) // 2 :]])
