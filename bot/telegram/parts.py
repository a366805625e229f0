"""Texts in pieces that Telegram takes. It counts in UTF-16 units, we count in characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aiogram.types import MessageEntity

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
BORDERS = ("\n\n", "\n", " ")
WIDE = 0xFFFF
Span = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """A piece of a text with its ranges. Entities need no escaping and cannot be malformed by what an owner wrote."""

    text: str
    entities: list[MessageEntity]


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return sum(2 if ord(char) > WIDE else 1 for char in text)


def split(text: str, bold: Sequence[Span], limit: int = LONGEST_TEXT, *, copyable: Sequence[Span] = ()) -> list[Part]:
    """The text in pieces of at most `limit` units, cut between paragraphs, lines or words. Ranges count in characters."""
    marks = [("bold", span) for span in bold] + [("pre", span) for span in copyable]
    return [Part(text[start:end], list(_entities(text, marks, start, end))) for start, end in _spans(text, limit)]


def _spans(text: str, limit: int) -> Iterator[Span]:
    start = _skip_blank(text, 0)
    while start < len(text):
        end = _cut(text, start, limit)
        yield start, start + len(text[start:end].rstrip())
        start = _skip_blank(text, end)


def _cut(text: str, start: int, limit: int) -> int:
    end = _reach(text, start, limit)
    if end == len(text):
        return end
    found = (text.rfind(border, start + 1, end + 1) for border in BORDERS)
    return next((place for place in found if place > start), end)


def _reach(text: str, start: int, limit: int) -> int:
    room = limit
    for place in range(start, len(text)):
        room -= 2 if ord(text[place]) > WIDE else 1
        if room < 0:
            return place
    return len(text)


def _entities(text: str, marks: Sequence[tuple[str, Span]], start: int, end: int) -> Iterator[MessageEntity]:
    for kind, (begin, length) in marks:
        first, last = max(begin, start), min(begin + length, end)
        if first < last:
            yield MessageEntity(type=kind, offset=units(text[start:first]), length=units(text[first:last]))


def _skip_blank(text: str, start: int) -> int:
    return len(text) - len(text[start:].lstrip()) if start < len(text) else start
