"""The layer of suggestions under the owner's words: laid where nothing stands, woven anew each turn, never over what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from journey import filling, paths
from journey.advising import ACTIONS, is_advised, reword
from journey.model import JourneyMap
from journey.ports import Woven
from journey.state import State
from journey.work import Work

PHASE_FIELDS = (
    "customer_goal", "actions", "questions", "pains", "emotion", "influences", "shop_goal", "responses",
    "touchpoints", "duration", "contacts", "drop_off",
)  # fmt: skip
PERSONA_FIELDS = ("name", "age", "situation", "quote", "needs", "wishes", "traits", "behaviours", "doubts", "channels")
WHOLE_MAP = (
    "scenario",
    "goal",
    "expectation",
    "title",
    "ending.moment",
    "ending.how",
    "analysis.actions",
    "owner",
    "review_date",
)
SUGGESTED = ("playbook", "rule", "remedy")
LAID_WHEN_ASKED = ("card", "choice", "phases", "touchpoints", "title", "actions", "moments")


DUE = "rule:due"


def relay(work: Work) -> None:
    """Weave all suggestions again from the map as it now is, so that they follow the owner's latest words and language."""
    state = work.state
    woven = work.suggester.weave(state.map, work.turn.today)
    _refresh(state.map, woven.leaves)
    for path in _fields(work):
        if state.marks.get(path) not in ("answered", "own", "adjust") and not _is_settled(state.map, path):
            _lay(work, path, woven)
    if state.drafted:
        # Last, as their words hold the phases' names and the pains.
        _refresh(state.map, dict(_leaves(work.suggester.propose(state.map, work.turn.today))))
    reword(work)
    _mend_actions(state)


def suggest_here(work: Work) -> bool:
    """Fill the empty fields of the current question with suggestions. False when there is nothing to suggest."""
    slot = work.slot()
    if slot is None:
        return False
    woven = work.suggester.weave(work.state.map, work.turn.today)
    for path in slot.fills:
        if not filling.field_cells(work.state.map, path):
            _lay(work, path, woven)
    return any(filling.is_guess(work.state.map, path) for path in slot.fills)


def _fields(work: Work) -> Iterator[str]:
    slot = work.slot()
    if slot is not None and slot.kind in LAID_WHEN_ASKED and work.state.cursor not in work.state.marks:
        yield from (path for path in slot.fills if not path.startswith("analysis.actions."))
    if not work.state.drafted:
        return
    if work.state.way == "draft":
        yield "shop.sector"
        yield from (f"personas.0.{name}" for name in PERSONA_FIELDS)
    yield "phases"
    for phase in work.state.map.phases:
        yield from (f"phases.{phase.id}.{name}" for name in PHASE_FIELDS)
    yield from WHOLE_MAP


def _is_settled(journey: JourneyMap, path: str) -> bool:
    """Something stands there that is not just a woven guess: the owner's, accepted, or from elsewhere."""
    if path == "phases":
        return bool(journey.phases)
    found = filling.field_cells(journey, path)
    if path == ACTIONS:
        found = [cell for action in journey.analysis.actions if not is_advised(action) for _, cell in paths.cells(action)]
    return any(cell.basis != "guess" or cell.origin.partition(":")[0] not in SUGGESTED for cell in found)


def _lay(work: Work, path: str, woven: Woven) -> None:
    journey = work.state.map
    data = _proposed(work) if path == ACTIONS else woven.fields.get(_first_persona(path))
    if data is not None and _origins_of(data) != [cell.origin for cell in filling.field_cells(journey, path)]:
        filling.write(journey, path, data)


def _proposed(work: Work) -> list[Any]:
    """The actions to propose, after the ones that the owner already took from advice."""
    journey = work.state.map
    taken = [action.model_dump(mode="json", by_alias=True) for action in journey.analysis.actions if is_advised(action)]
    return [*taken, *work.suggester.propose(journey, work.turn.today)]


def _first_persona(path: str) -> str:
    return re.sub(r"^personas\.\d+", "personas.0", path)


def _origins_of(data: Any) -> list[str]:
    """Where the cells of suggested data come from, in the order of the map: the same ones stand already, or not."""
    return [origin for origin, _ in _cells_of(data)]


def _leaves(data: Any) -> Iterator[tuple[str, Any]]:
    """Values by origin. A date is set once: it does not move along with the calendar."""
    return ((origin, value) for origin, value in _cells_of(data) if origin != DUE)


def _cells_of(data: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict) and "basis" in data:
        yield data["from"], data["value"]
    elif isinstance(data, dict):
        yield from _cells_of(list(data.values()))
    elif isinstance(data, list):
        for item in data:
            yield from _cells_of(item)


def _refresh(journey: JourneyMap, leaves: Mapping[str, Any]) -> None:
    for _, cell in paths.cells(journey):
        if cell.basis in ("guess", "guidance") and leaves.get(cell.origin, cell.value) != cell.value:
            cell.value = leaves[cell.origin]


def _mend_actions(state: State) -> None:
    """An action that points at a pain which is gone points at its phase."""
    for action in state.map.analysis.actions:
        if action.phase and state.map.phase(action.phase) is None:
            action.phase, action.path = None, ""
