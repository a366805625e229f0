"""Rendered files of the test maps, made once and shared by the tests of `export`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import cycle
from typing import Any

import pdfplumber

from export.formats import render
from journey.model import JourneyMap, parse_map
from tests.maps import big_map, full_map, small_map

DAY = date(2026, 11, 22)
MAPS = {"full": full_map, "small": small_map, "big": big_map}
BOTH = [(name, language) for name in MAPS for language in ("nl", "en")]
HOSTILE = (
    "#panic() $x$ *b* _i_ @ref <tag> [x](y) `code` // /* \\ \" ' = - + ~ 🪴 سلمى דנה",
    "<script>alert(1)</script> &amp; {{ x }} {phase} %s",
    "w" * 400,
)
CHOICES = {"direct", "indirect", "none", "minutes", "hours", "days", "weeks", "months", "years", "unknown"}


@cache
def file_of(name: str, language: str, fmt: str) -> bytes:
    return render(map_of(name, language), fmt, on=DAY)


@cache
def map_of(name: str, language: str) -> JourneyMap:
    return hostile_map() if name == "hostile" else MAPS[name](language)


def hostile_map() -> JourneyMap:
    """The full map with hostile words in every text."""
    data = full_map().dump()
    words = cycle([HOSTILE[0]] * 38 + [*HOSTILE[1:]])
    return parse_map(_spoil(data, words))


def _spoil(data: Any, words: Iterator[str]) -> Any:
    if isinstance(data, dict) and isinstance(data.get("value"), str) and set(data) == {"value", "basis", "from"}:
        return data if data["value"] in CHOICES else {**data, "value": next(words)}
    if isinstance(data, dict):
        return {key: _spoil(value, words) for key, value in data.items()}
    return [_spoil(value, words) for value in data] if isinstance(data, list) else data


@cache
def sheet(name: str, language: str) -> Any:
    """The first page of the PDF, as pdfplumber reads it."""
    return pdfplumber.open(io.BytesIO(file_of(name, language, "pdf"))).pages[0]


@cache
def words_of(name: str, language: str) -> list[dict[str, Any]]:
    """The words on the sheet with their boxes."""
    return list(sheet(name, language).extract_words(use_text_flow=True, x_tolerance=1.5))


def bare(text: str) -> str:
    """The text without anything that may change where a line breaks."""
    return re.sub(r"[\s\u00ad\u200b\u2010\u2011-]", "", text)


def map_items(data: Any) -> Iterator[str]:
    """Every text on the sheet: all items of the lanes, the feelings and the story."""
    if isinstance(data, dict):
        if {"text", "basis"} <= set(data):
            yield data["text"]
        for value in data.values():
            yield from map_items(value)
    elif isinstance(data, list):
        for value in data:
            yield from map_items(value)
