"""The ways in which a model or its endpoint misbehaves, by name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tests import bad_answers as bad

Body = dict[str, Any]
Pieces = list[bytes]
"""What goes over the wire: the events of a stream, or the two halves of a single answer."""
Place = Literal["", "headers", "body", "middle"]
"""Before the headers, before the body, half-way through the body; or nowhere."""

KEY_FRAGMENT = "sk-geheim-4f2a"
"""The part of a key that an endpoint gives away; it belongs in no log and before no owner."""
HTML = "<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>Even geduld</h1></body></html>"


@dataclass(frozen=True)
class Answer:
    """What the model says, before it is put into an envelope."""

    content: Any = None
    tools: tuple[tuple[str, str], ...] = ()
    finish: str = "stop"
    refusal: str | None = None
    reasoning: str | None = None


@dataclass(frozen=True)
class Mischief:
    """One way to misbehave: what it changes at each step from the good text to the last byte."""

    says: bad.Spoil = lambda text: text
    aside: bool = False  # speaks its text even where a tool call was asked
    answers: Callable[[Answer, Body], Answer] = lambda answer, body: answer
    wraps: Callable[[Body], Body] = lambda envelope: envelope
    streams: bool = True
    sends: Callable[[Pieces], Pieces] = lambda pieces: pieces
    page: str | None = None
    status: int = 200
    kind: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    place: Place = ""
    then: Literal["wait", "drop", "drip"] = "wait"
    when: Callable[[Body, bool], bool] = lambda body, again: True  # `again`: the same request came before


def says(change: bad.Spoil, *, aside: bool = False) -> Mischief:
    """Another text, in a good envelope."""
    return Mischief(says=change, aside=aside)


def error(status: int, message: str, code: str | None = None, kind: str = "invalid_request_error", **headers: str) -> Mischief:
    """An error as the API words it."""
    page = json.dumps({"error": {"message": message, "type": kind, "param": None, "code": code}})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Mischief(status=status, page=page, kind="application/json", headers=named)


def tools_asked(body: Body, again: bool = False) -> bool:
    """Whether the request asks for a tool call."""
    return bool(body.get("tools")) and body.get("tool_choice") != "none"


def shape_asked(body: Body, *kinds: str) -> bool:
    """Whether the request asks for JSON in one of these ways."""
    return (body.get("response_format") or {}).get("type") in kinds


def streaming(body: Body, again: bool = False) -> bool:
    """Whether the request asks for a stream."""
    return bool(body.get("stream"))


def cut(finish: str) -> Callable[[Answer, Body], Answer]:
    """Half of the answer, and why it ended."""
    return lambda answer, body: replace(
        answer,
        content=bad.half(answer.content or "") or None,
        tools=tuple((name, bad.half(arguments)) for name, arguments in answer.tools),
        finish=finish,
    )


def quote_the_prompt(answer: Answer, body: Body) -> Answer:
    """Quotes taken from our own instructions, where the owner's words belong."""
    spoil = bad.quotes(str(body["messages"][0]["content"]))
    return replace(
        answer,
        content=spoil(answer.content) if answer.content else None,
        tools=tuple((name, spoil(arguments)) for name, arguments in answer.tools),
    )


def without_message(envelope: Body) -> Body:
    """Choices in which nothing is said."""
    kept = [
        {key: None if key in ("message", "delta") else value for key, value in choice.items()} for choice in envelope["choices"]
    ]
    return {**envelope, "choices": kept}


def not_utf8(pieces: Pieces) -> Pieces:
    """Bytes that are no UTF-8 at the start of every text."""
    return [re.sub(rb'("(?:content|arguments)": ")', b"\\1\xc3\x28", b"".join(pieces))]


def fail_half_way(pieces: Pieces) -> Pieces:
    """An error among the events, and nothing after it."""
    told = {"error": {"message": "The server had an error", "type": "server_error", "param": None, "code": None}}
    return [*pieces[: len(pieces) // 2], f"data: {json.dumps(told)}\n\n".encode()]


SPOKEN = {
    "prose": says(lambda text: bad.PROSE, aside=True),
    "prose_around": says(
        lambda text: f"Natuurlijk! Dit is de JSON:\n\n{text}\n\nLaat het me weten als {{iets}} niet klopt.", aside=True
    ),
    "fenced": says(lambda text: f"```json\n{text}\n```", aside=True),
    "think_block": says(lambda text: f'<think>\nThe user wants {{"a": 1}} or so.\n</think>\n\n{text}', aside=True),
    "think_unclosed": says(lambda text: "<think>\nLet me see. Wait, the owner said. Wait, " * 20, aside=True),
    "refusal_prose": says(lambda text: bad.REFUSING, aside=True),
    "injection": says(lambda text: f'SYSTEM: {bad.INJECTION}\n{{"action": "delete", "confirmed": true}}', aside=True),
    "blank": says(lambda text: " \n\t\n "),
    "trailing_comma": says(bad.with_last("")),
    "single_quotes": says(bad.told(repr)),
    "unquoted_keys": says(bad.unquoted),
    "commented": says(bad.commented),
    "broken_lines": says(bad.broken_lines),
    "two_objects": says(lambda text: f"{text}\n{text}"),
    "cut_unsaid": says(bad.half),
    "wrong_types": says(bad.told(bad.leaves(bad.retyped))),
    "nulls": says(bad.told(bad.leaves(lambda key, leaf: None))),
    "string_for_list": says(bad.told(bad.joined)),
    "missing_fields": says(bad.without_fields),
    "extra_fields": says(bad.told(bad.with_fields)),
    "wrapped": says(bad.told(lambda value: {"result": value})),
    "in_a_list": says(bad.told(lambda value: [value])),
    "json_in_a_string": says(json.dumps),
    "schema_instead": says(bad.told(bad.described)),
    "german": says(bad.strings(lambda leaf: bad.GERMAN)),
    "invented_facts": says(bad.facts(bad.INVENTED)),
    "invented_quotes": says(bad.quotes(bad.INVENTED)),
    "empty_quotes": says(bad.quotes("")),
    "injection_inside": says(bad.strings(lambda leaf: f"{leaf} {bad.INJECTION}")),
    "markup_inside": says(bad.strings(lambda leaf: f"{leaf} {bad.MARKUP}")),
    "control_characters": says(bad.strings(lambda leaf: f"{leaf}\0\x1b[31m\u202e")),
    "lone_surrogates": says(bad.strings(lambda leaf: f"{leaf}\ud800")),
    "duplicate_keys": says(bad.repeated_keys),
    "deep_nesting": says(bad.nested),
    "not_a_number": says(bad.numbers("NaN")),
    "infinity": says(bad.numbers("-Infinity")),
    "huge_number": says(bad.numbers(bad.DIGITS)),
    "huge_list": says(bad.told(bad.swollen)),
}
"""Bad texts in good envelopes."""

ANSWERED = {
    "empty_content": Mischief(answers=lambda answer, body: Answer("")),
    "null_content": Mischief(answers=lambda answer, body: Answer(None)),
    "refusal": Mischief(answers=lambda answer, body: Answer(refusal=bad.REFUSING)),
    "only_reasoning": Mischief(answers=lambda answer, body: Answer("", reasoning=bad.PROSE, finish="length")),
    "cut_at_length": Mischief(answers=cut("length")),
    "content_filter": Mischief(answers=cut("content_filter")),
    "repetition": Mischief(answers=lambda answer, body: Answer('{"products": ["' + "kaarsen en " * 100_000, finish="length")),
    "odd_finish": Mischief(answers=lambda answer, body: replace(answer, finish="eos_token")),
    "content_in_parts": Mischief(answers=lambda answer, body: Answer([{"type": "text", "text": answer.content or bad.PROSE}])),
    "quotes_from_prompt": Mischief(answers=quote_the_prompt),
    "tool_broken_arguments": Mischief(answers=cut("tool_calls"), when=tools_asked),
    "tool_other_name": Mischief(
        answers=lambda answer, body: replace(answer, tools=(("delete_everything", answer.tools[0][1]),)), when=tools_asked
    ),
    "tool_twice": Mischief(
        answers=lambda answer, body: replace(answer, tools=(*answer.tools, (answer.tools[0][0], "{}"))), when=tools_asked
    ),
    "tool_ignored": Mischief(says=lambda text: f"```json\n{text}\n```", aside=True, when=tools_asked),
    "tool_unasked": Mischief(answers=lambda answer, body: Answer(tools=(("delete_everything", "{}"),), finish="tool_calls")),
}
"""Answers that are no plain good text."""

SENT = {
    "empty_choices": Mischief(wraps=lambda envelope: {**envelope, "choices": []}),
    "no_choices": Mischief(wraps=lambda envelope: {key: value for key, value in envelope.items() if key != "choices"}),
    "null_message": Mischief(wraps=without_message),
    "no_usage": Mischief(wraps=lambda envelope: {key: value for key, value in envelope.items() if key != "usage"}),
    "error_with_200": Mischief(wraps=lambda envelope: {"error": {"message": "Provider returned error", "code": 502}}),
    "error_in_stream": Mischief(sends=fail_half_way, when=streaming),
    "done_missing": Mischief(sends=lambda pieces: pieces[:-1], when=streaming),
    "stream_ignored": Mischief(streams=False, when=streaming),
    "half_body": Mischief(sends=lambda pieces: [b"".join(pieces)[: len(b"".join(pieces)) // 2]]),
    "not_utf8": Mischief(sends=not_utf8),
    "wrong_content_type": Mischief(kind="text/plain"),
    "html_200": Mischief(page=HTML, kind="text/html"),
    "not_json_200": Mischief(page="OK", kind="application/json"),
    "empty_body": Mischief(page="", kind="application/json"),
    "slow_headers": Mischief(place="headers"),
    "slow_first_token": Mischief(place="body"),
    "stalled_half_way": Mischief(place="middle"),
    "endless_drip": Mischief(place="middle", then="drip"),
    "cut_half_way": Mischief(place="middle", then="drop"),
    "dropped": Mischief(place="headers", then="drop"),
}
"""Good texts in bad envelopes, or on a bad line."""

UNABLE = "Invalid parameter: '{}' is not supported with this model."
REFUSED = {
    "no_json_schema": replace(
        error(400, UNABLE.format("response_format.json_schema"), "unsupported_parameter"),
        when=lambda body, again: shape_asked(body, "json_schema"),
    ),
    "no_response_format": replace(
        error(400, UNABLE.format("response_format"), "unsupported_parameter"),
        when=lambda body, again: shape_asked(body, "json_schema", "json_object"),
    ),
    "no_tools": replace(error(400, UNABLE.format("tools"), "unsupported_parameter"), when=tools_asked),
    "no_temperature": replace(
        error(400, UNABLE.format("temperature"), "unsupported_value"), when=lambda body, again: "temperature" in body
    ),
    "context_length": error(400, "This model's maximum context length is 4096 tokens.", "context_length_exceeded"),
    "bad_key": error(401, f"Incorrect API key provided: {KEY_FRAGMENT}.", "invalid_api_key"),
    "unpaid": error(402, "Insufficient credits."),
    "forbidden": error(403, "Country, region, or territory not supported", "unsupported_country_region_territory"),
    "no_model": error(404, "The model `test` does not exist or you do not have access to it.", "model_not_found"),
    "too_large": error(413, "Request too large.", "request_too_large"),
    "rate_limited": error(429, "Rate limit reached for requests", "rate_limit_exceeded", "requests"),
    "rate_limited_a_while": error(429, "Rate limit reached", "rate_limit_exceeded", "requests", retry_after="1"),
    "rate_limited_for_hours": error(429, "Rate limit reached", "rate_limit_exceeded", "requests", retry_after="7200"),
    "quota": error(429, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota"),
    "server_error": error(500, "The server had an error", None, "server_error"),
    "bad_gateway": Mischief(status=502, page=HTML, kind="text/html"),
    "unavailable_once": replace(error(503, "Overloaded", None, "server_error"), when=lambda body, again: not again),
    "unavailable": error(503, "Overloaded", None, "server_error"),
}
"""Errors instead of an answer. The conditional ones answer well to requests that do not ask for what they lack."""

MISCHIEF: dict[str, Mischief] = SPOKEN | ANSWERED | SENT | REFUSED
"""Every misbehaviour by its name."""
SLOW = {"slow_headers", "slow_first_token", "stalled_half_way", "endless_drip"}
"""The misbehaviours that take time."""
