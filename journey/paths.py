"""Addresses on the map: `shop.unique`, `personas.0.needs`, `phases.purchase.emotion`, `phases.purchase.pains.1`.

A path walks attributes; a list is walked by index, `phases` by phase id (phases move, their ids do not).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from journey.errors import UnknownPath
from journey.model import Cell, JourneyMap, Part, Phase


def read(journey: JourneyMap, path: str) -> Any:
    """What stands at the path: a cell, a part, a list, or None where nothing is filled in. Raises `UnknownPath`."""
    here: Any = journey
    for name in path.split("."):
        if here is None:
            return None
        here = _step(here, name, path)
    return here


def parent(journey: JourneyMap, path: str) -> tuple[Any, str]:
    """The part or list that holds the path's last name, and that name. Raises `UnknownPath`."""
    head, _, last = path.rpartition(".")
    return (read(journey, head) if head else journey), last


def cells(part: Any, path: str = "") -> Iterator[tuple[str, Cell[Any]]]:
    """Every filled-in cell below a part with its path, in the order of the map."""
    if isinstance(part, Cell):
        yield path, part
    elif isinstance(part, list):
        for index, item in enumerate(part):
            name = item.id if isinstance(item, Phase) else str(index)
            yield from cells(item, _join(path, name))
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from cells(getattr(part, name), _join(path, name))


def phase_of(path: str) -> str | None:
    """The id of the phase that a path lies in."""
    parts = path.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "phases" else None


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _step(here: Any, name: str, path: str) -> Any:
    if isinstance(here, list):
        return _item(here, name, path)
    if isinstance(here, Part) and not isinstance(here, Cell) and name in type(here).model_fields:
        return getattr(here, name)
    raise UnknownPath(path)


def _item(items: list[Any], name: str, path: str) -> Any:
    if items and isinstance(items[0], Phase) and not _is_index(name):
        return next((phase for phase in items if phase.id == name), None)
    if not _is_index(name):
        if not items:
            return None
        raise UnknownPath(path)
    return items[int(name)] if int(name) < len(items) else None


def _is_index(name: str) -> bool:
    """Whether it is a plain number: `isdigit` alone also takes the likes of a superscript two."""
    return name.isascii() and name.isdigit()
