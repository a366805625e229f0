"""The endpoint that tests talk to: good when it should be, and bad in each of the named ways."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from tests import bad_answers as bad
from tests.bad_endpoint import GOOD_ANSWER, Endpoint, mixed
from tests.mischief import KEY_FRAGMENT, MISCHIEF, SLOW, Body
from tests.seen import Seen, ask

MESSAGES = [{"role": "system", "content": "Antwoord in json."}, {"role": "user", "content": "ik verkoop geurkaarsen"}]
PLAIN: Body = {"model": "test", "messages": MESSAGES, "temperature": 0}
STREAM: Body = {**PLAIN, "stream": True, "stream_options": {"include_usage": True}}
TOOL: Body = {
    **PLAIN,
    "tools": [{"type": "function", "function": {"name": "note", "parameters": {"type": "object"}}}],
    "tool_choice": {"type": "function", "function": {"name": "note"}},
}
SCHEMA: Body = {
    **PLAIN,
    "response_format": {"type": "json_schema", "json_schema": {"name": "shop", "schema": {"type": "object"}}},
}
WAYS = {"plain": PLAIN, "stream": STREAM, "tool": TOOL, "schema": SCHEMA, "tool_stream": {**STREAM, **TOOL}}
GOOD = json.loads(GOOD_ANSWER)


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    async with Endpoint() as endpoint:
        endpoint.slow, endpoint.drip = 0.2, 0.01
        yield endpoint


def says(*pieces: str) -> Callable[[Seen], bool]:
    """Whether what was said holds all of these."""
    return lambda seen: all(piece in seen.text for piece in pieces)


def refuses(status: int, *words: str) -> Callable[[Seen], bool]:
    """Whether the answer is this error."""
    return lambda seen: seen.status == status and all(word in seen.body.decode() for word in words)


def well_formed(check: Callable[[Any], bool]) -> Callable[[Seen], bool]:
    """Whether the JSON said is sound, and bad in this way."""
    return lambda seen: not seen.broken and check(seen.value)


SHOWS: dict[str, Callable[[Seen], bool]] = {
    "prose": lambda seen: seen.broken and "{" not in seen.text,
    "prose_around": lambda seen: seen.broken and GOOD_ANSWER in seen.text,
    "fenced": says("```json", GOOD_ANSWER),
    "think_block": says("<think>", "</think>", GOOD_ANSWER),
    "think_unclosed": lambda seen: "<think>" in seen.text and "</think>" not in seen.text,
    "refusal_prose": says(bad.REFUSING),
    "injection": says(bad.INJECTION),
    "blank": lambda seen: seen.text != "" and not seen.text.strip(),
    "trailing_comma": lambda seen: seen.broken and seen.text.endswith(", }"),
    "single_quotes": lambda seen: seen.broken and "'shop_name'" in seen.text,
    "unquoted_keys": lambda seen: seen.broken and "shop_name:" in seen.text,
    "commented": lambda seen: seen.broken and "//" in seen.text,
    "broken_lines": lambda seen: seen.broken and "Lichtpuntje\nLichtpuntje" in seen.text,
    "two_objects": lambda seen: seen.broken and seen.text.count("shop_name") == 2,
    "cut_unsaid": lambda seen: seen.broken and GOOD_ANSWER.startswith(seen.text) and seen.finish != "length",
    "wrong_types": well_formed(lambda value: value["shop_name"] == 42 and value["reviews"] == "veel"),
    "nulls": well_formed(lambda value: value["shop_name"] is None and value.keys() == GOOD.keys()),
    "string_for_list": well_formed(lambda value: isinstance(value["products"], str)),
    "missing_fields": well_formed(lambda value: "reviews" not in value and "quote" not in value["products"][0]),
    "extra_fields": well_formed(lambda value: value.get("reset") and value["products"][0]["reset"]),
    "wrapped": well_formed(lambda value: value == {"result": GOOD}),
    "in_a_list": well_formed(lambda value: value == [GOOD]),
    "json_in_a_string": well_formed(lambda value: value == GOOD_ANSWER),
    "schema_instead": well_formed(lambda value: value.get("properties", {}).keys() == GOOD.keys()),
    "german": well_formed(lambda value: value["shop_name"] == bad.GERMAN),
    "invented_facts": well_formed(lambda value: value["shop_name"] == bad.INVENTED and "geurkaarsen" in str(value)),
    "invented_quotes": well_formed(lambda value: value["products"] == [{"name": "geurkaarsen", "quote": bad.INVENTED}]),
    "empty_quotes": well_formed(lambda value: value["products"] == [{"name": "geurkaarsen", "quote": ""}]),
    "injection_inside": well_formed(lambda value: value["shop_name"] == f"Lichtpuntje {bad.INJECTION}"),
    "markup_inside": well_formed(lambda value: bad.MARKUP in value["shop_name"]),
    "control_characters": well_formed(lambda value: "\0" in value["shop_name"]),
    "lone_surrogates": well_formed(lambda value: "\ud800" in value["shop_name"]),
    "duplicate_keys": lambda seen: seen.text.count('"shop_name"') == 2 and seen.value["shop_name"] == bad.INVENTED,
    "deep_nesting": lambda seen: seen.broken and seen.text.count("{") == bad.DEPTH,
    "not_a_number": lambda seen: seen.broken and '"reviews": NaN' in seen.text,
    "infinity": lambda seen: seen.broken and '"reviews": -Infinity' in seen.text,
    "huge_number": lambda seen: seen.broken and bad.DIGITS in seen.text,
    "huge_list": well_formed(lambda value: len(value["products"]) == 5000),
    "empty_content": lambda seen: bool(seen.choices) and seen.text == "",
    "null_content": lambda seen: bool(seen.choices) and seen.text == "",
    "refusal": lambda seen: "".join(seen.all("refusal")) == bad.REFUSING and seen.text == "",
    "only_reasoning": lambda seen: seen.all("reasoning_content") == [bad.PROSE] and seen.text == "",
    "cut_at_length": lambda seen: seen.broken and seen.finish == "length",
    "content_filter": lambda seen: seen.broken and seen.finish == "content_filter",
    "repetition": lambda seen: len(seen.text) > 1_000_000 and seen.finish == "length",
    "odd_finish": lambda seen: seen.finish == "eos_token",
    "content_in_parts": lambda seen: any(isinstance(text, list) for text in seen.all("content")),
    "quotes_from_prompt": well_formed(lambda value: value["products"][0]["quote"] == MESSAGES[0]["content"]),
    "tool_broken_arguments": lambda seen: seen.broken and seen.names == ["note"],
    "tool_other_name": lambda seen: not seen.broken and seen.names == ["delete_everything"],
    "tool_twice": lambda seen: seen.names == ["note", "note"],
    "tool_ignored": lambda seen: not seen.names and GOOD_ANSWER in seen.text,
    "tool_unasked": lambda seen: seen.names == ["delete_everything"],
    "empty_choices": lambda seen: all(part["choices"] == [] for part in seen.parts) and bool(seen.parts),
    "no_choices": lambda seen: all("choices" not in part for part in seen.parts) and bool(seen.parts),
    "null_message": lambda seen: bool(seen.choices) and seen.text == "",
    "no_usage": lambda seen: bool(seen.parts) and not any("usage" in part for part in seen.parts),
    "error_with_200": lambda seen: seen.status == 200 and seen.error.get("code") == 502,
    "error_in_stream": lambda seen: seen.status == 200 and bool(seen.choices) and seen.error.get("type") == "server_error",
    "done_missing": lambda seen: not seen.broken and b"[DONE]" not in seen.body,
    "stream_ignored": lambda seen: seen.kind == "application/json" and json.loads(seen.body)["object"] == "chat.completion",
    "half_body": lambda seen: seen.status == 200 and not seen.parts and not seen.failure,
    "not_utf8": lambda seen: "�" in seen.body.decode(errors="replace"),
    "wrong_content_type": lambda seen: seen.kind == "text/plain" and not seen.broken,
    "html_200": lambda seen: seen.kind == "text/html" and seen.status == 200,
    "not_json_200": lambda seen: seen.body == b"OK",
    "empty_body": lambda seen: seen.body == b"" and seen.status == 200,
    "slow_headers": lambda seen: seen.headers > 0.15 and not seen.broken,
    "slow_first_token": lambda seen: seen.first - seen.headers > 0.15 and not seen.broken,
    "stalled_half_way": lambda seen: seen.end - seen.first > 0.15 and not seen.broken,
    "endless_drip": lambda seen: seen.failure == "TimeoutError" and seen.status == 200 and seen.body != b"",
    "cut_half_way": lambda seen: seen.failure == "ClientPayloadError" and seen.body != b"",
    "dropped": lambda seen: seen.failure == "ServerDisconnectedError",
    "no_json_schema": refuses(400, "json_schema"),
    "no_response_format": refuses(400, "response_format"),
    "no_tools": refuses(400, "tools"),
    "no_temperature": refuses(400, "temperature"),
    "context_length": refuses(400, "context_length_exceeded"),
    "bad_key": refuses(401, KEY_FRAGMENT),
    "unpaid": refuses(402),
    "forbidden": refuses(403),
    "no_model": refuses(404, "model_not_found"),
    "too_large": refuses(413),
    "rate_limited": lambda seen: seen.status == 429 and seen.retry is None,
    "rate_limited_a_while": lambda seen: seen.status == 429 and seen.retry == "1",
    "rate_limited_for_hours": lambda seen: seen.status == 429 and seen.retry == "7200",
    "quota": refuses(429, "insufficient_quota"),
    "server_error": refuses(500),
    "bad_gateway": lambda seen: seen.status == 502 and seen.kind == "text/html",
    "unavailable_once": refuses(503),
    "unavailable": refuses(503),
}
"""How each misbehaviour shows."""
CASES = [(name, way) for name, mischief in MISCHIEF.items() for way, body in WAYS.items() if mischief.when(body, False)]
SPARED = [(name, way) for name in MISCHIEF for way in WAYS if (name, way) not in CASES]
CASES = [(name, way) for name, way in CASES if name not in SLOW or way in ("plain", "stream")]  # waiting twice is enough


def test_every_misbehaviour_is_checked_here() -> None:
    assert SHOWS.keys() == MISCHIEF.keys() == {name for name, way in CASES}
    assert len(MISCHIEF) >= 32
    assert MISCHIEF.keys() >= SLOW


@pytest.mark.parametrize(("name", "way"), CASES)
async def test_a_misbehaviour_shows_as_it_is_named(endpoint: Endpoint, name: str, way: str) -> None:
    good = await ask(endpoint, WAYS[way])
    endpoint.mischief = name
    endpoint.calls.clear()
    seen = await ask(endpoint, WAYS[way], patience=1.0 if name == "endless_drip" else 5.0)
    assert SHOWS[name](seen)
    assert name in SLOW or not SHOWS[name](good)
    assert (seen.signs == good.signs) == (name in {"slow_headers", "stalled_half_way"})  # these differ in time alone


@pytest.mark.parametrize(("name", "way"), SPARED)
async def test_who_does_not_ask_for_what_is_lacking_gets_a_good_answer(endpoint: Endpoint, name: str, way: str) -> None:
    endpoint.mischief = ["none", name].__getitem__
    assert (await ask(endpoint, WAYS[way])).signs == (await ask(endpoint, WAYS[way])).signs


@pytest.mark.parametrize("way", WAYS)
async def test_a_good_endpoint_gives_the_answer_and_its_usage(endpoint: Endpoint, way: str) -> None:
    seen = await ask(endpoint, WAYS[way])
    (usage,) = [part["usage"] for part in seen.parts if part.get("usage")]
    assert (seen.status, seen.value, endpoint.calls) == (200, GOOD, [WAYS[way]])
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"] > 0
    assert seen.kind == ("text/event-stream" if "stream" in way else "application/json")
    assert (seen.names, seen.finish) == ((["note"], "tool_calls") if "tool" in way else ([], "stop"))
    assert seen.body.endswith(b"data: [DONE]\n\n") == ("stream" in way)


async def test_a_stream_tells_its_usage_only_when_asked(endpoint: Endpoint) -> None:
    seen = await ask(endpoint, {**PLAIN, "stream": True})
    assert seen.value == GOOD
    assert not any("usage" in part for part in seen.parts)


async def test_an_answer_bound_to_json_is_json(endpoint: Endpoint) -> None:
    endpoint.reply = lambda body: "Hoi"
    assert (await ask(endpoint, PLAIN)).text == "Hoi"
    assert (await ask(endpoint, SCHEMA)).value == (await ask(endpoint, TOOL)).value == {"answer": "Hoi"}
    assert (await ask(endpoint, {**TOOL, "tool_choice": "none"})).text == "Hoi"


@pytest.mark.parametrize("lacking", [{"messages": []}, {"model": None}, {"response_format": {"type": "json_schema"}}])
async def test_even_a_good_endpoint_turns_down_a_bad_request(endpoint: Endpoint, lacking: Body) -> None:
    assert (await ask(endpoint, {**PLAIN, **lacking})).status == 400


async def test_a_json_object_has_to_be_announced_in_the_prompt(endpoint: Endpoint) -> None:
    body = {**PLAIN, "response_format": {"type": "json_object"}}
    assert (await ask(endpoint, body)).value == GOOD
    assert (await ask(endpoint, {**body, "messages": MESSAGES[1:]})).status == 400


async def test_the_models_are_listed(endpoint: Endpoint) -> None:
    async with aiohttp.ClientSession() as client, client.get(f"{endpoint.url}/models") as response:
        assert [model["id"] for model in (await response.json())["data"]] == ["test"]


async def test_what_is_overloaded_once_answers_the_second_time(endpoint: Endpoint) -> None:
    endpoint.mischief = "unavailable_once"
    assert [(await ask(endpoint, body)).status for body in (PLAIN, PLAIN, TOOL, TOOL)] == [503, 200, 503, 200]


@pytest.mark.parametrize("name", sorted(SLOW))
async def test_closing_does_not_wait_for_slow_answers(name: str) -> None:
    async with Endpoint() as endpoint:
        endpoint.mischief = name
        asking = asyncio.create_task(ask(endpoint, STREAM))
        await asyncio.sleep(0.1)
        async with asyncio.timeout(10):
            await endpoint.close()
        await asking


async def test_a_mistake_of_the_test_is_no_misbehaviour() -> None:
    endpoint = await Endpoint().__aenter__()
    endpoint.mischief = "no such thing"
    assert (await ask(endpoint, PLAIN)).status == 500
    with pytest.raises(KeyError):
        await endpoint.close()


def test_chance_is_the_same_for_the_same_seed() -> None:
    picks = [mixed(7)(number) for number in range(3000)]
    assert picks == list(map(mixed(7), range(3000))) != list(map(mixed(8), range(3000)))
    assert set(picks) == {"none", *MISCHIEF}
    assert 0.28 < picks.count("none") / 3000 < 0.38
    assert SLOW.isdisjoint(map(mixed(7, without=SLOW), range(3000)))
