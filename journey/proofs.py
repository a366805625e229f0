"""Rubric checks R16 to R25: the actions, what the map rests on, and how it ends. Shaped like `journey.checks`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from journey import paths
from journey.actions import act_first, is_scored, ranked
from journey.analysis import count
from journey.facts import any_filled, filled, is_serious, known_pains, text
from journey.model import UNMARKED, Action, Cell, JourneyMap, Phase
from journey.vocabulary import words

Check = Callable[[JourneyMap], list[str]]

ACTIONS = "analysis.actions"
ANYONES = ("emotion.word", "ownership", "channel", "initiator")
"""Ends of paths whose values any shop could share: a mood or a channel sets no shop apart."""


def _tied_to_pains(journey: JourneyMap) -> list[str]:
    actions = journey.analysis.actions
    loose = [f"{ACTIONS}.{index}.path" for index, action in enumerate(actions) if not _tied(journey, action)]
    covered = {action.phase for action in actions if _tied(journey, action)}
    painful = [phase for phase in journey.phases if is_serious(phase) and phase.id not in covered]
    return ([] if actions else [ACTIONS]) + loose + [f"phases.{phase.id}.pains.{known_pains(phase)[0][0]}" for phase in painful]


def _tied(journey: JourneyMap, action: Action) -> bool:
    phase = journey.phase(action.phase) if action.phase is not None else None
    if phase is None or not action.path.startswith(f"phases.{phase.id}.pains."):
        return False
    index = action.path.removeprefix(f"phases.{phase.id}.pains.")
    return re.fullmatch("[0-9]{1,3}", index) is not None and any_filled(phase.pains[int(index) : int(index) + 1])


def _scored(journey: JourneyMap) -> list[str]:
    actions = journey.analysis.actions
    unscored = [(index, action) for index, action in enumerate(actions) if not is_scored(action)]
    gaps = [f"{ACTIONS}.{index}.{'effort' if action.value else 'value'}" for index, action in unscored]
    return gaps if actions else [ACTIONS]


def _owned(journey: JourneyMap) -> list[str]:
    gaps = [name for name in ("owner", "review_date") if not filled(getattr(journey, name))]
    return gaps + _missing_in_top(journey, "owner", "due")


def _measurable(journey: JourneyMap) -> list[str]:
    return _missing_in_top(journey, "metric", "baseline")


def _missing_in_top(journey: JourneyMap, *fields: str) -> list[str]:
    """Which of the fields the three most rewarding actions lack."""
    top = ranked(journey.analysis.actions)[:3]
    places = [(index, action) for index, action in enumerate(journey.analysis.actions) if any(action is one for one in top)]
    gaps = [f"{ACTIONS}.{index}.{field}" for index, action in places for field in fields if not filled(getattr(action, field))]
    return gaps if top else [ACTIONS]


def _bases_shown(journey: JourneyMap) -> list[str]:
    """Every cell carries a basis by its type (a file's bare value is a guess), so only an empty map has no shares to print."""
    return [] if any(filled(cell) for _, cell in _map_cells(journey)) else ["shop.offering"]


def _numbers_with_basis(journey: JourneyMap) -> list[str]:
    bare = [path for path, cell in paths.cells(journey) if _is_bare_number(cell)]
    known = {number for _, cell in paths.cells(journey) for number in _numbers(text(cell))}
    loose = []
    for index, finding in enumerate(journey.analysis.findings):
        own = {*known, *_numbers(str(count(journey, finding)))}
        if not finding.sources and not _numbers(finding.text) <= own:
            loose.append(f"analysis.findings.{index}")
    return bare + loose


def _is_bare_number(cell: Cell[Any]) -> bool:
    if cell.basis != "guess" or cell.origin != UNMARKED or isinstance(cell.value, bool):
        return False
    return isinstance(cell.value, (int, float)) or bool(_numbers(cell.value))


def _numbers(value: str) -> set[str]:
    """The numbers in a text, written in one way: "38.0", "38" and "038" are the same."""
    found = re.findall(r"[0-9]+(?:[.,][0-9]+)?", value)
    return {re.sub(r"\.0+$", "", number.replace(",", ".")).lstrip("0") or "0" for number in found}


def _good_ending(journey: JourneyMap) -> list[str]:
    return [f"ending.{name}" for name in ("moment", "how") if not filled(getattr(journey.ending, name))]


def _only_this_shop(journey: JourneyMap) -> list[str]:
    own = set().union(*map(words, _own_texts(journey)))
    gaps = [] if journey.phases else ["phases"]
    return gaps + [f"phases.{phase.id}.pains" for phase in journey.phases if not _bites(phase, own)]


def _own_texts(journey: JourneyMap) -> Iterator[str]:
    """What the owner told about shop and customers: the words that tell this shop from the next one."""
    for path, cell in (*paths.cells(journey.shop, "shop"), *paths.cells(journey.personas, "personas")):
        if cell.basis in ("said", "measured") and not path.endswith((".url", ".sector", ".age")) and ".channels." not in path:
            yield str(cell.value)


def _bites(phase: Phase, own: set[str]) -> bool:
    """Whether a text of this phase is the owner's own, or is advice that took in a word of theirs."""
    for path, cell in paths.cells(phase):
        if path == "name" or path.startswith("duration") or path.endswith(ANYONES) or not filled(cell):
            continue
        told = cell.basis in ("said", "measured")
        if isinstance(cell.value, str) and (
            told or (cell.basis == "guidance" and any(word in cell.value.lower() for word in own))
        ):
            return True
    return False


def _explains_itself(journey: JourneyMap) -> list[str]:
    persona = journey.persona
    have = {
        "title": filled(journey.title),
        "personas.0.name": persona is not None and filled(persona.name),
        "review_date": filled(journey.review_date),
        "version": journey.version > 0,
    }
    return [path for path, there in have.items() if not there]


def _where_to_start(journey: JourneyMap) -> list[str]:
    first = act_first(journey)
    return [] if first and is_scored(first) and filled(first.title) else [ACTIONS]


def _map_cells(journey: JourneyMap) -> Iterator[tuple[str, Cell[Any]]]:
    return ((path, cell) for path, cell in paths.cells(journey) if not path.startswith(f"{ACTIONS}."))


CHECKS: tuple[Check, ...] = (
    _tied_to_pains,
    _scored,
    _owned,
    _measurable,
    _bases_shown,
    _numbers_with_basis,
    _good_ending,
    _only_this_shop,
    _explains_itself,
    _where_to_start,
)
"""R16 to R25, in order."""
