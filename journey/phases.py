"""The owner's own phases: rename, drop, add, move, or a whole new list. Always 3 to 9 of them (rubric R5)."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz, process

from journey.commands import Reshape
from journey.model import Cell, JourneyMap, Phase
from journey.work import Work

Named = tuple[str, str | None]
"""The owner's name for a phase, and the id of the phase it is known to mean."""

FEWEST, MOST = 3, 9
ALIKE = 82


def reshape(work: Work, command: Reshape) -> bool:
    """Carry out one change of the list. False, with a reply saying why, when it can't be done."""
    journey = work.state.map
    if command.op == "add":
        return _add(work, command)
    index = next((place for place, phase in enumerate(journey.phases) if phase.id == command.phase), None)
    if index is None:
        work.say("no_such_phase", name=command.name or command.phase)
        return False
    if command.op == "rename":
        journey.phases[index].name = Cell[str](value=command.name, basis="said", origin=work.turn.message)
        work.say("phase_renamed", name=command.name)
        return True
    if command.op == "drop":
        return _drop(work, index)
    _move(journey, index, -1 if command.op == "earlier" else 1)
    work.say("phase_moved")
    return True


def replace_phases(work: Work, wanted: list[Named]) -> bool:
    """Take the owner's own list. A name that means an existing phase keeps its content; phases left out are dropped."""
    names = [named for named in wanted if named[0].strip()]
    if not FEWEST <= len(names) <= MOST:
        work.say("phase_count", count=len(names), fewest=FEWEST, most=MOST)
        return False
    journey, taken = work.state.map, set[str]()
    phases = []
    for name, meant in names:
        phase = _meant(journey, meant, taken) or _matching(journey, name, taken) or _new_phase(journey, name, taken)
        phase.name = Cell[str](value=name, basis="said", origin=work.turn.message)
        taken.add(phase.id)
        phases.append(phase)
    journey.phases = phases
    return True


def _add(work: Work, command: Reshape) -> bool:
    journey = work.state.map
    if len(journey.phases) >= MOST:
        work.say("phase_count", count=len(journey.phases) + 1, fewest=FEWEST, most=MOST)
        return False
    phase = _new_phase(journey, command.name, {phase.id for phase in journey.phases})
    phase.name = Cell[str](value=command.name, basis="said", origin=work.turn.message)
    after = next((place for place, other in enumerate(journey.phases) if other.id == command.after), len(journey.phases) - 1)
    journey.phases = [*journey.phases[: after + 1], phase, *journey.phases[after + 1 :]]
    work.say("phase_added", name=command.name)
    return True


def _drop(work: Work, index: int) -> bool:
    journey = work.state.map
    if len(journey.phases) <= FEWEST:
        work.say("phase_count", count=len(journey.phases) - 1, fewest=FEWEST, most=MOST)
        return False
    work.say("phase_dropped", name=journey.phases[index].name.value)
    journey.phases = [*journey.phases[:index], *journey.phases[index + 1 :]]
    return True


def _move(journey: JourneyMap, index: int, by: int) -> None:
    target = min(max(index + by, 0), len(journey.phases) - 1)
    phases = list(journey.phases)
    phases.insert(target, phases.pop(index))
    journey.phases = phases


def _meant(journey: JourneyMap, identifier: str | None, taken: set[str]) -> Phase | None:
    return journey.phase(identifier) if identifier and identifier not in taken else None


def _matching(journey: JourneyMap, name: str, taken: set[str]) -> Phase | None:
    free = {phase.id: phase.name.value.lower() for phase in journey.phases if phase.id not in taken}
    found = process.extractOne(name.lower(), free, scorer=fuzz.WRatio, score_cutoff=ALIKE)
    return journey.phase(found[2]) if found else None


def _new_phase(journey: JourneyMap, name: str, taken: set[str]) -> Phase:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:12] or "phase"
    stem = f"phase-{stem}" if stem.isdigit() else stem
    used = taken | {phase.id for phase in journey.phases}
    identifier = next(f"{stem}{suffix}" for suffix in ("", *range(2, 99)) if f"{stem}{suffix}" not in used)
    return Phase(id=identifier, name=Cell[str](value=name, basis="said"))
