"""Writing on the map: every value gets its basis, and what the owner said before is kept unless they replace it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from journey import paths
from journey.errors import BadValue, UnknownPath
from journey.model import Basis, Cell, DropOff, Duration, Emotion, JourneyMap, Part, Persona

OWN: tuple[Basis, ...] = ("said", "measured")
FILLABLE = (
    "shop",
    "personas",
    "phases",
    "scenario",
    "goal",
    "expectation",
    "title",
    "owner",
    "review_date",
    "research",
    "ending",
)
_HOLDERS = {"emotion": Emotion, "duration": Duration, "drop_off": DropOff}


def is_fillable(path: str) -> bool:
    """Whether an owner's words may stand at this path: settings, ids and findings are not for filling."""
    return path.split(".", maxsplit=1)[0] in FILLABLE or path.startswith("analysis.actions")


def wrap(value: Any, basis: Basis, origin: str) -> Any:
    """Plain data with every leaf made a cell."""
    if isinstance(value, dict):
        return {name: wrap(item, basis, origin) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [wrap(item, basis, origin) for item in value]
    return None if value is None else {"value": value, "basis": basis, "from": origin}


def write(journey: JourneyMap, path: str, data: Any) -> None:
    """Put data (cells as in the JSON format, parts, or None to empty it) at the path. Raises `UnknownPath` or `BadValue`."""
    _make_room(journey, path)
    holder, name = paths.parent(journey, path)
    try:
        _set(journey, holder, name, path, data)
    except (ValidationError, ValueError) as error:
        raise BadValue(path, _reason(error)) from None


def field_cells(journey: JourneyMap, path: str) -> list[Cell[Any]]:
    """The filled-in cells of one field."""
    try:
        return [cell for _, cell in paths.cells(paths.read(journey, path))]
    except UnknownPath:
        return []


def is_owners(journey: JourneyMap, path: str) -> bool:
    """Whether the owner's own words or numbers stand in this field."""
    return any(cell.basis in OWN for cell in field_cells(journey, path))


def is_guess(journey: JourneyMap, path: str) -> bool:
    """Whether the field holds something, and all of it is the assistant's guess."""
    found = field_cells(journey, path)
    return bool(found) and all(cell.basis == "guess" for cell in found)


def accept(journey: JourneyMap, path: str) -> int:
    """Turn the guesses of a field into guidance: the owner agrees. Returns how many there were."""
    guesses = [cell for cell in field_cells(journey, path) if cell.basis == "guess"]
    for cell in guesses:
        cell.basis = "guidance"
    return len(guesses)


def keep_owners(items: Any) -> list[Any]:
    """The items of a list field in which the owner has a part."""
    if not isinstance(items, list):
        return []
    return [item for item in items if any(cell.basis in OWN for _, cell in paths.cells(item))]


def plain(part: Any) -> Any:
    """A cell or part as plain data, without its basis and without what is empty."""
    if isinstance(part, Cell):
        return part.value
    if isinstance(part, list):
        return [plain(item) for item in part]
    if isinstance(part, Part):
        return {name: plain(item) for name, item in part if item not in (None, [])}
    return part


def rewrap(journey: JourneyMap, path: str, value: Any, origin: str) -> Any:
    """An edited value as the owner's; what stood in the list before and stays keeps the basis it had."""
    standing = paths.read(journey, path)
    if not isinstance(standing, list) or not isinstance(value, list):
        return wrap(value, "said", origin)
    kept = [(plain(item), item) for item in standing]
    return [next((item for known, item in kept if known == each), None) or wrap(each, "said", origin) for each in value]


def _make_room(journey: JourneyMap, path: str) -> None:
    names = path.split(".")
    if names[0] == "personas" and len(names) > 1 and names[1] == str(len(journey.personas)):
        journey.personas.append(Persona())
    for depth in range(1, len(names)):
        head = ".".join(names[:depth])
        if names[depth - 1] in _HOLDERS and paths.read(journey, head) is None:
            holder, name = paths.parent(journey, head)
            if isinstance(holder, Part):
                setattr(holder, name, _HOLDERS[names[depth - 1]]())


def _set(journey: JourneyMap, holder: Any, name: str, path: str, data: Any) -> None:
    if isinstance(holder, list):
        index = int(name)
        kept = [*holder[:index], *([] if data is None else [data]), *holder[index + 1 :]]
        write(journey, path.rpartition(".")[0], kept)
    elif isinstance(holder, Part) and name in type(holder).model_fields:
        empty: Any = [] if isinstance(getattr(holder, name), list) else None
        setattr(holder, name, empty if data is None else data)
    else:
        raise UnknownPath(path)


def _reason(error: Exception) -> str:
    return str(error.errors()[0]["msg"]) if isinstance(error, ValidationError) else str(error)
