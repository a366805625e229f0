"""Rubric checks R1 to R15: the story, its phases, and the contact in them.

Each check answers with the paths where the map falls short; none means that it is met. A map without phases fails every
check that asks something of each phase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journey.facts import (
    any_filled,
    decisive,
    filled,
    has_feeling,
    is_silence,
    late_phases,
    likely_moment_of_truth,
    phase_touchpoints,
    score,
    shows_failure,
    stage,
    text,
    touchpoints,
)
from journey.model import Cell, Emotion, JourneyMap, Phase
from journey.phase_analysis import is_empty
from journey.vocabulary import CAUSE, DENIAL, JARGON, WISH

Check = Callable[[JourneyMap], list[str]]


def _persona(journey: JourneyMap) -> list[str]:
    return [] if journey.persona and filled(journey.persona.name) else ["personas.0.name"]


def _story(journey: JourneyMap) -> list[str]:
    return [name for name in ("scenario", "goal", "expectation") if not filled(getattr(journey, name))]


def _no_wishes(journey: JourneyMap) -> list[str]:
    if journey.state == "to-be":
        return []
    return [path for phase in journey.phases for path, cell in _shop_says(phase) if WISH.search(text(cell))]


def _shop_says(phase: Phase) -> Iterator[tuple[str, Cell[str] | None]]:
    """What the shop does today. Ideal contacts are plans by nature, and an experience is the customer's: wishes fit there."""
    for index, response in enumerate(phase.responses):
        yield f"phases.{phase.id}.responses.{index}", response
    for path, touchpoint in phase_touchpoints(phase):
        yield f"{path}.name", touchpoint.name


def _whole_journey(journey: JourneyMap) -> list[str]:
    if not journey.phases:
        return ["phases"]
    first, last = journey.phases[0], journey.phases[-1]
    stages = [stage(phase) for phase in journey.phases]
    late = ("purchase", "use", "evaluation")
    gaps = ["phases"] if stages[0] in late or "use" not in stages or stages[-1] not in (None, "evaluation") else []
    return gaps + [f"phases.{phase.id}.actions" for phase in (first, last) if not _something_happens(phase)]


def _something_happens(phase: Phase) -> bool:
    return any_filled(phase.actions) or bool(phase_touchpoints(phase))


def _phase_count(journey: JourneyMap) -> list[str]:
    gaps = [] if 3 <= len(journey.phases) <= 9 else ["phases"]
    return gaps + [f"phases.{phase.id}.customer_goal" for phase in journey.phases if is_empty(phase)]


def _customers_words(journey: JourneyMap) -> list[str]:
    actions = [(phase, index, cell) for phase in journey.phases for index, cell in enumerate(phase.actions) if filled(cell)]
    if not actions:
        return [f"phases.{phase.id}.actions" for phase in journey.phases] or ["phases"]
    return [f"phases.{phase.id}.actions.{index}" for phase, index, cell in actions if JARGON.search(cell.value)]


def _does_thinks_feels(journey: JourneyMap) -> list[str]:
    gaps = [] if journey.phases else ["phases"]
    for phase in journey.phases:
        have = {
            "actions": any_filled(phase.actions),
            "questions": any_filled(phase.questions),
            "emotion.score": has_feeling(phase),
        }
        gaps += [f"phases.{phase.id}.{field}" for field, there in have.items() if not there]
    return gaps


def _feeling_with_reason(journey: JourneyMap) -> list[str]:
    gaps = [] if journey.phases else ["phases"]
    for phase in journey.phases:
        if score(phase) is None:
            gaps.append(f"phases.{phase.id}.emotion.score")
        if not filled((phase.emotion or Emotion()).reason):
            gaps.append(f"phases.{phase.id}.emotion.reason")
    return gaps


def _high_and_low(journey: JourneyMap) -> list[str]:
    curve = [(feeling, phase) for phase in journey.phases if (feeling := score(phase)) is not None]
    if not curve:
        return [f"phases.{phase.id}.emotion.score" for phase in journey.phases] or ["phases"]
    highest, lowest = max(curve, key=lambda point: point[0]), min(curve, key=lambda point: point[0])
    flat = [phase for feeling, phase in (highest,) if feeling < 1] + [phase for feeling, phase in (lowest,) if feeling > -1]
    return [f"phases.{phase.id}.emotion.reason" for phase in flat if not _says_why_not(phase)]


def _says_why_not(phase: Phase) -> bool:
    """A reason such as "never low, because the file arrives at once" explains a curve without a high or a low."""
    reason = text(phase.emotion.reason) if phase.emotion else ""
    return bool(DENIAL.search(reason) and CAUSE.search(reason))


def _contact_or_silence(journey: JourneyMap) -> list[str]:
    gaps = [] if journey.phases else ["phases"]
    for phase in journey.phases:
        real = phase_touchpoints(phase)
        if any(filled(item.channel) for _, item in real) or any(is_silence(item) for item in phase.touchpoints):
            continue
        gaps.append(f"{real[0][0]}.channel" if real else f"phases.{phase.id}.touchpoints")
    return gaps


def _direct_and_indirect(journey: JourneyMap) -> list[str]:
    unmarked = [f"{path}.ownership" for _, path, item in touchpoints(journey) if item.ownership is None]
    kinds = {item.ownership.value for _, _, item in touchpoints(journey) if item.ownership}
    if len(kinds) == 2:
        return unmarked
    # Others speak about a shop mostly before its own site does: that is where the missing kind is easiest to find.
    return unmarked or [f"phases.{phase.id}.touchpoints" for phase in journey.phases[:1]] or ["phases"]


def _moments_of_truth(journey: JourneyMap) -> list[str]:
    moments = [(path, item) for _, path, item in touchpoints(journey) if decisive(item)]
    if not moments:
        candidate = likely_moment_of_truth(journey)
        return [f"{candidate}.moment_of_truth"] if candidate else ["phases"]
    too_many = [f"{path}.moment_of_truth" for path, _ in moments[5:]]
    return too_many + [f"{path}.why" for path, item in moments if not filled(item.why)]


def _timing(journey: JourneyMap) -> list[str]:
    gaps = [] if journey.phases else ["phases"]
    for phase in journey.phases:
        gaps += [] if _has_duration(phase) else [f"phases.{phase.id}.duration"]
        contacts = enumerate(phase.contacts)
        gaps += [f"phases.{phase.id}.contacts.{index}.moment" for index, contact in contacts if not filled(contact.moment)]
    return gaps


def _has_duration(phase: Phase) -> bool:
    duration = phase.duration
    if duration is None or duration.unit is None:
        return False
    return duration.unit.value == "unknown" or duration.min is not None or duration.max is not None


def _pain_everywhere(journey: JourneyMap) -> list[str]:
    gaps = [] if journey.phases else ["phases"]
    return gaps + [f"phases.{phase.id}.pains" for phase in journey.phases if not any_filled(phase.pains)]


def _when_it_goes_wrong(journey: JourneyMap) -> list[str]:
    late = late_phases(journey)
    wrong = [phase for phase in late if shows_failure(phase)]
    if any(any_filled(phase.responses) for phase in wrong):
        return []
    return [f"phases.{phase.id}.responses" for phase in wrong] or [f"phases.{phase.id}.pains" for phase in late[:1]] or ["phases"]


CHECKS: tuple[Check, ...] = (
    _persona,
    _story,
    _no_wishes,
    _whole_journey,
    _phase_count,
    _customers_words,
    _does_thinks_feels,
    _feeling_with_reason,
    _high_and_low,
    _contact_or_silence,
    _direct_and_indirect,
    _moments_of_truth,
    _timing,
    _pain_everywhere,
    _when_it_goes_wrong,
)
"""R1 to R15, in order."""
