"""A first guess of the text size with which a map fills its sheet. The template measures and corrects it."""

from __future__ import annotations

from math import ceil
from typing import Any

from export.wording import Item

SHEET = (1138.0, 790.0)
"""Width and height of the sheet within its margins, in points."""
SMALLEST, LARGEST = 7.0, 14.0
LETTER = 0.47
"""Width of an average letter, in text sizes."""
PITCH = 1.13
"""Distance between two lines, in text sizes."""
AROUND = 38.0
"""Height of everything that is neither a lane nor a text of the lower band, in text sizes."""


def guess_size(view: dict[str, Any]) -> float:
    """The largest text size, in points, with which the map probably fits one sheet."""
    low, high = SMALLEST, LARGEST
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (middle, high) if _height(view, middle) <= SHEET[1] else (low, middle)
    return low


def _height(view: dict[str, Any], size: float) -> float:
    count = max(1, len(view["phases"]))
    column = (SHEET[0] - (12 if count <= 5 else 9) * size - 14) / count - 14 - 0.9 * size
    rows = (max((_cell(cell, column, size) for cell in lane["cells"]), default=0.0) for lane in view["lanes"])
    lanes = sum(max(row, 2.4 * size) + 0.8 * size + 2.5 for row in rows)
    return lanes + AROUND * size + 60


def _cell(cell: list[Item], column: float, size: float) -> float:
    return sum(_entry(item, column, size) for item in cell)


def _entry(item: Item, column: float, size: float) -> float:
    notes = " · ".join(note["text"] for note in item.get("notes", []))
    if item.get("kind") == "touch":
        return (_lines(item["text"], column, size) + _lines(notes, column, 0.84 * size) + 0.45) * PITCH * size
    return _lines(item["text"] + notes, column, size) * PITCH * size


def _lines(text: str, column: float, size: float) -> int:
    return ceil(len(text) * LETTER * size / column)
