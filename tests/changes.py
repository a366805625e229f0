"""Small changes to a map, to show that a check notices them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journey import paths
from journey.model import Cell, JourneyMap

Change = Callable[[JourneyMap], object]


def said(value: Any) -> Cell[Any]:
    return Cell(value=value, basis="said", origin="m1")


def put(path: str, value: Any) -> Change:
    """A change that sets the value at a path of the map."""

    def change(journey: JourneyMap) -> None:
        part, name = paths.parent(journey, path)
        if isinstance(part, list):
            part[int(name)] = value
        else:
            setattr(part, name, value)

    return change


def both(*changes: Change) -> Change:
    """Several changes after each other."""

    def change(journey: JourneyMap) -> None:
        for one in changes:
            one(journey)

    return change
