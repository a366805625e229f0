"""Values of the map as words a reader understands: cells, durations, dates, channels."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from journey.model import NO_CONTACT, Cell, Duration
from prompts.catalog import load, say, texts

Item = dict[str, Any]
"""One piece of text for a page: `text`, its `basis`, and what the drawing needs besides."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_FACING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def label(key: str, language: str, **values: object) -> str:
    """A fixed word of prompts/labels.yaml."""
    return say("labels", key, language, **values)


def has_label(key: str) -> bool:
    return key in texts("labels")


def more(key: str, count: int, language: str) -> str | None:
    """A line such as "and 3 more"; None when nothing is left over."""
    return label(key, language, count=count) if count > 0 else None


def tidy(text: str) -> str:
    """The text on one line, without control characters that a file format or a reader trips over."""
    return " ".join(_FACING.sub("", _CONTROL.sub(" ", text)).split())


def item(cell: Cell[Any] | None, text: str | None = None, **more: Any) -> Item | None:
    """A cell as data for a page; None when there is nothing to read. `text` replaces the bare value."""
    if cell is None:
        return None
    words = tidy(str(cell.value) if text is None else text)
    return {"text": words, "basis": cell.basis, **more} if words else None


def items(cells: list[Cell[str]]) -> list[Item]:
    return [found for found in map(item, cells) if found]


def channel_name(channel: str, language: str) -> str:
    """The label of a channel of the lexicon, or the owner's own word for it."""
    if channel == NO_CONTACT:
        return label("map.no_contact", language)
    known = load("lexicon/channels").get(channel)
    return str(known["label"][language]) if known else channel


def channel(cell: Cell[str] | None, language: str) -> Item | None:
    return item(cell, channel_name(cell.value, language)) if cell else None


def number(value: float, language: str) -> str:
    """A number as it is written in this language, without needless decimals."""
    words = f"{round(value, 2):g}" if abs(value) < 1e6 else f"{value:.0f}"
    return words.replace(".", ",") if language == "nl" else words


def finite(cell: Cell[float] | None) -> float | None:
    return cell.value if cell is not None and math.isfinite(cell.value) else None


def duration(part: Duration | None, language: str) -> Item | None:
    """How long a phase takes: "2–4 weken"; None when nothing is known of it."""
    if part is None or part.unit is None:
        return None
    low, high = finite(part.min), finite(part.max)
    if part.unit.value == "unknown" or (low is None and high is None):
        return item(part.unit, label("unit.unknown", language))
    top = low if high is None else high
    count = "one" if top == 1 else "many"
    unit = label(f"unit.{count}.{part.unit.value}", language)
    return item(weakest(part.min, part.max, part.unit), _span(low, high, unit, language))


def _span(low: float | None, high: float | None, unit: str, language: str) -> str:
    if low is not None and high is not None:
        amount = number(low, language) if low == high else f"{number(low, language)}–{number(high, language)}"
        return f"{amount} {unit}"
    if low is not None:
        return label("unit.from", language, amount=f"{number(low, language)} {unit}")
    return label("unit.up_to", language, amount=f"{number(high or 0, language)} {unit}")


def weakest(*cells: Cell[Any] | None) -> Cell[Any] | None:
    """The cell that rests on least: words made of several cells are as sure as the least sure of them."""
    order = ("guess", "guidance", "said", "measured")
    return min((cell for cell in cells if cell), key=lambda cell: order.index(cell.basis), default=None)


def day(moment: date, language: str) -> str:
    return f"{moment.day} {label(f'month.{moment.month}', language)} {moment.year}"


def when(cell: Cell[str] | None, language: str) -> Item | None:
    """A date cell in words; what is not an ISO date is shown as it was said."""
    if cell is None:
        return None
    try:
        return item(cell, day(date.fromisoformat(cell.value.strip()), language))
    except ValueError:
        return item(cell)
