"""A long message that tells many things at once: each part to its place on the map, the rest kept aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from journey.commands import Command, Fill, Note
from journey.ports import Context
from journey.questions import Slot
from journey.vocabulary import words
from knowledge import reading
from knowledge.understanding import signals
from knowledge.understanding.story import is_story, story
from knowledge.understanding.text import both, fold, lexicon, pattern, squeeze

STORY_ANYWHERE = 60
STORY_ROOTS = 3


def hear_story(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """A long first message, or one that plainly tells about everything: each part to its place, the rest kept aside."""
    first = slot.key == "shop.offering"
    if not is_story(text) or not (first or len(text.split()) >= STORY_ANYWHERE):
        return []
    told = story(text, context.journey.language)
    roots = {".".join(placed.path.split(".")[:2]) for placed in told.placed}
    if len(roots) < (1 if first else STORY_ROOTS):
        return []
    fills: list[Command] = []
    for path in dict.fromkeys(placed.path for placed in told.placed):
        values = [placed.value for placed in told.placed if placed.path == path]
        fills.append(_story_fill(path, values, text, context))
    unplaced = list(told.unplaced)
    if first and not any(placed.path == "shop.offering" for placed in told.placed):
        fills.append(Fill("shop.offering", unplaced.pop(0) if unplaced else text, text))
    unplaced += _left_over(text, [*(placed.value for placed in told.placed), *unplaced])
    return [*fills, *(Note(part) for part in unplaced if not signals.signal(part))]


def _left_over(text: str, told: Sequence[str]) -> list[str]:
    """Pieces of a story that no value holds and that say more than the words that lead up to one."""
    rest = squeeze(text)
    for value in sorted(told, key=len, reverse=True):
        rest = rest.replace(value, "\n")
    pieces = [piece.strip(" ,.;:!?-–—") for piece in re.split(r"\n|[.!?;](?=\s|$)", rest)]
    return [piece for piece in pieces if words(piece) - _leads()]


@cache
def _leads() -> frozenset[str]:
    """Words that only say what comes next: "ik verkoop", "my buyers are"."""
    names = ("story", "persona", "product", "fields")
    return frozenset(word for name in names for text in _strings(lexicon(name)) for word in words(fold(text)))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, (dict, list)):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _strings(item)


def _story_fill(path: str, values: list[str], text: str, context: Context) -> Fill:
    name = path.rsplit(".", maxsplit=1)[-1]
    if name in reading.LIST_FIELDS:
        items = [item for value in values for item in reading.shape(path, _without_lead(name, value), context.journey)]
        return Fill(path, items, text, add=True)
    if path.startswith("research"):
        return Fill("research", [{"method": value} for value in values], text, add=True)
    if name == "values":
        return Fill(
            path, [pair for value in values for pair in reading.value_data(value, context.journey.language)], text, add=True
        )
    return Fill(path, ". ".join(values) if name in ("situation", "offering", "where") else values[0], text)


def _without_lead(name: str, value: str) -> str:
    """The words without the opening that only tells which field they are for ("ze vinden ons via …")."""
    leads = lexicon("leads").get(name)
    return re.sub(rf"^{pattern(both(leads))}\s+", "", value, flags=re.IGNORECASE) if leads else value
