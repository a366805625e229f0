"""Map content as short lines for the chat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from export.wording import day, duration
from journey import filling, paths
from journey.errors import UnknownPath
from journey.model import Action, Cell, Contact, DropOff, Duration, Emotion, JourneyMap, Phase, Research, Touchpoint, Value
from prompts.catalog import say

LONGEST = 280
FACES = {-2: "😣", -1: "🙁", 0: "😐", 1: "🙂", 2: "😀"}
OWN = " ✓"
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def lines(journey: JourneyMap, path: str) -> list[str]:
    """What stands at the path, a line an item; the owner's own items are ticked. Empty when nothing stands there."""
    try:
        found = paths.read(journey, path)
    except UnknownPath:
        return []
    items = found if isinstance(found, list) else [found]
    return [line for item in items if (line := item_line(item, journey.language))]


def item_line(item: Any, language: str) -> str:
    """One cell or part in a line."""
    if item is None:
        return ""
    text = _worded(item, language)
    owners = any(cell.basis in filling.OWN for _, cell in paths.cells(item))
    return short(text) + (OWN if owners and text else "")


def field_label(path: str, language: str) -> str:
    """The name of the field at this path, as the map prints it."""
    return say("labels", f"field.{_field_key(path)}", language)


def short(text: str, most: int = LONGEST) -> str:
    """The text, cut with an ellipsis when a chat line can't hold it. The map itself always holds it whole."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _worded(item: Any, language: str) -> str:
    match item:
        case Cell():
            return _dated(str(item.value), language)
        case Value():
            return _joined(": ", item.value, item.practice)
        case Research():
            return _joined(": ", item.method, item.insight, item.source)
        case Emotion():
            return _emotion(item)
        case Touchpoint():
            return _touchpoint(item, language)
        case Duration():
            found = duration(item, language)
            return str(found["text"]) if found else ""
        case Contact():
            return _joined(" · ", item.moment, item.channel, item.message)
        case DropOff():
            share = f" ({item.share.value:g}%)" if item.share else ""
            return _joined(" → ", item.where, item.win_back) + share
        case Phase():
            return item.name.value
        case Action():
            return item.title.value
    return ""


def _dated(words: str, language: str) -> str:
    """A date as the assistant proposes it, in words; anything else as it is."""
    try:
        return day(date.fromisoformat(words), language) if ISO_DATE.fullmatch(words) else words
    except ValueError:
        return words


def _emotion(emotion: Emotion) -> str:
    score = emotion.score.value if emotion.score else None
    face = f"{FACES[score]} {score:+d} ".replace("+0", "0") if score is not None else ""
    return face + _joined(": ", emotion.word, emotion.reason)


def _touchpoint(point: Touchpoint, language: str) -> str:
    star = "★ " if point.moment_of_truth and point.moment_of_truth.value else ""
    ownership = say("labels", f"ownership.{point.ownership.value}", language) if point.ownership else ""
    channel = point.channel.value if point.channel and point.channel.value.casefold() != point.name.value.casefold() else ""
    about = ", ".join(word for word in (channel, ownership) if word)
    return f"{star}{point.name.value}" + (f" ({about})" if about else "")


def _joined(separator: str, *cells: Cell[str] | None) -> str:
    return separator.join(cell.value for cell in cells if cell is not None)


def _field_key(path: str) -> str:
    names = list(_without_numbers(path))
    if names == ["research"]:
        return "research.method"
    kinds = {"personas": "persona", "phases": "phase", "analysis": "action"}
    if names[0] not in kinds:
        return ".".join(names)
    rest = names[1:]
    if names[0] == "phases":
        rest = rest[1:]
    if names[0] == "analysis":
        rest = rest[1:]
    if len(rest) > 1:
        part = {"touchpoints": "touchpoint", "contacts": "contact"}.get(rest[0], rest[0])
        return f"{part}.{rest[1]}"
    return ".".join([kinds[names[0]], *(rest or ["title" if names[0] == "analysis" else "name"])])


def _without_numbers(path: str) -> Iterator[str]:
    yield from (name for name in path.split(".") if not name.isdigit())
