"""The map and the places on it as a model is told of them: short, and never the whole conversation."""

from __future__ import annotations

from collections.abc import Iterator

from journey import filling
from journey.model import JourneyMap, Language
from journey.ports import Context
from prompts.catalog import load

MOST_CELLS, LONGEST = 4, 90
NAMES: dict[Language, str] = {"nl": "Dutch", "en": "English"}
PHASE = "PHASE"
PHASES = ("awareness", "orientation", "consideration", "purchase", "use", "evaluation")


def language_name(language: Language) -> str:
    """The language's name in English, as the prompts are."""
    return NAMES[language]


def tell_map(journey: JourneyMap) -> str:
    """What stands on the map, a line per place; a guess is called one."""
    lines = [line for path in _places([phase.id for phase in journey.phases]) if (line := _line(journey, path))]
    return "\n".join(lines) or "(nothing yet)"


def fields(context: Context) -> str:
    """The places that words may go to, with what belongs there."""
    told = [f"{path}: {what}" for path, what in load("model/places").items()]
    return "\n".join([*told, f"{PHASE} is one of {', '.join(_phases(context))}"])


def told_places(context: Context) -> list[str]:
    """Every place that words may go to."""
    return list(_places(_phases(context)))


def _phases(context: Context) -> list[str]:
    return [phase.id for phase in context.journey.phases] or list(PHASES)


def _places(phases: list[str]) -> Iterator[str]:
    for path in load("model/places"):
        yield from (path.replace(PHASE, phase) for phase in phases) if PHASE in path else [path]


def _line(journey: JourneyMap, path: str) -> str:
    cells = filling.field_cells(journey, path)[:MOST_CELLS]
    said = "; ".join(f"{str(cell.value)[:LONGEST]}{' (guess)' if cell.basis == 'guess' else ''}" for cell in cells)
    return f"{path}: {said}" if said else ""
